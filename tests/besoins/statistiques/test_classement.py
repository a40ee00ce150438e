import pytest
from hypothesis import given
from hypothesis import strategies as st

from besoins.statistiques.classement import classer

rangements = st.lists(st.permutations(["a", "b", "c", "d"]).flatmap(lambda p: st.integers(0, 3).map(lambda k: p[:k])))


def compter(rangements):
    rangs = {cle: {} for cle in "abcd"}
    for rangement in rangements:
        for rang, cle in enumerate(rangement, start=1):
            rangs[cle][rang] = rangs[cle].get(rang, 0) + 1
    return rangs


def test_points_rang_moyen_et_parts():
    a, b, c = classer({"a": {1: 2, 2: 1}, "b": {2: 2}, "c": {}}, total=4, places=2)
    assert (a.points, a.rang_moyen) == (5 / 4, 4 / 3)
    assert (a.premiere.effectif, a.classee.effectif, a.classee.total) == (2, 3, 4)
    assert (b.points, b.rang_moyen, b.premiere.effectif) == (2 / 4, 2, 0)
    assert (c.points, c.rang_moyen, c.classee.effectif) == (0, None, 0)


@given(rangements)
def test_les_points_sont_ceux_de_chaque_personne(rangements):
    for ligne in classer(compter(rangements), len(rangements), 3):
        donnes = [3 - r.index(ligne.cle) if ligne.cle in r else 0 for r in rangements]
        assert ligne.points == (pytest.approx(sum(donnes) / len(donnes)) if donnes else None)
        assert ligne.points is None or 0 <= ligne.points <= 3


def test_rang_impossible_et_plus_de_classements_que_de_personnes():
    with pytest.raises(ValueError):
        classer({"a": {4: 1}}, 3, 3)
    with pytest.raises(ValueError):
        classer({"a": {1: 4}}, 3, 3)
