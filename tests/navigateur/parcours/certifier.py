"""Steps 9 and 10: a certificate downloaded, verified by anyone, and what it changes in a career."""

from playwright.sync_api import expect

from tests.academie.documents.juges import executer
from tests.navigateur.parcours.ingenierie import COMPETENCE, PROGRAMME
from tests.navigateur.parcours.presence import lire_qr
from tests.navigateur.parcours.scene import cliquer, lien, remplir, suivre, voir

AUTRE_COMPETENCE = "1.1 Naviguer, rechercher et filtrer des données, des informations et des contenus numériques"
POSTE = "Médiatrice ou médiateur numérique"
FAITS = ("Animateur Test", "Médiathèque de Quimper", PROGRAMME, "mardi 9 mars 2027", "Maison des associations")


def publier_fiche_de_poste(scene) -> None:
    """Two competences are asked for: one that the programme gives, one that it does not."""
    page = scene.page("concepteur")
    page.goto("/parcours/fiches/")
    suivre(page, "Rédiger une fiche")
    remplir(page, {"Intitulé du poste": POSTE, "Missions": "Accueillir, accompagner, orienter."})
    cliquer(page, "Créer le brouillon")
    for competence, niveau in ((COMPETENCE, "5"), (AUTRE_COMPETENCE, "4")):
        suivre(page, "Ajouter une compétence")
        page.get_by_label("Compétence").select_option(competence)
        remplir(page, {"Niveau demandé": niveau})
        cliquer(page, "Ajouter la compétence")
    scene.photo(page, "fiche-de-poste")
    suivre(page, "Publier la fiche")
    cliquer(page, "Publier la fiche")
    voir(page, "publiée")


def telecharger(scene, dossier) -> str:
    """The animateur downloads the PDF from the message. Return where its QR code leads."""
    page = scene.page("animateur")
    (message,) = scene.courriers("animateur", "Votre certificat")
    page.goto(lien(message))
    scene.photo(page, "certificat")
    with page.expect_download() as attendu:
        suivre(page, "Certificat de réalisation (PDF)")
    certificat = dossier / "certificat.pdf"
    attendu.value.save_as(certificat)
    texte = executer("pdftotext", "-layout", certificat, "-")
    for fait in FAITS:
        assert fait in " ".join(texte.split())
    executer("pdftoppm", "-r", "150", "-png", "-singlefile", certificat, dossier / "certificat")
    return lire_qr(dossier / "certificat.png")


def verifier(scene, adresse: str) -> None:
    """Anyone, with a phone."""
    telephone = scene.telephone()
    telephone.goto(adresse)
    voir(telephone, "valide")
    for fait in FAITS:
        voir(telephone, fait)
    scene.photo(telephone, "verification")


def combler_un_ecart(scene, session: str) -> None:
    """Whoever aims at the post is led to the open session that gives what they lack."""
    page = scene.page("autre_animateur")
    _viser(page)
    ligne = _ecarts(page).get_by_role("row", name=COMPETENCE)
    voir(ligne, "à gagner")
    ligne.get_by_role("link", name=PROGRAMME).click()
    expect(page).to_have_url(session)


def lire_parcours(scene) -> None:
    """One competence is held, the other is a gap; there is one certificate."""
    page = scene.page("animateur")
    page.goto("/")
    scene.photo(page, "accueil-apres")
    _viser(page)
    voir(_ecarts(page).get_by_role("row", name=COMPETENCE), "niveau atteint")
    voir(_ecarts(page).get_by_role("row", name=AUTRE_COMPETENCE), "Aucune session ouverte ne mène à ce niveau")
    voir(page, "1 compétence prouvée au niveau demandé, sur 2")
    scene.photo(page, "parcours")
    suivre(page, "Mes certificats et badges")
    expect(page.get_by_role("main").get_by_role("heading", name=PROGRAMME)).to_have_count(1)


def _viser(page) -> None:
    page.goto("/parcours/")
    suivre(page, "Choisir le poste que je vise")
    page.get_by_role("radio", name=POSTE).check()
    cliquer(page, "Viser ce poste")


def _ecarts(page):
    return page.get_by_role("table", name="Écarts entre ce que le poste demande")
