"""The life of a session by its six roles: agreement by link, a freed seat offered twice, a substitution, three half-days
signed three ways, evaluations asked; and another session cancelled."""

import re
from dataclasses import replace
from datetime import date

import pytest
from playwright.sync_api import expect

from academie.branchements.periodique import RAPPELS
from besoins.models import QuestionPositionnement
from sessions.actions.creneau import CreneauPrevu
from sessions.actions.inscription import inscrire
from sessions.actions.session import planifier_session
from sessions.actions.vie import ouvrir_session
from sessions.models import Emargement, Inscription, Session
from tests.navigateur.parcours import places
from tests.navigateur.parcours.scene import Horloge, Scene, cliquer, lien, suivre, voir
from tests.navigateur.test_tablette import dessiner
from tests.sessions.fabriques import animateurs, moment, projet, version_publiee

JOUR = date(2027, 3, 9)
TITRE = "Accompagner sur tous les terminaux"


@pytest.fixture
def horloge(monkeypatch):
    horloge = Horloge(monkeypatch)
    horloge.regler("2027-02-01", "10:00")
    return horloge


@pytest.fixture
def scene(horloge, nouvelle_page, travailler, distribution):
    return Scene(nouvelle_page, distribution, travailler, horloge)


@pytest.fixture
def version(scene):
    """A programme that asks a question and has prerequisites."""
    version = version_publiee(scene.distribution)
    version.prerequis = "Savoir envoyer un message avec une pièce jointe."
    version.save()
    QuestionPositionnement.objects.create(version=version, ordre=1, intitule="Installer une application")
    return version


def ouvrir(scene, version, jour: date, *, capacite: int) -> Session:
    """Two half-days on `jour` and one the day after."""
    d = scene.distribution
    lendemain = jour.replace(day=jour.day + 1)
    heures = [(jour, "09:00", "12:00"), (jour, "13:30", "16:30"), (lendemain, "09:00", "12:00")]
    creneaux = [CreneauPrevu(moment(j, debut), moment(j, fin), (d.formateur,)) for j, debut, fin in heures]
    plan = replace(projet(d), creneaux=creneaux, capacite=capacite, cloture_inscriptions=jour)
    session = planifier_session(version=version, projet=plan, par=d.gestionnaire)
    return ouvrir_session(session=session, par=d.gestionnaire)


def inscription_de(session, personne) -> Inscription:
    return session.inscriptions.actives().get(utilisateur=personne)


def test_the_life_of_a_session_by_its_six_roles(scene, version, tmp_path):
    d = scene.distribution
    session = ouvrir(scene, version, JOUR, capacite=2)
    patiente, suivante = animateurs(2, structure=d.autre_structure)
    (collegue,) = animateurs(1, structure=d.structure)

    # The employer is asked, and agrees by a link.
    places.exiger_l_accord(scene, d.structure)
    places.demander(scene, "animateur", session.get_absolute_url())
    voir(scene.page("animateur"), "La place attend l'accord de l'employeur")
    places.accorder(scene)
    scene.page("animateur").reload()
    voir(scene.page("animateur"), "confirmée")

    # The last seat, freed: refused by the first who waits, accepted by the second.
    places.demander(scene, "autre_animateur", session.get_absolute_url())
    for personne in (patiente, suivante):
        inscrire(session=session, utilisateur=personne, par=d.gestionnaire)
    places.liberer(scene, "autre_animateur", TITRE)
    places.repondre_a_l_offre(scene, patiente.email, "Refuser")
    places.repondre_a_l_offre(scene, suivante.email, "Accepter")

    # A colleague comes in somebody's place, with the same seat and the employer's agreement.
    places.remplacer(scene, inscription_de(session, d.animateur), collegue)
    places.accorder(scene)
    venues = [inscription.utilisateur for inscription in session.inscriptions.confirmees().order_by("ordre")]
    assert venues == [collegue, suivante]

    signer_de_trois_facons(scene, session, collegue, suivante, tmp_path)
    clore_et_relire(scene, session, suivante)


