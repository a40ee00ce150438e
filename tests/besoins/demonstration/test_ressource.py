"""The resources of the demonstration: told once, in several states, invented facts said to be so."""

import json
import re
from pathlib import Path

import pytest

import academie
from academie.actions.referentiel import importer_referentiel
from besoins.demonstration.ressource import DONNEES, raconter_ressources
from besoins.demonstration.theme import raconter_themes
from besoins.models import Ressource
from besoins.queries.parution import manques
from tests.distribution import territoire

DIGCOMP = Path(academie.__file__).parent / "donnees" / "referentiels" / "digcomp-2.2.json"
RECIT = json.loads(DONNEES.read_text("utf-8"))


@pytest.fixture
def memoire(troupe):
    importer_referentiel(fichier=DIGCOMP)
    raconter_themes()
    for recit in RECIT["ressources"]:
        if "territoire" in recit:
            genre, code = recit["territoire"]
            territoire(genre, code, recit["titre"])
    for _fois in range(2):  # told once
        raconter_ressources()
    return Ressource.objects.filter(corrige=None)


def test_told_once_complete_in_several_states_and_regions(memoire):
    assert memoire.count() == len(RECIT["ressources"]) >= 12
    assert set(memoire.values_list("etat", flat=True)) == {"brouillon", "en_relecture", "publiee", "retiree"}
    assert set(memoire.values_list("genre", flat=True)) == set(Ressource.Genre.values)
    assert memoire.filter(version=2).exists()
    assert not any(manques(ressource) for ressource in memoire.exclude(etat="brouillon"))


def test_what_is_invented_says_so(memoire):
    for ressource in memoire:
        invente = ressource.source.startswith("Exemple inventé")
        assert invente == ressource.essentiel.startswith("Exemple"), ressource.titre


def test_what_is_cited_is_told(memoire):
    citees = {t for modules in RECIT["citations"].values() for titres in modules.values() for t in titres}
    assert citees <= set(memoire.filter(etat="publiee").values_list("titre", flat=True))


def test_french_spaces():
    assert not re.findall(r".{10} [:;?!»]|« .{10}", DONNEES.read_text("utf-8"))
