from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from academie.autorisations.perimetre import PerimetreQuerySet
from besoins.models.besoin import Besoin
from besoins.models.programme import VersionProgramme

DEMI_JOURNEES_MAXIMUM = 10_000
EFFECTIF_MAXIMUM = 10_000
PART_MAXIMUM = POIDS_MAXIMUM = 100
SESSIONS_MAXIMUM = 1_000


def _entier(nom, maximum: int, *, minimum: int = 0, **options):
    bornes = [MinValueValidator(minimum), MaxValueValidator(maximum)]
    return models.PositiveSmallIntegerField(nom, validators=bornes, **options)


class PlanAnnuel(models.Model):
    """Which programmes run in which région, how many times, in a year: proposed by the solver, decided by a person."""

    class Etat(models.TextChoices):
        BROUILLON = "brouillon", _("en préparation")
        ADOPTE = "adopte", _("adopté")

    annee = models.PositiveSmallIntegerField(_("année"), validators=[MinValueValidator(2000), MaxValueValidator(2100)])
    titre = models.CharField(_("titre"), max_length=120)
    budget = _entier(
        _("budget en demi-journées"),
        DEMI_JOURNEES_MAXIMUM,
        help_text=_("Ce que toutes les sessions de l'année peuvent prendre, en demi-journées de formation."),
    )
    sessions_maximum = _entier(
        _("nombre de sessions au plus"),
        SESSIONS_MAXIMUM,
        null=True,
        blank=True,
        help_text=_("Laissez vide si seul le budget compte."),
    )
    etat = FSMField(_("état"), default=Etat.BROUILLON, choices=Etat, protected=True)
    copie_de = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("repris de")
    )
    cree_par = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("préparé par")
    )
    cree_le = models.DateTimeField(_("commencé le"))
    adopte_par = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("adopté par")
    )
    adopte_le = models.DateTimeField(_("adopté le"), null=True, blank=True)

    objects = PerimetreQuerySet.as_manager()

    class Meta:
        verbose_name = _("plan annuel")
        verbose_name_plural = _("plans annuels")
        ordering = ["-annee", "-cree_le", "-pk"]
        indexes = [models.Index(fields=["-annee", "-cree_le", "-id"], name="plan_ordre")]
        constraints = [
            models.UniqueConstraint(
                fields=["annee", "titre"],
                name="plan_titre_unique",
                violation_error_message=_("Un plan de cette année porte déjà ce titre : donnez-en un autre."),
            ),
            models.CheckConstraint(
                condition=Q(etat="brouillon", adopte_par=None, adopte_le=None)
                | Q(etat="adopte", adopte_par__isnull=False, adopte_le__isnull=False),
                name="plan_adopte_par_quelqu_un",
                violation_error_message=_("Un plan adopté l'est par quelqu'un, un jour."),
            ),
        ]

    def __str__(self):
        return f"{self.titre} ({self.annee})"

    def get_absolute_url(self):
        return reverse("besoins:plan_detail", args=[self.pk])

    @transition(field=etat, source=Etat.BROUILLON, target=Etat.ADOPTE)
    def adopter(self, *, par, le):
        self.adopte_par, self.adopte_le = par, le


class BesoinDuPlan(models.Model):
    """What a need weighs in a plan."""

    plan = models.ForeignKey(PlanAnnuel, models.CASCADE, related_name="besoins")
    besoin = models.ForeignKey(Besoin, models.PROTECT, related_name="+", verbose_name=_("besoin"))
    poids = _entier(
        _("poids"),
        POIDS_MAXIMUM,
        help_text=_("De 0 à 100. Le score de priorité, ramené à 100, est proposé ; 0 laisse le besoin de côté."),
    )

    class Meta:
        verbose_name = _("besoin d'un plan")
        verbose_name_plural = _("besoins des plans")
        ordering = ["plan", "-poids", "pk"]
        constraints = [models.UniqueConstraint(fields=["plan", "besoin"], name="plan_besoin_unique")]

    def __str__(self):
        return str(self.besoin)


class DemandeDuPlan(models.Model):
    """How many people of a région expect a need to be answered."""

    besoin = models.ForeignKey(BesoinDuPlan, models.CASCADE, related_name="demandes")
    region = models.ForeignKey("academie.Territoire", models.PROTECT, related_name="+", verbose_name=_("région"))
    effectif = _entier(_("personnes qui l'attendent"), EFFECTIF_MAXIMUM)

    class Meta:
        verbose_name = _("demande d'une région")
        verbose_name_plural = _("demandes des régions")
        ordering = ["besoin", "region__nom", "pk"]
        constraints = [models.UniqueConstraint(fields=["besoin", "region"], name="plan_demande_unique")]

    def __str__(self):
        return f"{self.besoin} – {self.region} : {self.effectif}"


