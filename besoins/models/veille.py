"""The watch: sources, articles of their feeds, weak signals and the ratings that each person gives on their own."""

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from academie.autorisations.perimetre import PerimetreQuerySet, Portee
from besoins.statistiques.ressemblance import adresse_comparable, racines


class SourceVeille(models.Model):
    """Where signals come from. Sources of one publisher are one source when facts are corroborated."""

    class Genre(models.TextChoices):
        FLUX = "flux", _("flux (RSS ou Atom)")
        ETUDE = "etude", _("étude")
        ARTICLE = "article", _("article")
        LECTURE = "lecture", _("lecture")
        BLOG = "blog", _("blog")
        EVENEMENT = "evenement", _("événement")
        CAPTEUR = "capteur", _("observation de terrain")
        AUTRE = "autre", _("autre")

    nom = models.CharField(
        _("nom"),
        max_length=200,
        unique=True,
        error_messages={"unique": _("Cette source existe déjà.")},
    )
    genre = models.CharField(_("nature"), max_length=12, choices=Genre)
    url = models.URLField(_("adresse web"), max_length=500, blank=True)
    organisme = models.CharField(
        _("organisme"),
        max_length=200,
        blank=True,
        help_text=_("Qui la publie. Deux sources d'un même organisme ne se confirment pas l'une l'autre."),
    )
    actif = models.BooleanField(_("active"), default=True)
    # Who speaks, as it is compared: the publisher, or the source itself.
    origine = models.CharField(max_length=200, editable=False, db_index=True, default="")
    # Of a feed: what its server said last, to be asked only for what is new.
    etag = models.CharField(max_length=300, blank=True, editable=False)
    modifie = models.CharField(max_length=100, blank=True, editable=False)
    demandee_le = models.DateTimeField(_("lecture demandée le"), null=True, editable=False)
    releve_le = models.DateTimeField(_("lue le"), null=True, editable=False)
    erreur = models.CharField(_("ce qui empêche de la lire"), max_length=300, blank=True, editable=False)
    erreurs = models.PositiveSmallIntegerField(_("échecs de suite"), default=0, editable=False)

    objects = PerimetreQuerySet.as_manager()

    class Meta:
        verbose_name = _("source de veille")
        verbose_name_plural = _("sources de veille")
        ordering = ["nom"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(genre="flux") | ~Q(url=""),
                name="source_flux_a_une_adresse",
                violation_error_message=_("Indiquez l'adresse du flux."),
            )
        ]

    def __str__(self):
        return self.nom

    def save(self, *args, **kwargs):
        self.origine = " ".join((self.organisme or self.nom).casefold().split())[:200]
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("besoins:source_update", args=[self.pk])


class SignalQuerySet(PerimetreQuerySet):
    chemins = {Portee.SOI: "propose_par"}

    def actifs(self):
        """Those that nobody set aside."""
        return self.filter(ecarte_le=None)

    def a_noter(self):
        return self.actifs().filter(note_le=None)

    def a_noter_par(self, utilisateur):
        """Those whose rating awaits this person: not complete, not already given, not their own report."""
        deja = Cotation.objects.filter(signal=OuterRef("pk"), par=utilisateur)
        return self.a_noter().filter(~Exists(deja)).filter(Q(propose_par=None) | ~Q(propose_par=utilisateur))

    def avec_sources(self):
        """Annotate `nombre_sources`: how many independent sources tell the fact (1 when nothing confirms it)."""
        du_fait = Signal.objects.actifs().filter(fait=OuterRef("fait")).order_by().values("fait")
        nombre = du_fait.annotate(nombre=Count("source__origine", distinct=True)).values("nombre")
        return self.annotate(nombre_sources=Coalesce(Subquery(nombre), 1))


