from dataclasses import replace
from datetime import UTC, datetime

import pytest

from sessions.documents.feuille import (
    Absence,
    Declaration,
    DemiJournee,
    DonneesFeuille,
    Personne,
    Signature,
    feuille_emargement_pdf,
)
from tests.academie.documents import juges


def instant(jour: int, heure: int, minute: int = 0) -> datetime:
    return datetime(2027, 3, jour, heure, minute, tzinfo=UTC)


MATIN = DemiJournee(
    instant(2, 8, 30),
    instant(2, 11, 15),
    ("Accueillir et diagnostiquer", "Cadre juridique"),
    "Médiathèque de Gujan-Mestras",
    (("Sacha Morel", Signature(instant(2, 11, 16), "ordinateur", "S. Morel")),),
)
APRES_MIDI = DemiJournee(
    instant(2, 12, 45), instant(2, 15, 45), ("Guider une déclaration",), "À distance", (("Dominique Petit", None),)
)
SIGNEE = Personne(
    "Camille Durand",
    "Ville de Gujan-Mestras",
    (Signature(instant(2, 8, 4), "téléphone", "C. Durand"), None),
)
ABSENTE = Personne("Łukasz Žižek", "Association Relais", (Absence("maladie"), Absence()))
DONNEES = DonneesFeuille(
    programme="Accompagner les démarches",
    session="Session n° 12, Gujan-Mestras",
    demi_journees=(MATIN, APRES_MIDI),
    stagiaires=(SIGNEE, ABSENTE),
    imprimee_le=instant(3, 12),
)


def texte(donnees: DonneesFeuille, dossier) -> str:
    return juges.texte(feuille_emargement_pdf(donnees), dossier / "feuille.pdf", "-layout")


@pytest.mark.parametrize(
    "fait",
    [
        "Feuille d’émargement",
        "Accompagner les démarches",
        "Session n° 12, Gujan-Mestras",
        "mardi 2 mars 2027",
        "9 h 30 – 12 h 15",
        "13 h 45 – 16 h 45",
        "Cadre juridique",
        "Médiathèque de Gujan-Mestras",
        "À distance",
        "Camille Durand",
        "Ville de Gujan-Mestras",
        "Signé à 9 h 04 (téléphone)",
        "« C. Durand »",
        "Absence",
        "maladie",
        "Signé à 12 h 16 (ordinateur)",
        "« S. Morel »",
        "Sans objet",
        "feuille éditée le 3 mars 2027 à 13 h",
        "Page 1 sur 2",
    ],
)
def test_it_prints_every_fact(fait, tmp_path):
    assert fait in texte(DONNEES, tmp_path)


def test_who_has_not_signed_has_an_empty_box(tmp_path):
    arbre = juges.structure(feuille_emargement_pdf(DONNEES), tmp_path / "f.pdf")
    (rangee,) = [morceau for morceau in arbre.split(" TR\n") if '"Camille Durand "' in morceau]
    structure, matin, apres_midi = [case.split('"')[1].strip() for case in rangee.split(" TD\n")[1:]]
    assert structure == "Ville de Gujan-Mestras"
    assert matin == "Signé à 9 h 04 (téléphone) « C. Durand »"
    assert apres_midi == ""


def test_a_presence_declared_by_someone_else_is_not_called_a_signature(tmp_path):
    declaree = Declaration(instant(2, 8, 10), "Sacha Morel", "2 h 15 suivies")
    donnees = replace(DONNEES, stagiaires=(replace(SIGNEE, presences=(declaree, None)),))
    imprime = juges.texte(feuille_emargement_pdf(donnees), tmp_path / "f.pdf")
    assert "Présence déclarée à 9 h 10 par Sacha Morel 2 h 15 suivies" in imprime
    assert "Signé à 9 h 10" not in imprime


def test_sixty_trainees_hold_and_each_page_says_what_it_is(tmp_path):
    stagiaires = tuple(replace(SIGNEE, nom=f"Stagiaire{rang}fin") for rang in range(59))
    longue = replace(SIGNEE, nom="Marie-Élisabeth " * 12, structure="Communauté " * 18)
    octets = feuille_emargement_pdf(replace(DONNEES, stagiaires=(*stagiaires, longue)))
    juges.verifier_conforme(octets, tmp_path / "f.pdf")
    juges.verifier_dans_la_page(octets, tmp_path / "f.pdf")
    imprime = juges.texte(octets, tmp_path / "f.pdf")
    nombre = juges.pages(octets)
    assert nombre > 3
    assert all(f"Stagiaire{rang}fin" in imprime for rang in range(59))
    assert all(f"Page {rang} sur {nombre}" in imprime for rang in range(1, nombre + 1))
    assert imprime.count("Structure") >= nombre


