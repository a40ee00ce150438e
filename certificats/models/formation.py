from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from certificats.models.perimetre import PersonnelQuerySet


class FormationPassee(models.Model):
    """A training followed elsewhere, as the person or their network declares it: it proves nothing by itself."""

    utilisateur = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("personne")
    )
    titre = models.CharField(_("intitulé de la formation"), max_length=200)
    organisme = models.CharField(_("organisme"), max_length=200, blank=True)
    debut = models.DateField(_("du"), null=True, blank=True)
    fin = models.DateField(_("au"), null=True, blank=True)
    heures = models.DecimalField(
        _("heures"), max_digits=6, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )

    objects = PersonnelQuerySet.as_manager()

    class Meta:
        verbose_name = _("formation suivie ailleurs")
        verbose_name_plural = _("formations suivies ailleurs")
        ordering = [F("fin").desc(nulls_last=True), "titre", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(debut=None) | Q(fin=None) | Q(fin__gte=F("debut")),
                name="formation_passee_fin_apres_debut",
                violation_error_message=_("La date de fin précède la date de début."),
            ),
        ]
        indexes = [models.Index(fields=["utilisateur", "-fin"], name="formation_passee_personne")]

    def __str__(self):
        return self.titre
