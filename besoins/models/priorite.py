from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from besoins.models.besoin import Besoin

POIDS_MAXIMUM = 10


class PoidsQuerySet(models.QuerySet["PoidsPriorite"]):
    def en_vigueur(self) -> "PoidsPriorite":
        """The latest weights; as long as nobody chose any, each criterion counts for one."""
        return self.order_by("le", "pk").last() or PoidsPriorite()


def _poids(nom):
    return models.PositiveSmallIntegerField(nom, default=1, validators=[MaxValueValidator(POIDS_MAXIMUM)])


class PoidsPriorite(models.Model):
    """How much each criterion weighs since `le`. Append-only: the old weights explain the old orders."""

    CRITERES = ("portee", "ecart", "urgence", "faisabilite")

    portee = _poids(_("portée"))
    ecart = _poids(_("écart"))
    urgence = _poids(_("urgence"))
    faisabilite = _poids(_("faisabilité"))
    motif = models.TextField(_("motif"))
    par = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("par"))
    le = models.DateTimeField(_("le"), default=timezone.now)

    objects = PoidsQuerySet.as_manager()

    class Meta:
        verbose_name = _("poids des critères de priorité")
        verbose_name_plural = _("poids des critères de priorité")
        ordering = ["-le", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(portee__gt=0) | Q(ecart__gt=0) | Q(urgence__gt=0) | Q(faisabilite__gt=0),
                name="priorite_un_critere_au_moins",
                violation_error_message=_("Donnez un poids à un critère au moins."),
            )
        ]

    def __str__(self):
        return " × ".join(f"{getattr(self, critere)} {critere}" for critere in self.CRITERES)

    def valeurs(self) -> dict[str, int]:
        return {critere: getattr(self, critere) for critere in self.CRITERES}


class PlaceQuerySet(models.QuerySet):
    def en_vigueur(self):
        return self.filter(retiree_le=None)


class PlaceImposee(models.Model):
    """Someone puts a need at a place of their own choosing, for a reason that stays written."""

    besoin = models.ForeignKey(Besoin, models.CASCADE, related_name="places", verbose_name=_("besoin"))
    place = models.PositiveSmallIntegerField(
        _("place"), validators=[MinValueValidator(1)], help_text=_("1 pour la première.")
    )
    motif = models.TextField(_("motif"))
    par = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("imposée par"))
    le = models.DateTimeField(_("imposée le"))
    retiree_par = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("retirée par"),
    )
    retiree_le = models.DateTimeField(_("retirée le"), null=True, blank=True)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("place imposée")
        verbose_name_plural = _("places imposées")
        ordering = ["besoin", "le", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["besoin"],
                condition=Q(retiree_le=None),
                name="place_une_par_besoin",
                violation_error_message=_("Une place est déjà imposée à ce besoin."),
            ),
            models.UniqueConstraint(
                fields=["place"],
                condition=Q(retiree_le=None),
                name="place_imposee_a_un_seul",
                violation_error_message=_("Cette place est déjà imposée à un autre besoin."),
            ),
            models.CheckConstraint(
                condition=Q(place__gte=1),
                name="place_a_partir_de_un",
                violation_error_message=_("La première place est la place 1."),
            ),
            models.CheckConstraint(
                condition=Q(retiree_le=None, retiree_par=None) | Q(retiree_le__isnull=False, retiree_par__isnull=False),
                name="place_retiree_par_quelqu_un",
                violation_error_message=_("Une place imposée est retirée par quelqu'un, un jour."),
            ),
        ]

    def __str__(self):
        return f"{self.place}. {self.besoin}"
