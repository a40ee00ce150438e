"""The person is told of each step; those who deal with complaints, of what arrives. The words stay on the site."""

from django.conf import settings
from django.urls import reverse

from academie.actions.message import mettre_en_file
from academie.autorisations.table import Role
from academie.francais import date_sans_jour
from academie.models import Affectation, Utilisateur
from sessions.models import EchangeReclamation, Reclamation


def reclamation_deposee(reclamation: Reclamation) -> None:
    for personne in _gestionnaires():
        _prevenir("deposee", reclamation, personne, f"{reclamation.pk}:{personne.pk}", suivi=True)


def reclamation_accusee(reclamation: Reclamation) -> None:
    _prevenir("accusee", reclamation, reclamation.deposee_par, reclamation.pk)


def reclamation_repondue(reclamation: Reclamation, echange: EchangeReclamation) -> None:
    _prevenir("repondue", reclamation, reclamation.deposee_par, echange.pk)


def reclamation_completee(reclamation: Reclamation, echange: EchangeReclamation) -> None:
    """Whoever follows it; everybody, while nobody does."""
    for personne in [reclamation.responsable] if reclamation.responsable else _gestionnaires():
        _prevenir("completee", reclamation, personne, f"{echange.pk}:{personne.pk}", suivi=True)


def reclamation_close(reclamation: Reclamation) -> None:
    _prevenir("close", reclamation, reclamation.deposee_par, reclamation.pk)


def _gestionnaires() -> list[Utilisateur]:
    affectations = Affectation.objects.du_jour().filter(role=Role.GESTIONNAIRE).select_related("utilisateur")
    return sorted({affectation.utilisateur for affectation in affectations}, key=lambda personne: personne.pk)


def _prevenir(fait: str, reclamation: Reclamation, personne: Utilisateur, cle, *, suivi: bool = False) -> None:
    page = "sessions:reclamation_suivi" if suivi else "sessions:reclamation_detail"
    mettre_en_file(
        cle=f"reclamation.{fait}:{cle}",
        gabarit=f"sessions/messages/reclamation_{fait}.txt",
        contexte={
            "prenom": personne.prenom,
            "reclamation": reclamation.titre,
            "accuser_avant": date_sans_jour(reclamation.accuser_avant),
            "repondre_avant": date_sans_jour(reclamation.repondre_avant),
            "lien": settings.BASE_URL + reverse(page, args=[reclamation.pk]),
        },
        utilisateur=personne,
    )
