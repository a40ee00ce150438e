from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from academie.autorisations.jetons import JetonInvalide, creer_jeton, lire_jeton
from academie.autorisations.table import Role
from academie.models import Utilisateur
from academie.regles import regle
from besoins.models import Enquete, Envoi, Invitation, Reponse

USAGE = "enquete.invitation"
USAGE_OUVERT = "enquete.ouvert"
ENVOIS_MONTRES = 10
Etat = Invitation.Etat
# What the states do not say and the follow-up page filters by.
SITUATIONS = {
    "silencieuse": Q(etat__in=Invitation.SILENCIEUSES),
    "rebond": Q(rebond_le__isnull=False) & ~Q(etat=Etat.REPONDUE),
    "sans_adresse": Q(email=""),
}


@dataclass(frozen=True)
class Suivi:
    """How many people of the population are at each step."""

    repondues: int
    commencees: int
    silencieuses: int
    refusees: int
    a_inviter: int
    adresses_en_erreur: int
    par_lien_ouvert: int

    @property
    def total(self) -> int:
        return self.repondues + self.commencees + self.silencieuses + self.refusees + self.a_inviter


def lien_invitation(invitation: Invitation) -> str:
    """The path of the personal link of an invitation."""
    return reverse("besoins:reponse_enquete", args=[jeton_invitation(invitation)])


def jeton_invitation(invitation: Invitation) -> str:
    return creer_jeton(USAGE, invitation.pk, invitation.version)


def invitation_du_jeton(jeton: str) -> Invitation:
    """The invitation that a link gives access to, with its survey, its structure and its answer.

    Raises:
        JetonInvalide: forged, altered or too old.
        Invitation.DoesNotExist: the link was replaced, or the invitation is no more.
    """
    try:
        pk, version = lire_jeton(USAGE, jeton, validite=timedelta(days=regle("enquete.lien_validite")))
    except (TypeError, ValueError) as erreur:
        raise JetonInvalide from erreur
    return Invitation.objects.select_related("enquete", "structure", "reponse").get(pk=pk, version=version)


def lien_ouvert(enquete: Enquete) -> str:
    """The path of the open link of a survey: whoever opens it may answer."""
    return reverse("besoins:reponse_enquete", args=[jeton_enquete(enquete)])


def jeton_enquete(enquete: Enquete) -> str:
    return creer_jeton(USAGE_OUVERT, enquete.pk, enquete.lien_version)


def enquete_du_jeton(jeton: str) -> Enquete:
    """The survey that an open link leads to.

    Raises:
        JetonInvalide: forged or altered.
        Enquete.DoesNotExist: the link was replaced or closed, or the survey is no more.
    """
    try:
        pk, version = lire_jeton(USAGE_OUVERT, jeton)
    except (TypeError, ValueError) as erreur:
        raise JetonInvalide from erreur
    return Enquete.objects.get(pk=pk, lien_version=version, lien_ouvert=True)


def invitations_suivies(invitations: QuerySet[Invitation], enquete: Enquete, criteres: dict) -> QuerySet[Invitation]:
    """Those of the population that `criteres` keep, by name: état, région, nature, rôle, a text."""
    suivies = invitations.filter(enquete=enquete, par_lien_ouvert=False)
    if etat := criteres.get("etat"):
        suivies = suivies.filter(SITUATIONS.get(etat) or Q(etat=etat))
    for champ in ("region", "nature", "role"):
        if valeur := criteres.get(champ):
            suivies = suivies.filter(**{champ: valeur})
    if texte := criteres.get("q"):
        suivies = suivies.filter(Q(nom__icontains=texte) | Q(email__icontains=texte))
    return suivies.select_related("structure", "territoire", "region").order_by("nom", "pk")


def suivi(invitations: QuerySet[Invitation]) -> Suivi:
    """Count them by step, in one query."""
    population = Q(par_lien_ouvert=False)
    return Suivi(
        **invitations.order_by().aggregate(
            repondues=Count("pk", filter=population & Q(etat=Etat.REPONDUE)),
            commencees=Count("pk", filter=population & Q(etat=Etat.COMMENCEE)),
            silencieuses=Count("pk", filter=population & Q(etat=Etat.ENVOYEE)),
            refusees=Count("pk", filter=population & Q(etat=Etat.REFUSEE)),
            a_inviter=Count("pk", filter=population & Q(etat=Etat.PREPAREE)),
            adresses_en_erreur=Count("pk", filter=population & SITUATIONS["rebond"]),
            par_lien_ouvert=Count("pk", filter=Q(par_lien_ouvert=True, etat=Etat.REPONDUE)),
        )
    )


def liens_a_preparer(enquete: Enquete) -> QuerySet[Invitation]:
    """Those without an address whose link does not work yet."""
    return Invitation.objects.filter(enquete=enquete, email="", etat=Etat.PREPAREE)


def liens_a_remettre(enquete: Enquete) -> QuerySet[Invitation]:
    """Those without an address whose link works and has not been used: it is printed, or told, by a person."""
    invitations = Invitation.objects.filter(enquete=enquete, par_lien_ouvert=False, email="", etat=Etat.ENVOYEE)
    return invitations.select_related("structure", "territoire").order_by("nom", "pk")


def lien_pour(invitation: Invitation, utilisateur: Utilisateur) -> str:
    """The personal link, for those who may hold it: the référents of the structure.

    Whoever designs the survey never reads it here: a link opens what its holder has begun to write.
    """
    siens = invitation.structure_id in utilisateur.structures_comme(Role.REFERENT)
    en_cours = Invitation.objects.filter(pk=invitation.pk).a_repondre(timezone.localdate())
    return settings.BASE_URL + lien_invitation(invitation) if siens and en_cours.exists() else ""


def reponse_datee(invitation: Invitation) -> datetime | None:
    """When the answer came, where the regime lets it be said: a time would tie a person to their answer."""
    if invitation.enquete.regime != Enquete.Regime.NOMME or invitation.etat != Etat.REPONDUE:
        return None
    return Reponse.objects.filter(invitation=invitation).values_list("soumise_le", flat=True).first()


def envois(enquete: Enquete) -> list[Envoi]:
    """The latest sendings, with who made them."""
    return list(enquete.envois.select_related("par").order_by("-le", "-pk")[:ENVOIS_MONTRES])
