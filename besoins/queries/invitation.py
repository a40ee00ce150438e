from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count
from django.urls import reverse

from academie.autorisations.jetons import JetonInvalide, creer_jeton, lire_jeton
from academie.models import Structure, Territoire
from academie.models.territoire import normaliser
from academie.regles import regle
from besoins.models import Enquete, Invitation

USAGE = "enquete.invitation"
USAGE_OUVERT = "enquete.ouvert"


@dataclass(frozen=True)
class Suivi:
    """How many structures are at each step."""

    repondues: int
    commencees: int
    silencieuses: int

    @property
    def total(self) -> int:
        return self.repondues + self.commencees + self.silencieuses


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


def invitations_suivies(invitations, enquete: Enquete):
    """Who was asked and where they are: begun, then silent, then answered."""
    return (
        invitations.filter(enquete=enquete)
        .select_related("structure__territoire", "reponse")
        .order_by("etat", "structure__nom", "pk")
    )


def suivi(invitations) -> Suivi:
    """Count them by step, in one query."""
    nombres = dict(invitations.order_by().values_list("etat").annotate(n=Count("*")))
    etats = (Invitation.Etat.REPONDUE, Invitation.Etat.COMMENCEE, Invitation.Etat.ENVOYEE)
    return Suivi(*(nombres.get(etat, 0) for etat in etats))


def destinataires(enquete: Enquete, cles: Iterable[int]) -> tuple[list[Structure], list[Structure]]:
    """Among the structures `cles` not invited yet: those that an invitation can reach, and those without address."""
    choisies = list(structures_a_inviter(enquete).filter(pk__in=list(cles)))
    return [s for s in choisies if s.email], [s for s in choisies if not s.email]


def structures_a_inviter(enquete: Enquete, *, texte: str = "", region: Territoire | None = None, genre: str = ""):
    """Structures not invited yet whose name or town answers the search."""
    structures = Structure.objects.exclude(
        pk__in=Invitation.objects.filter(enquete=enquete).values("structure")
    ).select_related("territoire__region")
    if texte:
        structures = structures.filter(nom__icontains=texte) | structures.filter(
            territoire__recherche__contains=normaliser(texte) or texte
        )
    if region:
        structures = structures.filter(territoire__in=Territoire.objects.sous(region).values("pk"))
    if genre:
        structures = structures.filter(genre=genre)
    return structures.order_by("nom", "pk")
