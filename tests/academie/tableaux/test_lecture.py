import csv
import io
import zipfile
from datetime import date, datetime

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from academie.tableaux import ErreurTableau, lire_tableau

TEXTE = "nom;commune\nÉlodie;Évry\nJérôme;Orléans\n"


def lire(octets: bytes, nom: str = "essai.csv", **options):
    tableau = lire_tableau(io.BytesIO(octets), nom, **options)
    return tableau.entetes, list(tableau.lignes)


def classeur(*feuilles: list[list], cachees=()) -> bytes:
    octets = io.BytesIO()
    with xlsxwriter.Workbook(octets, {"in_memory": True}) as livre:
        jour = livre.add_format({"num_format": "dd/mm/yyyy"})
        for rang, rangees in enumerate(feuilles):
            feuille = livre.add_worksheet()
            for numero, rangee in enumerate(rangees):
                for colonne, valeur in enumerate(rangee):
                    if isinstance(valeur, date):
                        feuille.write_datetime(numero, colonne, valeur, jour)
                    elif valeur is not None:
                        feuille.write(numero, colonne, valeur)
            if rang in cachees:
                feuille.hide()
            else:
                feuille.activate()
    return octets.getvalue()


@pytest.mark.parametrize("encodage", ["utf-8", "utf-8-sig", "cp1252", "latin-1", "mac_roman", "utf-16"])
def test_l_encodage_se_devine(encodage):
    entetes, lignes = lire(TEXTE.encode(encodage))
    assert entetes == ["nom", "commune"]
    assert lignes == [(2, ["Élodie", "Évry"]), (3, ["Jérôme", "Orléans"])]


def test_un_accent_au_bout_d_un_long_fichier_se_lit():
    lignes = [f"ligne {rang};plain" for rang in range(200_000)]
    _entetes, lues = lire(("a;b\n" + "\n".join(lignes) + "\nété;là\n").encode("cp1252"))
    assert lues[-1] == (200_002, ["été", "là"])


@pytest.mark.parametrize("separateur", [";", ",", "\t", "|"])
@pytest.mark.parametrize("fin", ["\n", "\r\n", "\r"])
def test_le_separateur_se_devine(separateur, fin):
    rangees = [["nom", "remarque", "nombre"], ["A", "un, deux; trois", "3,5"], ["B", 'dit "oui"', ""]]
    texte = io.StringIO()
    csv.writer(texte, delimiter=separateur, lineterminator=fin).writerows(rangees)
    entetes, lignes = lire(texte.getvalue().encode())
    assert [entetes, *(cases for _n, cases in lignes)] == rangees


def test_les_lignes_se_comptent_comme_dans_un_tableur():
    _entetes, lignes = lire(b'\nnom;mot\nA;"un\ndeux"\n\n;\nB;trois\n')
    assert lignes == [(3, ["A", "un\ndeux"]), (6, ["B", "trois"])]


def test_une_seule_colonne_est_un_tableau():
    assert lire(b"courriel\na@b.fr\n") == (["courriel"], [(2, ["a@b.fr"])])


def test_une_ligne_courte_se_complete_et_un_separateur_final_ne_compte_pas():
    assert lire(b"a;b;c;\n1;2\n1;2;3;\n")[1] == [(2, ["1", "2", ""]), (3, ["1", "2", "3"])]


