from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class ConsentementNomQuerySet(models.QuerySet):
    def en_vigueur(self):
        return self.filter(retire_le=None)


class ConsentementNom(models.Model):
    """A person lets a structure read their name in its private feeds. Withdrawn, it stays as a proof of what was agreed."""

    utilisateur = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("personne")
    )
    structure = models.ForeignKey("academie.Structure", models.CASCADE, related_name="+", verbose_name=_("structure"))
    donne_le = models.DateTimeField(_("donné le"))
    retire_le = models.DateTimeField(_("retiré le"), null=True, blank=True)

    objects = ConsentementNomQuerySet.as_manager()

    class Meta:
        verbose_name = _("accord pour être nommé dans un agenda")
        verbose_name_plural = _("accords pour être nommé dans un agenda")
        ordering = ["-donne_le", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["utilisateur", "structure"], condition=Q(retire_le=None), name="consentement_nom_unique"
            ),
            models.CheckConstraint(
                condition=Q(retire_le=None) | Q(retire_le__gte=F("donne_le")), name="consentement_nom_dates"
            ),
        ]

    def __str__(self):
        return f"{self.utilisateur_id} {self.structure_id}"
