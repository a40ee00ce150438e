from besoins.statistiques.carte import COTE, OPACITES, TUILES, cartographier
from besoins.statistiques.proportion import Proportion


def test_les_dix_huit_regions_ont_chacune_leur_place():
    assert len(TUILES) == len({(colonne, rang) for colonne, rang, _nom in TUILES.values()}) == 18


def test_la_teinte_suit_la_part_par_paliers():
    carte = cartographier(
        "Part", {"53": Proportion(1, 10), "76": Proportion(5, 10), "32": Proportion(10, 10), "11": None}
    )
    tuiles = {tuile.code: tuile for tuile in carte.tuiles}

    assert [tuiles[code].opacite for code in ("53", "76", "32")] == [OPACITES[0], OPACITES[2], OPACITES[4]]
    assert (tuiles["11"].masquee, tuiles["11"].proportion) == (True, None)
    assert (tuiles["93"].masquee, tuiles["93"].proportion) == (False, None)
    assert all(0 <= tuile.x < carte.largeur and tuile.y + COTE <= carte.hauteur for tuile in carte.tuiles)
