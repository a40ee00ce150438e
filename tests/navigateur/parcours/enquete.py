"""A survey of twenty questions with conditions and a paired matrix: built, asked, answered in three ways, analysed."""

import re

from playwright.sync_api import Page, expect

from academie.models import Structure
from besoins.models import Enquete, Question
from tests.navigateur.parcours.scene import cliquer, lien, remplir, suivre, voir

TITRE = "Ce qui manque à nos équipes"
PREMIERES = (
    ("Oui, non, ne sait pas", {"Question": "Vos équipes accueillent-elles des jeunes ?"}),
    ("Choix multiple", {"Question": "Quels publics recevez-vous ?", "Réponses proposées": "Seniors\nScolaires\nTPE"}),
    ("Classement", {"Question": "Classez ces thèmes", "Réponses proposées": "Droits\nBureautique\nImages"}),
    ("Territoire", {"Question": "Où se trouve votre espace ?"}),
    ("Date", {"Question": "Depuis quand est-il ouvert ?"}),
    ("Texte court", {"Question": "Le nom de votre espace ?"}),
)
# The last section: what brings the survey to twenty questions.
DERNIERES = (
    [("Nombre", {"Question": f"Combien d'ateliers au trimestre {n} ?", "Minimum": "0"}) for n in range(1, 5)]
    + [
        ("Échelle", {"Question": f"Êtes-vous à l'aise avec l'outil {n} ?", "Minimum": "1", "Maximum": "5"})
        for n in range(1, 6)
    ]
    + [("Texte libre", {"Question": f"Une remarque sur le point {n} ?"}) for n in range(1, 3)]
)
MATRICE = "Ces usages : leur importance, votre maîtrise"
CONDITIONNELLE = "Combien de jeunes par mois ?"
USAGES = ("Accompagner une démarche", "Fabriquer un objet")


def construire(scene) -> str:
    """The concepteur writes the twenty questions, a conditional question, a conditional section; return the address."""
    page = scene.page("concepteur")
    page.goto("/besoins/enquetes/")
    suivre(page, "Nouvelle enquête")
    remplir(page, {"Titre": TITRE, "Présentation": "Un quart d'heure.", "Dernier jour pour répondre": "2027-03-19"})
    cliquer(page, "Créer l'enquête")
    _ajouter_section(page, "Votre espace", PREMIERES)
    _ajouter_section(page, "Les usages", [
        ("Nombre", {"Question": CONDITIONNELLE, "Minimum": "0"}),
        ("Importance et maîtrise", {"Question": MATRICE, "Éléments à évaluer": "\n".join(USAGES), "Première note": "1", "Dernière note": "5"}),
    ])  # fmt: skip
    _ajouter_section(page, "Pour les seniors", [("Choix unique", {"Question": "Un atelier par semaine ?", "Réponses proposées": "Oui\nNon"})])  # fmt: skip
    _ajouter_section(page, "Pour finir", DERNIERES)
    scene.photo(page, "enquete-vingt-questions")
    _conditionner(page, CONDITIONNELLE, "Vos équipes accueillent-elles des jeunes ?", "Oui")
    _conditionner(page, "Pour les seniors", "Quels publics recevez-vous ?", "Seniors")
    scene.photo(page, "enquete-conditions")
    enquete = Enquete.objects.get(titre=TITRE)
    assert Question.objects.filter(section__enquete=enquete).count() == 20
    suivre(page, "Ouvrir l'enquête")
    cliquer(page, "Ouvrir l'enquête")
    voir(page, "ouverte")
    return page.url


def _ajouter_section(page: Page, titre: str, questions) -> None:
    suivre(page, "Ajouter une section")
    page.get_by_label("Titre").fill(titre)
    cliquer(page, "Ajouter la section")
    for genre, champs in questions:
        page.get_by_role("list", name=f"Ajouter une question à {titre}").get_by_role(
            "link", name=genre, exact=True
        ).click()
        remplir(page, champs)
        page.get_by_role("main").get_by_role("button", name="Ajouter la question", exact=True).click()
        expect(page.get_by_role("list", name=f"Ajouter une question à {titre}")).to_be_visible()


def _conditionner(page: Page, cible: str, source: str, reponse: str) -> None:
    suivre(page, f"Conditions {cible}")
    suivre(page, source)
    page.get_by_role("combobox", name="Réponse").select_option(reponse)
    cliquer(page, "Ajouter la condition")
    voir(page, f"à la question « {source} »")
    page.get_by_role("link", name="Revenir au questionnaire").click()


def inviter_quatre_structures(scene, adresse: str) -> None:
    """Four of the cast's territory: three will answer, the fourth stays silent."""
    for rang in (3, 4):
        Structure.objects.create(
            nom=f"Structure {rang}",
            genre="espace",
            territoire=scene.distribution.commune,
            email=f"structure{rang}@test.example",
        )
    page = scene.page("concepteur")
    page.goto(adresse)
    suivre(page, "Suivre les invitations")
    suivre(page, "Ajouter des structures")
    cliquer(page, "Ajouter les 4 structures trouvées")
    suivre(page, "Envoyer les invitations")
    scene.photo(page, "envoi-apercu")
    cliquer(page, "Envoyer les 4 invitations")
    voir(page, "a répondu")
    scene.photo(page, "campagne")


