"""The career belongs to the person: a link that is open, one that was withdrawn, who read, who left, who was erased."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from academie.actions.effacement import demander_effacement, effacer_personne
from academie.autorisations.table import Role
from academie.models import Affectation, Structure, Utilisateur
from academie.queries.effacement import empechements_de
from certificats.actions.consultation import noter_consultation
from certificats.actions.partage import creer_partage, ouvrir_partage, revoquer_partage
from certificats.models import Certificat, Consultation, Partage

Etendue = Partage.Etendue
RECRUTEUSE, COLLEGUE, OUVERTURE = UUID(int=2013), UUID(int=2014), UUID(int=2015)
ESSAIS = 30


@transaction.atomic
def raconter_partages() -> None:
    camille = Utilisateur.objects.get(email="animateur@demo.example")
    referent = Utilisateur.objects.get(email="referent@demo.example")
    _partager(camille)
    _quitter_un_employeur(camille)
    for etendue in (Consultation.Etendue.PARCOURS, Consultation.Etendue.PLAN):
        noter_consultation(lecteur=referent, personne=camille, etendue=etendue)
    _effacer(camille)


def _partager(camille: Utilisateur) -> None:
    jour = timezone.localdate()
    ouvert, _jeton = creer_partage(
        utilisateur=camille,
        etendue=[Etendue.POSTES, Etendue.PROUVEES, Etendue.CERTIFICATS],
        expire_le=jour + timedelta(days=30),
        pour="La mairie qui recrute",
        cle=RECRUTEUSE,
    )
    ouvrir_partage(partage=ouvert, cle=OUVERTURE)
    retire, _jeton = creer_partage(
        utilisateur=camille,
        etendue=[Etendue.PLAN],
        expire_le=jour + timedelta(days=7),
        pour="Une collègue",
        cle=COLLEGUE,
    )
    revoquer_partage(partage=retire)


def _quitter_un_employeur(camille: Utilisateur) -> None:
    actuelles = camille.affectations.filter(role=Role.ANIMATEUR).values("structure")
    ancienne = Structure.objects.filter(genre=Structure.Genre.COLLECTIVITE).exclude(pk__in=actuelles).earliest("pk")
    fin = timezone.localdate() - timedelta(days=200)
    Affectation.objects.get_or_create(
        utilisateur=camille,
        role=Role.ANIMATEUR,
        structure=ancienne,
        debut=fin - timedelta(days=600),
        defaults={"fin": fin},
    )


def _effacer(camille: Utilisateur) -> None:
    """One who holds a certificate and whom nothing holds back asked to be erased, without their name left anywhere."""
    certificats = Certificat.objects.valides().exclude(inscription__utilisateur=camille).order_by("-emis_le", "-pk")
    for certificat in certificats.select_related("inscription__utilisateur")[:ESSAIS]:
        personne = certificat.inscription.utilisateur
        if not empechements_de(personne):
            demande = demander_effacement(utilisateur=personne, nom_visible=False)
            effacer_personne(demande=demande)
            return
