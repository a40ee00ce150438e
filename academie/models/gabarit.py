from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class VersionGabarit(models.Model):
    """A text that gestionnaires gave to a message. The last one is in force; all are kept.

    A version without text is a return to the text that comes with the product.
    """

    code = models.CharField(_("modèle"), max_length=120)
    numero = models.PositiveIntegerField(_("numéro"))
    sujet = models.CharField(_("sujet"), max_length=300, blank=True)
    texte = models.TextField(_("texte"), max_length=20_000, blank=True)
    le = models.DateTimeField(_("enregistré le"), default=timezone.now)
    par = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("par")
    )

    class Meta:
        verbose_name = _("version d'un modèle de message")
        verbose_name_plural = _("versions des modèles de messages")
        ordering = ["code", "-numero"]
        constraints = [
            models.UniqueConstraint(fields=["code", "numero"], name="gabarit_version_unique"),
            models.CheckConstraint(
                condition=Q(sujet="", texte="") | (~Q(sujet="") & ~Q(texte="")), name="gabarit_sujet_et_texte"
            ),
        ]

    def __str__(self):
        return f"{self.code} {self.numero}"

    @property
    def origine(self) -> bool:
        return not self.texte
