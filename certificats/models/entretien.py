from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from academie.autorisations.perimetre import Portee
from certificats.models.perimetre import PersonnelQuerySet


class EntretienQuerySet(PersonnelQuerySet):
    def _dans(self, portee, role, utilisateur) -> Q:
        """A structure sees the interviews that it held, of those it still employs."""
        dans = super()._dans(portee, role, utilisateur)
        if portee != Portee.STRUCTURE:
            return dans
        return dans & Q(structure__in=utilisateur.structures_comme(role))


class Entretien(models.Model):
    """The yearly interview of a person with their structure: written by both, signed by both, then frozen."""

    class Etat(models.TextChoices):
        PREPARATION = "en_preparation", _("en préparation")
        SIGNE = "signe", _("signé")
        DECLINE = "decline", _("décliné")

    PERSONNE, REFERENT = "personne", "referent"
    # What both write, then what each writes alone.
    COMMUNS = ("tenu_le", "fait", "reussites", "souhaits", "fiche_visee", "competences", "plan", "conclusions")
    MOTS = {PERSONNE: "mot_personne", REFERENT: "mot_referent"}

    utilisateur = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("personne")
    )
    structure = models.ForeignKey("academie.Structure", models.PROTECT, related_name="+", verbose_name=_("structure"))
    annee = models.PositiveSmallIntegerField(_("année"))
    etat = FSMField(_("état"), default=Etat.PREPARATION, choices=Etat, protected=True)
    prepare_par = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("préparé par"),
    )
    cree_le = models.DateTimeField(_("préparé le"), default=timezone.now)
    revision = models.PositiveIntegerField(_("révision"), default=1, editable=False)

    tenu_le = models.DateField(_("jour de l'entretien"), null=True, blank=True)
    fait = models.TextField(_("ce qui a été fait depuis le dernier entretien"), max_length=4000, blank=True)
    reussites = models.TextField(_("ce qui s'est bien passé, et ce qui a été difficile"), max_length=4000, blank=True)
    souhaits = models.TextField(_("souhaits de la personne"), max_length=4000, blank=True)
    fiche_visee = models.ForeignKey(
        "certificats.FichePoste",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("poste visé"),
    )
    competences = models.ManyToManyField(
        "academie.Competence", related_name="+", blank=True, verbose_name=_("compétences à développer")
    )
    plan = models.ForeignKey(
        "certificats.PlanParcours",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("plan convenu"),
    )
    conclusions = models.TextField(_("conclusions"), max_length=4000, blank=True)
    mot_personne = models.TextField(_("commentaire de la personne"), max_length=4000, blank=True)
    mot_referent = models.TextField(_("commentaire de la structure"), max_length=4000, blank=True)

    signe_personne_le = models.DateTimeField(_("signé par la personne le"), null=True, blank=True)
    nom_personne = models.CharField(_("nom de la personne qui signe"), max_length=150, blank=True)
    signe_referent_le = models.DateTimeField(_("signé par la structure le"), null=True, blank=True)
    nom_referent = models.CharField(_("nom de qui signe pour la structure"), max_length=150, blank=True)
    referent = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("référente ou référent"),
    )
    # What is printed, frozen by the second signature: (term, value) pairs.
    faits = models.JSONField(_("texte signé"), default=list, blank=True, editable=False)
    refus = models.TextField(_("pourquoi il est décliné"), max_length=1000, blank=True)
    decline_le = models.DateTimeField(_("décliné le"), null=True, blank=True)

    objects = EntretienQuerySet.as_manager()

    class Meta:
        verbose_name = _("entretien annuel")
        verbose_name_plural = _("entretiens annuels")
        ordering = ["-annee", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["utilisateur", "structure", "annee"], name="entretien_annuel_unique"),
            models.CheckConstraint(
                condition=~Q(etat="signe")
                | Q(signe_personne_le__isnull=False, signe_referent_le__isnull=False, tenu_le__isnull=False),
                name="entretien_signe_par_les_deux",
            ),
            models.CheckConstraint(
                condition=~Q(etat="decline") | Q(decline_le__isnull=False), name="entretien_decline_avec_date"
            ),
        ]
        indexes = [
            models.Index(fields=["structure", "etat", "annee"], name="entretien_structure"),
            models.Index(fields=["utilisateur", "structure", "-tenu_le"], name="entretien_personne"),
        ]

    def __str__(self):
        return str(_("Entretien annuel %(annee)s") % {"annee": self.annee})

    def get_absolute_url(self):
        return reverse("certificats:entretien_detail", args=[self.pk])

    @property
    def signatures(self) -> dict[str, object]:
        """When each side signed, or None."""
        return {self.PERSONNE: self.signe_personne_le, self.REFERENT: self.signe_referent_le}

    @transition(field=etat, source=Etat.PREPARATION, target=Etat.SIGNE)
    def figer(self, *, faits: list):
        """Both have signed."""
        self.faits = faits

    @transition(field=etat, source=Etat.PREPARATION, target=Etat.DECLINE)
    def decliner(self, *, le, motif: str):
        self.decline_le, self.refus = le, motif
        self.oublier_les_signatures()

    @transition(field=etat, source=Etat.DECLINE, target=Etat.PREPARATION)
    def rouvrir(self):
        """The person changes their mind."""
        self.decline_le, self.refus = None, ""

    def oublier_les_signatures(self):
        """What they signed has changed."""
        self.signe_personne_le = self.signe_referent_le = self.referent = None
        self.nom_personne = self.nom_referent = ""


class AddendumEntretien(models.Model):
    """What one side adds to a signed interview, which no longer changes."""

    entretien = models.ForeignKey(Entretien, models.CASCADE, related_name="addendums", verbose_name=_("entretien"))
    par = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("par")
    )
    nom = models.CharField(_("nom"), max_length=150)
    le = models.DateTimeField(_("le"), default=timezone.now)
    texte = models.TextField(_("ce qui est ajouté ou corrigé"), max_length=2000)

    class Meta:
        verbose_name = _("complément d'entretien")
        verbose_name_plural = _("compléments d'entretien")
        ordering = ["le", "pk"]

    def __str__(self):
        return f"{self.entretien_id} {self.nom}"
