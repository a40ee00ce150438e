from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from academie.autorisations.perimetre import PerimetreQuerySet


class SourceVeille(models.Model):
    """Where signals come from."""

    class Genre(models.TextChoices):
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

    class Meta:
        verbose_name = _("source de veille")
        verbose_name_plural = _("sources de veille")
        ordering = ["nom"]

    def __str__(self):
        return self.nom


class SignalQuerySet(PerimetreQuerySet):
    def a_noter(self):
        return self.filter(note_le=None)


class Signal(models.Model):
    """A weak signal, noted like intelligence: reliability of the source (A–F), credibility of the fact (1–6)."""

    class Axe(models.TextChoices):
        USAGES = "usages", _("usages")
        TECHNIQUES = "techniques", _("techniques")
        ORGANISATIONS = "organisations", _("organisations")
        FONCTIONS = "fonctions", _("fonctions")
        IMPACTS = "impacts", _("impacts")
        IMPLICATIONS = "implications", _("implications")

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
    source = models.ForeignKey(
        SourceVeille,
        models.PROTECT,
        related_name="signaux",
        verbose_name=_("source"),
    )
    resume = models.TextField(_("ce qui a été observé"))
    url = models.URLField(_("adresse web"), max_length=500, blank=True)
    observe_le = models.DateField(_("observé le"))
    axe = models.CharField(_("axe"), max_length=16, choices=Axe)
    fiabilite = models.CharField(_("fiabilité de la source"), max_length=1, choices=Fiabilite, blank=True)
    credibilite = models.PositiveSmallIntegerField(_("crédibilité du fait"), choices=Credibilite, null=True, blank=True)
    note_par = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("noté par"),
    )
    note_le = models.DateTimeField(_("noté le"), null=True, blank=True)

    objects = SignalQuerySet.as_manager()

    class Meta:
        verbose_name = _("signal")
        verbose_name_plural = _("signaux")
        ordering = ["-observe_le", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(fiabilite="", credibilite=None, note_par=None, note_le=None)
                | (
                    Q(fiabilite__in=["A", "B", "C", "D", "E", "F"])
                    & Q(credibilite__isnull=False, credibilite__gte=1, credibilite__lte=6)
                    & Q(note_par__isnull=False, note_le__isnull=False)
                ),
                name="signal_note_entiere",
                violation_error_message=_("Un signal noté a une fiabilité, une crédibilité, un auteur et une date."),
            )
        ]
        indexes = [models.Index(fields=["-observe_le", "-id"], name="signal_recents")]

    def __str__(self):
        return self.titre

    def get_absolute_url(self):
        return reverse("besoins:signal_detail", args=[self.pk])

    @property
    def cotation(self) -> str:
        """ "B2" once noted, empty before."""
        return f"{self.fiabilite}{self.credibilite}" if self.note_le else ""
