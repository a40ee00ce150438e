from django.conf import settings
from django.db import models
from django.db.models import F, Q
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
    declare_par = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("déclaré par"),
    )
    motif = models.CharField(_("précision"), max_length=300, blank=True)

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
                condition=Q(absent=True, minutes=0) | (Q(absent=False, minutes__gte=1) & ~Q(nom_saisi="")),
                name="emargement_signe_ou_absent",
            ),
            models.CheckConstraint(
                condition=Q(moyen="formateur", declare_par__isnull=False)
                | (~Q(moyen="formateur") & Q(declare_par=None)),
                name="emargement_declare_par",
            ),
        ]

    def __str__(self):
        return f"{self.inscription_id} {self.creneau_id}"


class CorrectionEmargement(models.Model):
    """What an attendance said before the trainer corrected it: written once, never changed."""

    emargement = models.ForeignKey(
        Emargement,
        models.CASCADE,
        related_name="corrections",
        verbose_name=_("émargement"),
    )
    minutes_avant = models.PositiveSmallIntegerField(_("minutes avant"))
    minutes_apres = models.PositiveSmallIntegerField(_("minutes après"))
    le = models.DateTimeField(_("le"))
    par = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("par"))
    motif = models.CharField(_("motif"), max_length=300)

    class Meta:
        verbose_name = _("correction d'émargement")
        verbose_name_plural = _("corrections d'émargement")
        ordering = ["le", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(minutes_avant=F("minutes_apres")) & ~Q(motif=""),
                name="correction_emargement_change",
            )
        ]

    def __str__(self):
        return f"{self.emargement_id} {self.minutes_avant} → {self.minutes_apres}"
