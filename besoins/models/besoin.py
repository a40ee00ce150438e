from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import RETURN_VALUE, FSMField, transition

from academie.autorisations.perimetre import PerimetreQuerySet, Portee
from besoins.models.codage import Code
from besoins.models.enquete import Option
from besoins.models.veille import Signal


class BesoinQuerySet(PerimetreQuerySet):
    chemins = {Portee.SOI: "propose_par"}

    def recus(self):
        return self.filter(etat=Besoin.Etat.RECU)

    def retenus(self):
        """What a programme may answer, or answers already."""
        return self.filter(etat__in=Besoin.RETENUS)

    def vivants(self):
        """What is compared by priority: neither grouped, nor set aside, nor satisfied."""
        return self.filter(etat__in=Besoin.VIVANTS)


class Besoin(models.Model):
    """A need, whichever door it came by, with its evidence. A group is a need that holds others."""

    class Etat(models.TextChoices):
        RECU = "recu", _("reçu")
        QUALIFIE = "qualifie", _("qualifié")
        REGROUPE = "regroupe", _("regroupé")
        RETENU = "retenu", _("retenu")
        ECARTE = "ecarte", _("écarté")
        PROGRAMME = "programme", _("programmé")
        SATISFAIT = "satisfait", _("satisfait")

    class Porte(models.TextChoices):
        """The door it first came by."""

        ENQUETE = "enquete", _("enquête")
        DEMANDE = "demande", _("demande")
        ECART = "ecart", _("écarts de compétences")
        SIGNAL = "signal", _("signal")

    class Degre(models.IntegerChoices):
        TRES_FAIBLE = 1, _("1 – très faible")
        FAIBLE = 2, _("2 – faible")
        MOYENNE = 3, _("3 – moyenne")
        FORTE = 4, _("4 – forte")
        TRES_FORTE = 5, _("5 – très forte")

    A_EXAMINER = (Etat.RECU, Etat.QUALIFIE)
    REGROUPABLES = (*A_EXAMINER, Etat.RETENU)
    RETENUS = (Etat.RETENU, Etat.PROGRAMME)
    VIVANTS = (*A_EXAMINER, *RETENUS)
    # What a published programme may say that it answers.
    SERVIS = (*RETENUS, Etat.SATISFAIT)

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
    territoires = models.ManyToManyField(
        "academie.Territoire", related_name="+", blank=True, verbose_name=_("territoires concernés")
    )
    competences = models.ManyToManyField(
        "academie.Competence", related_name="+", blank=True, verbose_name=_("compétences en jeu")
    )
    porte = models.CharField(_("arrivé par"), max_length=8, choices=Porte, default=Porte.DEMANDE)
    propose_par = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("proposé par"),
    )
    structure = models.ForeignKey(
        "academie.Structure",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("au nom de"),
    )
    recu_le = models.DateTimeField(_("reçu le"), default=timezone.now)
    urgence = models.PositiveSmallIntegerField(
        _("urgence"),
        choices=Degre,
        null=True,
        blank=True,
        help_text=_("Ce qui arrive si l'on attend : 5 quand chaque mois compte."),
    )
    faisabilite = models.PositiveSmallIntegerField(
        _("faisabilité"),
        choices=Degre,
        null=True,
        blank=True,
        help_text=_("Ce que l'Académie sait faire : 5 quand formatrices, formateurs et contenus existent."),
    )
    groupe = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="membres",
        verbose_name=_("regroupé sous"),
    )
    etat = FSMField(_("état"), default=Etat.RECU, choices=Etat, protected=True)
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
        ordering = ["recu_le", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(etat="regroupe")
                | Q(etat__in=["recu", "qualifie"], decide_par=None, decide_le=None)
                | Q(
                    etat__in=["retenu", "ecarte", "programme", "satisfait"],
                    decide_par__isnull=False,
                    decide_le__isnull=False,
                ),
                name="besoin_decide_par_quelqu_un",
                violation_error_message=_("Un besoin retenu, écarté ou satisfait l'est par quelqu'un, un jour."),
            ),
            models.CheckConstraint(
                condition=~Q(etat__in=["ecarte", "satisfait"]) | ~Q(motif=""),
                name="besoin_ecarte_ou_satisfait_avec_motif",
                violation_error_message=_("Indiquez pourquoi le besoin est écarté, ou ce qui le satisfait."),
            ),
            models.CheckConstraint(
                condition=Q(etat="regroupe", groupe__isnull=False) | (~Q(etat="regroupe") & Q(groupe=None)),
                name="besoin_regroupe_sous_un_autre",
                violation_error_message=_("Un besoin regroupé l'est sous un autre."),
            ),
            models.CheckConstraint(
                condition=Q(groupe=None) | ~Q(groupe=F("id")),
                name="besoin_pas_sous_lui_meme",
                violation_error_message=_("Un besoin ne se regroupe pas sous lui-même."),
            ),
        ]
        indexes = [
            models.Index(fields=["etat", "porte"], name="besoin_etat_porte"),
            models.Index(fields=["recu_le", "id"], name="besoin_recus"),
        ]

    def __str__(self):
        return self.titre

    def get_absolute_url(self):
        return reverse("besoins:besoin_detail", args=[self.pk])

    @transition(field=etat, source=Etat.RECU, target=Etat.QUALIFIE)
    def qualifier(self):
        pass

    @transition(field=etat, source=[Etat.RECU, Etat.QUALIFIE, Etat.RETENU], target=Etat.REGROUPE)
    def regrouper(self, *, sous):
        self.groupe = sous

    @transition(field=etat, source=Etat.REGROUPE, target=RETURN_VALUE(Etat.RECU, Etat.QUALIFIE, Etat.RETENU))
    def degrouper(self, *, vers):
        """Back to the state that it had before being grouped."""
        self.groupe = None
        return vers

    @transition(field=etat, source=Etat.QUALIFIE, target=Etat.RETENU)
    def retenir(self, *, par, le, motif):
        self._decider(par, le, motif)

    @transition(field=etat, source=[Etat.RECU, Etat.QUALIFIE], target=Etat.ECARTE)
    def ecarter(self, *, par, le, motif):
        self._decider(par, le, motif)

    @transition(field=etat, source=Etat.RETENU, target=Etat.PROGRAMME)
    def programmer(self):
        """A programme that answers it is published: who retained it, and why, stay."""

    @transition(field=etat, source=Etat.PROGRAMME, target=Etat.RETENU)
    def deprogrammer(self):
        """The last programme that answered it left the catalogue."""

    @transition(field=etat, source=[Etat.RETENU, Etat.PROGRAMME], target=Etat.SATISFAIT)
    def satisfaire(self, *, par, le, motif):
        self._decider(par, le, motif)

    @transition(field=etat, source=[Etat.RETENU, Etat.ECARTE, Etat.SATISFAIT], target=Etat.QUALIFIE)
    def reexaminer(self):
        self._decider(None, None, "")

    @transition(field=etat, source=[Etat.RETENU, Etat.PROGRAMME, Etat.SATISFAIT], target=Etat.QUALIFIE)
    def rouvrir(self):
        """Those trained by the published programme say that it is not met: the programme stays, the decision does not."""
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
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("par"),
        help_text=_("Personne, quand ce sont les évaluations qui l'ont fait."),
    )
    le = models.DateTimeField(_("le"))

    class Meta:
        verbose_name = _("décision sur un besoin")
        verbose_name_plural = _("décisions sur les besoins")
        ordering = ["besoin", "le", "pk"]

    def __str__(self):
        return f"{self.besoin} – {self.get_vers_display()}"


