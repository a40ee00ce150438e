from dataclasses import replace
from datetime import date

import pytest

from besoins.documents.rapport import Barres, DonneesRapport, Plan, QuestionLue, Rangees, rapport_pdf
from besoins.statistiques.dessin import Entree, dessiner
from besoins.statistiques.nuage import placer
from besoins.statistiques.proportion import Proportion
from besoins.statistiques.quadrants import Croix
from tests.academie.documents import juges

HOSTILE = "🙂 \u202eشكرا שלום\u200b é " + "x" * 300


def barres(nombre: int = 3) -> Barres:
    entrees = [
        Entree(f"Réponse {rang}", Proportion(rang % 11, 11), 23.0 if rang == 1 else None) for rang in range(nombre)
    ]
    return Barres(dessiner([*entrees, Entree("Inconnue", None)]), "Part des 11 réponses. Réponse 1 : 1 sur 11.")


CHOIX = QuestionLue(
    "Quels besoins avez-vous ?",
    "n = 11, sans réponse : 2",
    phrases=["Ces réponses ne permettent pas de classer strictement."],
    figure=barres(),
    tableaux=[Rangees(("Réponse", "Part et intervalle"), [("Formation", "9 sur 11")], (0.6, 0.4))],
    citations=["« Trop loin […] »"],
)
MATRICE = QuestionLue(
    "Importance et maîtrise",
    "n = 11",
    figure=Plan(placer([(4.5, 2.0), (3.0, 3.5)], 1, 5, Croix(3.75, 2.75)), "Chaque point est un besoin."),
)
DONNEES = DonneesRapport(
    titre="Résultats : besoins de formation",
    etabli_le=date(2027, 3, 8),
    faits=[("Réponses envoyées", "11")],
    avertissements=["Les onze sont volontaires."],
    qui=[("Région", Rangees(("Groupe", "Interrogées", "Ont répondu"), [("Bretagne", "12", "5")], (0.5, 0.25, 0.25)), ["Corse se tait."])],
    sections=[("Vos besoins", [CHOIX, MATRICE])],
    methode=[("Intervalles", "De Wilson.")],
)  # fmt: skip


def test_it_is_a_sound_tagged_document(tmp_path):
    juges.verifier_conforme(rapport_pdf(DONNEES), tmp_path / "r.pdf")
    juges.verifier_dans_la_page(rapport_pdf(DONNEES), tmp_path / "r.pdf")


@pytest.mark.parametrize(
    "fait",
    [
        "Résultats : besoins de formation",
        "Réponses envoyées 11",
        "Les onze sont volontaires.",
        "Corse se tait.",
        "« Trop loin […] »",
        "Bretagne",
        "Quels besoins avez-vous ?",
        "n = 11, sans réponse : 2",
        "inconnu",
        "Formation",
        "De Wilson.",
    ],
)
def test_it_prints_every_fact(fait, tmp_path):
    assert fait in juges.texte(rapport_pdf(DONNEES), tmp_path / "r.pdf", "-layout")


def test_every_figure_says_what_it_shows():
    octets = rapport_pdf(DONNEES)
    assert octets.count(b"/S /Figure") == octets.count(b"/Alt ") == 2


def test_a_long_survey_has_bookmarks_and_as_many_pages_as_it_takes(tmp_path):
    longue = replace(DONNEES, sections=[("Tout", [replace(CHOIX, figure=barres(60))] * 10)])
    octets = rapport_pdf(longue)
    assert juges.pages(octets) > 20
    juges.verifier_dans_la_page(octets, tmp_path / "r.pdf")
    fichier = tmp_path / "r.pdf"
    assert juges.executer("qpdf", "--json", "--json-key=outlines", fichier).count("Quels besoins") == 10


def test_hostile_words_break_nothing(tmp_path):
    question = replace(CHOIX, intitule=HOSTILE, phrases=[HOSTILE * 20], tableaux=[Rangees(("A", "B"), [(HOSTILE, HOSTILE)], (0.5, 0.5))])  # fmt: skip
    octets = rapport_pdf(replace(DONNEES, titre=HOSTILE, sections=[(HOSTILE, [question])]))
    juges.verifier_conforme(octets, tmp_path / "r.pdf")
