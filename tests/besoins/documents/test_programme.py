from dataclasses import replace
from datetime import date

import pytest

from besoins.documents.programme import BesoinServi, DonneesProgramme, Module, Objectif, programme_pdf
from tests.academie.documents import juges

DONNEES = DonneesProgramme(
    titre="Accompagner les démarches administratives en ligne",
    version="2",
    publie_le=date(2027, 1, 12),
    adresse="https://academie.example.org/catalogue/accompagner-les-demarches/",
    resume="Accueillir, guider et orienter sans faire à la place.",
    public="Animatrices et animateurs d’espaces de médiation numérique",
    niveau="Avancé",
    prerequis="Utiliser une messagerie",
    objectifs=(
        Objectif("Guider une déclaration en ligne", ("DigComp 2.3, niveau 5", "e-administration"), "étude de cas"),
    ),
    modules=(
        Module("Accueillir", 165, "Postures d’accueil", "Jeu de rôle"),
        Module("Orienter", 175, modalite="à distance, ensemble"),
    ),
    acces="Inscription jusqu’à quatorze jours avant",
    tarif="Gratuit",
    contact="formation@academie.example.org",
    methodes="Ateliers en binôme",
    evaluation="Mises en situation",
    accessibilite="Aménagements possibles sur demande",
    moyens="Un ordinateur par personne",
    accompagnement="Un point avec chaque personne en fin de journée",
    positionnement=("Avez-vous déjà accompagné une démarche ?", "Êtes-vous à l’aise avec FranceConnect ?"),
    certificat="Un certificat de réalisation est remis à qui a suivi 80 % des heures.",
    financements=("Région Bretagne", "FSE+ Bretagne 2026"),
    mentions_europe=("Cofinancé par l’Union européenne",),
    besoins=(
        BesoinServi("Former à l’e-administration", "Étude du 19 juin 2013", 9, 11, (0.523, 0.949)),
        BesoinServi("Outils de gestion", "23 % publiés, effectif inconnu"),
    ),
)


def texte(donnees: DonneesProgramme, dossier) -> str:
    return juges.texte(programme_pdf(donnees), dossier / "programme.pdf", "-layout")


@pytest.mark.parametrize(
    "fait",
    [
        "Accompagner les démarches administratives en ligne",
        "version 2, publiée le 12 janvier 2027",
        "Accueillir, guider et orienter sans faire à la place.",
        "Public Animatrices et animateurs",
        "Niveau Avancé",
        "Prérequis Utiliser une messagerie",
        "Durée 5 h 40",
        "Tarif Gratuit",
        "Accès et délais Inscription jusqu’à quatorze jours avant",
        "Contact formation@academie.example.org",
        "Guider une déclaration en ligne",
        "Compétences : DigComp 2.3, niveau 5 ; e-administration",
        "Évaluation : étude de cas",
        "Accueillir 2 h 45",
        "Postures d’accueil Jeu de rôle",
        "Orienter (à distance, ensemble) 2 h 55",
        "Modalité En présence, et 51 % à distance (2 h 55)",
        "Moyens Un ordinateur par personne",
        "Avez-vous déjà accompagné une démarche ?",
        "Êtes-vous à l’aise avec FranceConnect ?",
        "Un certificat de réalisation est remis à qui a suivi 80 % des heures.",
        "Adaptation et suivi Un point avec chaque personne en fin de journée",
        "Financement Région Bretagne et FSE+ Bretagne 2026",
        "Cofinancé par l’Union européenne",
        "Durée totale 5 h 40",
        "Méthodes mobilisées Ateliers en binôme",
        "Modalités d’évaluation Mises en situation",
        "Aménagements possibles sur demande",
        "Pourquoi ce programme",
        "9 sur 11, soit 81,8 % [52 % – 95 %]. Étude du 19 juin 2013",
        "23 % publiés, effectif inconnu",
        "https://academie.example.org/catalogue/accompagner-les-demarches/",
    ],
)
def test_it_prints_every_fact(fait, tmp_path):
    assert fait in texte(DONNEES, tmp_path)


def test_it_conforms(tmp_path):
    octets = programme_pdf(DONNEES)
    juges.verifier_conforme(octets, tmp_path / "p.pdf")
    juges.verifier_dans_la_page(octets, tmp_path / "p.pdf")