class ProgrammeDuPlan(models.Model):
    """A published version that may run, with what one run takes and gives."""

    plan = models.ForeignKey(PlanAnnuel, models.CASCADE, related_name="programmes")
    version = models.ForeignKey(VersionProgramme, models.PROTECT, related_name="+", verbose_name=_("programme"))
    demi_journees = _entier(_("demi-journées d'une session"), 100, minimum=1)
    places = _entier(_("places d'une session"), 500)
    maximum = _entier(
        _("sessions au plus dans l'année"),
        SESSIONS_MAXIMUM,
        null=True,
        blank=True,
        help_text=_("Laissez vide pour ne pas limiter."),
    )

    class Meta:
        verbose_name = _("programme d'un plan")
        verbose_name_plural = _("programmes des plans")
        ordering = ["plan", "version__programme__recherche", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "version"], name="plan_programme_unique"),
            models.CheckConstraint(
                condition=Q(demi_journees__gte=1),
                name="plan_programme_une_demi_journee",
                violation_error_message=_("Une session prend au moins une demi-journée."),
            ),
        ]

    def __str__(self):
        return self.version.programme.titre


class ReponseDuPlan(models.Model):
    """The share of a need that a programme answers, for a person who follows it."""

    programme = models.ForeignKey(ProgrammeDuPlan, models.CASCADE, related_name="reponses")
    besoin = models.ForeignKey(BesoinDuPlan, models.CASCADE, related_name="reponses")
    part = _entier(_("part du besoin, en pour cent"), PART_MAXIMUM)

    class Meta:
        verbose_name = _("réponse d'un programme à un besoin")
        verbose_name_plural = _("réponses des programmes aux besoins")
        ordering = ["programme", "besoin", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "besoin"], name="plan_reponse_unique"),
            models.CheckConstraint(
                condition=Q(part__lte=PART_MAXIMUM),
                name="plan_reponse_cent_au_plus",
                violation_error_message=_("Une part va de 0 à 100 %."),
            ),
        ]

    def __str__(self):
        return f"{self.programme} – {self.besoin} : {self.part}"


class PlancherDuPlan(models.Model):
    """The half-days that a région gets at least."""

    plan = models.ForeignKey(PlanAnnuel, models.CASCADE, related_name="planchers")
    region = models.ForeignKey("academie.Territoire", models.PROTECT, related_name="+", verbose_name=_("région"))
    demi_journees = _entier(_("demi-journées au moins"), DEMI_JOURNEES_MAXIMUM)

    class Meta:
        verbose_name = _("plancher d'une région")
        verbose_name_plural = _("planchers des régions")
        ordering = ["plan", "region__nom", "pk"]
        constraints = [models.UniqueConstraint(fields=["plan", "region"], name="plan_plancher_unique")]

    def __str__(self):
        return f"{self.region} : {self.demi_journees}"


class DisponibiliteDuPlan(models.Model):
    """What a trainer can give in the year. No région or no programme chosen: all of them."""

    plan = models.ForeignKey(PlanAnnuel, models.CASCADE, related_name="disponibilites")
    formateur = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("formatrice ou formateur")
    )
    demi_journees = _entier(_("demi-journées dans l'année"), DEMI_JOURNEES_MAXIMUM)
    regions = models.ManyToManyField(
        "academie.Territoire",
        related_name="+",
        blank=True,
        verbose_name=_("régions où la personne va"),
        help_text=_("Aucune cochée : toutes."),
    )
    programmes = models.ManyToManyField(
        ProgrammeDuPlan,
        related_name="+",
        blank=True,
        verbose_name=_("programmes qu'elle anime"),
        help_text=_("Aucun coché : tous."),
    )

    class Meta:
        verbose_name = _("disponibilité")
        verbose_name_plural = _("disponibilités")
        ordering = ["plan", "formateur__nom", "formateur__prenom", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "formateur"],
                name="plan_disponibilite_unique",
                violation_error_message=_("Cette personne figure déjà dans le plan."),
            )
        ]

    def __str__(self):
        return f"{self.formateur} : {self.demi_journees}"


class LigneDuPlan(models.Model):
    """How many times a programme runs in a région: what the solver proposed, and what a person made of it."""

    programme = models.ForeignKey(ProgrammeDuPlan, models.CASCADE, related_name="lignes")
    region = models.ForeignKey("academie.Territoire", models.PROTECT, related_name="+", verbose_name=_("région"))
    nombre = _entier(_("sessions"), SESSIONS_MAXIMUM)
    propose = _entier(_("sessions proposées"), SESSIONS_MAXIMUM, default=0)
    verrouille = models.BooleanField(_("verrouillé"), default=False)

    class Meta:
        verbose_name = _("ligne d'un plan")
        verbose_name_plural = _("lignes des plans")
        ordering = ["programme", "region__nom", "pk"]
        constraints = [models.UniqueConstraint(fields=["programme", "region"], name="plan_ligne_unique")]

    def __str__(self):
        return f"{self.programme} – {self.region} : {self.nombre}"
