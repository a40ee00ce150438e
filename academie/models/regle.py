from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from academie.autorisations.perimetre import PerimetreQuerySet


class ValeurRegleQuerySet(PerimetreQuerySet):
    def valables(self):
        return self.filter(retiree_le=None)


class ValeurRegle(models.Model):
    """A value that the Académie decided for a rule, from a day to come: it lies over `academie/regles/table.py`."""

    cle = models.CharField(_("règle"), max_length=60)
    valeur = models.PositiveIntegerField(_("nouvelle valeur"))
    depuis = models.DateField(_("à partir du"))
    motif = models.CharField(_("motif"), max_length=300)
    par = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("décidé par")
    )
    cree_le = models.DateTimeField(_("décidé le"))
    retiree_le = models.DateTimeField(_("retiré le"), null=True, blank=True)

    objects = ValeurRegleQuerySet.as_manager()

    class Meta:
        verbose_name = _("valeur d'une règle")
        verbose_name_plural = _("valeurs des règles")
        ordering = ["cle", "depuis", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cle", "depuis"], condition=Q(retiree_le=None), name="valeur_regle_une_par_jour"
            ),
            models.CheckConstraint(condition=~Q(motif=""), name="valeur_regle_avec_motif"),
        ]

    def __str__(self):
        return f"{self.cle} : {self.valeur}"
