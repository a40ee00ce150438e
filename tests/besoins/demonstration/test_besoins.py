"""The needs of the demonstration: every state, the three doors, a group, a place imposed, what the field proposed."""

from pathlib import Path

import pytest

import academie
from academie.actions.referentiel import importer_referentiel
from besoins.demonstration.besoins import raconter_besoins, raconter_suites
from besoins.demonstration.etude_2013 import raconter_etude
from besoins.demonstration.programme import raconter_programmes
from besoins.demonstration.theme import raconter_themes
from besoins.demonstration.veille import raconter_signaux
from besoins.models import Besoin, PlaceImposee, Preuve
from besoins.queries.invariants import INVARIANTS_ECOUTER
from besoins.queries.priorite import besoins_par_priorite
from besoins.queries.retour import retours_de

DIGCOMP = Path(academie.__file__).parent / "donnees" / "referentiels" / "digcomp-2.2.json"


@pytest.fixture
def racontee(troupe):
    importer_referentiel(fichier=DIGCOMP)
    for chapitre in (raconter_themes, raconter_etude, raconter_signaux, raconter_besoins, raconter_programmes):
        chapitre()
    for _ in range(2):  # told once
        raconter_suites()


def test_l_histoire_des_besoins(racontee):
    assert set(Besoin.objects.values_list("etat", flat=True)) == set(Besoin.Etat.values)
    assert set(Besoin.objects.values_list("porte", flat=True)) == set(Besoin.Porte.values) - {Besoin.Porte.ECART}
    assert set(Preuve.objects.values_list("genre", flat=True)) == set(Preuve.Genre.values) - {
        Preuve.Genre.THEME,
        Preuve.Genre.ECART,
    }
    assert Besoin.objects.get(titre="Accueillir chaque public").membres.count() == 2
    assert PlaceImposee.objects.en_vigueur().get().place == 2
    assert [breche for invariant in INVARIANTS_ECOUTER for breche in invariant.breches()] == []
    assert all(ligne.explication for ligne in besoins_par_priorite(Besoin.objects.all()))
    tablettes = Besoin.objects.get(etat="ecarte", porte="demande")
    assert tablettes.motif in [retour.suite.besoin.motif for retour in retours_de(tablettes.structure)]
