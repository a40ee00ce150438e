"""What people say to each other about a version that is being written: comments, suggestions, their thread."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from academie.autorisations.perimetre import PerimetreQuerySet
from besoins.models.programme import VersionProgramme


class CommentaireQuerySet(PerimetreQuerySet):
    def ouverts(self):
        return self.filter(etat=Commentaire.Etat.OUVERT)


class Commentaire(models.Model):
    """A thread about a field of a version or of one of its elements; with a `proposition`, a suggestion."""

    class Cible(models.TextChoices):
        VERSION = "version", _("présentation")
        OBJECTIF = "objectif", _("objectif")
        MODULE = "module", _("module")
        POSITIONNEMENT = "positionnement", _("question de positionnement")

    class Etat(models.TextChoices):
        OUVERT = "ouvert", _("ouvert")
        RESOLU = "resolu", _("résolu")
        ACCEPTE = "accepte", _("accepté")
        DECLINE = "decline", _("décliné")

    version = models.ForeignKey(VersionProgramme, models.CASCADE, related_name="commentaires")
    cible = models.CharField(_("ce qui est commenté"), max_length=16, choices=Cible)
    # A plain key and a name: the comment outlives what it is about.
    element = models.PositiveBigIntegerField(null=True, editable=False)
    intitule = models.CharField(_("élément"), max_length=300, blank=True, editable=False)
    champ = models.CharField(_("champ"), max_length=32)
    passage = models.TextField(_("passage"), max_length=2000, blank=True)
    origine = models.TextField(_("texte au moment de la suggestion"), blank=True, editable=False)
    proposition = models.TextField(_("texte proposé"), max_length=20_000, blank=True)
    etat = FSMField(_("état"), default=Etat.OUVERT, choices=Etat, protected=True)

    objects = CommentaireQuerySet.as_manager()

    class Meta:
        verbose_name = _("commentaire")
        verbose_name_plural = _("commentaires")
        ordering = ["version", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(cible="version", element__isnull=True) | (~Q(cible="version") & Q(element__isnull=False)),
                name="commentaire_element",
                violation_error_message=_("Un commentaire porte sur la présentation ou sur un élément."),
            ),
            models.CheckConstraint(
                condition=~Q(etat__in=["accepte", "decline"]) | ~Q(proposition=""),
                name="commentaire_suite_de_suggestion",
                violation_error_message=_("Seule une suggestion s'accepte ou se décline."),
            ),
        ]
        indexes = [models.Index(fields=["version", "etat"], name="commentaire_etat")]

    def __str__(self):
        return self.passage or self.intitule or self.champ

    def get_absolute_url(self):
        return f"{reverse('besoins:commentaire_list', args=[self.version_id])}#commentaire-{self.pk}"

    @property
    def code(self) -> str:
        """The field that it is about ("module.12.contenu")."""
        return ".".join(str(partie) for partie in (self.cible, self.element, self.champ) if partie is not None)

    @transition(field=etat, source=Etat.OUVERT, target=Etat.RESOLU)
    def resoudre(self):
        pass

    @transition(field=etat, source=[Etat.RESOLU, Etat.DECLINE], target=Etat.OUVERT)
    def rouvrir(self):
        pass

    @transition(field=etat, source=Etat.OUVERT, target=Etat.ACCEPTE)
    def accepter(self):
        pass

    @transition(field=etat, source=Etat.OUVERT, target=Etat.DECLINE)
    def decliner(self):
        pass


class Intervention(models.Model):
    """One line of a thread: what somebody said or did, and when."""

    class Genre(models.TextChoices):
        TEXTE = "texte", _("a écrit")
        SUGGESTION = "suggestion", _("a suggéré un texte")
        RESOLUTION = "resolution", _("a marqué le fil comme résolu")
        REOUVERTURE = "reouverture", _("a rouvert le fil")
        ACCEPTATION = "acceptation", _("a accepté la suggestion")
        REFUS = "refus", _("a décliné la suggestion")

    commentaire = models.ForeignKey(Commentaire, models.CASCADE, related_name="interventions")
    genre = models.CharField(_("geste"), max_length=12, choices=Genre, default=Genre.TEXTE)
    texte = models.TextField(_("texte"), max_length=5000, blank=True)
    par = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("par"))
    le = models.DateTimeField(_("le"))
    annoncee = models.BooleanField(_("annoncée"), default=False, editable=False)

    class Meta:
        verbose_name = _("intervention")
        verbose_name_plural = _("interventions")
        ordering = ["commentaire", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(genre__in=["texte", "refus"]) | ~Q(texte=""),
                name="intervention_dite",
                violation_error_message=_("Écrivez quelque chose."),
            )
        ]
        indexes = [models.Index(fields=["id"], name="intervention_a_annoncer", condition=Q(annoncee=False))]

    def __str__(self):
        return self.texte or self.get_genre_display()
