"""Seats: the employer's agreement, a freed seat offered, refused, accepted, a colleague in somebody's place."""

import re

from playwright.sync_api import expect

from tests.navigateur.parcours.scene import cliquer, lien, remplir, suivre, voir


def exiger_l_accord(scene, structure) -> None:
    """The référente of the structure wants to be asked before each enrolment."""
    page = scene.page("referent")
    page.goto(f"/pilotage/structures/{structure.pk}/reglages/")
    page.get_by_label("donner son accord avant chaque inscription", exact=False).check()
    page.get_by_label(re.compile("^Adresse de la personne qui donne l'accord")).fill("direction@quimper.example")
    scene.photo(page, "reglages-structure")
    page.get_by_role("main").get_by_role("button").first.click()
    expect(page).not_to_have_url(re.compile("reglages"))


def demander(scene, qui: str, session: str) -> None:
    """Enrol from the public page of the session, with its questions; nothing answered is told on its fields."""
    page = scene.page(qui)
    page.goto(session)
    suivre(page, "M'inscrire")
    scene.photo(page, f"demande-{qui}")
    cliquer(page, "Confirmer mon inscription")
    voir(page, "Confirmez que vous remplissez les prérequis")
    repondre_aux_questions(page)
    page.get_by_role("button", name="Confirmer mon inscription").dblclick()
    expect(page).to_have_url(re.compile(r"/inscriptions/\d+/"))


def repondre_aux_questions(page) -> None:
    page.get_by_label("Je remplis ces prérequis").check()
    page.get_by_role("radio").first.check()
    page.get_by_label(re.compile("Faut-il prévoir")).fill("Une place près de l'écran")


def accorder(scene) -> None:
    """The employer answers by the link, without an account, once."""
    page = scene.telephone()
    page.goto(lien(scene.courrier("direction@quimper.example", "Votre accord est demandé")))
    remplir(page, {"Prénom et nom de la personne qui décide": "Dominique Autorise", "Fonction": "Directrice"})
    cliquer(page, "Envoyer ma réponse")
    page.get_by_label("Je donne mon accord").check()
    scene.photo(page, "accord")
    page.get_by_role("button", name="Envoyer ma réponse").dblclick()
    voir(page, "L'accord est donné")
    page.reload()
    voir(page, "Accord donné par Dominique Autorise, Directrice")


def repondre_a_l_offre(scene, adresse: str, reponse: str) -> None:
    """`reponse`: "Accepter" or "Refuser", by the link of the message, on a phone that nobody signed in on."""
    page = scene.telephone()
    page.goto(lien(scene.courrier(adresse, "Une place pour vous")))
    scene.photo(page, f"offre-{reponse.lower()}")
    page.get_by_role("button", name=f"{reponse} la place").dblclick()
    voir(page, "La place est acceptée" if reponse == "Accepter" else "La place est refusée")


def liberer(scene, qui: str, session: str) -> None:
    page = scene.page(qui)
    page.goto("/inscriptions/")
    page.get_by_role("link", name=session).first.click()
    suivre(page, "Annuler l'inscription")
    page.get_by_role("main").get_by_role("button", name="Annuler l'inscription").dblclick()
    voir(page, "annulée")


def lire_son_rang(scene, qui: str, session: str, *, rang: int) -> None:
    page = scene.page(qui)
    page.goto("/inscriptions/")
    page.get_by_role("link", name=session).first.click()
    voir(page, f"En liste d'attente, au rang {rang}")
    scene.photo(page, f"rang-{rang}")


def remplacer(scene, inscription, personne) -> None:
    """The référente gives a colleague's seat to another one."""
    page = scene.page("referent")
    page.goto(inscription.get_absolute_url())
    suivre(page, "Donner la place à une autre personne")
    page.get_by_label("Qui vient à la place").select_option(label=str(personne))
    scene.photo(page, "remplacer")
    page.get_by_role("main").get_by_role("button").first.dblclick()
    voir(page, str(personne))
    voir(page, "À la place de")


def annuler_et_rebondir(scene, annulee, suivante, adresse: str) -> None:
    """A gestionnaire cancels a session; who was enrolled takes, by the link, the one proposed instead."""
    page = scene.page("gestionnaire")
    page.goto(f"/pilotage/sessions/{annulee.pk}/annuler/")
    page.get_by_label("Motif").fill("La salle est indisponible.")
    scene.photo(page, "annuler-session")
    page.get_by_role("main").get_by_role("button", name="Annuler la session").dblclick()
    voir(page, "La salle est indisponible.")
    visiteur = scene.telephone()
    visiteur.goto(lien(scene.courrier(adresse, "Session annulée")))
    visiteur.get_by_role("checkbox").check()
    scene.photo(visiteur, "session-de-remplacement")
    visiteur.get_by_role("button", name="M'inscrire à cette session").dblclick()
    voir(visiteur, "Votre inscription à la nouvelle session")
    assert suivante.inscriptions.confirmees().filter(utilisateur__email=adresse).exists()
