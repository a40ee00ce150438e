"""The field that names a territory, on the page of a new structure."""

import re

import pytest
from playwright.sync_api import expect

from academie.models import Structure
from tests.distribution import distribuer, territoire

ADRESSE = "/pilotage/structures/nouvelle/"


@pytest.fixture
def carte(transactional_db):
    distribuer()
    territoire("commune", "58194", "Nevers", population=30_000)
    territoire("commune", "93066", "Saint-Denis", population=2)
    territoire("commune", "97411", "Saint-Denis", population=3)
    territoire("commune", "58001", "Névache", population=1)


@pytest.fixture
def page(bureau, carte, connecter):
    return ouvrir(bureau, connecter)


def ouvrir(page, connecter):
    connecter(page, "gestionnaire@test.example")
    page.goto(ADRESSE)
    return page


def champ(page):
    return page.get_by_label("Territoire", exact=True)


def options(page):
    return page.get_by_role("listbox", name="Territoires proposés").get_by_role("option")


def active(page):
    return page.get_by_role("listbox", name="Territoires proposés").get_by_role("option", selected=True)


def test_au_clavier_seul(page, verifier_accessibilite):
    saisie = champ(page)
    expect(saisie).to_have_role("combobox")
    expect(saisie).to_have_attribute("aria-expanded", "false")
    saisie.press_sequentially("nev")
    expect(options(page)).to_have_text(["Nevers (commune 58194)", "Névache (commune 58001)"])
    expect(saisie).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_text("2 territoires proposés.")).to_be_attached()
    assert saisie.get_attribute("aria-activedescendant") is None
    verifier_accessibilite(page)
    saisie.press("ArrowDown")
    saisie.press("ArrowDown")
    actif = page.locator(f"#{saisie.get_attribute('aria-activedescendant')}")
    expect(actif).to_have_text("Névache (commune 58001)")
    expect(actif).to_have_attribute("aria-selected", "true")
    verifier_accessibilite(page)
    saisie.press("ArrowDown")
    saisie.press("Enter")
    expect(saisie).to_have_value("Nevers (commune 58194)")
    expect(saisie).to_be_focused()
    expect(saisie).to_have_attribute("aria-expanded", "false")
    expect(page).to_have_url(re.compile(ADRESSE))


def test_echap_ferme_et_garde_le_texte(page):
    saisie = champ(page)
    saisie.press_sequentially("nev")
    expect(options(page)).to_have_count(2)
    saisie.press("ArrowUp")
    expect(active(page)).to_have_text("Névache (commune 58001)")
    saisie.press("Escape")
    expect(options(page)).to_have_count(0)
    expect(saisie).to_have_value("nev")
    saisie.press("ArrowDown")
    expect(active(page)).to_have_text("Nevers (commune 58194)")
    saisie.press("Tab")
    expect(options(page)).to_have_count(0)
    expect(saisie).to_have_value("nev")


def test_a_la_souris_puis_la_structure_existe(page):
    page.get_by_label("Nom").fill("Médiathèque")
    page.get_by_label("Nature").select_option("espace")
    champ(page).press_sequentially("saint den")
    options(page).filter(has_text="93066").click()
    expect(champ(page)).to_have_value("Saint-Denis (commune 93066)")
    page.locator("main button[type=submit]").click()
    page.wait_for_url("**/pilotage/structures/")
    assert Structure.objects.get(nom="Médiathèque").territoire.code == "93066"


def test_rien_de_propose_se_dit(page):
    champ(page).press_sequentially("atlantide")
    expect(page.get_by_text("Aucun territoire proposé.")).to_be_attached()
    expect(champ(page)).to_have_attribute("aria-expanded", "false")


def test_sans_javascript_un_nom_ambigu_se_choisit(
    sans_javascript, carte, connecter, verifier_accessibilite, html_valide
):
    page = ouvrir(sans_javascript, connecter)
    page.get_by_label("Nom").fill("Médiathèque")
    page.get_by_label("Nature").select_option("espace")
    champ(page).fill("st denis")
    page.locator("main button[type=submit]").click()
    expect(champ(page)).to_have_value("st denis")
    expect(champ(page)).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_role("group", name="Territoires possibles")).to_be_visible()
    html_valide(page.content())
    page.get_by_label("Saint-Denis (commune 97411)").check()
    page.locator("main button[type=submit]").click()
    page.wait_for_url("**/pilotage/structures/")
    assert Structure.objects.get(nom="Médiathèque").territoire.code == "97411"


def test_retaper_efface_les_choix_proposes(page, verifier_accessibilite):
    champ(page).fill("st denis")
    page.locator("main button[type=submit]").click()
    expect(page.get_by_role("radio")).to_have_count(3)
    verifier_accessibilite(page)
    champ(page).press_sequentially("x")
    expect(page.get_by_role("radio")).to_have_count(0)