class Preuve(models.Model):
    """Why a need is believed: an answer of a survey or a theme of its texts, figures frozen; a signal; a request (`note`).

    Of the item of a matrix, `k` counts those for whom it matters more than they master it, out of `n` who gave both.
    """

    class Genre(models.TextChoices):
        RESULTAT = "resultat", _("résultat d'enquête")
        THEME = "theme", _("thème d'une question ouverte")
        SIGNAL = "signal", _("signal")
        DEMANDE = "demande", _("demande")
        ECART = "ecart", _("écarts de compétences")

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
    code = models.ForeignKey(
        Code,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="preuves",
        verbose_name=_("thème"),
    )
    signal = models.ForeignKey(
        Signal,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="preuves",
        verbose_name=_("signal"),
    )
    structure = models.ForeignKey(
        "academie.Structure",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("structure qui le demande"),
    )
    competence = models.ForeignKey(
        "academie.Competence",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("compétence qui manque"),
    )
    k = models.PositiveIntegerField(_("réponses qui l'expriment"), null=True, blank=True)
    n = models.PositiveIntegerField(_("réponses à la question"), null=True, blank=True)
    importance = models.FloatField(_("importance moyenne"), null=True, blank=True)
    maitrise = models.FloatField(_("maîtrise moyenne"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)
    ajoutee_par = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
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
                    Q(genre="resultat", option__isnull=False, code=None, signal=None)
                    & Q(n__isnull=False)
                    & (Q(k=None) | Q(n__gte=F("k")))
                )
                | (
                    Q(genre="ecart", competence__isnull=False, option=None, code=None, signal=None)
                    & Q(k__isnull=False, n__gte=F("k"))
                )
                | Q(genre="theme", code__isnull=False, option=None, signal=None, k__isnull=False, n__gte=F("k"))
                | (
                    Q(option=None, code=None, k=None, n=None, importance=None, maitrise=None)
                    & (Q(genre="signal", signal__isnull=False) | (Q(genre="demande", signal=None) & ~Q(note="")))
                ),
                name="preuve_d_une_seule_source",
                violation_error_message=_(
                    "Une preuve est un résultat d'enquête ou un thème avec ses effectifs, un signal, ou une demande et ses mots."
                ),
            ),
            models.UniqueConstraint(
                fields=["besoin", "option"],
                name="preuve_option_unique",
                violation_error_message=_("Cette preuve est déjà jointe au besoin."),
            ),
            models.UniqueConstraint(
                fields=["besoin", "code"],
                name="preuve_code_unique",
                violation_error_message=_("Cette preuve est déjà jointe au besoin."),
            ),
            models.UniqueConstraint(
                fields=["besoin", "competence"],
                name="preuve_competence_unique",
                violation_error_message=_("Cette preuve est déjà jointe au besoin."),
            ),
            models.UniqueConstraint(
                fields=["besoin", "signal"],
                name="preuve_signal_unique",
                violation_error_message=_("Cette preuve est déjà jointe au besoin."),
            ),
        ]

    def __str__(self):
        return str(self.option or self.code or self.signal or self.note)
