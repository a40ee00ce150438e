from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from academie.autorisations.perimetre import PerimetreQuerySet, Portee
from besoins.models.ressource import Ressource


class LotRessourcesQuerySet(PerimetreQuerySet):
    chemins = {Portee.SOI: "par"}


class LotRessources(models.Model):
    """A table of resources brought by a file: understood column by column, then taken whole or not at all."""

    nom = models.CharField(_("nom du fichier"), max_length=200)
    genre = models.CharField(_("nature"), max_length=10, choices=Ressource.Genre)
    empreinte = models.CharField(_("empreinte du fichier"), max_length=64, editable=False)
    entetes = models.JSONField(_("colonnes du fichier"), default=list)
    # Emptied once the resources are in: what the file said is kept once.
    lignes = models.JSONField(_("lignes"), default=list)
    correspondance = models.JSONField(_("colonnes reconnues"), default=dict)
    ressources = models.ManyToManyField(Ressource, related_name="+", verbose_name=_("ressources importées"))
    par = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("par"))
    depose_le = models.DateTimeField(_("déposé le"))
    fait_le = models.DateTimeField(_("importé le"), null=True)

    objects = LotRessourcesQuerySet.as_manager()

    class Meta:
        verbose_name = _("lot de ressources")
        verbose_name_plural = _("lots de ressources")
        ordering = ["-depose_le", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["par", "empreinte", "genre"],
                name="lot_une_fois",
                violation_error_message=_("Ce fichier est déjà déposé."),
            )
        ]

    def __str__(self):
        return self.nom

    def get_absolute_url(self):
        return reverse("besoins:lot_detail", args=[self.pk])
