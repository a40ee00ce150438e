"""The demonstration's aims and corrected certificates."""

from random import Random

from django.db import transaction

from academie.autorisations.table import Role
from academie.models import Affectation, Structure, Utilisateur
from certificats.actions.campagne import executer_campagne
from certificats.actions.certificat import remplacer_certificat, revoquer_certificat
from certificats.actions.identite import signaler_changement
from certificats.actions.parcours import viser_poste
from certificats.models import Campagne, Certificat, FichePoste
from sessions.actions.declaration import corriger_presence
from sessions.models import Session

PERSONNES_QUI_VISENT = 60


@transaction.atomic
def raconter_certificats() -> None:
    """People choose a job; certificates are corrected, revoked, follow the register. The sessions closed before issued them."""
    hasard = Random(2013)
    fiches = list(FichePoste.objects.publiees().filter(structure=None).order_by("echelon"))
    camille = Utilisateur.objects.get(email="animateur@demo.example")
    animateurs = Affectation.objects.filter(role=Role.ANIMATEUR).values("utilisateur")
    for personne in Utilisateur.objects.filter(pk__in=animateurs).order_by("pk")[:PERSONNES_QUI_VISENT]:
        viser_poste(utilisateur=personne, fiche=fiches[1] if personne == camille else hasard.choice(fiches))
    gestionnaire = Utilisateur.objects.get(email="gestionnaire@demo.example")
    for campagne in Campagne.objects.en_route():
        executer_campagne(campagne.pk)
    autres = (
        Certificat.objects.valides()
        .exclude(inscription__utilisateur=camille)
        .filter(inscription__session__etat=Session.Etat.REALISEE)
        .select_related("inscription__session", "inscription__utilisateur")
        .order_by("emis_le", "pk")
    )
    actes = (_corriger, _revoquer, _arriver_en_retard, _partir_avant_la_fin, _changer_de_nom)
    for acte, certificat in zip(actes, autres[: len(actes)], strict=True):
        acte(certificat, gestionnaire)


def _corriger(certificat: Certificat, gestionnaire: Utilisateur) -> None:
    employeur = Structure.objects.exclude(nom=certificat.faits["employeur"]).earliest("pk").nom
    remplacer_certificat(
        certificat=certificat,
        par=gestionnaire,
        motif="L'employeur imprimé était celui de l'année précédente.",
        corrections={
            "titulaire": certificat.faits["titulaire"],
            "employeur": employeur,
            "lieu": certificat.faits["lieu"],
        },
    )


def _revoquer(certificat: Certificat, gestionnaire: Utilisateur) -> None:
    revoquer_certificat(
        certificat=certificat,
        par=gestionnaire,
        classe=Certificat.Classe.FAIT,
        motif="Délivré par erreur : une demi-journée avait été signée à la place d'une autre personne.",
    )


def _arriver_en_retard(certificat: Certificat, gestionnaire: Utilisateur) -> None:
    """A few minutes less: still certified, by another certificate."""
    _corriger_les_presences(certificat, gestionnaire, 1, lambda creneau: creneau.minutes - 10, "Arrivée à 9 h 10.")


def _partir_avant_la_fin(certificat: Certificat, gestionnaire: Utilisateur) -> None:
    """Most of the hours were noted by mistake: nothing but an attestation d'assiduité remains."""
    _corriger_les_presences(certificat, gestionnaire, 100, lambda creneau: 20, "Partie après vingt minutes.")


def _corriger_les_presences(certificat, gestionnaire, combien: int, minutes, motif: str) -> None:
    presences = certificat.inscription.emargements.filter(absent=False).select_related("creneau")
    for presence in presences.order_by("creneau__debut")[:combien]:
        corriger_presence(
            creneau=presence.creneau,
            inscription=certificat.inscription,
            par=gestionnaire,
            motif=motif,
            minutes=minutes(presence.creneau),
        )


def _changer_de_nom(certificat: Certificat, gestionnaire: Utilisateur) -> None:
    """Somebody has another name since, and asks for it."""
    personne = certificat.inscription.utilisateur
    personne.nom = f"{personne.nom}-Morel"
    personne.save(update_fields=["nom"])
    signaler_changement(certificat=certificat)
