from datetime import timedelta

from django.urls import reverse

from academie.autorisations.jetons import JetonInvalide, creer_jeton, lire_jeton
from academie.models import Structure, Territoire
from academie.models.territoire import normaliser
from academie.regles import regle
from besoins.models import Enquete, Invitation

USAGE = "enquete.invitation"


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


def invitations_suivies(invitations, enquete: Enquete):
    """Who was asked and where they are: begun, then silent, then answered."""
    return (
        invitations.filter(enquete=enquete)
        .select_related("structure__territoire", "reponse")
        .order_by("etat", "structure__nom", "pk")
    )


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
