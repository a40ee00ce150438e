from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from academie.autorisations.perimetre import PerimetreQuerySet, Portee


class EmargementQuerySet(PerimetreQuerySet):
    chemins = {
        Portee.SOI: "inscription__utilisateur",
        Portee.STRUCTURE: "inscription__structure",
        Portee.ANIMEES: "creneau__interventions__formateur",
    }


class Emargement(models.Model):
    """One person's attendance at one half-day: signed, or declared absent by the trainer."""

    class Moyen(models.TextChoices):
        LIEN = "lien", _("lien personnel")
        CODE = "code", _("code affiché dans la salle")
        FORMATEUR = "formateur", _("déclaration de la formatrice ou du formateur")

    inscription = models.ForeignKey(
        "seminaires.Inscription",
        models.PROTECT,
        related_name="emargements",
        verbose_name=_("inscription"),
    )
    creneau = models.ForeignKey(
        "seminaires.Creneau",
        models.PROTECT,
        related_name="emargements",
        verbose_name=_("demi-journée"),
    )
    nom_saisi = models.CharField(_("nom saisi"), max_length=200, blank=True)
    moyen = models.CharField(_("moyen"), max_length=10, choices=Moyen)
    minutes = models.PositiveSmallIntegerField(_("minutes suivies"))
    signe_le = models.DateTimeField(_("signé le"))
    absent = models.BooleanField(_("absence"), default=False)

    objects = EmargementQuerySet.as_manager()

    class Meta:
        verbose_name = _("émargement")
        verbose_name_plural = _("émargements")
        ordering = ["creneau", "signe_le", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["inscription", "creneau"],
                name="emargement_unique",
                violation_error_message=_("La présence à cette demi-journée est déjà enregistrée."),
            ),
            models.CheckConstraint(
                condition=Q(absent=True, minutes=0) | (Q(absent=False) & ~Q(nom_saisi="")),
                name="emargement_signe_ou_absent",
            ),
        ]

    def __str__(self):
        return f"{self.inscription_id} {self.creneau_id}"