def test_a_long_session_is_split_by_four_half_days(tmp_path):
    creneaux = tuple(
        replace(MATIN, debut=instant(jour, 8), fin=instant(jour, 11), formateurs=(("Sacha Morel", None),))
        for jour in range(1, 7)
    )
    donnees = replace(DONNEES, demi_journees=creneaux, stagiaires=(replace(SIGNEE, presences=(None,) * 6),))
    octets = feuille_emargement_pdf(donnees)
    juges.verifier_conforme(octets, tmp_path / "f.pdf")
    imprime = juges.texte(octets, tmp_path / "f.pdf")
    assert "Stagiaires, demi-journées 1 à 4" in imprime
    assert "Stagiaires, demi-journées 5 à 6" in imprime
    assert imprime.count("Camille Durand") == 2


@pytest.mark.parametrize("nom", ["محمد بن عبد الله", "😀", "李小龙", "\u202eCamille"])
def test_any_name_can_stand_in_it(nom, tmp_path):
    signature = Signature(instant(2, 8, 4), "téléphone", nom)
    donnees = replace(DONNEES, stagiaires=(Personne(nom, nom, (signature, None)),))
    juges.verifier_conforme(feuille_emargement_pdf(donnees), tmp_path / "f.pdf")


def test_an_empty_session_gives_a_sheet_all_the_same(tmp_path):
    juges.verifier_conforme(feuille_emargement_pdf(replace(DONNEES, stagiaires=())), tmp_path / "f.pdf")


def test_same_facts_same_bytes():
    assert feuille_emargement_pdf(DONNEES) == feuille_emargement_pdf(replace(DONNEES))


def test_the_declaration_number_is_printed_when_there_is_one(tmp_path):
    assert "75 12345 67" in texte(replace(DONNEES, declaration="75 12345 67"), tmp_path)
    assert "Déclaration" not in texte(DONNEES, tmp_path)


TRAITS = (((20, 150), (60, 40), (110, 160), (150, 60)), ((200, 100), (420, 90)))


def test_a_drawn_signature_is_a_figure_of_its_cell_that_says_whose(tmp_path):
    dessinee = replace(SIGNEE, presences=(replace(SIGNEE.presences[0], traits=TRAITS), None))
    octets = feuille_emargement_pdf(replace(DONNEES, stagiaires=(dessinee,) * 60))
    juges.verifier_conforme(octets, tmp_path / "f.pdf")
    juges.verifier_dans_la_page(octets, tmp_path / "f.pdf")
    arbre = juges.structure(octets, tmp_path / "f.pdf")
    assert arbre.count(" Figure") == 60
    assert len(octets) < 150_000  # lines, not pictures


def test_a_cofunded_session_says_so_with_the_emblem(tmp_path):
    octets = feuille_emargement_pdf(replace(DONNEES, mentions_europe=("Cofinancé par l’Union européenne",)))
    juges.verifier_conforme(octets, tmp_path / "f.pdf")
    assert "Cofinancé par l’Union européenne" in juges.texte(octets, tmp_path / "f.pdf")
    assert " Figure" in juges.structure(octets, tmp_path / "f.pdf")
    assert " Figure" not in juges.structure(feuille_emargement_pdf(DONNEES), tmp_path / "f.pdf")


def test_what_was_read_from_paper_or_from_a_log_says_so(tmp_path):
    lue = Declaration(instant(2, 8, 10), "Sacha Morel", d_apres="d’après la feuille signée à la main")
    donnees = replace(DONNEES, stagiaires=(replace(SIGNEE, presences=(lue, Absence("Convocation", justifiee=True))),))
    imprime = juges.texte(feuille_emargement_pdf(donnees), tmp_path / "f.pdf")
    assert "par Sacha Morel d’après la feuille signée à la main" in imprime
    assert "Absence justifiée" in imprime


def test_the_register_it_was_drawn_from_is_named(tmp_path):
    assert "empreinte SHA-256 abc" in texte(replace(DONNEES, registre="dernière empreinte SHA-256 abc."), tmp_path)
