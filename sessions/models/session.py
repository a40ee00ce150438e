import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from academie.autorisations.perimetre import PerimetreQuerySet, Portee


class SessionQuerySet(PerimetreQuerySet):
    chemins = {Portee.ANIMEES: "creneaux__interventions__formateur"}

    def publiques(self):
        """What anyone may read: every session that was opened once, cancelled ones included."""
        return self.filter(ouverte_le__isnull=False)

    def ouvertes(self):
        return self.filter(etat=Session.Etat.OUVERTE)

    def a_venir(self, le=None):
        return self.filter(debut__gt=le or timezone.now())

    def verrouiller(self, pk) -> "Session":
        """The row, locked until the end of the transaction, with what every page about it names."""
        return self.completes().select_for_update(of=("self",)).get(pk=pk)

    def completes(self):
        """With what every page about a session names: no query per row."""
        return self.select_related("version__programme__theme", "lieu__commune", "territoire", "departement")


class Session(models.Model):
    """A published programme, given on dated half-days, with counted seats."""

    class Etat(models.TextChoices):
        BROUILLON = "brouillon", _("brouillon")
        OUVERTE = "ouverte", _("ouverte")
        REALISEE = "realisee", _("réalisée")
        ANNULEE = "annulee", _("annulée")

    class Modalite(models.TextChoices):
        PRESENTIEL = "presentiel", _("sur place")
        DISTANCE = "distance", _("à distance")
        HYBRIDE = "hybride", _("sur place et à distance")

    cle = models.UUIDField(
        _("clé de planification"),
        default=uuid.uuid4,
        unique=True,
        editable=False,
        help_text=_("La même planification envoyée deux fois donne une seule session."),
    )
    version = models.ForeignKey(
        "besoins.VersionProgramme",
        models.PROTECT,
        related_name="+",
        verbose_name=_("programme"),
    )
    modalite = models.CharField(_("modalité"), max_length=10, choices=Modalite)
    lieu = models.ForeignKey(
        "seminaires.Lieu",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sessions",
        verbose_name=_("lieu"),
    )
    lien_distance = models.URLField(_("lien de connexion"), max_length=300, blank=True)
    territoire = models.ForeignKey(
        "academie.Territoire",
        models.PROTECT,
        related_name="+",
        verbose_name=_("région"),
    )
    departement = models.ForeignKey(
        "academie.Territoire",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("département"),
    )
    capacite = models.PositiveSmallIntegerField(_("nombre de places"))
    minimum = models.PositiveSmallIntegerField(_("nombre minimum de personnes"))
    places_prises = models.PositiveSmallIntegerField(_("places prises"), default=0, editable=False)
    dernier_ordre = models.PositiveIntegerField(_("dernier numéro d'arrivée"), default=0, editable=False)
    cloture_inscriptions = models.DateField(_("dernier jour pour s'inscrire"))
    etat = FSMField(_("état"), default=Etat.BROUILLON, choices=Etat, protected=True)
    debut = models.DateTimeField(_("début"), editable=False)
    fin = models.DateTimeField(_("fin"), editable=False)
    sequence = models.PositiveIntegerField(_("numéro de révision"), default=0, editable=False)
    cree_le = models.DateTimeField(_("planifiée le"), default=timezone.now)
    modifiee_le = models.DateTimeField(_("modifiée le"), default=timezone.now)
    ouverte_le = models.DateTimeField(_("ouverte le"), null=True, blank=True)
    cloturee_le = models.DateTimeField(_("close le"), null=True, blank=True)
    annulee_le = models.DateTimeField(_("annulée le"), null=True, blank=True)
    motif_annulation = models.CharField(_("motif de l'annulation"), max_length=300, blank=True)
    planifiee_par = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("planifiée par"),
    )

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["debut", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(places_prises__lte=F("capacite")),
                name="session_places_dans_capacite",
                violation_error_message=_("Plus de personnes sont inscrites qu'il n'y a de places."),
            ),
            models.CheckConstraint(
                condition=Q(minimum__gte=1, minimum__lte=F("capacite")),
                name="session_minimum_dans_capacite",
                violation_error_message=_("Le minimum est compris entre 1 et le nombre de places."),
            ),
            models.CheckConstraint(
                condition=Q(fin__gt=F("debut")),
                name="session_fin_apres_debut",
                violation_error_message=_("La session finit après son début."),
            ),
            models.CheckConstraint(
                condition=Q(modalite="distance") | Q(lieu__isnull=False),
                name="session_sur_place_avec_lieu",
                violation_error_message=_("Une session sur place a un lieu."),
            ),
            models.CheckConstraint(
                condition=(
                    Q(etat="brouillon", ouverte_le=None)
                    | Q(etat="ouverte", ouverte_le__isnull=False)
                    | Q(
                        etat="realisee",
                        ouverte_le__isnull=False,
                        cloturee_le__isnull=False,
                    )
                    | (Q(etat="annulee", annulee_le__isnull=False) & ~Q(motif_annulation=""))
                ),
                name="session_etat_avec_dates",
            ),
        ]
        indexes = [
            models.Index(fields=["etat", "debut", "id"], name="session_etat_debut"),
            models.Index(fields=["debut", "id"], name="session_debut"),
            models.Index(fields=["territoire", "etat", "debut"], name="session_region_debut"),
            models.Index(fields=["departement", "etat", "debut"], name="session_dept_debut"),
        ]

    def __str__(self):
        return f"{self.version.programme.titre} ({timezone.localtime(self.debut):%d/%m/%Y})"

    def get_absolute_url(self):
        return reverse("sessions:session_detail", args=[self.pk])

    @property
    def titre(self) -> str:
        return self.version.programme.titre

    @property
    def places_libres(self) -> int:
        return self.capacite - self.places_prises

    @property
    def complete(self) -> bool:
        return self.places_libres <= 0

    @transition(field=etat, source=Etat.BROUILLON, target=Etat.OUVERTE)
    def ouvrir(self, *, le):
        self.ouverte_le = self.modifiee_le = le

    @transition(field=etat, source=Etat.OUVERTE, target=Etat.REALISEE)
    def realiser(self, *, le):
        self.cloturee_le = self.modifiee_le = le

    @transition(field=etat, source=[Etat.BROUILLON, Etat.OUVERTE], target=Etat.ANNULEE)
    def annuler(self, *, le, motif: str):
        self.annulee_le = self.modifiee_le = le
        self.motif_annulation = motif
        self.sequence += 1


class MouvementSession(models.Model):
    """What was done to a session, by whom: written once, never changed."""

    class Acte(models.TextChoices):
        PLANIFIEE = "planifiee", _("a planifié la session")
        MODIFIEE = "modifiee", _("a modifié la session")
        OUVERTE = "ouverte", _("a ouvert les inscriptions")
        ANNULEE = "annulee", _("a annulé la session")
        EMARGEMENT = "emargement", _("a ouvert l'émargement")
        CONTRESEING = "contreseing", _("a contresigné l'émargement")
        REALISEE = "realisee", _("a clos la session")

    session = models.ForeignKey(Session, models.CASCADE, related_name="mouvements", verbose_name=_("session"))
    acte = models.CharField(_("acte"), max_length=12, choices=Acte)
    le = models.DateTimeField(_("le"))
    par = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("par"),
    )
    detail = models.CharField(_("détail"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("mouvement de session")
        verbose_name_plural = _("mouvements de session")
        ordering = ["le", "pk"]

    def __str__(self):
        return f"{self.session_id} {self.acte}"
