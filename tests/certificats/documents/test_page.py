"""The three documents, read back and judged by others' tools."""

from dataclasses import replace
from datetime import date

import pytest

from academie import francais
from certificats.documents.donnees import Emetteur, Modele, Resultat
from certificats.documents.page import document_pdf
from tests.academie.documents import juges
from tests.certificats.documents.modeles import (
    ASSIDUITE,
    DEMESURES,
    FIN,
    NOM_DE_TROIS_ECRITURES,
    ORDINAIRES,
    PRESENCES,
    REALISATION,
)

TOUTES = {**ORDINAIRES, **{f"{nom}-demesure": donnees for nom, donnees in DEMESURES.items()}}


def mots(texte: str) -> str:
    return "".join(texte.replace(francais.INSECABLE, " ").split())


def texte(donnees, dossier) -> str:
    return juges.texte(document_pdf(donnees), dossier / "document.pdf")


@pytest.mark.parametrize("nom", TOUTES)
def test_it_conforms_and_overflows_nowhere(nom, tmp_path):
    octets = document_pdf(TOUTES[nom])
    juges.verifier_conforme(octets, tmp_path / "document.pdf")
    juges.verifier_dans_la_page(octets, tmp_path / "document.pdf")


@pytest.mark.parametrize("nom", ORDINAIRES)
def test_an_ordinary_document_holds_on_one_page(nom):
    assert juges.pages(document_pdf(ORDINAIRES[nom])) == 1


@pytest.mark.parametrize("nom", TOUTES)
def test_every_fact_is_printed_whole_whatever_its_length(nom, tmp_path):
    donnees = replace(TOUTES[nom], titulaire="Zoé " * 50)
    imprime = mots(juges.texte(document_pdf(donnees), tmp_path / "document.pdf", "-layout"))
    brut = mots(texte(donnees, tmp_path))
    for terme, valeur in donnees.faits:
        assert mots(valeur) in brut or mots(valeur) in imprime, terme


def test_a_name_of_two_hundred_characters_in_three_scripts_is_read_whole(tmp_path):
    assert len(NOM_DE_TROIS_ECRITURES) == 200
    lu = texte(DEMESURES["realisation"], tmp_path)
    for mot in NOM_DE_TROIS_ECRITURES.split():
        # The judge gives Arabic letters in the order in which they are drawn.
        assert mot[:10] in lu or mot[::-1] in lu


@pytest.mark.parametrize(
    ("nom", "siens"),
    [
        ("realisation", ["Certificat de réalisation", "Pour l’employeur et le financeur", "(seuil : 80 %)"]),
        ("fin_formation", ["Attestation de fin de formation", "Remise à la personne formée", "Diagnostiquer", "avant"]),
        ("assiduite", ["Attestation d’assiduité", "Relevé des heures de présence", "9 h – 12 h 30", "3 h sur 3 h 30"]),
    ],
)
def test_each_document_says_its_own_things_and_not_the_others(nom, siens, tmp_path):
    imprimes = {autre: texte(donnees, tmp_path) for autre, donnees in ORDINAIRES.items()}
    for marque in siens:
        assert marque in imprimes.pop(nom) if marque == siens[0] else marque in texte(ORDINAIRES[nom], tmp_path)
    for imprime in imprimes.values():
        assert not [marque for marque in siens if marque in imprime]


def test_the_funder_reads_who_what_when_how_long_and_who_trains(tmp_path):
    imprime = texte(REALISATION, tmp_path)
    for fait in (
        "OTeN Académie atteste que",
        "Camille Durand-Lefèvre",
        "Communauté d’agglomération du Bassin d’Arcachon",
        "Action de formation (article L. 6313-1 du Code du travail)",
        "mardi 2 mars 2027 et mercredi 3 mars 2027",
        "Durée prévue 14 h",
        "13 h 30 sur 14 h, soit 96,4 % (seuil : 80 %)",
        "Sacha Morel et Dominique Petit",
        "Fait à Rennes, le 4 mars 2027",
        "Andrée Petit, directrice",
        "12 rue des Lilas",
        "SIRET 73282932000074",
        "53 35 12345 35",
        "ne vaut pas agrément de l’État",
        "Cofinancé par l’Union européenne",
        "https://academie.example.org/verification/7KQ4-9MZX-2HTB/",
    ):
        assert fait in imprime, fait


