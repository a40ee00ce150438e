from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from academie.autorisations.perimetre import PerimetreQuerySet
from besoins.models.enquete import Enquete


class Rapport(models.Model):
    """The results of a survey as a PDF, made in the background and kept as it was that day."""

    class Etat(models.TextChoices):
        DEMANDE = "demande", _("en préparation")
        PRET = "pret", _("prêt")
        EN_ECHEC = "en_echec", _("en échec")

    enquete = models.ForeignKey(Enquete, models.CASCADE, related_name="rapports")
    requete = models.TextField(_("filtres"), blank=True)
    etat = FSMField(_("état"), default=Etat.DEMANDE, choices=Etat, protected=True)
    fichier = models.FileField(_("fichier"), upload_to="rapports", max_length=200, blank=True)
    par = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("demandé par"))
    demande_le = models.DateTimeField(_("demandé le"))
    pret_le = models.DateTimeField(_("prêt le"), null=True, blank=True)

    objects = PerimetreQuerySet.as_manager()

    class Meta:
        verbose_name = _("rapport")
        verbose_name_plural = _("rapports")
        ordering = ["enquete", "-demande_le", "-pk"]

    def __str__(self):
        return f"{self.enquete} – {self.demande_le:%Y-%m-%d}"

    def get_absolute_url(self):
        return reverse("besoins:rapport_list", args=[self.enquete_id])

    @transition(field=etat, source=Etat.DEMANDE, target=Etat.PRET)
    def finir(self, *, le):
        self.pret_le = le

    @transition(field=etat, source=Etat.DEMANDE, target=Etat.EN_ECHEC)
    def echouer(self):
        pass
