from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.conges import calendrier_scolaire_connu, jour_ferie, vacances_scolaires
from sessions.conges.feries import PARTIES
from sessions.conges.scolaires import ZONE_DE

METROPOLE = {f"{n:02}" for n in range(1, 96)} - {"20"} | {"2A", "2B"}


@pytest.mark.parametrize(
    ("jour", "departements", "nom"),
    [
        (date(2027, 5, 6), [], "Ascension"),
        (date(2027, 3, 29), ["29"], "Lundi de Pâques"),
        (date(2027, 3, 30), ["29"], ""),
        (date(2027, 3, 26), ["29"], ""),
        (date(2027, 3, 26), ["67"], "Vendredi saint"),
        (date(2027, 12, 26), ["57"], "Saint-Étienne"),
        (date(2027, 12, 20), ["974"], "Abolition de l'esclavage"),
        (date(2027, 12, 20), ["29"], ""),
        (date(2027, 5, 22), ["972"], "Abolition de l'esclavage"),
        (date(2027, 5, 27), ["971"], "Abolition de l'esclavage"),
        (date(2027, 6, 10), ["973"], "Abolition de l'esclavage"),
        (date(2027, 4, 27), ["976"], "Abolition de l'esclavage"),
    ],
)
def test_les_feries_sont_ceux_du_territoire(jour, departements, nom):
    assert jour_ferie(jour, departements) == nom


@pytest.mark.parametrize(
    ("jour", "departements", "phrase"),
    [
        (date(2027, 2, 15), ["33"], "Vacances d'hiver (zone A)"),
        (date(2027, 2, 15), ["29"], ""),
        (date(2027, 2, 23), ["33", "29", "75"], "Vacances d'hiver (zones A, B)"),
        (date(2027, 7, 20), ["75"], "Vacances d'été (zone C)"),
        (date(2027, 10, 5), ["75"], ""),
        (date(2027, 7, 20), ["2A"], ""),
        (date(2027, 7, 20), ["974"], ""),
        (date(2099, 7, 20), ["75"], ""),
    ],
)
def test_les_vacances_sont_celles_de_la_zone(jour, departements, phrase):
    assert vacances_scolaires(jour, departements) == phrase


@pytest.mark.parametrize("departements", [["2A"], ["974"], ["29", "2B"], []])
def test_la_corse_et_l_outre_mer_sont_dits_inconnus(departements):
    assert not calendrier_scolaire_connu(date(2027, 7, 20), departements)


def test_une_annee_qui_n_est_pas_publiee_est_dite_inconnue():
    assert calendrier_scolaire_connu(date(2027, 7, 20), ["29"])
    assert not calendrier_scolaire_connu(date(2031, 7, 20), ["29"])


def test_chaque_departement_de_metropole_a_sa_zone_sauf_la_corse():
    assert METROPOLE - ZONE_DE.keys() == {"2A", "2B"}
    assert ZONE_DE.keys() - METROPOLE == set()


@given(st.dates(date(2020, 1, 1), date(2035, 12, 31)), st.sampled_from(sorted(PARTIES)))
def test_ce_qui_est_ferie_partout_l_est_dans_chaque_territoire(jour, departement):
    assert bool(jour_ferie(jour)) <= bool(jour_ferie(jour, [departement]))
