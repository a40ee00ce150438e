from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from besoins.statistiques.frise import dessiner_frise, mois_jusqu_a, teinte
from besoins.statistiques.repartition import repartir
from besoins.statistiques.veille import echeance, poids, vigueur


@pytest.mark.parametrize(("jours", "attendu"), [(-3, 1), (0, 1), (180, 0.5), (360, 0.25), (540, 0.125)])
def test_le_poids_se_divise_par_deux_a_chaque_demi_vie(jours, attendu):
    assert poids(jours, 180) == pytest.approx(attendu)


@given(st.integers(0, 10_000), st.integers(0, 10_000), st.integers(1, 1_000))
def test_le_poids_ne_remonte_pas_tout_seul(un, autre, demi_vie):
    tot, tard = sorted((un, autre))

    assert 0 <= poids(tard, demi_vie) <= poids(tot, demi_vie) <= 1


@pytest.mark.parametrize(
    ("valeur", "mot"), [(1, "vif"), (0.5, "vif"), (0.49, "tiede"), (0.25, "tiede"), (0.1, "eteint")]
)
def test_le_poids_en_un_mot(valeur, mot):
    assert vigueur(valeur) == mot


def test_le_jour_ou_il_aura_perdu_la_moitie():
    assert echeance(date(2026, 1, 1), 31) == date(2026, 2, 1)


def test_les_mois_passent_d_une_annee_a_l_autre():
    assert mois_jusqu_a(date(2026, 2, 28), 4) == [
        date(2025, 11, 1),
        date(2025, 12, 1),
        date(2026, 1, 1),
        date(2026, 2, 1),
    ]


def test_la_frise_a_un_carre_par_mois_et_par_axe():
    mois = mois_jusqu_a(date(2026, 3, 1), 24)
    dessin = dessiner_frise(mois, [("usages", [0] * 23 + [3]), ("techniques", [1] * 24)])

    assert [len(rangee.carres) for rangee in dessin.rangees] == [24, 24]
    dernier = dessin.rangees[0].carres[-1]
    assert (dernier.nombre, dernier.teinte) == (3, 0.3)
    assert all(carre.x + 13 <= 360 for rangee in dessin.rangees for carre in rangee.carres)
    assert [annee for _x, annee in dessin.annees] == [2024, 2025, 2026]
    assert dessin.mois[-1][1] == "M"


def test_une_annee_trop_pres_de_la_suivante_n_est_pas_ecrite():
    assert [annee for _x, annee in dessiner_frise(mois_jusqu_a(date(2026, 10, 1), 24), []).annees] == [2025, 2026]


def test_plus_de_signaux_plus_fonce():
    assert [teinte(nombre) for nombre in (0, 1, 2, 4, 100)] == [0, 0.15, 0.3, 0.45, 0.6]


def test_la_carte_a_dix_huit_regions_connues_ou_non():
    cases = {case.code: case for case in repartir({"53": 4, "inconnue": 9})}

    assert len(cases) == 18
    assert (cases["53"].nombre, cases["53"].teinte) == (4, 0.45)
    assert (cases["76"].nombre, cases["76"].teinte) == (0, 0)
