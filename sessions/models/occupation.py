from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from academie.autorisations.perimetre import PerimetreQuerySet, Portee


class IndisponibiliteQuerySet(PerimetreQuerySet):
    chemins = {Portee.SOI: "formateur"}

    def en_vigueur(self):
        return self.filter(retiree_le=None)


class Indisponibilite(models.Model):
    """A time when a trainer cannot come. Nobody has to say why."""

    formateur = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("formatrice ou formateur")
    )
    debut = models.DateTimeField(_("début"))
    fin = models.DateTimeField(_("fin"))
    cree_le = models.DateTimeField(_("déclarée le"), auto_now_add=True)
    retiree_le = models.DateTimeField(_("retirée le"), null=True, blank=True, editable=False)

    objects = IndisponibiliteQuerySet.as_manager()

    class Meta:
        verbose_name = _("indisponibilité")
        verbose_name_plural = _("indisponibilités")
        ordering = ["debut", "pk"]
        indexes = [models.Index(fields=["formateur", "fin"], name="indisponibilite_formateur")]
        constraints = [
            models.CheckConstraint(
                condition=Q(fin__gt=F("debut")),
                name="indisponibilite_fin_apres_debut",
                violation_error_message=_("La fin suit le début."),
            )
        ]

    def __str__(self):
        return f"{self.formateur_id} {self.debut:%d/%m/%Y}"

    def get_absolute_url(self):
        return reverse("sessions:indisponibilite_list")


class Occupation(models.Model):
    """A person or a room, taken for a time by a half-day or an unavailability.

    The database itself refuses that one person or one room be taken twice at once (`sessions/occupations`): an exclusion
    constraint on PostgreSQL, triggers on SQLite. A draft takes too; a cancelled or postponed session takes nothing.
    """

    creneau = models.ForeignKey("seminaires.Creneau", models.CASCADE, null=True, blank=True, related_name="occupations")
    indisponibilite = models.ForeignKey(
        Indisponibilite, models.CASCADE, null=True, blank=True, related_name="occupations"
    )
    formateur = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+")
    lieu = models.ForeignKey("seminaires.Lieu", models.CASCADE, null=True, blank=True, related_name="+")
    debut = models.DateTimeField(_("début"))
    fin = models.DateTimeField(_("fin"))

    class Meta:
        verbose_name = _("occupation")
        verbose_name_plural = _("occupations")
        ordering = ["debut", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(formateur=None, lieu__isnull=False) | Q(formateur__isnull=False, lieu=None),
                name="occupation_personne_ou_lieu",
            ),
            models.CheckConstraint(
                condition=Q(creneau=None, indisponibilite__isnull=False)
                | Q(creneau__isnull=False, indisponibilite=None),
                name="occupation_une_cause",
            ),
            models.CheckConstraint(condition=Q(fin__gt=F("debut")), name="occupation_fin_apres_debut"),
        ]
        indexes = [
            models.Index(fields=["formateur", "debut"], name="occupation_formateur"),
            models.Index(fields=["lieu", "debut"], name="occupation_lieu"),
        ]

    def __str__(self):
        return f"{self.formateur_id or self.lieu_id} {self.debut:%d/%m/%Y %H:%M}"
