from dataclasses import replace
from datetime import date

import pytest

from besoins.documents.recepisse import DonneesRecepisse, PageRepondue, recepisse_pdf
from tests.academie.documents import juges

DONNEES = DonneesRecepisse(
    titre="Besoins de formation 2027",
    repondant="Médiathèque de Quimper",
    confidentialite="réponses nommées",
    etabli_le=date(2027, 1, 12),
    envoyee_le=date(2027, 1, 11),
    pages=(
        PageRepondue("Vos besoins", (("Quels besoins ?", "Formation et Réseau"), ("Quelle taille ?", ""))),
        PageRepondue("Vos moyens", (("Que préférez-vous ?", "1. Visio\n2. Courriel"),)),
    ),
)


@pytest.mark.parametrize(
    "fait",
    [
        "Besoins de formation 2027",
        "Copie de vos réponses, envoyées le lundi 11 janvier 2027",
        "Médiathèque de Quimper",
        "réponses nommées",
        "Vos besoins Quels besoins ? Formation et Réseau",
        "Quelle taille ? Sans réponse",
        "1. Visio 2. Courriel",
    ],
)
def test_it_prints_every_fact(fait, tmp_path):
    assert fait in juges.texte(recepisse_pdf(DONNEES), tmp_path / "r.pdf", "-layout")


def test_a_draft_says_that_it_is_one(tmp_path):
    brouillon = recepisse_pdf(replace(DONNEES, envoyee_le=None))

    assert "Copie de vos réponses au mardi 12 janvier 2027, avant l’envoi" in juges.texte(brouillon, tmp_path / "r.pdf")


def test_it_conforms(tmp_path):
    octets = recepisse_pdf(DONNEES)
    juges.verifier_conforme(octets, tmp_path / "r.pdf")
    juges.verifier_dans_la_page(octets, tmp_path / "r.pdf")


def test_long_and_strange_answers_run_over_as_many_pages_as_they_need(tmp_path):
    longue = PageRepondue("🙂" * 60, tuple((f"Question {rang} " * 20, "שלום 🙂 mot " * 300) for rang in range(12)))
    octets = recepisse_pdf(replace(DONNEES, pages=(longue,), repondant=""))

    assert juges.pages(octets) > 3
    juges.verifier_conforme(octets, tmp_path / "r.pdf")
    juges.verifier_dans_la_page(octets, tmp_path / "r.pdf")


def test_the_same_facts_give_the_same_bytes():
    assert recepisse_pdf(DONNEES) == recepisse_pdf(DONNEES)
