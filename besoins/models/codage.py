from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from besoins.models.enquete import Question
from besoins.models.reponse import Valeur


class Code(models.Model):
    """One theme of the codebook of an open question: a name and what it covers."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="codes")
    libelle = models.CharField(_("thème"), max_length=120)
    definition = models.TextField(
        _("définition"),
        blank=True,
        help_text=_("Ce que le thème recouvre et ce qu'il laisse de côté, pour que deux personnes lisent pareil."),
    )
    ordre = models.PositiveSmallIntegerField(_("ordre"))
    mots = models.CharField(max_length=300, blank=True, editable=False)  # stems of the suggestion that it comes from
    cree_par = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("créé par"))

    class Meta:
        verbose_name = _("thème d'une question ouverte")
        verbose_name_plural = _("thèmes des questions ouvertes")
        ordering = ["question", "ordre", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "libelle"],
                name="code_libelle_unique",
                violation_error_message=_("Ce thème est déjà dans la liste."),
            )
        ]

    def __str__(self):
        return self.libelle

    def get_absolute_url(self):
        return reverse("besoins:codage_question", args=[self.enquete.pk, self.question_id])

    @property
    def enquete(self):
        return self.question.enquete


class Codage(models.Model):
    """One person saw one theme in one text; without `code`, they read it and saw none.

    When the ties of a survey are cut, a coding follows the copy of its text (`besoins/actions/regime.py`).
    """

    valeur = models.ForeignKey(Valeur, models.CASCADE, related_name="codages")
    code = models.ForeignKey(Code, models.CASCADE, null=True, blank=True, related_name="codages")
    par = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("par"))
    le = models.DateTimeField(_("le"))

    class Meta:
        verbose_name = _("codage")
        verbose_name_plural = _("codages")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["valeur", "code", "par"], name="codage_unique"),
            models.UniqueConstraint(
                fields=["valeur", "par"], condition=models.Q(code=None), name="codage_sans_theme_unique"
            ),
        ]
        indexes = [models.Index(fields=["par", "valeur"], name="codage_par_personne")]

    def __str__(self):
        return str(self.code or _("aucun thème"))


class Arbitrage(models.Model):
    """Two people did not see the same in a text: what was settled. Their codings stay as they were."""

    valeur = models.ForeignKey(Valeur, models.CASCADE, related_name="arbitrages")
    code = models.ForeignKey(Code, models.CASCADE, related_name="arbitrages")
    retenu = models.BooleanField(_("retenu"))
    par = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("par"))
    le = models.DateTimeField(_("le"))

    class Meta:
        verbose_name = _("désaccord tranché")
        verbose_name_plural = _("désaccords tranchés")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["valeur", "code"], name="arbitrage_unique")]

    def __str__(self):
        return str(self.code)


class Citation(models.Model):
    """A text as it may be quoted: somebody took out whatever could tell who wrote it."""

    valeur = models.OneToOneField(Valeur, models.CASCADE, related_name="citation")
    texte = models.TextField(_("texte cité"))
    par = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("vérifiée par"))
    le = models.DateTimeField(_("le"))

    class Meta:
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        ordering = ["pk"]

    def __str__(self):
        return self.texte[:80]


class SuggestionEcartee(models.Model):
    """Words that come together in several texts, and that somebody did not take for a theme."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="suggestions_ecartees")
    mots = models.CharField(max_length=300)
    par = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("par"))
    le = models.DateTimeField(_("le"))

    class Meta:
        verbose_name = _("suggestion écartée")
        verbose_name_plural = _("suggestions écartées")
        ordering = ["question", "pk"]
        constraints = [models.UniqueConstraint(fields=["question", "mots"], name="suggestion_ecartee_unique")]

    def __str__(self):
        return self.mots
