from datetime import date
from decimal import Decimal

import pytest

from besoins.queries.valeur import ecrire_valeurs, valeurs_de
from tests.besoins.questionnaires import tous_les_genres


@pytest.fixture
def genres(d):
    return tous_les_genres(d.concepteur)


def ecrit(genres, nom: str, donnee) -> str:
    return ecrire_valeurs(genres[nom], valeurs_de(genres[nom], donnee))


@pytest.mark.parametrize(
    ("nom", "donnee", "attendu"),
    [
        ("echelle", Decimal(4), "4 sur une échelle de 1 à 5"),
        ("nombre", Decimal("12.5"), "12,5\u00a0postes"),
        ("date", date(2027, 3, 3), "mercredi 3\u00a0mars\u00a02027"),
        ("court", "Médiatrice", "Médiatrice"),
        ("texte", "Une\nremarque", "Une\nremarque"),
        ("nombre", None, ""),
        ("texte", "", ""),
        ("multiple", [], ""),
        ("matrice", {}, ""),
    ],
)
def test_chaque_genre_s_ecrit(genres, nom, donnee, attendu):
    assert ecrit(genres, nom, donnee) == attendu


def test_des_choix_s_enumerent_avec_le_texte_d_autre(genres):
    lundi, mardi, _jeudi, autre = genres.options("multiple")

    assert ecrit(genres, "multiple", [mardi, lundi]) == "Lundi et Mardi"
    assert ecrit(genres, "multiple", [lundi, (autre, "la nuit")]) == "Lundi et Autre\u00a0: la nuit"


def test_un_classement_s_ecrit_par_rang(genres):
    courriel, tableur, visio = genres.options("classement")

    assert ecrit(genres, "classement", [visio, courriel, tableur]) == "1. Visio\n2. Courriel\n3. Tableur"


def test_une_matrice_s_ecrit_par_ligne_meme_partielle(genres):
    courriel, tableur, visio = genres.options("matrice")
    notes = {courriel: (4, 2), tableur: (None, 3), visio: (None, None)}

    assert ecrit(genres, "matrice", notes) == ("Courriel\u00a0: importance 4, maîtrise 2\nTableur\u00a0: maîtrise 3")


def test_un_territoire_s_ecrit_sans_ambiguite(genres, d):
    assert ecrit(genres, "territoire", d.region) == d.region.designation
