import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from academie.autorisations.perimetre import PerimetreQuerySet, Portee
from academie.francais import nom_du_fuseau
from sessions.agendas.fuseaux import PARIS
from sessions.models.fuseau import MomentLocal, minutes_reelles


class CreneauQuerySet(PerimetreQuerySet):
    chemins = {Portee.ANIMEES: "interventions__formateur"}

    def situes(self):
        """With where each happens, and what it is about: no query per row."""
        return self.select_related("module", "lieu__commune", "session__lieu__commune")


class Creneau(models.Model):
    """A half-day of a session: the unit of attendance, and one event in calendars."""

    class Emargement(models.TextChoices):
        FERME = "ferme", _("pas encore ouvert")
        OUVERT = "ouvert", _("ouvert")
        CONTRESIGNE = "contresigne", _("contresigné")

    session = models.ForeignKey(
        "seminaires.Session",
        models.CASCADE,
        related_name="creneaux",
        verbose_name=_("session"),
    )
    debut = MomentLocal(_("début"))
    fin = MomentLocal(_("fin"))
    fuseau = models.CharField(_("fuseau horaire"), max_length=40, default=PARIS, editable=False)
    uid = models.UUIDField(_("identifiant d'agenda"), default=uuid.uuid4, unique=True, editable=False)
    module = models.ForeignKey(
        "besoins.Module",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("module"),
    )
    modalite = models.CharField(
        _("modalité"),
        max_length=10,
        choices=[("presentiel", _("sur place")), ("distance", _("à distance"))],
        blank=True,
        help_text=_("Vide : celle de la session."),
    )
    lieu = models.ForeignKey(
        "seminaires.Lieu",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lieu de cette demi-journée"),
        help_text=_("Vide : celui de la session."),
    )
    lien_distance = models.URLField(
        _("lien de connexion de cette demi-journée"),
        max_length=300,
        blank=True,
        help_text=_("Vide : celui de la session."),
    )
    emargement = FSMField(_("émargement"), default=Emargement.FERME, choices=Emargement, protected=True)
    ouvert_le = MomentLocal(_("émargement ouvert le"), null=True, blank=True)
    contresigne_le = MomentLocal(_("contresigné le"), null=True, blank=True)
    contresigne_par = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("contresigné par"),
    )
    empreinte_contreseing = models.CharField(
        _("empreinte du contreseing"), max_length=64, blank=True, help_text=_("Au registre de présence.")
    )

    objects = CreneauQuerySet.as_manager()

    class Meta:
        verbose_name = _("demi-journée")
        verbose_name_plural = _("demi-journées")
        ordering = ["debut", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(fin__gt=F("debut")),
                name="creneau_fin_apres_debut",
                violation_error_message=_("La demi-journée finit après son début."),
            ),
            models.CheckConstraint(
                condition=Q(emargement="ferme", ouvert_le=None)
                | Q(emargement="ouvert", ouvert_le__isnull=False)
                | Q(
                    emargement="contresigne",
                    contresigne_le__isnull=False,
                    contresigne_par__isnull=False,
                ),
                name="creneau_emargement_avec_dates",
            ),
        ]
        indexes = [
            models.Index(fields=["session", "debut"], name="creneau_session_debut"),
            models.Index(fields=["debut", "id"], name="creneau_debut"),
        ]

    def __str__(self):
        heures = f"{self.debut:%d/%m/%Y %H:%M}–{self.fin:%H:%M}"
        return ", ".join(filter(None, [heures, nom_du_fuseau(self.fuseau)]))

    def get_absolute_url(self):
        return reverse("sessions:creneau_detail", args=[self.pk])

    @property
    def minutes(self) -> int:
        return minutes_reelles(self.debut, self.fin)

    @property
    def sur_place(self) -> bool:
        return (self.modalite or self.session.modalite) != "distance"

    @property
    def a_distance(self) -> bool:
        return (self.modalite or self.session.modalite) != "presentiel"

    @property
    def salle(self):
        """Where people meet: its own room, else the session's; None when it is at a distance."""
        if not self.sur_place:
            return None
        return self.lieu if self.lieu and not self.lieu.a_distance else self.session.lieu

    @property
    def fuseau_du_lieu(self) -> str:
        """The zone of its own room, else of its session."""
        return self.lieu.fuseau if self.salle and self.salle == self.lieu else self.session.fuseau

    @property
    def particularite(self) -> str:
        """What sets it apart from its session: its modality, its room; empty when it is like the others."""
        modalite = self.get_modalite_display() if self.modalite and self.modalite != self.session.modalite else ""
        salle = self.salle.en_une_ligne if self.salle and self.salle != self.session.lieu else ""
        return ", ".join(filter(None, [modalite, salle]))

    @property
    def salle_distante(self):
        """The video room it takes, if any."""
        return self.lieu if self.a_distance and self.lieu and self.lieu.a_distance else None

    @property
    def lieux(self) -> list:
        """Every place it takes."""
        return [lieu for lieu in (self.salle, self.salle_distante) if lieu]

    @property
    def lien(self) -> str:
        """Where to connect: for those who have a seat and for who gives it."""
        if not self.a_distance:
            return ""
        return self.lien_distance or (self.lieu.lien_distance if self.lieu else "") or self.session.lien_distance

    @transition(field=emargement, source=Emargement.FERME, target=Emargement.OUVERT)
    def ouvrir_emargement(self, *, le):
        self.ouvert_le = le

    @transition(field=emargement, source=Emargement.OUVERT, target=Emargement.CONTRESIGNE)
    def contresigner(self, *, le, par, empreinte):
        self.contresigne_le = le
        self.contresigne_par = par
        self.empreinte_contreseing = empreinte


class Intervention(models.Model):
    """Who gives which half-day."""

    creneau = models.ForeignKey(
        Creneau,
        models.CASCADE,
        related_name="interventions",
        verbose_name=_("demi-journée"),
    )
    formateur = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("formatrice ou formateur"),
    )

    class Meta:
        verbose_name = _("intervention")
        verbose_name_plural = _("interventions")
        ordering = ["creneau", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["creneau", "formateur"],
                name="intervention_unique",
                violation_error_message=_("Cette personne anime déjà cette demi-journée."),
            )
        ]

    def __str__(self):
        return f"{self.formateur} – {self.creneau}"


class RetraitFormateur(models.Model):
    """A trainer taken off a half-day: their feed tells it cancelled. The half-day itself may be gone."""

    session = models.ForeignKey("seminaires.Session", models.CASCADE, related_name="+", verbose_name=_("session"))
    uid = models.UUIDField(_("identifiant d'agenda"))
    formateur = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("formatrice ou formateur"),
    )
    le = models.DateTimeField(_("retiré le"))

    class Meta:
        verbose_name = _("retrait d'une formatrice ou d'un formateur")
        verbose_name_plural = _("retraits de formatrices et de formateurs")
        ordering = ["le", "pk"]

    def __str__(self):
        return f"{self.formateur} – {self.uid}"
