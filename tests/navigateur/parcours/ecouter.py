"""Steps 1 to 3: a survey asked and answered, its results, the needs that they show."""

from playwright.sync_api import expect

from tests.navigateur.parcours.scene import cliquer, lien, remplir, suivre, voir

ENQUETE = "Besoins de formation 2027"
QUESTIONS = {
    "Choix multiple": {
        "Question": "Que faudrait-il à vos équipes ?",
        "Réponses proposées": "Formation\nMatériel\nTemps",
    },
    "Choix unique": {"Question": "Combien de personnes animent ?", "Réponses proposées": "Une\nPlusieurs"},
    "Échelle": {"Question": "Vos équipes sont-elles à l'aise ?", "Minimum": "1", "Maximum": "5"},
    "Nombre": {"Question": "Combien de visites par semaine ?", "Minimum": "0"},
    "Texte libre": {"Question": "Qu'aimeriez-vous ajouter ?"},
}


def creer_enquete(scene) -> str:
    """The concepteur writes the survey with a question of each kind, and opens it. Return its address."""
    page = scene.page("concepteur")
    page.goto("/besoins/enquetes/")
    suivre(page, "Nouvelle enquête")
    remplir(page, {"Titre": ENQUETE, "Présentation": "Dix minutes.", "Dernier jour pour répondre": "2027-02-19"})
    cliquer(page, "Créer l'enquête")
    scene.photo(page, "enquete-neuve")
    suivre(page, "Ajouter une section")
    page.get_by_label("Titre").fill("Vos équipes")
    cliquer(page, "Ajouter la section")
    for genre, champs in QUESTIONS.items():
        page.get_by_role("list", name="Ajouter une question à Vos équipes").get_by_role("link", name=genre).click()
        remplir(page, champs)
        if genre == "Choix multiple":
            page.get_by_label("Réponse obligatoire").check()
            scene.photo(page, "question-formulaire")
        cliquer(page, "Ajouter la question")
    scene.photo(page, "enquete-complete")
    suivre(page, "Ouvrir l'enquête")
    scene.photo(page, "enquete-ouvrir")
    cliquer(page, "Ouvrir l'enquête")
    voir(page, "Invitez maintenant les structures")
    return page.url


def inviter(scene, adresse: str) -> None:
    page = scene.page("concepteur")
    page.goto(adresse)
    suivre(page, "Suivre les invitations")
    suivre(page, "Ajouter des structures")
    scene.photo(page, "population-choisir")
    for structure in (scene.distribution.structure, scene.distribution.autre_structure):
        page.get_by_role("checkbox", name=structure.nom).check()
    cliquer(page, "Ajouter les structures cochées")
    suivre(page, "Envoyer les invitations")
    scene.photo(page, "invitations-verifier")
    cliquer(page, "Envoyer les 2 invitations")
    voir(page, "0 sur 2 ont répondu")
    scene.photo(page, "invitations-suivi")


def repondre_en_deux_fois(scene) -> None:
    """On a phone: begin, leave, resume on another phone by the same link, send with a double click."""
    adresse = lien(scene.courrier(scene.distribution.structure.email, ENQUETE))
    telephone = scene.telephone()
    telephone.goto(adresse)
    scene.photo(telephone, "reponse-accueil")
    suivre(telephone, "Commencer")
    telephone.get_by_role("checkbox", name="Formation").check()
    telephone.get_by_role("checkbox", name="Temps").check()
    telephone.get_by_label("Combien de visites par semaine ?").fill("beaucoup")
    cliquer(telephone, "Enregistrer et relire")
    voir(telephone, "Indiquez un nombre")
    scene.photo(telephone, "reponse-erreur")
    telephone.close()

    telephone = scene.telephone()
    telephone.goto(adresse)
    suivre(telephone, "Reprendre ma réponse")
    expect(telephone.get_by_role("checkbox", name="Formation")).to_be_checked()
    telephone.get_by_role("radio", name="Une").check()
    telephone.get_by_role("radio", name="4").check()
    telephone.get_by_label("Combien de visites par semaine ?").fill("12,5")
    telephone.get_by_label("Qu'aimeriez-vous ajouter ?").fill("Merci 🙂 شكرا")
    scene.photo(telephone, "reponse-page")
    cliquer(telephone, "Enregistrer et relire")
    scene.photo(telephone, "reponse-relire")
    telephone.get_by_role("button", name="Envoyer ma réponse").dblclick()
    voir(telephone, "a été envoyée")
    scene.photo(telephone, "reponse-merci")
    telephone.goto(adresse)
    voir(telephone, "Elle ne change plus")


