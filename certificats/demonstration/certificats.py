"""The demonstration's aims and corrected certificates."""

from random import Random

from django.db import transaction

from academie.autorisations.table import Role
from academie.models import Affectation, Structure, Utilisateur
from certificats.actions.certificat import remplacer_certificat, revoquer_certificat
from certificats.actions.parcours import viser_poste
from certificats.models import Certificat, FichePoste

PERSONNES_QUI_VISENT = 60


@transaction.atomic
def raconter_certificats() -> None:
    """People choose a job; one certificate is corrected, another revoked. The sessions closed before issued them."""
    hasard = Random(2013)
    fiches = list(FichePoste.objects.publiees().filter(structure=None).order_by("echelon"))
    camille = Utilisateur.objects.get(email="animateur@demo.example")
    animateurs = Affectation.objects.filter(role=Role.ANIMATEUR).values("utilisateur")
    for personne in Utilisateur.objects.filter(pk__in=animateurs).order_by("pk")[:PERSONNES_QUI_VISENT]:
        viser_poste(utilisateur=personne, fiche=fiches[1] if personne == camille else hasard.choice(fiches))
    gestionnaire = Utilisateur.objects.get(email="gestionnaire@demo.example")
    autres = Certificat.objects.valides().exclude(inscription__utilisateur=camille).order_by("emis_le", "pk")
    for acte, certificat in zip((_corriger, _revoquer), autres[:2], strict=True):
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
