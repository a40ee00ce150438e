from django.conf import settings
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from academie.autorisations.perimetre import PerimetreQuerySet, Portee


class InscriptionQuerySet(PerimetreQuerySet):
    chemins = {
        Portee.SOI: "utilisateur",
        Portee.STRUCTURE: "structure",
        Portee.ANIMEES: "session__creneaux__interventions__formateur",
    }

    def confirmees(self):
        return self.filter(etat=Inscription.Etat.CONFIRMEE)

    def tenantes(self):
        """Those that hold a seat, for good or for a while."""
        return self.filter(etat__in=Inscription.TENANTES)

    def en_attente(self):
        return self.filter(etat=Inscription.Etat.EN_ATTENTE)

    def actives(self):
        return self.exclude(etat=Inscription.Etat.ANNULEE)

    def avec_rang(self):
        """Annotate `rang`: 1 for the first who waits. Only meaningful for those who wait."""
        devant = (
            Inscription.objects.en_attente()
            .filter(session=OuterRef("session"), ordre__lt=OuterRef("ordre"))
            .order_by()
            .values("session")
            .annotate(n=Count("*"))
            .values("n")
        )
        return self.annotate(rang=Coalesce(Subquery(devant), 0) + 1)


class Inscription(models.Model):
    """A person and a session: a seat, or a place in the waiting list. Arrival order never changes."""

    class Etat(models.TextChoices):
        A_ACCORDER = "a_accorder", _("en attente de l'accord de l'employeur")
        CONFIRMEE = "confirmee", _("confirmée")
        EN_ATTENTE = "en_attente", _("en liste d'attente")
        PROPOSEE = "proposee", _("place proposée")
        ANNULEE = "annulee", _("annulée")

    TENANTES = (Etat.A_ACCORDER, Etat.CONFIRMEE, Etat.PROPOSEE)

    class Cause(models.TextChoices):
        """Why an enrolment ended."""

        DESISTEMENT = "desistement", _("désistement")
        GESTION = "gestion", _("décision de l'Académie")
        EMPLOYEUR = "employeur", _("décision de l'employeur")
        ACCORD_EXPIRE = "accord_expire", _("accord de l'employeur non reçu à temps")
        OFFRE_REFUSEE = "offre_refusee", _("place proposée et refusée")
        OFFRE_EXPIREE = "offre_expiree", _("place proposée et laissée sans réponse")
        REMPLACEE = "remplacee", _("remplacement par une autre personne")

    session = models.ForeignKey(
        "seminaires.Session",
        models.PROTECT,
        related_name="inscriptions",
        verbose_name=_("session"),
    )
    utilisateur = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("personne"),
    )
    structure = models.ForeignKey(
        "academie.Structure",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("structure employeuse ce jour-là"),
    )
    etat = FSMField(_("état"), choices=Etat, protected=True)
    ordre = models.PositiveIntegerField(_("numéro d'arrivée"), editable=False)
    inscrite_le = models.DateTimeField(_("inscrite le"))
    reserve = models.ForeignKey(
        "seminaires.ReserveStructure",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="inscriptions",
        verbose_name=_("place prise sur la réserve"),
    )
    offre_expire_le = models.DateTimeField(_("place proposée jusqu'au"), null=True, blank=True)
    remplace = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="remplacante",
        verbose_name=_("vient à la place de"),
    )
    cause_annulation = models.CharField(_("cause de l'annulation"), max_length=16, choices=Cause, blank=True)
    annulee_le = models.DateTimeField(_("annulée le"), null=True, blank=True)
    tardive = models.BooleanField(_("annulée tardivement"), default=False)
    prerequis_confirmes = models.BooleanField(_("prérequis confirmés"), default=False)
    amenagement = models.TextField(
        _("aménagement nécessaire"),
        max_length=1000,
        blank=True,
        help_text=_("Ce qu'il faut prévoir, jamais pourquoi : aucune information de santé."),
    )
    amenagement_prevu = models.TextField(_("ce qui est prévu"), max_length=1000, blank=True)

    objects = InscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("inscription")
        verbose_name_plural = _("inscriptions")
        ordering = ["session", "ordre"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "utilisateur"],
                condition=~Q(etat="annulee"),
                name="inscription_active_unique",
                violation_error_message=_("Cette personne est déjà inscrite à cette session."),
            ),
            models.UniqueConstraint(
                fields=["session", "ordre"], condition=~Q(etat="annulee"), name="inscription_ordre_unique"
            ),
            models.CheckConstraint(
                condition=Q(etat="proposee", offre_expire_le__isnull=False) | ~Q(etat="proposee"),
                name="inscription_offre_datee",
            ),
            models.CheckConstraint(
                condition=Q(reserve=None) | ~Q(etat="en_attente"),
                name="inscription_qui_attend_ne_tient_rien",
            ),
        ]
        indexes = [
            models.Index(fields=["session", "etat", "ordre"], name="inscription_file"),
            models.Index(fields=["utilisateur", "etat"], name="inscription_personne"),
            models.Index(fields=["structure", "etat"], name="inscription_structure"),
            models.Index(
                fields=["session"],
                condition=~Q(amenagement="") & Q(amenagement_prevu=""),
                name="inscription_a_amenager",
            ),
        ]

    def __str__(self):
        return f"{self.utilisateur} – {self.session}"

    def get_absolute_url(self):
        return reverse("sessions:inscription_detail", args=[self.pk])

    def get_etat_display(self) -> str:  # type: ignore[no-redef]
        """Django's own builds a dictionary of the choices at each call: a fifth of a list."""
        return str(self.Etat(self.etat).label)

    @transition(field=etat, source=Etat.EN_ATTENTE, target=Etat.PROPOSEE)
    def proposer(self, *, jusqu_a):
        """A seat came free: it is held for this person until then."""
        self.offre_expire_le = jusqu_a

    @transition(field=etat, source=Etat.PROPOSEE, target=Etat.A_ACCORDER)
    def attendre_l_accord(self):
        """The person accepts; the employer has not answered yet."""

    @transition(field=etat, source=[Etat.EN_ATTENTE, Etat.PROPOSEE, Etat.A_ACCORDER], target=Etat.CONFIRMEE)
    def confirmer(self):
        """The seat is theirs."""

    @transition(
        field=etat, source=[Etat.CONFIRMEE, Etat.EN_ATTENTE, Etat.PROPOSEE, Etat.A_ACCORDER], target=Etat.ANNULEE
    )
    def annuler(self, *, cause=Cause.DESISTEMENT, le=None, tardive=False):
        """The seat, or the place in the waiting list, goes to the next."""
        self.cause_annulation, self.annulee_le, self.tardive = cause, le, tardive


class MouvementInscription(models.Model):
    """The history of an enrolment: written once, never changed. `de` is empty for the arrival."""

    inscription = models.ForeignKey(
        Inscription,
        models.CASCADE,
        related_name="mouvements",
        verbose_name=_("inscription"),
    )
    de = models.CharField(_("de"), max_length=12, choices=Inscription.Etat, blank=True)
    vers = models.CharField(_("vers"), max_length=12, choices=Inscription.Etat)
    le = models.DateTimeField(_("le"))
    par = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("par"),
    )
    motif = models.CharField(_("motif"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("mouvement d'inscription")
        verbose_name_plural = _("mouvements d'inscription")
        ordering = ["le", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(de=F("vers")), name="mouvement_inscription_change")]

    def __str__(self):
        return f"{self.inscription_id} {self.de} → {self.vers}"
