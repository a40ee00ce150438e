from django.db import models
from django.utils.translation import gettext_lazy as _

from besoins.models.programme import VersionProgramme


class Objectif(models.Model):
    """What a person can do at the end, tied to a competence and to the level aimed at."""

    version = models.ForeignKey(VersionProgramme, models.CASCADE, related_name="objectifs")
    ordre = models.PositiveSmallIntegerField(_("ordre"))
    intitule = models.CharField(
        _("objectif"),
        max_length=300,
        help_text=_("Commencez par un verbe d'action : « Accompagner… », « Créer… »."),
    )
    competence = models.ForeignKey(
        "academie.Competence",
        models.PROTECT,
        related_name="+",
        verbose_name=_("compétence"),
    )
    niveau = models.PositiveSmallIntegerField(
        _("niveau visé"),
        help_text=_("Le rang sur l'échelle du référentiel de la compétence."),
    )
    evaluation = models.TextField(_("évaluation"), help_text=_("Comment vérifie-t-on qu'il est atteint ?"))
    besoins = models.ManyToManyField(
        "besoins.Besoin",
        related_name="+",
        blank=True,
        verbose_name=_("besoins auxquels cet objectif répond"),
    )
    revision = models.PositiveIntegerField(_("révision"), default=1, editable=False)

    class Meta:
        verbose_name = _("objectif")
        verbose_name_plural = _("objectifs")
        ordering = ["version", "ordre", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "intitule"],
                name="objectif_intitule_unique",
                violation_error_message=_("Cet objectif figure déjà dans le programme."),
            )
        ]
        indexes = [models.Index(fields=["version", "ordre"], name="objectif_ordre")]

    def __str__(self):
        return self.intitule

    def get_absolute_url(self):
        return f"{self.version.get_absolute_url()}#objectif-{self.pk}"
