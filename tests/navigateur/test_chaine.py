"""The whole chain in one go: from a survey's question to a certificate that anyone verifies."""

import pytest
from django.conf import settings

from academie.actions.referentiel import importer_referentiel
from academie.models import Theme
from tests.navigateur.parcours import certifier, ecouter, ingenierie, presence, seances
from tests.navigateur.parcours.scene import Horloge, Scene

DIGCOMP = settings.RACINE / "academie/donnees/referentiels/digcomp-2.2.json"


@pytest.fixture
def horloge(monkeypatch):
    horloge = Horloge(monkeypatch)
    horloge.regler("2027-02-08", "10:00")
    return horloge


@pytest.fixture
def scene(horloge, nouvelle_page, travailler, distribution):
    """The cast, and what the Académie loads once: a theme and a competence framework."""
    Theme.objects.create(slug="e-administration", nom="E-administration")
    importer_referentiel(fichier=DIGCOMP)
    return Scene(nouvelle_page, distribution, travailler, horloge)


def test_from_a_question_to_a_verified_certificate(scene, tmp_path):
    enquete = ecouter.creer_enquete(scene)
    ecouter.inviter(scene, enquete)
    ecouter.repondre_en_deux_fois(scene)
    ecouter.repondre_d_une_traite(scene)
    ecouter.lire_resultats(scene, enquete)
    ecouter.deriver_besoins(scene, enquete)

    ingenierie.rediger(scene)
    ingenierie.relire_et_publier(scene)
    ingenierie.lire_catalogue(scene, tmp_path, preuve="« Formation » : moins de 5 réponses")
    certifier.publier_fiche_de_poste(scene)

    seances.creer_lieu(scene)
    session = seances.planifier(scene, premier_jour="2027-03-09")
    certifier.combler_un_ecart(scene, session)
    seances.s_inscrire(scene, session)
    seances.suivre_agendas(scene, session)

    scene.le("2027-03-09", "08:50")
    presence.signer_par_le_lien(scene, presence.ouvrir(scene))
    scene.le("2027-03-09", "12:05")
    presence.contresigner(scene)
    scene.le("2027-03-09", "13:40")
    presence.signer_par_le_qr(scene, presence.ouvrir(scene), tmp_path)
    scene.le("2027-03-09", "16:20")
    presence.contresigner(scene)

    scene.le("2027-03-10", "09:00")
    presence.clore(scene, session)
    certifier.verifier(scene, certifier.telecharger(scene, tmp_path))
    certifier.lire_parcours(scene)
