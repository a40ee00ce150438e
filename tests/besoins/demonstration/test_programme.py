"""The programmes of the demonstration are complete, whole half-days, and answer the story's needs."""

from pathlib import Path

import pytest

import academie
from academie.actions.referentiel import importer_referentiel
from academie.regles import regle
from besoins.demonstration.besoins import raconter_besoins
from besoins.demonstration.etude_2013 import raconter_etude
from besoins.demonstration.programme import raconter_programmes
from besoins.demonstration.theme import THEMES, raconter_themes
from besoins.demonstration.veille import raconter_signaux
from besoins.models import VersionProgramme
from besoins.queries.couverture import couverture
from besoins.queries.invariants import INVARIANTS_INGENIERIE
from besoins.queries.programme import avec_contenu

DIGCOMP = Path(academie.__file__).parent / "donnees" / "referentiels" / "digcomp-2.2.json"


@pytest.fixture
def versions(troupe):
    importer_referentiel(fichier=DIGCOMP)
    for chapitre in (raconter_themes, raconter_etude, raconter_signaux, raconter_besoins):
        chapitre()
    for _ in range(2):  # told once
        raconter_programmes()
    return list(avec_contenu(VersionProgramme.objects.avec_minutes()))


def test_chaque_etat_de_la_vie_d_un_programme_y_est(versions):
    etats = [version.etat for version in versions]

    assert etats.count("publiee") == 8
    assert {etat: etats.count(etat) for etat in ("retiree", "en_relecture", "brouillon")} == {
        "retiree": 1,
        "en_relecture": 1,
        "brouillon": 1,
    }
    [retiree] = [version for version in versions if version.etat == "retiree"]
    assert retiree.programme.versions.publiees().get().numero == 2


def test_les_durees_font_des_demi_journees_entieres(versions):
    assert [version for version in versions if version.minutes_prevues % regle("programme.demi_journee")] == []


def test_chaque_version_publiee_repond_a_des_besoins_de_bout_en_bout(versions):
    publiees = [version for version in versions if version.etat == "publiee"]

    assert all(couverture(version).complete for version in publiees)
    assert all(besoin.preuves.all() for version in publiees for besoin in version.besoins.all())
    assert [breche for invariant in INVARIANTS_INGENIERIE for breche in invariant.breches()] == []


def test_les_relectures_viennent_apres_la_redaction_et_d_une_autre_personne(versions):
    for version in versions:
        if version.publiee_le:
            assert version.cree_le < version.soumise_le < version.relu_le < version.publiee_le
            assert version.relu_par != version.redige_par
            assert max(besoin.decide_le for besoin in version.besoins.all()) < version.cree_le


def test_les_themes_servent(versions):
    assert {version.programme.theme.slug for version in versions} <= THEMES.keys()
