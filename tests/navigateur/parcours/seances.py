"""Steps 5, 6 and 11: a session planned, its seats taken, its feeds followed."""

import re

from playwright.sync_api import expect

from tests.navigateur.parcours.ingenierie import PROGRAMME
from tests.navigateur.parcours.scene import cliquer, lien, remplir, suivre, voir


def creer_lieu(scene) -> None:
    page = scene.page("gestionnaire")
    page.goto("/pilotage/lieux/")
    suivre(page, "Ajouter un lieu")
    remplir(page, {"Nom": "Maison des associations", "Adresse": "3 rue du Port", "Accès": "Arrêt Mairie."})
    page.get_by_role("combobox", name="Commune").press_sequentially("Quimp")
    page.get_by_role("option", name="Quimper").click()
    scene.photo(page, "lieu-formulaire")
    cliquer(page, "Ajouter le lieu")
    voir(page, "Maison des associations")


def planifier(scene, *, premier_jour: str, a_distance: bool = False) -> str:
    """The gestionnaire plans two half-days and a single seat, then opens. Return the session's public address."""
    page = scene.page("gestionnaire")
    page.goto("/pilotage/sessions/")
    suivre(page, "Planifier une session")
    page.get_by_label("Programme").select_option(PROGRAMME)
    page.get_by_role("radio", name="à distance" if a_distance else "sur place", exact=True).check()
    page.get_by_label("Premier jour").fill(premier_jour)
    scene.photo(page, "planifier-programme")
    cliquer(page, "Continuer")
    scene.photo(page, "planifier-horaires")
    cliquer(page, "Continuer")
    if a_distance:
        page.get_by_label("Région organisatrice").select_option("Bretagne")
        page.get_by_label("Lien de connexion").first.fill("https://visio.example/salle")
    else:
        page.get_by_label(re.compile("^Lieu")).select_option(index=1)
    page.get_by_role("checkbox", name=str(scene.distribution.formateur)).check()
    scene.photo(page, "planifier-lieu")
    cliquer(page, "Continuer")
    remplir(page, {"Nombre de places": "1", "Nombre minimum de personnes": "1"})
    scene.photo(page, "planifier-places")
    cliquer(page, "Continuer")
    voir(page, "Soit 6 h en tout")
    scene.photo(page, "planifier-recapitulatif")
    page.get_by_role("button", name="Créer la session").dblclick()
    voir(page, "brouillon")
    scene.photo(page, "cockpit-brouillon")
    suivre(page, "Ouvrir les inscriptions")
    scene.photo(page, "session-ouvrir")
    cliquer(page, "Ouvrir les inscriptions")
    page.get_by_role("link", name="Voir la page publique").click()
    voir(page, "1 place libre sur 1")
    return page.url


def s_inscrire(scene, session: str) -> None:
    """One takes the only seat, the other waits; the first gives up, the second accepts the seat that is offered."""
    premier = scene.page("autre_animateur")
    premier.goto("/sessions/")
    premier.get_by_label("Région").select_option("Bretagne")
    premier.get_by_label("Thème").select_option("E-administration")
    cliquer(premier, "Afficher les résultats")
    scene.photo(premier, "sessions-filtrees")
    suivre(premier, PROGRAMME)
    scene.photo(premier, "session-page")
    suivre(premier, "M'inscrire")
    premier.get_by_role("radio", name="Plutôt à l'aise").check()
    premier.get_by_role("button", name="Confirmer mon inscription").dblclick()
    voir(premier, "confirmée")
    scene.photo(premier, "inscription")
    confirmation = scene.courrier("autre_animateur", PROGRAMME)
    assert [piece[0][-4:] for piece in confirmation.attachments] == [".ics", ".ics"]

    second = scene.page("animateur")
    second.goto(session)
    scene.photo(second, "session-complete")
    suivre(second, "Rejoindre la liste d'attente")
    second.get_by_role("radio", name="Peu à l'aise").check()
    second.get_by_role("button", name="Confirmer et rejoindre la liste d'attente").tap()
    voir(second, "rang 1")
    scene.photo(second, "inscription-attente")
    scene.courrier("animateur", "attente")

    premier.goto(lien_d_annulation(confirmation))
    suivre(premier, "Annuler l'inscription")
    scene.photo(premier, "inscription-annuler")
    premier.get_by_role("main").get_by_role("button", name="Annuler l'inscription").dblclick()
    voir(premier, "annulée")

    second.goto(lien(scene.courrier("animateur", "Une place pour vous")))
    second.get_by_role("button", name="Accepter la place").tap()
    voir(second, "La place est acceptée")
    second.goto("/")
    scene.photo(second, "accueil-animateur")


