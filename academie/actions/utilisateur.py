from collections.abc import Iterable
from datetime import date

from allauth.account.models import EmailAddress
from django.db import transaction

from academie.actions.affectation import affecter
from academie.autorisations.table import Role
from academie.models import FicheAnnuaire, Structure, Territoire, Utilisateur


@transaction.atomic
def ouvrir_compte(*, utilisateur: Utilisateur, structure: Structure | None = None) -> Utilisateur:
    """Whoever signs up is an animatrice or animateur; the other roles are given by an administrator."""
    affecter(utilisateur=utilisateur, role=Role.ANIMATEUR, structure=structure)
    return utilisateur


@transaction.atomic
def modifier_compte(
    *,
    utilisateur: Utilisateur,
    prenom: str,
    nom: str,
    territoire: Territoire | None,
    messages_groupes: bool = True,
) -> Utilisateur:
    """Change how the person is named, where they work and how they are written to. What was printed stays as it was."""
    utilisateur.prenom, utilisateur.nom, utilisateur.territoire = prenom, nom, territoire
    utilisateur.messages_groupes = messages_groupes
    utilisateur.save(update_fields=["prenom", "nom", "territoire", "messages_groupes"])
    for fiche in FicheAnnuaire.objects.filter(utilisateur=utilisateur).select_related("utilisateur"):
        fiche.save()  # found under the new name
    return utilisateur


@transaction.atomic
def creer_compte(
    *,
    email: str,
    prenom: str,
    nom: str,
    mot_de_passe: str | None = None,
    territoire: Territoire | None = None,
    affectations: Iterable[tuple[str, Structure | None]] = (),
    depuis: date | None = None,
) -> Utilisateur:
    """Open an account for somebody whose address is known to be theirs. The same address twice gives the same account.

    Args:
        mot_de_passe: none lets the person choose one through "mot de passe oublié".
        affectations: roles given from `depuis` (today by default), each with its structure or None.
    """
    utilisateur = Utilisateur.objects.filter(email=email.lower()).first()
    if utilisateur is None:
        utilisateur = Utilisateur.objects.create_user(
            email, mot_de_passe, prenom=prenom, nom=nom, territoire=territoire
        )
        EmailAddress.objects.create(user=utilisateur, email=utilisateur.email, verified=True, primary=True)
    for role, structure in affectations:
        affecter(utilisateur=utilisateur, role=role, structure=structure, debut=depuis)
    return utilisateur
