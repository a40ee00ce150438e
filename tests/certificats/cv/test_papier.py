from dataclasses import replace

import pytest

from certificats.cv import EtapeCV
from certificats.cv.papier import parcours_pdf
from tests.academie.documents import juges
from tests.certificats.cv.test_cv import COMPLET, VIDE, competence


@pytest.mark.parametrize(
    "fait",
    [
        "Parcours de Zoé Müller",
        "Depuis le 01/01/2020",
        "Médiatrice, Mairie",
        "Accueillir",
        "Numéro 2026-1, délivré le 3 novembre 2026",
        "https://academie.example/verification/X/",
        "Compétences prouvées",
        "Compétences constatées par une autre personne",
        "Compétences déclarées",
        "sans vérification",
        "Responsable",
        "Suivre Accueillir",
    ],
)
def test_il_imprime_chaque_fait(fait, tmp_path):
    assert fait in juges.texte(parcours_pdf(COMPLET), tmp_path / "p.pdf", "-layout").replace("\xa0", " ")


def test_un_parcours_vide_ne_montre_aucun_titre_sans_contenu(tmp_path):
    texte = juges.texte(parcours_pdf(VIDE), tmp_path / "p.pdf")
    assert "Postes" not in texte
    assert "Compétences" not in texte


def test_il_est_conforme(tmp_path):
    octets = parcours_pdf(COMPLET)
    juges.verifier_conforme(octets, tmp_path / "p.pdf")
    juges.verifier_dans_la_page(octets, tmp_path / "p.pdf")


def test_un_parcours_tres_long_et_trois_ecritures_tiennent_dans_la_page(tmp_path):
    long = replace(
        COMPLET,
        nom="Zoé Μαρία שלום " * 12,
        declarees=tuple(competence(f"Compétence {rang} " * 12) for rang in range(60)),
        etapes=tuple(EtapeCV("Étape " * 30, "Raison " * 60) for _rang in range(10)),
    )
    octets = parcours_pdf(long)
    assert juges.pages(octets) > 4
    juges.verifier_conforme(octets, tmp_path / "p.pdf")
    juges.verifier_dans_la_page(octets, tmp_path / "p.pdf")


def test_les_memes_faits_donnent_les_memes_octets():
    assert parcours_pdf(COMPLET) == parcours_pdf(COMPLET)
