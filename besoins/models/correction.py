from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from besoins.models.enquete import Enquete


class Correction(models.Model):
    """A wording corrected while the survey was open: append-only, shown with the results."""

    enquete = models.ForeignKey(Enquete, models.CASCADE, related_name="corrections")
    element = models.CharField(_("élément"), max_length=40)  # "section:12", "question:7", "option:31", "enquete:3"
    champ = models.CharField(_("champ"), max_length=40)
    avant = models.TextField(_("avant"), blank=True)
    apres = models.TextField(_("après"), blank=True)
    motif = models.CharField(_("raison"), max_length=300, blank=True)
    par = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("par"))
    le = models.DateTimeField(_("le"))

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["enquete", "-le", "-pk"]

    def __str__(self):
        return f"{self.element} – {self.champ}"
