"""Step 4: from a retained need to a published programme, reviewed by a second person."""

from playwright.sync_api import Page, expect

from tests.academie.documents.juges import pages, verifier_conforme
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
    "Adaptation et suivi": "Un point avec chaque personne.",
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
        _ajouter_module(page, titre)
    voir(page, "6 h")
    suivre(page, "Soumettre à la relecture")
    voir(page, "une question de positionnement")
    suivre(page, "une question de positionnement")
    page.get_by_label("Question").first.fill("Avez-vous déjà aidé quelqu'un en ligne ?")
    scene.photo(page, "positionnement")
    cliquer(page, "Ajouter la question")
    scene.photo(page, "programme-complet")
    croiser(scene)
    soumettre(scene)
    expect(page.get_by_role("link", name="Relire")).to_have_count(0)


def _ajouter_module(page: Page, titre: str) -> None:
    suivre(page, "Ajouter un module")
    page.get_by_label("Titre").fill(titre)
    page.get_by_label("Durée en minutes").fill("180")
    page.get_by_role("textbox", name="Contenu").fill("Cas réels, rôles échangés.")
    page.get_by_role("textbox", name="Supports").fill("Une fiche par démarche.")
    page.get_by_role("checkbox", name="Guider une personne").check()
    cliquer(page, "Ajouter le module")


def croiser(scene) -> None:
    """One link less in the matrix says at once what nothing answers any more; put back, all is well."""
    page = scene.page("concepteur")
    suivre(page, "Couverture")
    lien_du_module = page.get_by_role("checkbox").last
    lien_du_module.uncheck()
    voir(page, "ne sert aucun besoin")
    lien_du_module.check()
    voir(page, "chaque objectif et chaque module sert un besoin")
    page.reload()
    expect(page.get_by_role("checkbox").last).to_be_checked()
    scene.photo(page, "couverture")
    suivre(page, "Dossier")


def soumettre(scene) -> None:
    page = scene.page("concepteur")
    suivre(page, "Soumettre à la relecture")
    scene.photo(page, "programme-soumettre")
    cliquer(page, "Soumettre à la relecture")
    voir(page, "en relecture")


def demander_un_changement(scene) -> None:
    """Who reviews comes from the message and sends the version back; its author changes a word and submits again."""
    page = scene.page("autre_concepteur")
    page.goto(lien(scene.courrier("autre_concepteur", PROGRAMME)))
    scene.photo(page, "programme-relire")
    page.get_by_role("radio", name="Renvoyer").check()
    page.get_by_role("textbox", name="Commentaire").fill("Dites à qui s'adressent les jeux de rôle.")
    cliquer(page, "Rendre mon avis")
    auteur = scene.page("concepteur")
    auteur.goto(lien(scene.courrier("concepteur", PROGRAMME)))
    voir(auteur, "Dites à qui s'adressent les jeux de rôle.")
    scene.photo(auteur, "programme-renvoye")
    suivre(auteur, "Écrire la présentation")
    remplir(auteur, {"Méthodes mobilisées": "Jeux de rôle par deux, tour à tour."})
    cliquer(auteur, "Enregistrer le brouillon")
    soumettre(scene)


def relire_et_publier(scene) -> None:
    """Who reviews comes from the message; who publishes finds it on the home page."""
    page = scene.page("autre_concepteur")
    page.goto(lien(scene.courrier("autre_concepteur", PROGRAMME)))
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


def lire_catalogue(scene, dossier, *, preuve: str) -> None:
    page = scene.telephone() if "concepteur" in scene.sur_telephone else scene.visiteur()
    page.goto("/")
    scene.photo(page, "accueil-visiteur")
    page.goto("/catalogue/?q=demarches")
    scene.photo(page, "catalogue")
    suivre(page, PROGRAMME)
    voir(page, preuve)
    voir(page, COMPETENCE)
    scene.photo(page, "catalogue-programme")
    fiche = page.request.get(page.get_by_role("link", name="Fiche du programme (PDF)").get_attribute("href"))
    assert fiche.ok
    verifier_conforme(fiche.body(), dossier / "fiche.pdf")
    assert pages(fiche.body()) <= 2
