import io
from datetime import date
from decimal import Decimal

from academie.tableaux import ecrire_classeur, lignes_csv, lire_tableau

RANGEES = [
    ["nom", "n", "jour", "vide"],
    ["=SOMME(A1)", Decimal("2.5000"), date(2026, 3, 31), None],
    ["a;b\nc", 3, 1.5, ""],
]


def test_un_csv_s_ouvre_dans_un_tableur_francais():
    texte = "".join(lignes_csv(RANGEES))
    assert texte == '\ufeffnom;n;jour;vide\r\n\'=SOMME(A1);2,5;2026-03-31;\r\n"a;b\nc";3;1,5;\r\n'


def test_un_csv_s_ecrit_par_morceaux():
    morceaux = list(lignes_csv(["x"] for _ in range(1_000)))
    assert len(morceaux) > 4
    assert "".join(morceaux).count("x") == 1_000


def test_un_classeur_se_relit_et_ses_mots_restent_des_mots():
    with ecrire_classeur({"Réponses": RANGEES, "Vide": [["a"]]}) as fichier:
        tableau = lire_tableau(io.BytesIO(fichier.read()), "essai.xlsx")
    assert tableau.entetes == RANGEES[0]
    assert list(tableau.lignes) == [(2, ["'=SOMME(A1)", "2.5", "2026-03-31", ""]), (3, ["a;b\nc", "3", "1.5", ""])]
