from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from academie.autorisations.perimetre import PerimetreQuerySet, Portee
from academie.models import Structure, Territoire
from besoins.models.enquete import Enquete


class Profil(models.Model):
    """What is known of a respondent from the population: the keys of representativeness and of cross-tables."""

    class Role(models.TextChoices):
        STRUCTURE = "structure", _("au nom d'une structure")
        ANIMATEUR = "animateur", _("animatrice ou animateur")
        AUTRE = "autre", _("autre personne")

    region = models.ForeignKey(
        "academie.Territoire", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("région")
    )
    departement = models.ForeignKey(
        "academie.Territoire", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("département")
    )
    niveau = models.CharField(_("niveau de territoire"), max_length=12, choices=Territoire.Genre, blank=True)
    nature = models.CharField(_("nature de la structure"), max_length=12, choices=Structure.Genre, blank=True)
    role = models.CharField(_("qui répond"), max_length=12, choices=Role, blank=True)

    PROFIL = ("region_id", "departement_id", "niveau", "nature", "role")

    class Meta:
        abstract = True

    def profil(self) -> dict:
        """The profile as arguments of another row."""
        return {champ: getattr(self, champ) for champ in self.PROFIL}


def profil_de_territoire(territoire: Territoire | None) -> dict:
    """The part of a profile that a place tells: its région, its département, its level."""
    if territoire is None:
        return {}
    genre = territoire.genre
    return {
        "region_id": territoire.pk if genre == Territoire.Genre.REGION else territoire.region_id,
        "departement_id": territoire.pk if genre == Territoire.Genre.DEPARTEMENT else territoire.departement_id,
        "niveau": genre,
    }


class InvitationQuerySet(PerimetreQuerySet):
    chemins = {Portee.STRUCTURE: "structure"}

    def a_repondre(self, jour):
        """Invitations sent that still await an answer in a survey open on `jour`."""
        return self.filter(
            Q(enquete__ouvre_le=None) | Q(enquete__ouvre_le__lte=jour),
            Q(enquete__ferme_le=None) | Q(enquete__ferme_le__gte=jour),
            enquete__etat=Enquete.Etat.OUVERTE,
            etat__in=[Invitation.Etat.ENVOYEE, Invitation.Etat.COMMENCEE],
        )


class Invitation(Profil):
    """Someone of the population is asked to answer once: a structure, a person of a list, whoever took the open link.

    Its link is a signed token of (pk, version): a higher version kills it. It never holds the time of the answer:
    in an anonymous survey nothing ties an answer to an invitation.
    """

    class Etat(models.TextChoices):
        PREPAREE = "preparee", _("à inviter")
        ENVOYEE = "envoyee", _("sans réponse")
        COMMENCEE = "commencee", _("commencée")
        REPONDUE = "repondue", _("a répondu")
        REFUSEE = "refusee", _("ne souhaite pas répondre")

    SILENCIEUSES = (Etat.ENVOYEE, Etat.COMMENCEE)

    enquete = models.ForeignKey(Enquete, models.CASCADE, related_name="invitations")
    structure = models.ForeignKey(
        "academie.Structure",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("structure"),
    )
    nom = models.CharField(
        _("nom"),
        max_length=200,
        blank=True,
        help_text=_("Celui d'une structure connue y est recopié, pour la chercher."),
    )
    email = models.EmailField(_("adresse électronique"), blank=True)
    territoire = models.ForeignKey(
        "academie.Territoire", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("territoire")
    )
    dossier = models.CharField(
        _("à propos de"),
        max_length=40,
        blank=True,
        editable=False,
        help_text=_("Ce qui fait que la même adresse est interrogée plusieurs fois par la même enquête : une session."),
    )
    par_lien_ouvert = models.BooleanField(_("venue par le lien ouvert"), default=False)
    etat = FSMField(_("état"), default=Etat.ENVOYEE, choices=Etat, protected=True)
    version = models.PositiveSmallIntegerField(_("version du lien"), default=1)
    invitee_le = models.DateTimeField(_("invitée le"), null=True, blank=True)
    relances = models.PositiveSmallIntegerField(_("relances"), default=0)
    relancee_le = models.DateTimeField(_("relancée le"), null=True, blank=True)
    rebond_le = models.DateTimeField(_("adresse en erreur depuis le"), null=True, blank=True)
    motif_refus = models.CharField(_("raison du refus"), max_length=300, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["enquete", "nom", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["enquete", "structure", "dossier"],
                name="invitation_unique",
                violation_error_message=_("Cette structure est déjà invitée."),
            ),
            models.UniqueConstraint(
                fields=["enquete", "email", "dossier"],
                condition=Q(structure=None) & ~Q(email=""),
                name="invitation_email_unique",
                violation_error_message=_("Cette adresse est déjà invitée."),
            ),
            models.CheckConstraint(
                condition=Q(etat="preparee", invitee_le=None) | (~Q(etat="preparee") & Q(invitee_le__isnull=False)),
                name="invitation_envoyee_un_jour",
                violation_error_message=_("Une invitation envoyée a une date d'envoi."),
            ),
        ]
        indexes = [
            models.Index(fields=["enquete", "etat"], name="invitation_etat"),
            models.Index(fields=["enquete", "nom", "id"], name="invitation_nom"),
        ]

    def __str__(self):
        return f"{self.qui} – {self.enquete}"

    @property
    def qui(self) -> str:
        """Who is invited, in words."""
        return (self.structure.nom if self.structure_id else self.nom) or self.email or str(_("Par le lien ouvert"))

    @transition(field=etat, source=Etat.PREPAREE, target=Etat.ENVOYEE)
    def envoyer(self, *, le):
        self.invitee_le = le

    @transition(field=etat, source=Etat.ENVOYEE, target=Etat.COMMENCEE)
    def commencer(self):
        pass

    @transition(field=etat, source=Etat.COMMENCEE, target=Etat.REPONDUE)
    def repondre(self):
        pass

    @transition(field=etat, source=[Etat.ENVOYEE, Etat.COMMENCEE], target=Etat.REFUSEE)
    def refuser(self, *, motif=""):
        self.motif_refus = motif

    @transition(field=etat, source=Etat.REFUSEE, target=Etat.ENVOYEE)
    def revenir(self):
        """Whoever refused may change their mind."""
        self.motif_refus = ""


class Envoi(models.Model):
    """One sending, seen before it left: the invitations of a day, or the reminders to those still silent."""

    class Genre(models.TextChoices):
        INVITATION = "invitation", _("invitation")
        RELANCE = "relance", _("relance")

    enquete = models.ForeignKey(Enquete, models.CASCADE, related_name="envois")
    genre = models.CharField(_("nature"), max_length=12, choices=Genre)
    mot = models.TextField(_("mot ajouté au message"), blank=True)
    nombre = models.PositiveIntegerField(_("messages"))
    par = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("par"))
    le = models.DateTimeField(_("le"))

    class Meta:
        verbose_name = _("envoi")
        verbose_name_plural = _("envois")
        ordering = ["enquete", "-le", "-pk"]

    def __str__(self):
        return f"{self.get_genre_display()} – {self.enquete}"
