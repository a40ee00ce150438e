"""The page that composes a feed: with a keyboard, on a phone, without JavaScript, with a clipboard open or closed."""

import re

import pytest
from playwright.sync_api import expect

from tests.distribution import distribuer, territoire
from tests.sessions.fabriques import session_ouverte, version_publiee

ADRESSE = "/agendas/"
RUBRIQUES = "details.agenda-guide"


@pytest.fixture
def d(transactional_db):
    d = distribuer()
    territoire("epci", "242900314", "Brest Métropole", region=d.region, departement=d.departement)
    session_ouverte(d)
    session_ouverte(
        d, version=version_publiee(d, slug="autre", titre="Apprendre à apprendre", theme="inclusion"), dans=45
    )
    return d


def test_copier_l_adresse_se_dit(nouvelle_page, d):
    page = nouvelle_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(ADRESSE)
    page.get_by_label("Bretagne").check()
    page.get_by_role("button", name="Afficher cet agenda").click()
    page.get_by_role("button", name="Copier l'adresse").click()
    expect(page.locator("#adresse-agenda-copie")).to_have_text("Adresse copiée.")
    assert page.evaluate("navigator.clipboard.readText()").endswith("/agendas/region/53.ics")


def test_sans_presse_papier_l_adresse_est_selectionnee(bureau, d):
    bureau.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    bureau.goto(ADRESSE)
    bureau.get_by_role("button", name="Copier l'adresse").click()
    expect(bureau.locator("#adresse-agenda-copie")).to_contain_text("Ctrl + C")
    assert bureau.evaluate("getSelection().toString()").endswith("/agendas/public.ics")


def test_sans_javascript_on_ajoute_un_territoire_et_on_lit_les_etapes(sans_javascript, d):
    page = sans_javascript
    page.goto(ADRESSE)
    page.get_by_text("Choisir ce que je suis").click()
    page.get_by_label("Ajouter un département ou une intercommunalité").fill("brest")
    page.get_by_role("button", name="Afficher cet agenda").click()
    page.get_by_label("Brest Métropole (Finistère, intercommunalité 242900314)").check()
    page.get_by_role("button", name="Afficher cet agenda").click()
    expect(page).to_have_url(re.compile(r"/agendas/\?epci=242900314$"))
    expect(page.get_by_label("Adresse de l'agenda, à copier")).to_have_value(re.compile("epci/242900314.ics$"))
    expect(page.get_by_role("button", name="Copier l'adresse")).to_be_hidden()
    page.get_by_text("Thunderbird", exact=True).click()
    expect(page.get_by_text("Collez l'adresse dans «\xa0Emplacement\xa0».")).to_be_visible()


def test_les_etapes_s_ouvrent_au_clavier(bureau, d):
    bureau.goto(ADRESSE)
    resume = bureau.locator(RUBRIQUES).first.locator("summary")
    resume.focus()
    resume.press("Enter")
    expect(bureau.get_by_role("img", name=re.compile("le bouton plus"))).to_be_visible()


@pytest.mark.parametrize("largeur", [360, 1280])
@pytest.mark.parametrize("requete", ["", "?theme=inclusion&region=76", "?theme=minitel&lieu=brest"])
def test_la_page_est_accessible_tout_ouvert(nouvelle_page, d, largeur, requete, verifier_accessibilite, html_valide):
    page = nouvelle_page(largeur=largeur)
    page.goto(f"{ADRESSE}{requete}")
    page.locator("details.facettes, details.agenda-guide").evaluate_all(
        "tous => tous.forEach((un) => { un.open = true; })"
    )
    verifier_accessibilite(page)
    html_valide(page.content())
