"""What is true of every document of a session, and what each must say."""

from dataclasses import replace

import pytest

from sessions.documents.attestation import attestation_pdf
from sessions.documents.convention import convention_pdf
from sessions.documents.convocation import convocation_pdf
from sessions.documents.dossier import Organisme
from tests.academie.documents import juges
from tests.sessions.documents.faits import ATTESTATION, CONVENTION, CONVOCATION, DOCUMENTS, FORMATION

ENREGISTREE = (
    "Enregistrée sous le numéro 27 58 00123 58 auprès du préfet de la région Bourgogne-Franche-Comté. "
    "Cet enregistrement ne vaut pas agrément de l’État."
)
COMMUNS = [
    "Accompagner les démarches en ligne",
    "Cofinancé par l’Union européenne (FEDER)",
    "Document établi le 1er février 2027",
    ENREGISTREE,
    "SIRET 73282932000074",
]
MENTIONS = {
    # L6353-8: objectives, content, trainers, hours, evaluation, contact, rules; RNQ 9: place, access, accessibility.
    "convocation": [
        *COMMUNS,
        "Camille Durand",
        "Guider une déclaration sans faire à la place",
        "Accueillir et diagnostiquer, 3 h 15",
        "Sacha Morel et Dominique Petit",
        "mardi 2 mars 2027",
        "9 h – 12 h 15",
        "Évaluation : Étude de cas",
        "Sacha Leroy, sacha@oten.example",
        "reglement-interieur.pdf",
        "livret.pdf",
        "Camille Duval, handicap@oten.example",
        "Arrêt Mairie",
        "Ascenseur",
        "Alix Roy",
        "https://visio.example/salle-12",
        "effacement",
    ],
    # L6353-1 and D6353-1.
    "convention": [
        *COMMUNS,
        "représentée par Dominique Martin, présidence",
        "Ville de Gujan-Mestras",
        "action de formation au sens de l’article L. 6313-2",
        "Repérer une situation de fragilité",
        "Salle équipée, un poste par personne",
        "6 h 30 par personne",
        "du 2 au 3 mars 2027",
        "50 % de la durée totale des enseignements",
        "certificat de réalisation",
        "80 %",
        "aucune somme n’est due",
        "Łukasz Žižek",
        "Fait à Nevers, le 1er février 2027",
        "Nom, fonction, signature et cachet",
    ],
    "mission": [*COMMUNS, "Sacha Morel", "Médiatrice numérique depuis 2012", "14", "contresigner", "visio.example"],
    "attestation": [
        *COMMUNS[:2],
        ENREGISTREE,
        "Document établi le 4 mars 2027",
        "2 h 45 sur 6 h 30, soit 42 %",
        "non contresigné",
    ],
    "livret": ["Livret d’accueil", "En vigueur depuis le 1er septembre 2026", "Un mot d’accueil.", "Second point",
               "Sacha Leroy", "Camille Duval", ENREGISTREE],
}  # fmt: skip
TROIS_ECRITURES = ("Marie-Élisabeth " * 13)[:200], "محمد بن عبد الله " * 12, "Αλεξάνδρα Παπαδοπούλου " * 9


@pytest.fixture(params=sorted(DOCUMENTS))
def document(request):
    return request.param


def dessiner(document: str, **autres) -> bytes:
    fonction, donnees = DOCUMENTS[document]
    return fonction(replace(donnees, **autres))


def test_il_est_conforme_et_tient_dans_la_page(document, tmp_path):
    octets = dessiner(document)
    juges.verifier_conforme(octets, tmp_path / "d.pdf")
    juges.verifier_dans_la_page(octets, tmp_path / "d.pdf")


def test_il_porte_chaque_mention(document, tmp_path):
    imprime = juges.texte(dessiner(document), tmp_path / "d.pdf")
    assert [mention for mention in MENTIONS[document] if mention not in imprime] == []


def test_les_memes_faits_donnent_les_memes_octets(document):
    assert dessiner(document) == dessiner(document)


def test_ce_qui_manque_ne_laisse_pas_de_trou(document, tmp_path):
    octets = dessiner(document, organisme=Organisme("OTeN"))
    juges.verifier_conforme(octets, tmp_path / "d.pdf")
    imprime = juges.texte(octets, tmp_path / "d.pdf")
    assert "OTeN" in imprime
    for trace in ("SIRET", "Enregistrée", "None", "Personne référente", "Fait à", ", ,"):
        assert trace not in imprime, trace


@pytest.mark.parametrize("nom", TROIS_ECRITURES, ids=["latin", "arabe", "grec"])
@pytest.mark.parametrize("document", ["convocation", "convention", "mission", "attestation"])
def test_un_nom_de_deux_cents_caracteres(document, nom, tmp_path):
    champ = {"convention": "personnes", "mission": "formateur"}.get(document, "personne")
    octets = dessiner(document, **{champ: (nom,) if champ == "personnes" else nom})
    juges.verifier_conforme(octets, tmp_path / "d.pdf")
    juges.verifier_dans_la_page(octets, tmp_path / "d.pdf")


def test_une_convention_de_soixante_personnes_les_nomme_toutes(tmp_path):
    octets = convention_pdf(replace(CONVENTION, personnes=tuple(f"Stagiaire{rang}fin" for rang in range(60))))
    juges.verifier_conforme(octets, tmp_path / "d.pdf")
    juges.verifier_dans_la_page(octets, tmp_path / "d.pdf")
    imprime = juges.texte(octets, tmp_path / "d.pdf")
    assert all(f"Stagiaire{rang}fin" in imprime for rang in range(60))
    assert "Personnes inscrites (60)" in imprime


def test_une_formation_payante_dit_son_prix(tmp_path):
    octets = convention_pdf(replace(CONVENTION, formation=replace(FORMATION, tarif="300 euros par personne")))
    imprime = juges.texte(octets, tmp_path / "d.pdf")
    assert "300 euros par personne" in imprime
    assert "sur présentation d’une facture" in imprime
    assert "aucune somme" not in imprime


def test_la_signature_est_une_image_decrite(tmp_path):
    assert juges.structure(convention_pdf(CONVENTION), tmp_path / "d.pdf").count("Figure") == 2
    sans = replace(CONVENTION, organisme=replace(CONVENTION.organisme, signature=b""))
    assert juges.structure(convention_pdf(sans), tmp_path / "d.pdf").count("Figure") == 1


def test_une_absence_se_lit(tmp_path):
    imprime = juges.texte(attestation_pdf(replace(ATTESTATION, suivies=(0, 195))), tmp_path / "d.pdf")
    assert "absence" in imprime
    assert "3 h 15 sur 6 h 30, soit 50 %" in imprime


def test_sans_europe_pas_d_embleme(tmp_path):
    octets = convocation_pdf(replace(CONVOCATION, formation=replace(FORMATION, mentions_europe=())))
    assert "Europe" not in juges.texte(octets, tmp_path / "d.pdf")