def lien_d_annulation(message) -> str:
    """The address of one's own enrolment, in the message about it."""
    return re.search(r"https?://\S+/inscriptions/\d+/", message.body)[0]


def suivre_agendas(scene, session: str) -> None:
    """A change raises SEQUENCE, nothing new answers 304; a session cancelled stays, and says so."""
    visiteur = scene.visiteur()
    visiteur.goto("/agendas/")
    visiteur.get_by_label("Bretagne").check()
    cliquer(visiteur, "Afficher cet agenda")
    voir(visiteur, "2 demi-journées dans l'année qui vient")
    scene.photo(visiteur, "agendas")
    region = visiteur.get_by_label("Adresse de l'agenda").input_value()
    avant = visiteur.request.get(region)
    assert avant.text().count("BEGIN:VEVENT") == 2
    assert "TZID:Europe/Paris" in avant.text()
    assert sequences(avant) == ["0", "0"]
    etiquette = {"If-None-Match": avant.headers["etag"]}
    assert visiteur.request.get(region, headers=etiquette).status == 304

    deplacer(scene, session)
    apres = visiteur.request.get(region, headers=etiquette)
    assert apres.status == 200
    assert uids(apres) == uids(avant)
    # The half-day that moved alone: the other one is the same.
    assert sorted(sequences(apres)) == ["0", "1"]
    assert sequences(visiteur.request.get("/agendas/public.ics")) == sequences(apres)

    autre = planifier(scene, premier_jour="2027-03-16", a_distance=True)
    annuler(scene, autre)
    evenements = visiteur.request.get(region).text().split("BEGIN:VEVENT")[1:]
    assert sorted("STATUS:CANCELLED" in evenement for evenement in evenements) == [False, False, True, True]


def sequences(reponse) -> list[str]:
    return re.findall(r"^SEQUENCE:(\d+)", reponse.text(), re.MULTILINE)


def uids(reponse) -> set[str]:
    return set(re.findall(r"^UID:(\S+)", reponse.text(), re.MULTILINE))


def deplacer(scene, session: str) -> None:
    """The gestionnaire moves the first half-day; who has a seat is told."""
    page = scene.page("gestionnaire")
    page.goto(session)
    suivre(page, "Piloter cette session")
    suivre(page, "Modifier")
    page.get_by_role("group", name="Demi-journée 1").get_by_label("Début").fill("09:15")
    page.get_by_role("group", name="Demi-journée 1").get_by_label("Fin").fill("12:15")
    scene.photo(page, "session-modifier")
    cliquer(page, "Enregistrer")
    voir(page, "9 h 15 – 12 h 15")
    scene.photo(page, "cockpit")
    scene.courrier("animateur", PROGRAMME)


def annuler(scene, session: str) -> None:
    page = scene.page("gestionnaire")
    page.goto(session)
    suivre(page, "Piloter cette session")
    suivre(page, "Annuler la session")
    page.get_by_label("Motif").fill("Trop peu d'inscriptions.")
    scene.photo(page, "session-annuler")
    page.get_by_role("main").get_by_role("button", name="Annuler la session").click()
    voir(page, "Trop peu d'inscriptions.")
    visiteur = scene.visiteur()
    visiteur.goto(session)
    voir(visiteur, "Cette session est annulée")
    expect(visiteur.get_by_role("button", name="M'inscrire")).to_have_count(0)
