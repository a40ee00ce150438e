"""Points and their numbers stay in the frame and do not hide each other."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from besoins.statistiques.nuage import BAS, DROITE, GAUCHE, HAUT, placer
from besoins.statistiques.quadrants import Croix

notes = st.floats(1, 5)
points = st.lists(st.tuples(notes, notes), min_size=1, max_size=30)


@given(points, st.none() | st.builds(Croix, notes, notes))
def test_tout_est_dans_le_cadre(moyennes, croix):
    nuage = placer(moyennes, 1, 5, croix)

    assert [point.numero for point in nuage.points] == list(range(1, len(moyennes) + 1))
    for point in nuage.points:
        assert GAUCHE <= point.x <= DROITE
        assert HAUT <= point.y <= BAS
        assert 0 <= point.texte_x <= 360
        assert 0 <= point.texte_y <= 364
    for x, y, _valeur in nuage.graduations:
        assert GAUCHE <= x <= DROITE
        assert HAUT <= y <= BAS
    assert 2 <= len(nuage.graduations) <= 10
    assert nuage.diagonale == (croix is None)


def test_treize_points_serres_gardent_des_numeros_lisibles():
    serres = [(4 + rang % 4 * 0.05, 3 + rang // 4 * 0.05) for rang in range(13)]

    textes = [(point.texte_x, point.texte_y) for point in placer([*serres, (1, 5)], 1, 5).points]

    assert all(abs(x1 - x2) >= 7 or abs(y1 - y2) >= 11 for (x1, y1), (x2, y2) in combinations(textes, 2))


def test_plus_important_est_plus_haut_et_mieux_maitrise_plus_a_droite():
    premier, second = placer([(5, 2), (2, 4)], 1, 5, Croix(3.5, 3)).points

    assert premier.y < second.y
    assert premier.x < second.x


def test_les_reperes_s_ecrivent_a_la_francaise():
    assert [valeur for _x, _y, valeur in placer([(3.2, 3.4), (3.9, 3.6)], 1, 5).graduations] == ["3", "3,5", "4"]
    assert [valeur for _x, _y, valeur in placer([(1, 7)], 1, 7).graduations] == [str(rang) for rang in range(1, 8)]


def test_sans_point():
    with pytest.raises(ValueError):
        placer([], 1, 5)