@pytest.mark.parametrize(
    ("octets", "ligne", "raison"),
    [
        (b"", 0, "vide"),
        (b"\n \n;;\n", 0, "vide"),
        (b"a;b\n1;2;3\n", 2, "3 cases pour 2 colonnes"),
        (b"a;b;a\n", 1, "deux colonnes s'appellent «\u00a0a\u00a0»"),
        (b"1;2,5\n3;4\n", 1, "noms des colonnes"),
        (b"a@b.fr\nc@d.fr\n", 1, "noms des colonnes"),
        (b"a;b\n1;2\n1;x\x00y\n", 3, "nul"),
        (b'a;b\n1;2\n"1;2\n', 3, "guillemet"),
        (b'a;b\n"1"x;2\n', 2, "guillemet"),
        (b"a;b\n" + "éèàùç;1\n".encode() * 9 + b"\xe9t\xe9;2\n", 11, "abîmé"),
        (b"%PDF-1.7\n1 0 obj\n", 0, "pas un tableau"),
        (b"<html><table>", 0, "pas un tableau"),
        (b'{"a": 1}', 0, "pas un tableau"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", 3, "nul"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0, "mot de passe"),
        (b"a;b\n" + b"1;2\n" * 4, 5, "plus de 3 lignes"),
        ("a;b\n1;2".encode("utf-16") + b"x", 2, "pas du texte"),
        ("a;b\n1;\0\n".encode("utf-16"), 2, "nul"),
    ],
)
def test_un_mauvais_fichier_dit_sa_ligne_et_pourquoi(octets, ligne, raison):
    with pytest.raises(ErreurTableau, match=raison) as refus:
        lire(octets, lignes_maximum=3 if raison == "plus de 3 lignes" else None)
    assert refus.value.ligne == ligne


def test_la_memoire_ne_suit_pas_la_taille_d_un_csv():
    lues = 0

    class Compteur(io.BytesIO):
        def read(self, taille=-1):
            nonlocal lues
            lus = super().read(taille)
            lues = max(lues, len(lus))
            return lus

    tableau = lire_tableau(Compteur(b"a;b\n" + b"1;2\n" * 1_000_000), "essai.csv")
    next(tableau.lignes)
    assert lues <= 2**20


def test_le_fichier_reste_ouvert():
    fichier = io.BytesIO(b"a;b\n1;2\n3;4\n")
    next(lire_tableau(fichier, "essai.csv").lignes)
    assert len(list(lire_tableau(fichier, "essai.csv").lignes)) == 2


def test_un_classeur_donne_ce_qu_une_personne_aurait_tape():
    rangees = [["nom", "quand", "heure", "n", "x", "vrai"], []]
    rangees.append(["Élodie", date(2026, 3, 3), datetime(2026, 3, 3, 10, 30), 3, 2.5, True])
    entetes, lignes = lire(classeur([], rangees), "essai.xlsx")
    assert entetes == rangees[0]
    assert lignes == [(3, ["Élodie", "2026-03-03", "2026-03-03 10:30:00", "3", "2.5", "VRAI"])]


def test_un_classeur_mal_nomme_se_lit_et_une_feuille_cachee_s_ignore():
    contenu = classeur([["caché"]], [["a", "b"], [1, 2]], cachees=[0])
    assert lire(contenu, "essai.csv") == (["a", "b"], [(2, ["1", "2"])])


def archive(nom: str, contenu: bytes) -> bytes:
    octets = io.BytesIO()
    with zipfile.ZipFile(octets, "w", zipfile.ZIP_DEFLATED) as zip_:
        zip_.writestr(nom, contenu)
    return octets.getvalue()


@pytest.mark.parametrize(
    ("contenu", "raison"),
    [
        (archive("lisez-moi.txt", b"bonjour"), "pas un classeur"),
        (b"PK\x03\x04 coupe", "pas un classeur"),
        (classeur([["a", "b"]])[:-300], "pas un classeur"),
        (b"du texte;ordinaire\n", "pas un classeur"),
        (classeur([]), "vide"),
        (archive("xl/worksheets/sheet1.xml", b'<row r="1048576"><c s="1" r="XFD1048576"/></row>'), "trop grand"),
        (archive("xl/worksheets/sheet1.xml", b" " * (1 << 30)), "trop grand"),
    ],
)
def test_un_mauvais_classeur_dit_pourquoi(contenu, raison):
    with pytest.raises(ErreurTableau, match=raison):
        lire(contenu, "essai.xlsx")


@given(st.binary(max_size=400))
def test_n_importe_quels_octets_sont_un_tableau_ou_un_refus(octets):
    for nom in ("essai.csv", "essai.xlsx"):
        for entete in (b"", b"PK\x03\x04", b"\xef\xbb\xbfa;b\n"):
            try:
                entetes, lignes = lire(entete + octets, nom)
            except ErreurTableau:
                continue
            assert all(len(cases) == len(entetes) for _numero, cases in lignes)
