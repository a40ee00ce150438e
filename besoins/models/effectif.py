from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from besoins.models.programme import VersionProgramme


class EffectifAttendu(models.Model):
    """How many people a structure expects to send."""

    version = models.ForeignKey(VersionProgramme, models.CASCADE, related_name="effectifs")
    structure = models.ForeignKey("academie.Structure", models.PROTECT, related_name="+", verbose_name=_("structure"))
    effectif = models.PositiveSmallIntegerField(_("personnes attendues"))

    class Meta:
        verbose_name = _("effectif attendu")
        verbose_name_plural = _("effectifs attendus")
        ordering = ["version", "structure__nom", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "structure"],
                name="effectif_structure_unique",
                violation_error_message=_("Cette structure est déjà comptée."),
            ),
            models.CheckConstraint(
                condition=Q(effectif__gt=0),
                name="effectif_positif",
                violation_error_message=_("Indiquez au moins une personne."),
            ),
        ]

    def __str__(self):
        return f"{self.structure} : {self.effectif}"