class Signal(models.Model):
    """A weak signal, noted like intelligence: reliability of the source (A–F), credibility of the fact (1–6).

    `fiabilite` and `credibilite` are the rating retained once enough people gave theirs (`Cotation`): the more cautious
    of each scale. Signals of the same fact share `fait`; a signal that nothing confirms has none.
    """

    class Axe(models.TextChoices):
        USAGES = "usages", _("usages")
        TECHNIQUES = "techniques", _("techniques")
        ORGANISATIONS = "organisations", _("organisations")
        FONCTIONS = "fonctions", _("fonctions")
        IMPACTS = "impacts", _("impacts transverses")
        IMPLICATIONS = "implications", _("implications sociétales")

    class Fiabilite(models.TextChoices):
        A = "A", _("A – source tout à fait fiable")
        B = "B", _("B – source habituellement fiable")
        C = "C", _("C – source assez fiable")
        D = "D", _("D – source habituellement peu fiable")
        E = "E", _("E – source non fiable")
        F = "F", _("F – fiabilité impossible à apprécier")

    class Credibilite(models.IntegerChoices):
        CONFIRMEE = 1, _("1 – confirmé par d'autres sources")
        PROBABLE = 2, _("2 – probablement vrai")
        POSSIBLE = 3, _("3 – peut-être vrai")
        DOUTEUSE = 4, _("4 – douteux")
        IMPROBABLE = 5, _("5 – improbable")
        INCONNUE = 6, _("6 – vérité impossible à apprécier")

    titre = models.CharField(_("titre"), max_length=200)
    source = models.ForeignKey(SourceVeille, models.PROTECT, related_name="signaux", verbose_name=_("source"))
    resume = models.TextField(_("ce qui a été observé"))
    url = models.URLField(_("adresse web"), max_length=500, blank=True)
    observe_le = models.DateField(_("observé le"))
    axe = models.CharField(_("axe"), max_length=16, choices=Axe)
    territoire = models.ForeignKey(
        "academie.Territoire",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("territoire"),
    )
    propose_par = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("signalé par"),
    )
    propose_le = models.DateTimeField(_("signalé le"), null=True, blank=True)
    structure = models.ForeignKey(
        "academie.Structure",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("pour la structure"),
    )
    fiabilite = models.CharField(_("fiabilité de la source"), max_length=1, choices=Fiabilite, blank=True)
    credibilite = models.PositiveSmallIntegerField(_("crédibilité du fait"), choices=Credibilite, null=True, blank=True)
    note_le = models.DateTimeField(_("noté le"), null=True, blank=True)
    fait = models.UUIDField(_("fait"), null=True, blank=True, editable=False, db_index=True)
    rapproche_par = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("rapproché par"),
    )
    rapproche_le = models.DateTimeField(_("rapproché le"), null=True, blank=True)
    ecarte_par = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("écarté par"),
    )
    ecarte_le = models.DateTimeField(_("écarté le"), null=True, blank=True)
    motif = models.CharField(_("motif"), max_length=500, blank=True)
    # What look-alikes are compared by.
    adresse = models.CharField(max_length=500, editable=False, db_index=True, default="")
    racines = models.CharField(max_length=600, editable=False, default="")

    objects = SignalQuerySet.as_manager()

    class Meta:
        verbose_name = _("signal")
        verbose_name_plural = _("signaux")
        ordering = ["-observe_le", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(fiabilite="", credibilite=None, note_le=None)
                | (
                    Q(fiabilite__in=["A", "B", "C", "D", "E", "F"])
                    & Q(credibilite__isnull=False, credibilite__gte=1, credibilite__lte=6)
                    & Q(note_le__isnull=False)
                ),
                name="signal_note_entiere",
                violation_error_message=_("Un signal noté a une fiabilité, une crédibilité et une date."),
            ),
            models.CheckConstraint(
                condition=Q(ecarte_le=None, ecarte_par=None, motif="")
                | (Q(ecarte_le__isnull=False, ecarte_par__isnull=False) & ~Q(motif="")),
                name="signal_ecarte_avec_motif",
                violation_error_message=_("Indiquez pourquoi le signal est écarté."),
            ),
        ]
        indexes = [
            models.Index(fields=["-observe_le", "-id"], name="signal_recents"),
            models.Index(fields=["axe", "-observe_le"], name="signal_par_axe"),
        ]

    def __str__(self):
        return self.titre

    def save(self, *args, **kwargs):
        self.adresse = adresse_comparable(self.url)[:500]
        self.racines = " ".join(sorted(racines(self.titre)))[:600]
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("besoins:signal_detail", args=[self.pk])

    @property
    def cotation(self) -> str:
        """ "B2" once enough people rated it, empty before."""
        return f"{self.fiabilite}{self.credibilite}" if self.note_le else ""

    def meme_fait(self):
        """The signals of the same fact, itself included, set aside or not."""
        return Signal.objects.filter(fait=self.fait) if self.fait else Signal.objects.filter(pk=self.pk)