def repondre_sur_deux_appareils(scene) -> None:
    """A phone that is lost on the way, then another: what was typed and never sent by a button is there."""
    adresse = _adresse(scene, scene.distribution.structure.email)
    telephone = scene.telephone()
    telephone.goto(adresse)
    voir(telephone, "réponses")
    suivre(telephone, "Commencer")
    telephone.get_by_role("group", name="accueillent-elles").get_by_label("Oui", exact=True).check()
    telephone.get_by_label("Seniors").check()
    voir(telephone, "Enregistré à")
    scene.photo(telephone, "reponse-enregistree")
    telephone.close()

    telephone = scene.telephone()
    telephone.goto(adresse)
    suivre(telephone, "Reprendre ma réponse")
    expect(telephone.get_by_label("Seniors")).to_be_checked()
    _remplir_l_espace(telephone)
    cliquer(telephone, "Enregistrer et continuer")
    telephone.get_by_label(CONDITIONNELLE).fill("40")
    _noter_les_usages(telephone, (5, 2), (2, 4))
    scene.photo(telephone, "reponse-matrice")
    cliquer(telephone, "Enregistrer et continuer")
    telephone.get_by_role("group", name="Un atelier par semaine ?").get_by_label("Oui").check()
    cliquer(telephone, "Enregistrer et continuer")
    _finir(scene, telephone)


def repondre_sans_javascript(scene) -> None:
    """Same pages, nothing but forms; neither young people nor seniors: two questions and a page fewer."""
    telephone = scene.nouvelle_page(largeur=360, hauteur=740, java_script_enabled=False)
    telephone.goto(_adresse(scene, scene.distribution.autre_structure.email))
    suivre(telephone, "Commencer")
    telephone.get_by_role("group", name="accueillent-elles").get_by_label("Non", exact=True).check()
    telephone.get_by_label("TPE").check()
    telephone.get_by_label("Le nom de votre espace ?").fill("L'Atelier 🙂")
    cliquer(telephone, "Enregistrer et continuer")
    expect(telephone.get_by_label(CONDITIONNELLE)).to_have_count(0)
    _noter_les_usages(telephone, (4, 2), (3, 3))
    cliquer(telephone, "Enregistrer et continuer")
    expect(telephone.get_by_label("Combien d'ateliers au trimestre 1 ?")).to_be_visible()
    _finir(scene, telephone)


def repondre_d_un_trait(scene) -> None:
    telephone = scene.telephone()
    telephone.goto(_adresse(scene, "structure3@test.example"))
    suivre(telephone, "Commencer")
    telephone.get_by_role("group", name="accueillent-elles").get_by_label("Ne sait pas").check()
    cliquer(telephone, "Enregistrer et continuer")
    _noter_les_usages(telephone, (5, 1), (1, 1))
    cliquer(telephone, "Enregistrer et continuer")
    _finir(scene, telephone)


def _adresse(scene, courriel: str) -> str:
    return lien(scene.courrier(courriel, TITRE))


def _remplir_l_espace(page: Page) -> None:
    classement = page.get_by_role("group", name="Classez ces thèmes")
    for theme, rang in (("Droits", "2"), ("Bureautique", "1"), ("Images", "3")):
        classement.get_by_label(theme).select_option(rang)
    page.get_by_label("Depuis quand est-il ouvert ?").fill("2019-09-02")
    page.get_by_label("Le nom de votre espace ?").fill("La Passerelle")


def _noter_les_usages(page: Page, *notes: tuple[int, int]) -> None:
    for usage, (importance, maitrise) in zip(USAGES, notes, strict=True):
        item = page.get_by_role("group", name=usage)
        for nom, note in (("Importance", importance), ("Maîtrise", maitrise)):
            item.get_by_role("radiogroup", name=nom).get_by_role("radio", name=str(note)).check()


def _finir(scene, page: Page) -> None:
    page.get_by_label("Combien d'ateliers au trimestre 1 ?").fill("12")
    page.get_by_role("group", name="Êtes-vous à l'aise avec l'outil 1 ?").get_by_label("4").check()
    page.get_by_label("Une remarque sur le point 1 ?").fill("Merci de demander.")
    cliquer(page, "Enregistrer et relire")
    scene.photo(page, "reponse-relire")
    page.get_by_role("button", name="Envoyer ma réponse").dblclick()
    voir(page, "a été envoyée")


def relancer(scene, adresse: str) -> None:
    """Five days later: the silent structure alone hears from us again."""
    page = scene.page("concepteur")
    page.goto(adresse)
    suivre(page, "Suivre les invitations")
    suivre(page, "Relancer 1 silencieuse")
    voir(page, "Structure 4")
    scene.photo(page, "relance-apercu")
    page.get_by_role("button", name="Envoyer la relance").dblclick()
    voir(page, "relance")
    assert len(scene.courriers("structure4@test.example", TITRE)) == 2
    for deja in (scene.distribution.structure.email, "structure3@test.example"):
        assert not [m for m in scene.courriers(deja, TITRE) if "relance" in m.subject.lower()]


def analyser(scene, adresse: str, dossier) -> None:
    """Results of every kind, a filter, the needs scores, a cross-table, the report."""
    page = scene.page("concepteur")
    page.goto(adresse)
    suivre(page, "Voir les résultats")
    voir(page, "3 réponses envoyées")
    voir(page, "La Passerelle")
    scene.photo(page, "resultats-complets")
    page.goto(f"{adresse}scores/")
    voir(page, "Accompagner une démarche")
    expect(page.get_by_role("img").first).to_be_visible()
    scene.photo(page, "scores")
    page.goto(f"{adresse}resultats/")
    suivre(page, "Rapport (PDF)")
    cliquer(page, "Préparer le rapport")
    voir(page, "se prépare")
    scene.travailler()
    with page.expect_download() as attendu:
        page.get_by_role("main").get_by_role("link", name=re.compile("Télécharger le rapport")).click()
    rapport = dossier / "rapport.pdf"
    attendu.value.save_as(rapport)
    assert rapport.read_bytes().startswith(b"%PDF-")
