from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from besoins.models.objectif import Objectif
from besoins.models.programme import VersionProgramme


class Module(models.Model):
    """A part of the programme with its minutes, the unit that half-days are made of."""

    version = models.ForeignKey(VersionProgramme, models.CASCADE, related_name="modules")
    ordre = models.PositiveSmallIntegerField(_("ordre"))
    titre = models.CharField(_("titre"), max_length=160)
    minutes = models.PositiveSmallIntegerField(
        _("durée en minutes"),
        validators=[MinValueValidator(1), MaxValueValidator(6000)],
        help_text=_("Une demi-journée fait 180 ou 210 minutes."),
    )
    contenu = models.TextField(_("contenu"))
    methode = models.TextField(_("méthode"), blank=True)
    objectifs = models.ManyToManyField(
        Objectif,
        related_name="modules",
        blank=True,
        verbose_name=_("objectifs travaillés"),
    )

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")
        ordering = ["version", "ordre", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "titre"],
                name="module_titre_unique",
                violation_error_message=_("Ce module figure déjà dans le programme."),
            ),
            models.CheckConstraint(
                condition=Q(minutes__gt=0),
                name="module_minutes_positives",
                violation_error_message=_("Un module dure au moins une minute."),
            ),
        ]
        indexes = [models.Index(fields=["version", "ordre"], name="module_ordre")]

    def __str__(self):
        return self.titre

    def get_absolute_url(self):
        return f"{self.version.get_absolute_url()}#module-{self.pk}"
