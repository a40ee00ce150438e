"""Step 4: from a retained need to a published programme, reviewed by a second person."""

from playwright.sync_api import expect

from tests.navigateur.parcours.scene import cliquer, lien, remplir, suivre, voir

PROGRAMME = "Accompagner une démarche en ligne"
COMPETENCE = "2.3 Exercer sa citoyenneté grâce aux technologies numériques"
NIVEAU = "Avancé 5 – Tâches et problèmes variés, en guidant d'autres personnes."
VERSION = {
    "Présentation": "Guider une personne sans faire à sa place.",
    "Publics": "Animatrices et animateurs.",
    "Prérequis": "Aucun.",
    "Méthodes mobilisées": "Jeux de rôle.",
    "Moyens": "Un ordinateur par personne.",
    "Modalités d'évaluation": "Grille d'observation.",
    "Accessibilité aux personnes handicapées": "Salle de plain-pied.",
    "Modalités et délais d'accès": "Inscription en ligne.",
    "Tarif": "Gratuit.",
    "Contact": "academie@oten.example",
}


def rediger(scene) -> None:
    page = scene.page("concepteur")
    page.goto("/ingenierie/")
    suivre(page, "Rédiger un programme")
    page.get_by_label("Titre du programme").fill(PROGRAMME)
    page.get_by_label("Thème").select_option("E-administration")
    expect(page.get_by_role("checkbox")).to_have_count(1)
    page.get_by_role("checkbox", name="Formation").check()
    scene.photo(page, "programme-neuf")
    cliquer(page, "Commencer le brouillon")
    scene.photo(page, "programme-brouillon")
    suivre(page, "Écrire la présentation")
    remplir(page, VERSION)
    page.get_by_label("Niveau").select_option("basique")
    scene.photo(page, "programme-presentation")
    cliquer(page, "Enregistrer le brouillon")
    suivre(page, "Ajouter un objectif")
    page.get_by_role("combobox", name="Objectif").fill("Guider une personne dans une démarche")
    page.get_by_label("Compétence").select_option(COMPETENCE)
    page.get_by_label("Niveau visé").select_option(NIVEAU)
    page.get_by_role("textbox", name="Évaluation").fill("Une démarche simulée")
    page.get_by_role("checkbox", name="Formation").check()
    scene.photo(page, "objectif-formulaire")
    cliquer(page, "Ajouter l'objectif")
    for titre in ("Écouter la demande", "Faire avec"):
        suivre(page, "Ajouter un module")
        page.get_by_label("Titre").fill(titre)
        page.get_by_label("Durée en minutes").fill("180")
        page.get_by_role("textbox", name="Contenu").fill("Cas réels, rôles échangés.")
        page.get_by_role("checkbox", name="Guider une personne").check()
        cliquer(page, "Ajouter le module")
    voir(page, "6 h")
    scene.photo(page, "programme-complet")
    suivre(page, "Soumettre à la relecture")
    scene.photo(page, "programme-soumettre")
    cliquer(page, "Soumettre à la relecture")
    voir(page, "en relecture")
    expect(page.get_by_role("link", name="Relire")).to_have_count(0)


def relire_et_publier(scene) -> None:
    """Who reviews comes from the message; who publishes finds it on the home page."""
    adresse = scene.courrier("autre_concepteur", PROGRAMME)
    page = scene.page("autre_concepteur")
    page.goto(lien(adresse))
    scene.photo(page, "programme-relire")
    page.get_by_role("radio", name="Approuver").check()
    cliquer(page, "Rendre mon avis")
    voir(page, "relue")
    auteur = scene.page("concepteur")
    auteur.goto("/")
    scene.photo(auteur, "accueil-concepteur")
    auteur.goto(lien(scene.courrier("concepteur", PROGRAMME)))
    suivre(auteur, "Publier au catalogue")
    scene.photo(auteur, "programme-publier")
    cliquer(auteur, "Publier au catalogue")
    voir(auteur, "publiée")


def lire_catalogue(scene) -> None:
    page = scene.visiteur()
    page.goto("/")
    scene.photo(page, "accueil-visiteur")
    page.goto("/catalogue/")
    page.get_by_role("textbox", name="Rechercher").fill("demarche")
    page.keyboard.press("Enter")
    scene.photo(page, "catalogue")
    suivre(page, PROGRAMME)
    voir(page, "« Formation » : 2 sur 2, soit 100,0 %")
    voir(page, COMPETENCE)
    scene.photo(page, "catalogue-programme")
    fiche = page.request.get(page.get_by_role("link", name="Fiche du programme (PDF)").get_attribute("href"))
    assert fiche.ok
    assert fiche.body().startswith(b"%PDF-")
