from besoins.statistiques.dessin import AXE, BARRE, GAUCHE, Entree, dessiner
from besoins.statistiques.proportion import Proportion


def test_les_barres_partent_de_zero_et_vont_jusqu_a_cent():
    dessin = dessiner([Entree("Rien", Proportion(0, 10)), Entree("Tout", Proportion(10, 10))])

    assert [barre.largeur for barre in dessin.barres] == [0, AXE - GAUCHE]
    assert dessin.graduations[0] == (GAUCHE, 0)
    assert dessin.graduations[-1] == (AXE, 100)


def test_l_intervalle_entoure_la_part():
    [barre] = dessiner([Entree("Neuf sur onze", Proportion(9, 11), publie=81)]).barres

    assert barre.bas_intervalle < GAUCHE + barre.largeur < barre.haut_intervalle
    assert abs(barre.publie - (GAUCHE + barre.largeur)) <= 3


def test_un_long_libelle_passe_a_la_ligne_sans_toucher_la_barre_suivante():
    premiere, seconde = dessiner([Entree("mot " * 80, Proportion(1, 2)), Entree("Court", Proportion(1, 2))]).barres

    assert len(premiere.mots) == 3
    assert premiere.mots[-1][1].endswith("…")
    assert max(y for y, _ in premiere.mots) < premiere.haut
    assert premiere.haut + BARRE < min(y for y, _ in seconde.mots)


def test_une_part_inconnue_n_a_pas_de_barre():
    [barre] = dessiner([Entree("Inconnu", None, publie=23)]).barres

    assert (barre.proportion, barre.largeur) == (None, 0)
    assert barre.publie
