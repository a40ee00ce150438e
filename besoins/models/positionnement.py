from django.db import models
from django.utils.translation import gettext_lazy as _

from besoins.models.objectif import Objectif
from besoins.models.programme import VersionProgramme


class QuestionPositionnement(models.Model):
    """What a person is asked at enrolment, to place them: only what following the programme needs (L6353-9)."""

    class Genre(models.TextChoices):
        AISANCE = "aisance", _("aisance, de « pas du tout » à « très bien »")
        OUI_NON = "oui_non", _("oui ou non")
        TEXTE = "texte", _("réponse libre")

    version = models.ForeignKey(VersionProgramme, models.CASCADE, related_name="positionnements")
    ordre = models.PositiveSmallIntegerField(_("ordre"))
    intitule = models.CharField(_("question"), max_length=300)
    genre = models.CharField(_("forme de la réponse"), max_length=8, choices=Genre, default=Genre.AISANCE)
    objectif = models.ForeignKey(
        Objectif,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="positionnements",
        verbose_name=_("objectif concerné"),
    )
    revision = models.PositiveIntegerField(_("révision"), default=1, editable=False)

    class Meta:
        verbose_name = _("question de positionnement")
        verbose_name_plural = _("questions de positionnement")
        ordering = ["version", "ordre", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "intitule"],
                name="positionnement_intitule_unique",
                violation_error_message=_("Cette question est déjà posée."),
            )
        ]
        indexes = [models.Index(fields=["version", "ordre"], name="positionnement_ordre")]

    def __str__(self):
        return self.intitule

    def get_absolute_url(self):
        return f"{self.version.get_absolute_url()}#positionnement-{self.pk}"
