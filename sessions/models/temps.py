from django.conf import settings
from django.db import models
from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from academie.autorisations.perimetre import PerimetreQuerySet, Portee


class MoisTempsQuerySet(PerimetreQuerySet):
    chemins = {Portee.SOI: "utilisateur"}

    def complets(self):
        return self.select_related("utilisateur", "financement", "valide_par")

    def avec_minutes(self):
        return self.annotate(minutes=Coalesce(Sum("lignes__minutes"), 0))


class MoisTemps(models.Model):
    """The time that one person spent in a month on what one funder pays: written by them, then signed by two."""

    class Etat(models.TextChoices):
        BROUILLON = "brouillon", _("à compléter")
        ATTESTE = "atteste", _("attesté, à valider")
        VALIDE = "valide", _("validé")

    utilisateur = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("personne")
    )
    financement = models.ForeignKey(
        "besoins.Financement", models.PROTECT, related_name="+", verbose_name=_("financement")
    )
    mois = models.DateField(_("mois"), help_text=_("Son premier jour."))
    etat = FSMField(_("état"), default=Etat.BROUILLON, choices=Etat, protected=True)
    atteste_le = models.DateTimeField(_("attesté le"), null=True, blank=True)
    valide_le = models.DateTimeField(_("validé le"), null=True, blank=True)
    valide_par = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("validé par")
    )
    motif_renvoi = models.CharField(_("à corriger"), max_length=300, blank=True)

    objects = MoisTempsQuerySet.as_manager()

    class Meta:
        verbose_name = _("feuille de temps")
        verbose_name_plural = _("feuilles de temps")
        ordering = ["-mois", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["utilisateur", "financement", "mois"],
                name="mois_temps_unique",
                violation_error_message=_("Cette feuille de temps existe déjà."),
            ),
            models.CheckConstraint(
                condition=Q(etat="brouillon", valide_le=None)
                | Q(etat="atteste", atteste_le__isnull=False, valide_le=None)
                | Q(etat="valide", atteste_le__isnull=False, valide_le__isnull=False, valide_par__isnull=False),
                name="mois_temps_etat_et_dates",
            ),
            models.CheckConstraint(
                condition=Q(valide_par=None) | ~Q(valide_par=F("utilisateur")),
                name="mois_temps_valide_par_une_autre",
                violation_error_message=_("Une feuille de temps est validée par une autre personne."),
            ),
        ]
        indexes = [
            models.Index(fields=["financement", "mois"], name="mois_temps_financement"),
            models.Index(fields=["-mois", "-id"], name="mois_temps_recents"),
        ]

    def __str__(self):
        return f"{self.utilisateur} – {self.mois:%m/%Y}"

    def get_absolute_url(self):
        return reverse("sessions:temps_detail", args=[self.pk])

    @transition(field=etat, source=Etat.BROUILLON, target=Etat.ATTESTE)
    def attester(self, *, le):
        self.atteste_le, self.motif_renvoi = le, ""

    @transition(field=etat, source=Etat.ATTESTE, target=Etat.VALIDE)
    def valider(self, *, par, le):
        self.valide_par, self.valide_le = par, le

    @transition(field=etat, source=Etat.ATTESTE, target=Etat.BROUILLON)
    def renvoyer(self, *, motif: str):
        self.motif_renvoi = motif


class LigneTemps(models.Model):
    """Minutes of one day, and what they were spent on. `creneau` when it is a half-day that the person gave."""

    mois = models.ForeignKey(MoisTemps, models.CASCADE, related_name="lignes", verbose_name=_("feuille de temps"))
    jour = models.DateField(_("jour"))
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    activite = models.CharField(_("activité"), max_length=300)
    creneau = models.ForeignKey(
        "seminaires.Creneau", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("demi-journée")
    )

    class Meta:
        verbose_name = _("temps passé")
        verbose_name_plural = _("temps passés")
        ordering = ["jour", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gte=1),
                name="ligne_temps_d_une_minute_au_moins",
                violation_error_message=_("Indiquez au moins une minute."),
            ),
            models.UniqueConstraint(
                fields=["mois", "creneau"], condition=Q(creneau__isnull=False), name="ligne_temps_creneau_unique"
            ),
        ]

    def __str__(self):
        return f"{self.jour:%d/%m/%Y} {self.minutes}"
