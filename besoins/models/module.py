from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from besoins.models.objectif import Objectif
from besoins.models.programme import VersionProgramme
from besoins.models.ressource import Ressource


class Module(models.Model):
    """A part of the programme with its minutes, the unit that half-days are made of."""

    class Modalite(models.TextChoices):
        PRESENTIEL = "presentiel", _("en présence")
        CLASSE_VIRTUELLE = "virtuelle", _("à distance, ensemble")
        AUTONOMIE = "autonomie", _("à distance, à son rythme")

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
    modalite = models.CharField(_("modalité"), max_length=10, choices=Modalite, default=Modalite.PRESENTIEL)
    supports = models.TextField(_("supports"), blank=True, help_text=_("Ce qui est remis ou mis à disposition."))
    cas_local = models.TextField(
        _("étude de cas locale"), blank=True, help_text=_("Ce qui s'y travaille sur le territoire de la session.")
    )
    profil_formateur = models.TextField(_("profil de la formatrice ou du formateur"), blank=True)
    ressources = models.ManyToManyField(
        Ressource, related_name="modules", blank=True, verbose_name=_("ressources citées")
    )
    revision = models.PositiveIntegerField(_("révision"), default=1, editable=False)
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
