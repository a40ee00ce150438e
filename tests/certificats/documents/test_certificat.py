from dataclasses import replace
from datetime import date

import pytest

from certificats.documents.certificat import DonneesCertificat, certificat_pdf
from tests.academie.documents import juges

DONNEES = DonneesCertificat(
    numero="2027-000123",
    titulaire="Camille Durand-Lefèvre",
    employeur="Communauté d’agglomération du Bassin d’Arcachon",
    programme="Accompagner les démarches administratives en ligne",
    version="2, publiée le 12 janvier 2027",
    objectifs=("Diagnostiquer l’autonomie numérique", "Guider une déclaration sans se substituer à la personne"),
    jours=(date(2027, 3, 2), date(2027, 3, 3)),
    lieu="Médiathèque de Gujan-Mestras",
    minutes_prevues=840,
    minutes_suivies=810,
    seuil=0.8,
    formateurs=("Sacha Morel", "Dominique Petit"),
    delivre_le=date(2027, 3, 4),
    adresse_verification="https://academie.example.org/verification/7KQ4-9MZX-2HTB/",
)
PIRE = replace(
    DONNEES,
    titulaire="Marie-Élisabeth " * 12 + "😀 محمد",
    employeur="Syndicat mixte ouvert " * 10,
    programme="Programme au très long intitulé " * 6,
    objectifs=tuple(f"Objectif numéro {rang}, très détaillé. " * 6 for rang in range(12)),
    lieu="Salle " * 60,
    formateurs=tuple(f"Formatrice {rang}" for rang in range(15)),
    responsable="Camille Durand, directrice de l’Académie numérique des territoires",
    declaration="75 12345 67",
    remplace="2026-000999",
    jours=tuple(date(2027, 3, jour) for jour in range(1, 9)),
    adresse_verification="https://academie.un-nom-de-domaine-vraiment-tres-long.example.org/verification/7KQ4-9MZX-2HTB/",
)


def texte(donnees: DonneesCertificat, dossier) -> str:
    return juges.texte(certificat_pdf(donnees), dossier / "certificat.pdf")


@pytest.mark.parametrize("donnees", [DONNEES, PIRE, replace(DONNEES, employeur="", objectifs=())])
def test_it_conforms_holds_on_one_page_and_overflows_nowhere(donnees, tmp_path):
    octets = certificat_pdf(donnees)
    juges.verifier_conforme(octets, tmp_path / "certificat.pdf")
    assert juges.pages(octets) == 1
    juges.verifier_dans_la_page(octets, tmp_path / "certificat.pdf")


@pytest.mark.parametrize(
    "fait",
    [
        "Certificat de réalisation",
        "N° 2027-000123",
        "OTeN Académie atteste que",
        "Camille Durand-Lefèvre",
        "Communauté d’agglomération du Bassin d’Arcachon",
        "Accompagner les démarches administratives en ligne",
        "2, publiée le 12 janvier 2027",
        "Action de formation (article L. 6313-1 du Code du travail)",
        "Diagnostiquer l’autonomie numérique",
        "Guider une déclaration sans se substituer à la personne",
        "mardi 2 mars 2027 et mercredi 3 mars 2027",
        "Médiathèque de Gujan-Mestras",
        "Durée prévue 14 h",
        "13 h 30 sur 14 h, soit 96,4 % (seuil : 80 %)",
        "Sacha Morel et Dominique Petit",
        "Délivré le 4 mars 2027 par OTeN Académie",
        "https://academie.example.org/verification/7KQ4-9MZX-2HTB/",
        "SHA-256",
    ],
)
def test_it_prints_every_fact(fait, tmp_path):
    assert fait in texte(DONNEES, tmp_path)


def test_optional_facts_are_printed_when_given_and_leave_no_trace_otherwise(tmp_path):
    complet = replace(
        DONNEES, declaration="75 12345 67", remplace="2026-000999", responsable="Andrée Petit, directrice"
    )
    for fait in (
        "Cet enregistrement ne vaut pas agrément de l’État",
        "75 12345 67",
        "remplace le n° 2026-000999",
        "Andrée Petit",
    ):
        assert fait in texte(complet, tmp_path)
        assert fait not in texte(DONNEES, tmp_path)


def test_a_fact_that_is_not_known_leaves_no_empty_line(tmp_path):
    assert "Formation assurée par" not in texte(replace(DONNEES, formateurs=()), tmp_path)


def test_it_is_never_said_to_be_certifying(tmp_path):
    assert "certifian" not in texte(DONNEES, tmp_path).lower()


def test_the_qr_code_leads_to_the_verification_page(tmp_path):
    for donnees in (DONNEES, PIRE):
        assert juges.codes_qr(certificat_pdf(donnees), tmp_path / "c.pdf") == [donnees.adresse_verification]


def test_same_facts_same_bytes():
    assert certificat_pdf(DONNEES) == certificat_pdf(replace(DONNEES))
    assert certificat_pdf(DONNEES) != certificat_pdf(replace(DONNEES, minutes_suivies=811))


def test_an_average_list_of_objectives_is_printed_whole(tmp_path):
    objectifs = tuple(f"Objectif {rang} de la formation" for rang in range(1, 9))
    imprime = texte(replace(DONNEES, objectifs=objectifs), tmp_path)
    assert all(objectif in imprime for objectif in objectifs)


def test_objectives_that_do_not_fit_are_counted(tmp_path):
    imprime = texte(PIRE, tmp_path)
    visibles = sum(f"Objectif numéro {rang}," in imprime for rang in range(12))
    assert 0 < visibles < 12
    assert f"et {12 - visibles} autres objectifs, à lire sur la page de vérification." in imprime


@pytest.mark.parametrize("nom", [" ".join(f"Prénom{rang}" for rang in range(22)), "W" * 200])
def test_the_whole_of_a_long_name_is_printed(nom, tmp_path):
    assert len(nom) <= 200
    assert nom.replace(" ", "") in texte(replace(DONNEES, titulaire=nom), tmp_path).replace(" ", "")


@pytest.mark.parametrize(
    ("jours", "attendu"),
    [
        ((date(2027, 3, 2),), "Dates mardi 2 mars 2027"),
        ((date(2027, 3, 3), date(2027, 3, 2), date(2027, 3, 9)), "Dates du 2 au 9 mars 2027 (3 jours)"),
    ],
)
def test_dates(jours, attendu, tmp_path):
    assert attendu in texte(replace(DONNEES, jours=jours), tmp_path)


def test_it_reads_in_order(tmp_path):
    arbre = juges.structure(certificat_pdf(DONNEES), tmp_path / "c.pdf")
    ordre = ["H1", "Camille", "Accompagner", "Nature", "Diagnostiquer", "Figure", "Délivré", "SHA-256"]
    positions = [arbre.index(repere) for repere in ordre]
    assert positions == sorted(positions)
