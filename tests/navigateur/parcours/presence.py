"""Steps 7 and 8: half-days signed and countersigned, the session closed."""

import re
from pathlib import Path

from playwright.sync_api import expect

from tests.academie.documents.juges import executer
from tests.navigateur.parcours.ingenierie import PROGRAMME
from tests.navigateur.parcours.scene import cliquer, lien, remplir, suivre, voir


def ouvrir(scene) -> str:
    """The formateur finds the half-day among what awaits, and opens it. Return the code that the room reads."""
    page = scene.page("formateur")
    page.goto("/")
    scene.photo(page, "accueil-formateur")
    suivre(page, f"Ouvrir l'émargement : {PROGRAMME}")
    page.get_by_role("button", name="Ouvrir l'émargement").dblclick()
    voir(page, "Code de la salle")
    scene.photo(page, "emargement-ouvert")
    return re.sub(r"\D", "", page.locator("p.affiche-code").inner_text())


def signer_par_le_lien(scene, code: str) -> None:
    """From the message, on a phone that nobody signed in on; a wrong code first."""
    telephone = scene.telephone()
    telephone.goto(lien(scene.courrier("animateur", "Signez votre présence")))
    remplir(telephone, {"Code à six chiffres": "000000" if code != "000000" else "111111"})
    remplir(telephone, {"Votre prénom et votre nom": "Animateur Test"})
    cliquer(telephone, "Signer ma présence")
    voir(telephone, "Ce n'est pas le code de cette demi-journée")
    scene.photo(telephone, "signer-erreur")
    remplir(telephone, {"Code à six chiffres": f"{code[:3]} {code[3:]}"})
    telephone.get_by_role("button", name="Signer ma présence").dblclick()
    voir(telephone, "Enregistrée à")
    scene.photo(telephone, "signer-merci")


def signer_par_le_qr(scene, code: str, dossier) -> None:
    """From the QR code of the room, on the animateur's own phone: it does not say who one is, so one signs in."""
    image = dossier / "qr.png"
    scene.page("formateur").get_by_role("img", name="QR code").screenshot(path=image)
    telephone = scene.pages["animateur"] = scene.telephone()
    telephone.goto(lire_qr(image))
    scene.se_connecter(telephone, "animateur")
    remplir(telephone, {"Code à six chiffres": code, "Votre prénom et votre nom": "Animateur Test"})
    scene.photo(telephone, "signer-qr")
    cliquer(telephone, "Signer ma présence")
    voir(telephone, "Enregistrée à")


def lire_qr(image: Path) -> str:
    return executer("zbarimg", "-q", "--raw", image).strip()


def contresigner(scene) -> None:
    page = scene.page("formateur")
    page.reload()
    expect(page.get_by_role("row", name="Animateur Test")).to_contain_text("présence")
    suivre(page, "Contresigner")
    scene.photo(page, "contresigner")
    page.get_by_role("button", name="Contresigner définitivement").dblclick()
    voir(page, "Plus rien ne change sur cette feuille")
    scene.photo(page, "contresigne")
    feuille = page.request.get(page.get_by_role("link", name="Feuille d'émargement (PDF)").get_attribute("href"))
    assert feuille.ok
    assert feuille.body().startswith(b"%PDF-")


def clore(scene, session: str) -> None:
    """The gestionnaire finds the session among what awaits, reads who gets a certificate, closes with a double click."""
    page = scene.page("gestionnaire")
    page.goto("/")
    scene.photo(page, "accueil-gestionnaire")
    page.goto(session)
    suivre(page, "Piloter cette session")
    suivre(page, "Clore la session")
    voir(page, "Recevront un certificat (1)")
    scene.photo(page, "clore")
    page.get_by_role("button", name="Clore la session et délivrer les certificats").dblclick()
    voir(page, "réalisée")
    scene.photo(page, "cockpit-clos")
