from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from academie.autorisations.perimetre import Portee
from certificats.models.perimetre import PersonnelQuerySet


class PlanQuerySet(PersonnelQuerySet):
    def _dans(self, portee, role, utilisateur) -> Q:
        """A structure sees what was put to it, never a draft nor what the person agreed with another."""
        dans = super()._dans(portee, role, utilisateur)
        if portee != Portee.STRUCTURE:
            return dans
        return dans & Q(structure__in=utilisateur.structures_comme(role)) & ~Q(etat=PlanParcours.Etat.BROUILLON)

    def en_chantier(self):
        return self.filter(etat__in=PlanParcours.EN_CHANTIER)

    def adoptes(self):
        return self.filter(etat=PlanParcours.Etat.ADOPTE)


class PlanParcours(models.Model):
    """What a person means to do next, in one version. Agreed with the employer, it no longer changes: a change is another."""

    class Etat(models.TextChoices):
        BROUILLON = "brouillon", _("brouillon")
        PROPOSE = "propose", _("à convenir avec la structure")
        RENVOYE = "renvoye", _("à revoir")
        ADOPTE = "adopte", _("convenu")
        REMPLACE = "remplace", _("remplacé")

    EN_CHANTIER = (Etat.BROUILLON, Etat.PROPOSE, Etat.RENVOYE)

    utilisateur = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("personne")
    )
    numero = models.PositiveSmallIntegerField(_("version"))
    etat = FSMField(_("état"), default=Etat.BROUILLON, choices=Etat, protected=True)
    structure = models.ForeignKey(
        "academie.Structure",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("structure avec qui il est convenu"),
    )
    cree_le = models.DateTimeField(_("commencé le"), default=timezone.now)
    propose_le = models.DateTimeField(_("proposé le"), null=True, blank=True)
    adopte_le = models.DateTimeField(_("convenu le"), null=True, blank=True)
    adopte_par = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("convenu par"),
    )
    mot = models.TextField(_("mot de la structure"), max_length=1000, blank=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("plan de parcours")
        verbose_name_plural = _("plans de parcours")
        ordering = ["-numero"]
        constraints = [
            models.UniqueConstraint(fields=["utilisateur", "numero"], name="plan_parcours_numero_unique"),
            models.UniqueConstraint(
                fields=["utilisateur"],
                condition=Q(etat__in=["brouillon", "propose", "renvoye"]),
                name="plan_parcours_un_chantier",
            ),
            models.UniqueConstraint(fields=["utilisateur"], condition=Q(etat="adopte"), name="plan_parcours_un_adopte"),
            models.CheckConstraint(
                condition=Q(etat="brouillon") | Q(structure__isnull=False, propose_le__isnull=False),
                name="plan_parcours_propose_a_une_structure",
            ),
            models.CheckConstraint(
                condition=~Q(etat="adopte") | Q(adopte_le__isnull=False), name="plan_parcours_adopte_avec_date"
            ),
        ]
        indexes = [models.Index(fields=["structure", "etat", "propose_le"], name="plan_parcours_structure")]

    def __str__(self):
        return str(_("Plan de parcours, version %(numero)s") % {"numero": self.numero})

    def get_absolute_url(self):
        return reverse("certificats:plan_version", args=[self.pk])

    @transition(field=etat, source=Etat.BROUILLON, target=Etat.PROPOSE)
    def proposer(self, *, structure, le):
        self.structure, self.propose_le, self.mot = structure, le, ""

    @transition(field=etat, source=Etat.PROPOSE, target=Etat.RENVOYE)
    def renvoyer(self, *, mot: str):
        """Given back by the structure, with what should change."""
        self.mot = mot

    @transition(field=etat, source=[Etat.PROPOSE, Etat.RENVOYE], target=Etat.BROUILLON)
    def reprendre(self):
        """Taken back by the person: the structure no longer sees it."""

    @transition(field=etat, source=Etat.PROPOSE, target=Etat.ADOPTE)
    def adopter(self, *, par, le, mot: str = ""):
        self.adopte_par, self.adopte_le, self.mot = par, le, mot

    @transition(field=etat, source=Etat.ADOPTE, target=Etat.REMPLACE)
    def remplacer(self):
        """Another version is agreed; this one remains to be read."""


class EtapePlan(models.Model):
    """A step: a programme to follow, at a session when one is chosen, or what the person does on their own."""

    class Genre(models.TextChoices):
        FORMATION = "formation", _("formation")
        TUTORAT = "tutorat", _("tutorat, travail avec une ou un collègue")
        LECTURE = "lecture", _("lecture, ressource à étudier")
        AUTRE = "autre", _("autre")

    class Issue(models.TextChoices):
        """What the person says of it; the rest is read from enrolments and levels."""

        FAITE = "faite", _("faite")
        ABANDONNEE = "abandonnee", _("abandonnée")

    plan = models.ForeignKey(PlanParcours, models.CASCADE, related_name="etapes", verbose_name=_("plan"))
    ordre = models.PositiveSmallIntegerField(_("ordre"))
    genre = models.CharField(_("nature"), max_length=10, choices=Genre, default=Genre.FORMATION)
    intitule = models.CharField(_("ce qu'il y a à faire"), max_length=200)
    programme = models.ForeignKey(
        "besoins.Programme",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("programme"),
    )
    session = models.ForeignKey(
        "seminaires.Session",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("session"),
    )
    raison = models.CharField(_("pourquoi"), max_length=500, blank=True)
    souhaitee_le = models.DateField(_("pour le"), null=True, blank=True)
    issue = models.CharField(_("issue"), max_length=10, choices=Issue, blank=True)

    class Meta:
        verbose_name = _("étape du plan")
        verbose_name_plural = _("étapes du plan")
        ordering = ["ordre", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "programme"],
                condition=Q(programme__isnull=False),
                name="etape_plan_programme_unique",
            ),
            models.UniqueConstraint(
                fields=["plan", "genre", "intitule"],
                condition=Q(programme=None),
                name="etape_plan_intitule_unique",
            ),
            models.CheckConstraint(
                condition=Q(genre="formation", programme__isnull=False)
                | (~Q(genre="formation") & Q(programme=None, session=None)),
                name="etape_plan_formation_du_catalogue",
            ),
        ]

    def __str__(self):
        return self.intitule


class EtapeCompetence(models.Model):
    """The level that a step is meant to bring: when it is proved, the step is reached."""

    etape = models.ForeignKey(EtapePlan, models.CASCADE, related_name="vises")
    competence = models.ForeignKey(
        "academie.Competence", models.PROTECT, related_name="+", verbose_name=_("compétence")
    )
    niveau = models.PositiveSmallIntegerField(_("niveau visé"))

    class Meta:
        verbose_name = _("compétence visée par une étape")
        verbose_name_plural = _("compétences visées par une étape")
        ordering = ["competence__domaine__ordre", "competence__ordre", "pk"]
        constraints = [models.UniqueConstraint(fields=["etape", "competence"], name="etape_competence_unique")]

    def __str__(self):
        return f"{self.competence} : {self.niveau}"
