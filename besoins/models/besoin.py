from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from academie.autorisations.perimetre import PerimetreQuerySet
from besoins.models.enquete import Option
from besoins.models.veille import Signal


class BesoinQuerySet(PerimetreQuerySet):
    def candidats(self):
        return self.filter(etat=Besoin.Etat.CANDIDAT)

    def retenus(self):
        return self.filter(etat=Besoin.Etat.RETENU)


class Besoin(models.Model):
    """A need, with its evidence and its place in the order (1 first)."""

    class Etat(models.TextChoices):
        CANDIDAT = "candidat", _("à examiner")
        RETENU = "retenu", _("retenu")
        REJETE = "rejete", _("rejeté")

    titre = models.CharField(_("titre"), max_length=300)
    description = models.TextField(_("description"), blank=True)
    theme = models.ForeignKey(
        "academie.Theme",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("thème"),
    )
    publics = models.CharField(_("publics concernés"), max_length=300, blank=True)
    exprime_par = models.CharField(_("exprimé par"), max_length=300, blank=True)
    etat = FSMField(_("état"), default=Etat.CANDIDAT, choices=Etat, protected=True)
    rang = models.PositiveIntegerField(
        _("rang"),
        unique=True,
        error_messages={"unique": _("Ce rang est déjà pris.")},
    )
    motif = models.TextField(_("motif de la décision"), blank=True)
    decide_par = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("décidé par"),
    )
    decide_le = models.DateTimeField(_("décidé le"), null=True, blank=True)

    objects = BesoinQuerySet.as_manager()

    class Meta:
        verbose_name = _("besoin")
        verbose_name_plural = _("besoins")
        ordering = ["rang"]
        constraints = [
            models.CheckConstraint(
                condition=Q(etat="candidat", decide_par=None, decide_le=None)
                | Q(
                    etat__in=["retenu", "rejete"],
                    decide_par__isnull=False,
                    decide_le__isnull=False,
                ),
                name="besoin_decide_par_quelqu_un",
                violation_error_message=_("Un besoin retenu ou rejeté l'est par quelqu'un, un jour."),
            ),
            models.CheckConstraint(
                condition=~Q(etat="rejete") | ~Q(motif=""),
                name="besoin_rejete_avec_motif",
                violation_error_message=_("Indiquez pourquoi le besoin est rejeté."),
            ),
        ]
        indexes = [models.Index(fields=["etat", "rang"], name="besoin_etat_rang")]

    def __str__(self):
        return self.titre

    def get_absolute_url(self):
        return reverse("besoins:besoin_detail", args=[self.pk])

    @transition(field=etat, source=Etat.CANDIDAT, target=Etat.RETENU)
    def retenir(self, *, par, le, motif):
        self._decider(par, le, motif)

    @transition(field=etat, source=Etat.CANDIDAT, target=Etat.REJETE)
    def rejeter(self, *, par, le, motif):
        self._decider(par, le, motif)

    @transition(field=etat, source=[Etat.RETENU, Etat.REJETE], target=Etat.CANDIDAT)
    def reexaminer(self):
        self._decider(None, None, "")

    def _decider(self, par, le, motif):
        self.decide_par, self.decide_le, self.motif = par, le, motif


class MouvementBesoin(models.Model):
    """Append-only history of what was decided about a need."""

    besoin = models.ForeignKey(Besoin, models.CASCADE, related_name="mouvements")
    de = models.CharField(_("de"), max_length=10, choices=Besoin.Etat, blank=True)
    vers = models.CharField(_("vers"), max_length=10, choices=Besoin.Etat)
    motif = models.TextField(_("motif"), blank=True)
    par = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("par"),
    )
    le = models.DateTimeField(_("le"))

    class Meta:
        verbose_name = _("décision sur un besoin")
        verbose_name_plural = _("décisions sur les besoins")
        ordering = ["besoin", "le", "pk"]

    def __str__(self):
        return f"{self.besoin} – {self.get_vers_display()}"


class Preuve(models.Model):
    """Why a need is believed: an option of a survey with its figures frozen, or a signal."""

    class Genre(models.TextChoices):
        RESULTAT = "resultat", _("résultat d'enquête")
        SIGNAL = "signal", _("signal")

    besoin = models.ForeignKey(Besoin, models.CASCADE, related_name="preuves")
    genre = models.CharField(_("nature"), max_length=10, choices=Genre)
    option = models.ForeignKey(
        Option,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="preuves",
        verbose_name=_("réponse proposée"),
    )
    signal = models.ForeignKey(
        Signal,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="preuves",
        verbose_name=_("signal"),
    )
    k = models.PositiveIntegerField(_("réponses qui l'expriment"), null=True, blank=True)
    n = models.PositiveIntegerField(_("réponses à la question"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)
    ajoutee_par = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("ajoutée par"),
    )
    ajoutee_le = models.DateTimeField(_("ajoutée le"))

    class Meta:
        verbose_name = _("preuve")
        verbose_name_plural = _("preuves")
        ordering = ["besoin", "ajoutee_le", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(genre="resultat", option__isnull=False, signal=None)
                    & Q(n__isnull=False)
                    & (Q(k=None) | Q(n__gte=F("k")))
                )
                | Q(genre="signal", option=None, signal__isnull=False, k=None, n=None),
                name="preuve_d_une_seule_source",
                violation_error_message=_("Une preuve est un résultat d'enquête avec ses effectifs, ou un signal."),
            ),
            models.UniqueConstraint(
                fields=["besoin", "option"],
                name="preuve_option_unique",
                violation_error_message=_("Cette preuve est déjà jointe au besoin."),
            ),
            models.UniqueConstraint(
                fields=["besoin", "signal"],
                name="preuve_signal_unique",
                violation_error_message=_("Cette preuve est déjà jointe au besoin."),
            ),
        ]

    def __str__(self):
        return str(self.option or self.signal)
