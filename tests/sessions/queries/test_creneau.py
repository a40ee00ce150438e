from datetime import date, time

from hypothesis import given
from hypothesis import strategies as st

from sessions.queries.creneau import creneaux_proposes

VENDREDI = date(2027, 3, 5)


def test_deux_demi_journees_par_jour_ouvre():
    proposes = creneaux_proposes(3 * 195, VENDREDI)
    assert [(c["jour"], c["debut"], c["fin"]) for c in proposes] == [
        (VENDREDI, time(9), time(12, 15)),
        (VENDREDI, time(13, 45), time(17)),
        (date(2027, 3, 8), time(9), time(12, 15)),
    ]


def test_la_derniere_finit_avec_le_programme_au_quart_d_heure():
    assert creneaux_proposes(200, VENDREDI)[-1]["fin"] == time(14)


def test_un_samedi_commence_le_lundi():
    assert creneaux_proposes(60, date(2027, 3, 6))[0]["jour"] == date(2027, 3, 8)


def test_noel_n_est_pas_propose():
    assert creneaux_proposes(60, date(2026, 12, 25))[0]["jour"] == date(2026, 12, 28)


def test_un_programme_sans_minutes_ne_propose_rien():
    assert creneaux_proposes(0, VENDREDI) == []


@given(st.integers(1, 6000), st.dates(date(2026, 1, 1), date(2030, 1, 1)))
def test_les_minutes_y_sont_sans_week_end_ni_chevauchement(minutes, jour):
    proposes = creneaux_proposes(minutes, jour)
    durees = [(c["fin"].hour - c["debut"].hour) * 60 + c["fin"].minute - c["debut"].minute for c in proposes]
    assert minutes <= sum(durees) < minutes + 15
    assert all(0 < duree <= 195 for duree in durees)
    assert all(c["jour"].weekday() < 5 for c in proposes)
    assert len({(c["jour"], c["debut"]) for c in proposes}) == len(proposes)