def repondre_d_une_traite(scene) -> None:
    telephone = scene.telephone()
    telephone.goto(lien(scene.courrier(scene.distribution.autre_structure.email, ENQUETE)))
    suivre(telephone, "Commencer")
    telephone.get_by_role("checkbox", name="Formation").check()
    cliquer(telephone, "Enregistrer et relire")
    cliquer(telephone, "Envoyer ma réponse")
    voir(telephone, "a été envoyée")


def lire_resultats(scene, adresse: str) -> None:
    page = scene.page("concepteur")
    page.goto(adresse)
    suivre(page, "Voir les résultats")
    voir(page, "2 réponses envoyées")
    tableau = page.get_by_role("table", name="Que faudrait-il à vos équipes ?")
    voir(tableau.get_by_role("row", name="Formation"), "2 sur 2, soit 100,0 % [34 % – 100 %]")
    voir(tableau.get_by_role("row", name="Temps"), "1 sur 2, soit 50,0 % [9 % – 91 %]")
    voir(page, "Merci 🙂 شكرا")
    scene.photo(page, "resultats")


def deriver_besoins(scene, adresse: str) -> None:
    """A need from an answer, another from a weak signal, each with its evidence; an order, two decisions."""
    page = scene.page("concepteur")
    page.goto(adresse)
    suivre(page, "Voir les résultats")
    page.get_by_role("button", name="En faire un besoin Formation").dblclick()
    voir(page, "2 sur 2")
    scene.photo(page, "besoin-neuf")
    _noter_un_signal(scene, page)
    cliquer(page, "En faire un besoin")
    voir(page, "B2")
    page.goto("/besoins/liste/")
    scene.photo(page, "besoins-ordre")
    suivre(page, "Formation")
    scene.photo(page, "besoin-detail")
    suivre(page, "Qualifier")
    page.get_by_label("Urgence").select_option("4")
    scene.photo(page, "besoin-qualifier")
    cliquer(page, "Qualifier le besoin")
    suivre(page, "Retenir")
    page.get_by_label("Motif").fill("Les deux structures la demandent.")
    scene.photo(page, "besoin-retenir")
    cliquer(page, "Retenir")
    voir(page, "Les deux structures la demandent.")
    page.goto("/besoins/liste/")
    suivre(page, "Des démarches")
    suivre(page, "Écarter")
    cliquer(page, "Écarter")
    voir(page, "Indiquez pourquoi le besoin est écarté")
    page.get_by_label("Motif").fill("Un seul territoire pour l'instant.")
    cliquer(page, "Écarter")
    voir(page, "Un seul territoire pour l'instant.")
    scene.photo(page, "besoin-ecarte")


def _noter_un_signal(scene, page) -> None:
    """The same fact seen by two sources, judged by two people who do not see each other's rating."""
    _saisir_un_signal(page, "Des démarches par la voix", "Carnet de l'espace de Quimper")
    scene.photo(page, "signal-seul")
    voir(page, "Une source seule ne fait pas un besoin")
    _saisir_un_signal(page, "Des démarches à la voix", "Bulletin du département")
    voir(page, "ressemble à un signal déjà connu")
    scene.photo(page, "signal-semblable")
    page.get_by_role("radio", name="Oui, le même fait que").check()
    cliquer(page, "Enregistrer le signal")
    adresse = page.url
    for personne in ("concepteur", "gestionnaire"):
        autre = scene.page(personne)
        autre.goto(adresse)
        suivre(autre, "Noter ce signal")
        autre.get_by_role("radio", name="B – source habituellement fiable").check()
        autre.get_by_role("radio", name="2 – probablement vrai").check()
        cliquer(autre, "Enregistrer la note")
    page.goto(adresse)
    scene.photo(page, "signal-note")


def _saisir_un_signal(page, titre: str, source: str) -> None:
    page.goto("/besoins/signaux/")
    suivre(page, "Nouveau signal")
    page.get_by_label("Titre").fill(titre)
    page.get_by_label("Ce qui a été observé").fill("Trois personnes ont voulu dicter leur dossier.")
    page.get_by_label("Ou une nouvelle source").fill(source)
    page.get_by_label("Axe").select_option("usages")
    page.get_by_text("Préciser").click()
    page.get_by_label("Observé le").fill("2027-01-20")
    cliquer(page, "Enregistrer le signal")
