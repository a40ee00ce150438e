import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from academie.autorisations.perimetre import PerimetreQuerySet, Portee
from sessions.agendas.fuseaux import PARIS, fuseau_de
from sessions.models.fuseau import MomentLocal


class SessionQuerySet(PerimetreQuerySet):
    chemins = {Portee.ANIMEES: "creneaux__interventions__formateur"}

    def publiques(self):
        """What anyone may read: every session that was opened once, cancelled ones included."""
        return self.filter(ouverte_le__isnull=False)

    def ouvertes(self):
        """Those that one may still join: open, or confirmed because enough people came."""
        return self.filter(etat__in=Session.OUVERTES)

    def vivantes(self):
        """Those that will happen or happen now."""
        return self.filter(etat__in=Session.VIVANTES)

    def a_venir(self, le=None):
        return self.filter(debut__gt=le or timezone.now())

    def verrouiller(self, pk) -> "Session":
        """The row, locked until the end of the transaction, with what every page about it names."""
        return self.completes().select_for_update(of=("self",)).get(pk=pk)

    def completes(self):
        """With what every page about a session names: no query per row."""
        return self.select_related("version__programme__theme", "lieu__commune", "territoire", "departement")

    def premieres(self, nombre: int) -> list["Session"]:
        """The first ones with what pages name: found on their keys, so that no other is joined."""
        cles = list(self.values_list("pk", flat=True)[:nombre])
        return list(self.completes().filter(pk__in=cles)) if cles else []


