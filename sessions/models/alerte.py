from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from academie.autorisations.perimetre import PerimetreQuerySet, Portee


class AlerteQuerySet(PerimetreQuerySet):
    chemins = {Portee.SOI: "utilisateur"}

    def actives(self):
        return self.filter(arretee_le=None)


class Alerte(models.Model):
    """ "Prévenez-moi": a person asks to be told when a session of a programme, or of a theme, opens near them."""

    utilisateur = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("personne")
    )
    programme = models.ForeignKey(
        "besoins.Programme", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("programme")
    )
    theme = models.ForeignKey(
        "academie.Theme", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("thème")
    )
    territoire = models.ForeignKey(
        "academie.Territoire",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("région ou département"),
        help_text=_("Vide : partout."),
    )
    cree_le = models.DateTimeField(_("demandée le"))
    arretee_le = models.DateTimeField(_("arrêtée le"), null=True, blank=True)

    objects = AlerteQuerySet.as_manager()

    class Meta:
        verbose_name = _("alerte")
        verbose_name_plural = _("alertes")
        ordering = ["-cree_le", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(programme=None, theme__isnull=False) | Q(programme__isnull=False, theme=None),
                name="alerte_programme_ou_theme",
                violation_error_message=_("Une alerte porte sur un programme ou sur un thème."),
            ),
            models.UniqueConstraint(
                fields=["utilisateur", "programme"],
                condition=Q(arretee_le=None),
                name="alerte_programme_unique",
                violation_error_message=_("Vous avez déjà une alerte sur ce programme."),
            ),
            models.UniqueConstraint(
                fields=["utilisateur", "theme"],
                condition=Q(arretee_le=None),
                name="alerte_theme_unique",
                violation_error_message=_("Vous avez déjà une alerte sur ce thème."),
            ),
        ]

    def __str__(self):
        return str(self.sujet)

    @property
    def sujet(self):
        return self.programme or self.theme