def test_long_texts_run_over_as_many_pages_as_they_need(tmp_path):
    long = replace(
        DONNEES,
        titre="Très long titre " * 12,
        contact="Contact " * 300,
        modules=tuple(Module(f"Module{rang}fin", 45, "Contenu " * (1500 if rang == 3 else 40)) for rang in range(12)),
        objectifs=tuple(Objectif(f"Objectif{rang}fin " * 12, ("Compétence " * 10,) * 4) for rang in range(12)),
        methodes="Méthode.\n" * 80,
    )
    octets = programme_pdf(long)
    juges.verifier_conforme(octets, tmp_path / "p.pdf")
    juges.verifier_dans_la_page(octets, tmp_path / "p.pdf")
    imprime = juges.texte(octets, tmp_path / "p.pdf")
    assert imprime.count("Contenu") == 1500 + 11 * 40
    assert all(f"Module{rang}fin" in imprime and f"Objectif{rang}fin" in imprime for rang in range(12))
    assert f"Page {juges.pages(octets)} sur {juges.pages(octets)}" in imprime


def test_without_a_need_the_sheet_does_not_pretend_to_one(tmp_path):
    assert "Pourquoi ce programme" not in texte(replace(DONNEES, besoins=()), tmp_path)


def test_counts_without_an_interval(tmp_path):
    besoin = BesoinServi("Former", "", 5, 11)
    assert besoin.mesure.replace("\u00a0", " ") == "5 sur 11, soit 45,5 %"


def test_same_facts_same_bytes():
    assert programme_pdf(DONNEES) == programme_pdf(replace(DONNEES))


def test_european_money_is_shown_with_the_emblem(tmp_path):
    assert "Figure" in juges.structure(programme_pdf(DONNEES), tmp_path / "p.pdf")
    assert "Figure" not in juges.structure(programme_pdf(replace(DONNEES, mentions_europe=())), tmp_path / "p.pdf")


def test_a_draft_says_on_every_page_that_it_is_one(tmp_path):
    projet = replace(DONNEES, projet=True, methodes="Méthode.\n" * 120)

    imprime = texte(projet, tmp_path)

    pages = juges.pages(programme_pdf(projet))
    assert pages > 1
    assert "Projet. Ce document n’est pas publié" in imprime
    assert "état du 12 janvier 2027" in imprime
    assert imprime.count("Projet – Accompagner les démarches") == pages - 1
    assert "Projet" not in texte(DONNEES, tmp_path)
    juges.verifier_conforme(programme_pdf(projet), tmp_path / "projet.pdf")


def test_an_unfinished_draft_prints_too(tmp_path):
    vide = replace(DONNEES, projet=True, objectifs=(), modules=(), public="", methodes="", besoins=())

    octets = programme_pdf(vide)

    juges.verifier_conforme(octets, tmp_path / "p.pdf")
    assert "Objectifs" not in juges.texte(octets, tmp_path / "p.pdf")


@pytest.mark.parametrize(
    ("modalites", "phrase"),
    [
        (("", ""), "En présence"),
        (("à distance",) * 2, "À distance"),
        (("", "x"), "En présence, et 25 % à distance (1 h)"),
    ],
)
def test_the_share_taught_remotely_comes_from_the_minutes(modalites, phrase):
    minutes = (180, 60)
    modules = tuple(Module("M", m, modalite=modalite) for m, modalite in zip(minutes, modalites, strict=True))

    assert replace(DONNEES, modules=modules).modalite.replace("\u00a0", " ") == phrase


def test_a_full_programme_holds_on_two_pages(tmp_path):
    """Four objectives, six modules, and every text as long as a careful person writes it."""
    phrase = "Mises en situation à partir de démarches réelles, jeux de rôle, analyse de cas apportés par le groupe. "
    plein = replace(
        DONNEES,
        **dict.fromkeys(("resume", "acces", "tarif", "methodes", "moyens", "evaluation"), phrase * 2),
        accompagnement=phrase * 3,
        accessibilite=phrase * 2,
        objectifs=tuple(
            Objectif(f"{phrase}{rang}", ("DigComp 2.2 – 2.3 (niveau visé : 5)",), phrase) for rang in range(4)
        ),
        modules=tuple(Module(f"Module {rang}", 180, phrase * 2, "Atelier en sous-groupes") for rang in range(6)),
        besoins=DONNEES.besoins,
    )

    assert juges.pages(programme_pdf(plein)) == 2
    juges.verifier_dans_la_page(programme_pdf(plein), tmp_path / "p.pdf")