def test_what_is_not_known_leaves_no_trace(tmp_path):
    nue = replace(REALISATION, emetteur=Emetteur(), employeur="", formateurs=(), mentions=(), europe=False)
    imprime = texte(nue, tmp_path)
    for absent in ("SIRET", "Enregistrée", "Formation assurée par", "Signé par", "Cofinancé", "remplace"):
        assert absent not in imprime
    assert "remplace le n° 2026-0009-9999" in texte(DEMESURES["realisation"], tmp_path)
    assert {terme for terme, _valeur in nue.faits} & {"Employeur", "Financement", "Signé par"} == set()


@pytest.mark.parametrize("nom", ORDINAIRES)
def test_none_is_said_to_be_certifying(nom, tmp_path):
    assert "certifian" not in texte(ORDINAIRES[nom], tmp_path).lower()


@pytest.mark.parametrize("nom", TOUTES)
def test_the_code_is_read_after_printing_and_scanning(nom, tmp_path):
    donnees = TOUTES[nom]
    assert juges.codes_qr(document_pdf(donnees), tmp_path / "document.pdf") == [donnees.adresse_verification]


def test_pictures_are_figures_that_say_what_they_show(tmp_path):
    arbre = juges.structure(document_pdf(REALISATION), tmp_path / "document.pdf")
    assert arbre.count("Figure") == 5  # two logos, the signature, the emblem, the code
    octets = document_pdf(REALISATION)
    for description in (
        "R\\351gion Bretagne",
        "R\\351seau des m\\351diath\\350ques",
        "Signature, Andr\\351e Petit, directrice",
    ):
        assert description.encode() in octets


def test_it_reads_in_order_and_the_code_last(tmp_path):
    arbre = juges.structure(document_pdf(replace(REALISATION, modele=Modele())), tmp_path / "document.pdf")
    ordre = ["H1", "Camille", "Accompagner", "Nature", "Rennes", "Cachet", "SIRET", "Vérifiez", "SHA-256"]
    positions = [arbre.index(repere) for repere in ordre]
    assert positions == sorted(positions)


def test_a_specimen_has_neither_code_nor_place_for_a_seal(tmp_path):
    octets = document_pdf(replace(FIN, numero="spécimen", adresse_verification="", specimen=True))
    juges.verifier_conforme(octets, tmp_path / "document.pdf")
    imprime = juges.texte(octets, tmp_path / "document.pdf", "-raw")
    assert " ".join("SPÉCIMEN") in imprime
    assert "Vérifiez" not in imprime
    assert "Cachet" not in imprime
    assert b"/AcroForm" not in octets
    assert " ".join("SPÉCIMEN") not in juges.texte(document_pdf(FIN), tmp_path / "document.pdf", "-raw")


def test_same_facts_same_bytes():
    assert document_pdf(FIN) == document_pdf(replace(FIN))
    assert document_pdf(FIN) != document_pdf(replace(FIN, minutes_suivies=811))


@pytest.mark.parametrize(
    ("jours", "attendu"),
    [
        ((date(2027, 3, 2),), "mardi 2 mars 2027"),
        ((date(2027, 3, 3), date(2027, 3, 2), date(2027, 3, 9)), "du 2 au 9 mars 2027 (3 jours)"),
    ],
)
def test_dates(jours, attendu):
    assert replace(REALISATION, jours=jours).dates.replace(francais.INSECABLE, " ") == attendu


@pytest.mark.parametrize(
    ("avant", "apres", "phrase"),
    [
        (1, 3, "Peu à l’aise (1 sur 4) avant, à l’aise (3 sur 4) après"),
        (None, 4, "Très à l’aise (4 sur 4) à la fin"),
        (2, None, "Non évalué"),
        (None, None, "Non évalué"),
    ],
)
def test_a_result_is_said_in_words(avant, apres, phrase):
    assert Resultat("Chercher", avant, apres).phrase.replace(francais.INSECABLE, " ") == phrase


def test_a_half_day_missed_is_an_absence(tmp_path):
    manquee = replace(PRESENCES[0], suivies=0)
    assert manquee.fait[1] == "absence"
    assert "absence" in texte(replace(ASSIDUITE, presences=(manquee,)), tmp_path)
