"""Answering with a script: saved as one types, without network too, and questions that come and go."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from besoins.models import Reponse, Valeur
from besoins.queries.invitation import jeton_invitation
from tests.besoins.fabriques import invitation
from tests.besoins.questionnaires import a_tiroirs, tous_les_genres
from tests.distribution import distribuer


def ouvrir(page, questionnaire, structure):
    jeton = jeton_invitation(invitation(questionnaire, structure))
    page.goto(reverse("besoins:reponse_section", args=[jeton, 1]))
    return page


@pytest.fixture
def d(transactional_db):
    return distribuer()


@pytest.fixture
def tiroirs(d):
    return a_tiroirs(d.concepteur)


@pytest.fixture
def page(telephone, d, tiroirs):
    return ouvrir(telephone, tiroirs, d.structure)


def lieu(page):
    return page.get_by_label("Votre lieu ?")


def etat(page):
    return page.locator(".enregistrement")


def test_ce_qui_s_ecrit_est_enregistre_sans_rien_presser(page):
    lieu(page).fill("Quimper")

    expect(etat(page)).to_contain_text("Enregistré à")
    assert Valeur.objects.get().texte == "Quimper"
    assert page.evaluate("localStorage.length") == 0


def test_une_question_appelee_parait_aussitot_sans_prendre_le_focus(page, verifier_accessibilite):
    lieu(page).fill("Quimper")
    page.get_by_role("radio", name="Oui").focus()
    page.keyboard.press("Space")

    expect(page.get_by_label("Combien de personnes ?")).to_be_visible()
    expect(etat(page)).to_contain_text("Une question est ajoutée : Combien de personnes ?")
    expect(page.get_by_role("radio", name="Oui")).to_be_focused()
    expect(lieu(page)).to_have_value("Quimper")
    verifier_accessibilite(page)
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Combien de personnes ?")).not_to_be_attached()
    expect(etat(page)).to_contain_text("n'est plus demandée")


def test_sans_reseau_rien_ne_se_perd(page):
    page.context.set_offline(True)
    lieu(page).fill("Quimper")
    expect(etat(page)).to_contain_text("gardée sur cet appareil")
    page.get_by_role("button", name="Enregistrer et continuer").click()
    expect(lieu(page)).to_have_value("Quimper")  # better to stay than to lose
    assert not Reponse.objects.exists()

    page.context.set_offline(False)

    expect(etat(page)).to_contain_text("Enregistré à")
    assert Valeur.objects.get().texte == "Quimper"


def test_un_onglet_ferme_sans_reseau_se_retrouve(page):
    adresse, contexte = page.url, page.context
    contexte.set_offline(True)
    lieu(page).fill("Quimper")
    expect(etat(page)).to_contain_text("gardée sur cet appareil")
    page.close()
    contexte.set_offline(False)

    page = contexte.new_page()
    page.goto(adresse)

    expect(lieu(page)).to_have_value("Quimper")
    expect(etat(page)).to_contain_text("Enregistré à")
    assert Valeur.objects.get().texte == "Quimper"


def test_un_autre_appareil_a_continue_on_choisit(page, nouvelle_page):
    adresse, contexte = page.url, page.context
    contexte.set_offline(True)
    lieu(page).fill("Écrit ici")
    expect(etat(page)).to_contain_text("gardée sur cet appareil")
    page.close()
    autre = nouvelle_page()
    autre.goto(adresse)
    lieu(autre).fill("Écrit ailleurs")
    expect(etat(autre)).to_contain_text("Enregistré à")
    contexte.set_offline(False)

    page = contexte.new_page()
    page.goto(adresse)

    expect(lieu(page)).to_have_value("Écrit ailleurs")
    page.get_by_role("button", name="Remettre celles de cet appareil").click()
    expect(lieu(page)).to_have_value("Écrit ici")
    expect(etat(page)).to_contain_text("Enregistré à")
    assert Valeur.objects.get().texte == "Écrit ici"


def test_rien_ne_reste_sur_l_ordinateur_apres_l_envoi(page):
    page.get_by_role("radio", name="Non").check()
    page.get_by_role("button", name="Enregistrer et continuer").click()
    page.get_by_role("button", name="Enregistrer et relire").click()
    jeton = page.url.split("/")[4]
    page.evaluate("jeton => localStorage.setItem(`reponse:/enquetes/${jeton}/page/1/`, '{}')", jeton)
    page.get_by_role("button", name="Envoyer ma réponse").click()

    expect(page.get_by_role("heading", name="Merci")).to_be_visible()
    assert not page.evaluate("jeton => Object.keys(localStorage).some((cle) => cle.includes(jeton))", jeton)


def test_tous_les_genres_au_clavier_et_sans_javascript(sans_javascript, d):
    genres = tous_les_genres(d.concepteur)
    page = ouvrir(sans_javascript, genres, d.structure)
    page.get_by_role("radio", name="Ville").focus()
    page.keyboard.press("Space")
    page.get_by_label("Courriel (rang)").select_option("2")
    page.get_by_label("Visio (rang)").select_option("1")
    notes = page.get_by_role("group", name="Tableur")
    notes.get_by_role("radiogroup", name="Importance").get_by_role("radio", name="4").check()
    page.get_by_label("Depuis quand ?").fill("2027-03-03")
    page.get_by_label("Où ?").fill("Bretagne")
    page.get_by_role("button", name="Enregistrer et relire").click()

    lignes = page.locator("main").inner_text().replace("\u00a0", " ")
    for attendu in ("Ville", "1. Visio", "2. Courriel", "Tableur : importance 4", "mercredi 3 mars 2027", "Bretagne ("):
        assert attendu in lignes