class Cotation(models.Model):
    """What one person thinks of a signal, given without having seen what the others think."""

    signal = models.ForeignKey(Signal, models.CASCADE, related_name="cotations")
    par = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("noté par"))
    fiabilite = models.CharField(_("fiabilité de la source"), max_length=1, choices=Signal.Fiabilite)
    credibilite = models.PositiveSmallIntegerField(_("crédibilité du fait"), choices=Signal.Credibilite)
    note = models.CharField(_("ce qui vous fait dire cela"), max_length=500, blank=True)
    le = models.DateTimeField(_("noté le"))

    class Meta:
        verbose_name = _("notation d'un signal")
        verbose_name_plural = _("notations des signaux")
        ordering = ["signal", "le", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["signal", "par"],
                name="cotation_une_par_personne",
                violation_error_message=_("Vous avez déjà noté ce signal."),
            ),
            models.CheckConstraint(
                condition=Q(fiabilite__in=["A", "B", "C", "D", "E", "F"], credibilite__gte=1, credibilite__lte=6),
                name="cotation_dans_les_echelles",
                violation_error_message=_("La fiabilité va de A à F, la crédibilité de 1 à 6."),
            ),
        ]

    def __str__(self):
        return f"{self.fiabilite}{self.credibilite}"


class Article(models.Model):
    """An item of a feed, text only. Somebody makes a signal of it, or sets it aside."""

    class Etat(models.TextChoices):
        NOUVEAU = "nouveau", _("nouveau")
        GARDE = "garde", _("devenu un signal")
        ECARTE = "ecarte", _("écarté")

    source = models.ForeignKey(SourceVeille, models.CASCADE, related_name="articles", verbose_name=_("source"))
    guid = models.CharField(_("identifiant dans le flux"), max_length=500)
    titre = models.CharField(_("titre"), max_length=300)
    url = models.URLField(_("adresse web"), max_length=500, blank=True)
    resume = models.TextField(_("résumé"), blank=True)
    publie_le = models.DateTimeField(_("publié le"))
    adresse = models.CharField(max_length=500, editable=False, db_index=True, default="")
    etat = FSMField(_("état"), default=Etat.NOUVEAU, choices=Etat, protected=True)
    signal = models.ForeignKey(
        Signal,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name=_("signal"),
    )

    objects = PerimetreQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["-publie_le", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "guid"],
                name="article_unique_dans_sa_source",
                violation_error_message=_("Cet article est déjà lu."),
            ),
            models.CheckConstraint(
                condition=Q(etat="garde", signal__isnull=False) | (Q(etat__in=["nouveau", "ecarte"], signal=None)),
                name="article_garde_a_un_signal",
                violation_error_message=_("Un article gardé est devenu un signal."),
            ),
        ]
        indexes = [models.Index(fields=["etat", "-publie_le", "-id"], name="article_recents")]

    def __str__(self):
        return self.titre

    @transition(field=etat, source=[Etat.NOUVEAU, Etat.ECARTE], target=Etat.GARDE)
    def garder(self, *, signal):
        self.signal = signal

    @transition(field=etat, source=Etat.NOUVEAU, target=Etat.ECARTE)
    def ecarter(self):
        pass

    @transition(field=etat, source=Etat.ECARTE, target=Etat.NOUVEAU)
    def reprendre(self):
        pass
