from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from certificats.models.perimetre import PersonnelQuerySet


class Parcours(models.Model):
    """Where a person wants to go. It belongs to the person, whoever employs them."""

    utilisateur = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("personne")
    )
    fiche_visee = models.ForeignKey(
        "certificats.FichePoste",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("poste visé"),
    )
    modifie_le = models.DateTimeField(_("modifié le"), auto_now=True)

    objects = PersonnelQuerySet.as_manager()

    class Meta:
        verbose_name = _("parcours")
        verbose_name_plural = _("parcours")

    def __str__(self):
        return str(self.utilisateur)
