from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from academie.autorisations.perimetre import PerimetreQuerySet


class CampagneQuerySet(PerimetreQuerySet):
    def en_route(self):
        """Those that the worker has not finished."""
        return self.filter(etat__in=Campagne.EN_ROUTE)


class Campagne(models.Model):
    """The certificates of a session, issued by the worker one person after the other."""

    class Etat(models.TextChoices):
        DEMANDEE = "demandee", _("en attente")
        EN_COURS = "en_cours", _("en cours")
        FINIE = "finie", _("finie")

    EN_ROUTE = (Etat.DEMANDEE, Etat.EN_COURS)

    session = models.ForeignKey("seminaires.Session", models.PROTECT, related_name="+", verbose_name=_("session"))
    etat = FSMField(_("état"), default=Etat.DEMANDEE, choices=Etat, protected=True)
    total = models.PositiveIntegerField(_("personnes à servir"), default=0)
    faites = models.PositiveIntegerField(_("personnes servies"), default=0)
    # Why a person was not served, by the key of the enrolment: the others go on.
    erreurs = models.JSONField(_("erreurs"), default=dict, blank=True)
    par = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("demandée par"),
    )
    demandee_le = models.DateTimeField(_("demandée le"))
    avance_le = models.DateTimeField(_("dernière avancée le"))
    finie_le = models.DateTimeField(_("finie le"), null=True, blank=True)

    objects = CampagneQuerySet.as_manager()

    class Meta:
        verbose_name = _("campagne de certificats")
        verbose_name_plural = _("campagnes de certificats")
        ordering = ["-demandee_le", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session"],
                condition=Q(etat__in=["demandee", "en_cours"]),
                name="campagne_une_en_route",
                violation_error_message=_("Les certificats de cette session sont déjà en cours de délivrance."),
            ),
            models.CheckConstraint(
                condition=Q(etat="finie", finie_le__isnull=False) | (~Q(etat="finie") & Q(finie_le=None)),
                name="campagne_finie_avec_date",
            ),
        ]

    def __str__(self):
        return f"{self.session_id} – {self.demandee_le:%Y-%m-%d}"

    def get_absolute_url(self):
        return reverse("certificats:certificat_session", args=[self.session_id])

    @property
    def est_en_route(self) -> bool:
        return self.etat in self.EN_ROUTE

    @transition(field=etat, source=EN_ROUTE, target=Etat.EN_COURS)
    def avancer(self, *, faites: int, erreurs: dict[str, str], le):
        self.faites, self.erreurs, self.avance_le = faites, erreurs, le

    @transition(field=etat, source=EN_ROUTE, target=Etat.FINIE)
    def finir(self, *, le):
        self.finie_le = self.avance_le = le
