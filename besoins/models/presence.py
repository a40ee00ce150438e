from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from besoins.models.programme import VersionProgramme


class Presence(models.Model):
    """Somebody has a form of a version open; said again every few seconds, forgotten when it is not."""

    class Lieu(models.TextChoices):
        PROGRAMME = "programme", _("le programme")
        PRESENTATION = "presentation", _("la présentation")
        BESOINS = "besoins", _("les besoins")
        OBJECTIFS = "objectifs", _("les objectifs")
        MODULES = "modules", _("les modules")
        POSITIONNEMENT = "positionnement", _("les questions de positionnement")

    version = models.ForeignKey(VersionProgramme, models.CASCADE, related_name="presences")
    personne = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("personne"))
    lieu = models.CharField(_("ce qu'elle écrit"), max_length=16, choices=Lieu)
    depuis = models.DateTimeField(_("depuis"))
    vue_le = models.DateTimeField(_("vue le"), db_index=True)

    class Meta:
        verbose_name = _("présence")
        verbose_name_plural = _("présences")
        ordering = ["version", "depuis", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "personne"],
                name="presence_unique",
                violation_error_message=_("Une personne n'est qu'une fois sur une version."),
            )
        ]

    def __str__(self):
        return f"{self.personne} – {self.get_lieu_display()}"
