import pytest
from hypothesis import given
from hypothesis import strategies as st

from besoins.statistiques.poids import effectif_efficace, part_ponderee
from besoins.statistiques.proportion import Proportion

poids = st.lists(st.tuples(st.floats(0.01, 100), st.booleans()), min_size=1, max_size=50)


def sommes(lignes):
    return (
        sum(p for p, oui in lignes if oui),
        sum(p for p, _ in lignes),
        sum(p * p for p, _ in lignes),
        len(lignes),
    )


def test_kish():
    assert effectif_efficace(10, 10) == 10
    assert effectif_efficace(1 + 1 + 8, 1 + 1 + 64) == pytest.approx(100 / 66)
    assert effectif_efficace(0, 0) == 0
    with pytest.raises(ValueError):
        effectif_efficace(-1, 1)


def test_a_poids_egaux_c_est_la_part_ordinaire():
    obtenue, simple = part_ponderee(9, 11, 11, 11, 26), Proportion(9, 11, 26)
    assert obtenue.valeur == simple.valeur
    assert obtenue.total_efficace == 11
    assert obtenue.intervalle == simple.intervalle


@given(poids)
def test_l_intervalle_entoure_la_part_et_les_poids_ne_l_affinent_jamais(lignes):
    obtenue = part_ponderee(*sommes(lignes))
    assert 0 <= obtenue.intervalle.bas <= obtenue.valeur + 1e-9
    assert obtenue.valeur - 1e-9 <= obtenue.intervalle.haut <= 1
    assert 1 - 1e-9 <= obtenue.total_efficace <= len(lignes)


def test_sans_poids_et_poids_impossible():
    assert part_ponderee(0, 0, 0, 0) is None
    with pytest.raises(ValueError):
        part_ponderee(12, 11, 11, 11)
