"""From a need to the catalogue, on a desktop and on a phone: the matrix, a change asked for, a review, the sheet."""

import pytest
from django.conf import settings

from academie.actions.referentiel import importer_referentiel
from academie.models import Theme
from tests.besoins.atelier import besoin_retenu
from tests.navigateur.parcours import ingenierie
from tests.navigateur.parcours.scene import Horloge, Scene

DIGCOMP = settings.RACINE / "academie/donnees/referentiels/digcomp-2.2.json"


@pytest.fixture(params=["ordinateur", "telephone"])
def scene(request, monkeypatch, nouvelle_page, travailler, distribution):
    horloge = Horloge(monkeypatch)
    horloge.regler("2027-03-01", "10:00")
    Theme.objects.create(slug="e-administration", nom="E-administration")
    importer_referentiel(fichier=DIGCOMP)
    besoin_retenu(distribution, "Formation")
    scene = Scene(nouvelle_page, distribution, travailler, horloge)
    if request.param == "telephone":
        scene.sur_telephone = {"concepteur", "autre_concepteur"}
    return scene


def test_from_a_need_to_a_published_programme(scene, tmp_path):
    ingenierie.rediger(scene)
    ingenierie.demander_un_changement(scene)
    ingenierie.relire_et_publier(scene)
    ingenierie.lire_catalogue(scene, tmp_path, preuve="Signal de « Formation »")
