import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from besoins.statistiques.masquage import masquer, masquer_tableau

MINIMUM = 5


@pytest.mark.parametrize(
    ("effectifs", "caches"),
    [
        ([10, 20, 30], set()),
        ([10, 0, 30], set()),  # nobody is not a small group
        ([10, 3, 30], {0, 1}),  # alone, it is the total minus the others
        ([1, 1, 20, 6], {0, 1, 3}),  # two that add up to two are one each
        ([4, 4, 20, 6], {0, 1, 3}),  # … and to eight, four each
        ([2, 4, 20], {0, 1}),
        ([3], {0}),
    ],
)
def test_une_liste_ne_trahit_pas_ses_petits_groupes(effectifs, caches):
    assert masquer(effectifs, MINIMUM) == caches


grilles = st.integers(2, 5).flatmap(
    lambda largeur: st.lists(st.lists(st.integers(0, 12), min_size=largeur, max_size=largeur), min_size=2, max_size=5)
)


def avec_totaux(grille):
    tableau = np.array(grille)
    tableau = np.vstack([tableau, tableau.sum(axis=0)])
    return np.hstack([tableau, tableau.sum(axis=1, keepdims=True)])


@given(grilles)
def test_aucune_petite_case_ne_se_recalcule_par_les_totaux(grille):
    tableau = avec_totaux(grille)
    hauteur, largeur = tableau.shape
    caches = sorted(masquer_tableau(tableau.tolist(), MINIMUM))

    petites = {(r, c) for r in range(hauteur) for c in range(largeur) if 0 < tableau[r, c] < MINIMUM}
    assert petites - {(hauteur - 1, largeur - 1)} <= set(caches)
    # Every row and every column says: its cells minus its total is nothing. Known cells go to the other side.
    signe = np.ones((hauteur, largeur), dtype=int)
    signe[-1, :] *= -1
    signe[:, -1] *= -1
    equations = np.zeros((hauteur + largeur, len(caches)))
    for place, (r, c) in enumerate(caches):
        equations[r, place] = equations[hauteur + c, place] = signe[r, c]
    libres = len(caches) - np.linalg.matrix_rank(equations) if caches else 0
    if not caches or libres == 0:
        assert (
            not caches
            or tableau[:-1, :-1].sum() == tableau[-1, -1] < 2 * MINIMUM
            or len(caches) == hauteur * largeur - 1
        )
        return
    for place in range(len(caches)):
        sans = np.linalg.matrix_rank(np.delete(equations, place, axis=1))
        assert sans == np.linalg.matrix_rank(equations), f"{caches[place]} is known from the totals"
