from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from academie.regles import regle
from besoins.models.plan import PlanAnnuel


class Calcul(models.Model):
    """One search of the best plan by the worker: how far it is, what it found, what it proved.

    `valeur` and `borne` count weighted people in hundredths, out of `total`: whole numbers, so exact.
    """

    class Etat(models.TextChoices):
        EN_ATTENTE = "en_attente", _("en attente")
        EN_COURS = "en_cours", _("en cours")
        OPTIMAL = "optimal", _("optimum trouvé")
        TEMPS = "temps", _("arrêté au bout du temps prévu")
        ARRETE = "arrete", _("arrêté")
        IMPOSSIBLE = "impossible", _("aucun plan possible")
        INTERROMPU = "interrompu", _("interrompu")
        EN_ECHEC = "en_echec", _("en échec")

    ACTIFS = (Etat.EN_ATTENTE, Etat.EN_COURS)

    plan = models.ForeignKey(PlanAnnuel, models.CASCADE, related_name="calculs")
    etat = FSMField(_("état"), default=Etat.EN_ATTENTE, choices=Etat, protected=True)
    demande_par = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("demandé par")
    )
    demande_le = models.DateTimeField(_("demandé le"))
    commence_le = models.DateTimeField(_("commencé le"), null=True, blank=True)
    vu_le = models.DateTimeField(_("dernier signe de vie"), null=True, blank=True)
    fini_le = models.DateTimeField(_("fini le"), null=True, blank=True)
    arret_demande = models.BooleanField(_("arrêt demandé"), default=False)
    empreinte = models.CharField(_("empreinte des chiffres"), max_length=64, blank=True)
    valeur = models.BigIntegerField(_("couverture trouvée"), null=True, blank=True)
    borne = models.BigIntegerField(_("borne prouvée"), null=True, blank=True)
    total = models.BigIntegerField(_("ce qu'il y aurait à couvrir"), null=True, blank=True)
    secondes = models.FloatField(_("durée en secondes"), default=0)
    raisons = models.JSONField(_("ce qui ne tient pas ensemble"), default=list, blank=True)

    class Meta:
        verbose_name = _("calcul d'un plan")
        verbose_name_plural = _("calculs des plans")
        ordering = ["plan", "-demande_le", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(etat__in=["en_attente", "en_cours"]),
                name="calcul_un_a_la_fois",
                violation_error_message=_("Un calcul de ce plan est déjà en cours."),
            ),
            models.CheckConstraint(
                condition=Q(valeur=None) | Q(borne__gte=models.F("valeur")),
                name="calcul_sous_sa_borne",
                violation_error_message=_("Aucun plan ne vaut plus que la borne."),
            ),
        ]

    def __str__(self):
        return f"{self.plan} – {self.demande_le:%Y-%m-%d %H:%M}"

    @property
    def actif(self) -> bool:
        return self.etat in self.ACTIFS

    @property
    def ecart(self) -> float | None:
        """How far from the best plan the one found may be, as a share of the bound."""
        if self.valeur is None or self.borne is None:
            return None
        return (self.borne - self.valeur) / self.borne if self.borne else 0.0

    def est_muet(self, le: datetime) -> bool:
        """Whether the worker that had begun gives no sign of life any more."""
        return (
            self.etat == self.Etat.EN_COURS
            and self.vu_le is not None
            and le - self.vu_le > timedelta(seconds=regle("plan.silence"))
        )

    @transition(field=etat, source=Etat.EN_ATTENTE, target=Etat.EN_COURS)
    def commencer(self, *, le):
        self.commence_le = self.vu_le = le

    @transition(field=etat, source=Etat.EN_COURS, target=Etat.OPTIMAL)
    def prouver(self, *, le):
        self.fini_le = le

    @transition(field=etat, source=Etat.EN_COURS, target=Etat.TEMPS)
    def epuiser(self, *, le):
        self.fini_le = le

    @transition(field=etat, source=[Etat.EN_ATTENTE, Etat.EN_COURS], target=Etat.ARRETE)
    def arreter(self, *, le):
        self.fini_le = le

    @transition(field=etat, source=Etat.EN_COURS, target=Etat.IMPOSSIBLE)
    def refuser(self, *, le, raisons: list[str]):
        self.fini_le, self.raisons = le, raisons

    @transition(field=etat, source=Etat.EN_COURS, target=Etat.INTERROMPU)
    def interrompre(self, *, le):
        self.fini_le = le

    @transition(field=etat, source=[Etat.EN_ATTENTE, Etat.EN_COURS], target=Etat.EN_ECHEC)
    def echouer(self, *, le):
        self.fini_le = le