def signer_de_trois_facons(scene, session, premiere, seconde, dossier) -> None:
    matin, apres_midi, lendemain = session.creneaux.order_by("debut")
    formateur = scene.page("formateur")

    scene.le("2027-03-09", "08:55")
    code = ouvrir_l_emargement(scene, matin)
    for personne in (premiere, seconde):
        telephone = scene.telephone()
        telephone.goto(lien(scene.courrier(personne.email, "Signez votre présence")))
        telephone.get_by_label("Code à six chiffres").fill(code)
        dessiner(telephone)
        scene.photo(telephone, "signer-d-un-doigt")
        cliquer(telephone, "Signer ma présence")
        voir(telephone, "Enregistrée à")
    scene.le("2027-03-09", "11:58")
    contresigner(scene, matin)

    scene.le("2027-03-09", "13:25")
    ouvrir_l_emargement(scene, apres_midi)
    formateur = scene.page("formateur")
    suivre(formateur, "Faire signer sur cet appareil")
    for personne in (premiere, seconde):
        formateur.get_by_role("link", name=f"Signer ({personne})").click()
        formateur.get_by_label("Votre prénom et votre nom").fill(str(personne))
        formateur.get_by_role("button", name="Signer", exact=True).click()
        expect(formateur.get_by_role("link", name=f"Signer ({personne})")).to_have_count(0)
    voir(formateur, "Tout est envoyé.")
    scene.photo(formateur, "tablette")
    scene.le("2027-03-09", "16:28")
    contresigner(scene, apres_midi)

    scene.le("2027-03-10", "08:55")
    ouvrir_l_emargement(scene, lendemain)
    formateur = scene.page("formateur")
    suivre(formateur, "Relever la feuille signée")
    for personne in (premiere, seconde):
        formateur.get_by_role("checkbox", name=str(personne)).check()
    scene.photo(formateur, "papier")
    cliquer(formateur, "Retenir ces présences")
    voir(formateur, "Qui est là")
    scene.le("2027-03-10", "11:58")
    contresigner(scene, lendemain)

    moyens = set(Emargement.objects.filter(creneau__session=session).values_list("creneau", "moyen"))
    assert moyens == {(matin.pk, "lien"), (apres_midi.pk, "tablette"), (lendemain.pk, "papier")}


def ouvrir_l_emargement(scene, creneau) -> str:
    page = scene.page("formateur")
    page.goto(creneau.get_absolute_url())
    page.get_by_role("button", name="Ouvrir l'émargement").dblclick()
    voir(page, "Code de la salle")
    return re.sub(r"\D", "", page.locator("p.affiche-code").inner_text())


def contresigner(scene, creneau) -> None:
    page = scene.page("formateur")
    page.goto(creneau.get_absolute_url())
    suivre(page, "Contresigner")
    page.get_by_role("button", name="Contresigner").dblclick()
    voir(page, "Contresignée par")


def clore_et_relire(scene, session, personne) -> None:
    """The gestionnaire closes; an evaluation is asked of who came; the concepteur and the administrator read."""
    scene.le("2027-03-10", "14:00")
    page = scene.page("gestionnaire")
    page.goto(f"/pilotage/sessions/{session.pk}/cloturer/")
    scene.photo(page, "cloturer")
    page.get_by_role("button", name=re.compile("^Clore la session")).dblclick()
    voir(page, "réalisée")
    scene.photo(page, "cockpit-realisee")
    scene.travailler()
    for rappel in RAPPELS:
        rappel()
    assert scene.courriers(personne.email, "Votre avis")

    concepteur = scene.page("concepteur")
    concepteur.goto("/pilotage/")
    scene.photo(concepteur, "pilotage")
    voir(concepteur, "Heures-stagiaires")
    suivre(concepteur, "Évaluations")
    scene.photo(concepteur, "evaluations")

    admin = scene.page("administrateur")
    admin.goto(f"/pilotage/bpf/{JOUR.year}/")
    voir(admin, "F-1. Stagiaires par type")
    scene.photo(admin, "bpf")


def test_who_was_in_a_cancelled_session_takes_the_next_one(scene, version):
    d = scene.distribution
    annulee = ouvrir(scene, version, JOUR, capacite=4)
    prochaine = ouvrir(scene, version, date(2027, 4, 6), capacite=4)
    personne = d.autre_animateur
    inscrire(session=annulee, utilisateur=personne, par=d.gestionnaire)
    places.annuler_et_rebondir(scene, annulee, prochaine, personne.email)
