"""Who a survey asks: structures of the Académie, or people of a list, each once."""

from collections.abc import Iterable
from itertools import islice

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from academie.models import Structure
from academie.regles import Refus
from besoins.models import Enquete, Invitation, profil_de_territoire

PAR_LOT = 1000


@transaction.atomic
def ajouter_structures(*, enquete: Enquete, structures: Iterable[Structure]) -> int:
    """Add the structures that are not in the population yet, with or without an address; return how many are new.

    Raises:
        Refus: the survey is closed.
    """
    enquete = verrouiller_population(enquete)
    deja = set(enquete.invitations.values_list("structure", flat=True))
    nouvelles = (invitation_de_structure(enquete, structure) for structure in structures if structure.pk not in deja)
    return _ecrire(nouvelles)


@transaction.atomic
def ajouter_personnes(*, enquete: Enquete, personnes: Iterable[Invitation]) -> int:
    """Add people of a list, already read and checked (`queries.liste`); those who came meanwhile are left out.

    Raises:
        Refus: the survey is closed.
    """
    enquete = verrouiller_population(enquete)
    structures = set(enquete.invitations.values_list("structure", flat=True)) - {None}
    adresses = set(enquete.invitations.filter(structure=None).values_list("email", flat=True)) - {""}
    nouvelles = (
        personne
        for personne in personnes
        if (personne.structure_id not in structures if personne.structure_id else personne.email not in adresses)
    )
    return _ecrire(nouvelles)


@transaction.atomic
def retirer_de_la_population(*, enquete: Enquete, invitation: int) -> None:
    """Take somebody out who has not answered. Taken out twice, taken out once.

    Raises:
        Refus: they have answered or begun to.
    """
    trouvee = Invitation.objects.select_for_update().filter(enquete=enquete, pk=invitation).first()
    if trouvee is None:
        return
    if trouvee.etat in (Invitation.Etat.COMMENCEE, Invitation.Etat.REPONDUE) or hasattr(trouvee, "reponse"):
        raise Refus(_("Vous ne pouvez pas retirer cette personne : elle a répondu, ou commencé à répondre."))
    trouvee.delete()


@transaction.atomic
def retirer_non_invitees(*, enquete: Enquete, choisies: QuerySet[Invitation]) -> int:
    """Take out those of `choisies` to whom nothing was sent: a list added by mistake. Return how many.

    Raises:
        Refus: the survey is closed.
    """
    enquete = verrouiller_population(enquete)
    a_retirer = choisies.filter(enquete=enquete, etat=Invitation.Etat.PREPAREE).order_by("pk")
    nombre = 0
    while lot := list(a_retirer.values_list("pk", flat=True)[:PAR_LOT]):
        Invitation.objects.filter(pk__in=lot).delete()
        nombre += len(lot)
    return nombre


def verrouiller_population(enquete: Enquete) -> Enquete:
    enquete = Enquete.objects.select_for_update().get(pk=enquete.pk)
    if enquete.etat == Enquete.Etat.CLOSE:
        raise Refus(_("L'enquête est close : sa population ne change plus."))
    return enquete


def invitation_de_structure(enquete: Enquete, structure: Structure) -> Invitation:
    return Invitation(
        enquete=enquete,
        structure=structure,
        nom=structure.nom,
        email=structure.email,
        territoire_id=structure.territoire_id,
        nature=structure.genre,
        role=Invitation.Role.STRUCTURE,
        etat=Invitation.Etat.PREPAREE,
        **profil_de_territoire(structure.territoire),
    )


def _ecrire(nouvelles: Iterable[Invitation]) -> int:
    nombre, suite = 0, iter(nouvelles)
    while lot := list(islice(suite, PAR_LOT)):
        Invitation.objects.bulk_create(lot)
        nombre += len(lot)
    return nombre
