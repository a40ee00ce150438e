"""Accounts of one person, and their merge."""

from academie.actions.doublon import proposer_doublons
from academie.actions.fusion import fusionner
from academie.actions.utilisateur import creer_compte
from academie.autorisations.table import Role
from academie.models import Doublon, Fusion, Utilisateur


def double(d, **autres) -> Utilisateur:
    """Another account of the animateur of the cast, in the same structure."""
    champs = {"email": "ada@test.example", "prenom": d.animateur.prenom, "nom": d.animateur.nom} | autres
    return creer_compte(**champs, affectations=[(Role.ANIMATEUR, d.structure)])


def doublon(d) -> Doublon:
    double(d)
    proposer_doublons()
    return Doublon.objects.get()


def fusion(d) -> Fusion:
    autre = double(d)
    return fusionner(
        gardee=d.animateur, fermee=autre, par=d.administrateur, email=d.animateur.email, nom_de=d.animateur
    )
