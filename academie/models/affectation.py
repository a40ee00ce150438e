from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academie.autorisations.perimetre import PerimetreQuerySet, Portee
from academie.autorisations.table import ROLES_ATTRIBUABLES


class AffectationQuerySet(PerimetreQuerySet):
    chemins = {Portee.SOI: "utilisateur", Portee.STRUCTURE: "structure"}

    def du_jour(self, jour=None):
        jour = jour or timezone.localdate()
        return self.filter(Q(fin=None) | Q(fin__gte=jour), debut__lte=jour)


class Affectation(models.Model):
    """A person holds a role in a structure for a period. The only source of rights."""

    utilisateur = models.ForeignKey(
        "academie.Utilisateur",
        models.CASCADE,
        related_name="affectations",
        verbose_name=_("personne"),
    )
    role = models.CharField(_("rôle"), max_length=16, choices=ROLES_ATTRIBUABLES)
    structure = models.ForeignKey(
        "academie.Structure",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="affectations",
        verbose_name=_("structure"),
    )
    debut = models.DateField(_("du"), default=timezone.localdate)
    fin = models.DateField(_("au"), null=True, blank=True)

    objects = AffectationQuerySet.as_manager()

    class Meta:
        verbose_name = _("affectation")
        verbose_name_plural = _("affectations")
        ordering = ["-debut", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(fin=None) | Q(fin__gte=F("debut")),
                name="affectation_fin_apres_debut",
                violation_error_message=_("La date de fin précède la date de début."),
            ),
            models.CheckConstraint(
                condition=~Q(role="referent") | Q(structure__isnull=False),
                name="affectation_referent_avec_structure",
                violation_error_message=_("Indiquez la structure dont cette personne est référente."),
            ),
            models.UniqueConstraint(
                fields=["utilisateur", "role", "structure", "debut"],
                name="affectation_unique",
                violation_error_message=_("Cette affectation existe déjà."),
            ),
            models.UniqueConstraint(
                fields=["utilisateur", "role", "debut"],
                condition=Q(structure=None),
                name="affectation_sans_structure_unique",
                violation_error_message=_("Cette affectation existe déjà."),
            ),
        ]
        indexes = [models.Index(fields=["structure", "role"], name="affectation_structure_role")]

    def __str__(self):
        return f"{self.utilisateur} – {self.get_role_display()}"

    def vaut_le(self, jour) -> bool:
        """What `du_jour` asks of the database, of a row that is read."""
        return self.debut <= jour and (self.fin is None or self.fin >= jour)