class Session(models.Model):
    """A published programme, given on dated half-days, with counted seats."""

    class Etat(models.TextChoices):
        BROUILLON = "brouillon", _("brouillon")
        OUVERTE = "ouverte", _("ouverte")
        CONFIRMEE = "confirmee", _("confirmée")
        EN_COURS = "en_cours", _("en cours")
        REALISEE = "realisee", _("réalisée")
        ARCHIVEE = "archivee", _("archivée")
        REPORTEE = "reportee", _("reportée")
        ANNULEE = "annulee", _("annulée")

    OUVERTES = (Etat.OUVERTE, Etat.CONFIRMEE)
    VIVANTES = (Etat.OUVERTE, Etat.CONFIRMEE, Etat.EN_COURS)
    TENUES = (Etat.REALISEE, Etat.ARCHIVEE)
    MODIFIABLES = (Etat.BROUILLON, Etat.OUVERTE, Etat.CONFIRMEE, Etat.REPORTEE)

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
    places_reservees = models.PositiveSmallIntegerField(
        _("places gardées pour des structures"),
        default=0,
        editable=False,
        help_text=_("Celles que leur structure n'a pas encore prises et qui ne sont pas libérées."),
    )
    dernier_ordre = models.PositiveIntegerField(_("dernier numéro d'arrivée"), default=0, editable=False)
    ouverture_inscriptions = models.DateField(
        _("premier jour pour s'inscrire"),
        null=True,
        blank=True,
        help_text=_("Vide : dès que la session est ouverte."),
    )
    cloture_inscriptions = models.DateField(_("dernier jour pour s'inscrire"))
    par_structure = models.PositiveSmallIntegerField(
        _("places au plus pour une structure"),
        null=True,
        blank=True,
        help_text=_("Vide : la règle générale s'applique."),
    )
    serie = models.UUIDField(_("série"), null=True, blank=True, editable=False)
    etat = FSMField(_("état"), default=Etat.BROUILLON, choices=Etat, protected=True)
    debut = MomentLocal(_("début"), editable=False)
    fin = MomentLocal(_("fin"), editable=False)
    fuseau = models.CharField(_("fuseau horaire"), max_length=40, default=PARIS, editable=False)
    sequence = models.PositiveIntegerField(_("numéro de révision"), default=0, editable=False)
    cree_le = models.DateTimeField(_("planifiée le"), default=timezone.now)
    modifiee_le = models.DateTimeField(_("modifiée le"), default=timezone.now)
    ouverte_le = models.DateTimeField(_("ouverte le"), null=True, blank=True)
    confirmee_le = models.DateTimeField(_("confirmée le"), null=True, blank=True)
    demarree_le = models.DateTimeField(_("commencée le"), null=True, blank=True)
    cloturee_le = models.DateTimeField(_("close le"), null=True, blank=True)
    archivee_le = models.DateTimeField(_("archivée le"), null=True, blank=True)
    reportee_le = models.DateTimeField(_("reportée le"), null=True, blank=True)
    motif_report = models.CharField(_("motif du report"), max_length=300, blank=True)
    annulee_le = models.DateTimeField(_("annulée le"), null=True, blank=True)
    motif_annulation = models.CharField(_("motif de l'annulation"), max_length=300, blank=True)
    remplacante = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("session proposée à la place"),
    )
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
                condition=Q(capacite__gte=F("places_prises") + F("places_reservees")),
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
                    | Q(etat__in=["ouverte", "confirmee", "en_cours"], ouverte_le__isnull=False)
                    | Q(etat="realisee", ouverte_le__isnull=False, cloturee_le__isnull=False)
                    | Q(etat="archivee", cloturee_le__isnull=False, archivee_le__isnull=False)
                    | (Q(etat="reportee", ouverte_le__isnull=False, reportee_le__isnull=False) & ~Q(motif_report=""))
                    | (Q(etat="annulee", annulee_le__isnull=False) & ~Q(motif_annulation=""))
                ),
                name="session_etat_avec_dates",
            ),
        ]
        indexes = [
            models.Index(fields=["etat", "debut", "id"], name="session_etat_debut"),
            models.Index(fields=["debut", "id"], name="session_debut"),
            models.Index(
                fields=["modifiee_le", "id"], condition=Q(ouverte_le__isnull=False), name="session_modification"
            ),
            models.Index(fields=["territoire", "etat", "debut"], name="session_region_debut"),
            models.Index(fields=["departement", "etat", "debut"], name="session_dept_debut"),
            # The last ones opened: what feed readers are told.
            models.Index(
                fields=["-ouverte_le", "-id"], condition=Q(ouverte_le__isnull=False), name="session_ouverture"
            ),
            models.Index(fields=["serie"], condition=Q(serie__isnull=False), name="session_serie"),
        ]

    def __str__(self):
        return f"{self.version.programme.titre} ({self.debut:%d/%m/%Y})"

    def get_absolute_url(self):
        return reverse("sessions:session_detail", args=[self.pk])

    def get_etat_display(self) -> str:  # type: ignore[no-redef]
        """Django's own builds a dictionary of the choices at each call: a fifth of a list."""
        return str(self.Etat(self.etat).label)

    @property
    def titre(self) -> str:
        return self.version.programme.titre

    @property
    def fuseau_du_lieu(self) -> str:
        """The zone of where it happens, or of the région that organises it at a distance."""
        if self.lieu:
            return self.lieu.fuseau
        return fuseau_de(code_region=self.territoire.code if self.territoire_id else "")

    @property
    def places_libres(self) -> int:
        """Those that anybody may take."""
        return self.capacite - self.places_prises - self.places_reservees

    @property
    def complete(self) -> bool:
        return self.places_libres <= 0

    @property
    def est_ouverte(self) -> bool:
        """One may still join it, by its state alone."""
        return self.etat in self.OUVERTES

    @property
    def est_tenue(self) -> bool:
        return self.etat in self.TENUES

    @transition(field=etat, source=Etat.BROUILLON, target=Etat.OUVERTE)
    def ouvrir(self, *, le):
        self.ouverte_le = self.modifiee_le = le

    @transition(field=etat, source=Etat.OUVERTE, target=Etat.CONFIRMEE)
    def confirmer(self, *, le):
        """It will take place: enough people come, or a gestionnaire decided so."""
        self.confirmee_le = self.modifiee_le = le

    @transition(field=etat, source=[Etat.OUVERTE, Etat.CONFIRMEE], target=Etat.EN_COURS)
    def demarrer(self, *, le):
        self.demarree_le = self.modifiee_le = le

    @transition(field=etat, source=[Etat.OUVERTE, Etat.CONFIRMEE, Etat.EN_COURS], target=Etat.REALISEE)
    def realiser(self, *, le):
        self.cloturee_le = self.modifiee_le = le

    @transition(field=etat, source=Etat.REALISEE, target=Etat.ARCHIVEE)
    def archiver(self, *, le):
        """Its evaluations are in, its file is complete: nothing is written in it any more."""
        self.archivee_le = le

    @transition(field=etat, source=[Etat.OUVERTE, Etat.CONFIRMEE], target=Etat.REPORTEE)
    def reporter(self, *, le, motif: str):
        """It keeps its people and loses its dates, until new ones are decided."""
        self.reportee_le = self.modifiee_le = le
        self.motif_report = motif
        self.sequence += 1

    @transition(field=etat, source=Etat.REPORTEE, target=Etat.OUVERTE)
    def redater(self, *, le):
        self.modifiee_le = le
        self.sequence += 1

    @transition(field=etat, source=[Etat.BROUILLON, Etat.OUVERTE, Etat.CONFIRMEE, Etat.REPORTEE], target=Etat.ANNULEE)
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
        CONFIRMEE = "confirmee", _("a confirmé la tenue de la session")
        DEMARREE = "demarree", _("a commencé la session")
        REPORTEE = "reportee", _("a reporté la session")
        REDATEE = "redatee", _("a donné de nouvelles dates à la session")
        ARCHIVEE = "archivee", _("a archivé la session")
        ANNULEE = "annulee", _("a annulé la session")
        EMARGEMENT = "emargement", _("a ouvert l'émargement")
        CONTRESEING = "contreseing", _("a contresigné l'émargement")
        REALISEE = "realisee", _("a clos la session")
        RESERVEE = "reservee", _("a gardé des places pour une structure")
        LIBEREE = "liberee", _("a libéré des places gardées")

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
