"""The matrix ticked by hand: what it says follows at once; without JavaScript, after one button."""

import pytest
from playwright.sync_api import expect

from tests.besoins.atelier import adresse, besoin_retenu, brouillon_complet
from tests.distribution import distribuer

RIEN = "Aucun module ne répond au besoin « Oublié »."


@pytest.fixture
def d(transactional_db):
    return distribuer()


@pytest.fixture
def version(d):
    version = brouillon_complet(d, besoins=[besoin_retenu(d), besoin_retenu(d, "Oublié")])
    version.objectifs.get().besoins.remove(version.besoins.get(titre="Oublié"))
    return version


def case(page):
    return page.get_by_role("checkbox", name="Oublié : l'objectif 1 y répond")


def test_le_bilan_suit_chaque_case_sans_recharger(bureau, connecter, d, version, verifier_accessibilite):
    page = bureau
    connecter(page, d.concepteur.email)
    page.goto(adresse("couverture_detail", version.pk))
    page.evaluate("window.dejaLa = true")
    expect(page.get_by_text(RIEN)).to_be_visible()

    case(page).check()

    expect(page.get_by_text(RIEN)).to_have_count(0)
    expect(page.get_by_text("La matrice est enregistrée.")).to_be_visible()
    expect(case(page)).to_be_focused()
    case(page).uncheck()
    expect(page.get_by_text(RIEN)).to_be_visible()
    assert page.evaluate("window.dejaLa")
    verifier_accessibilite(page)
    assert not version.objectifs.get().besoins.filter(titre="Oublié").exists()


def test_sans_javascript_un_bouton_enregistre(sans_javascript, connecter, d, version):
    page = sans_javascript
    connecter(page, d.concepteur.email)
    page.goto(adresse("couverture_detail", version.pk))

    case(page).check()
    page.get_by_role("button", name="Enregistrer la matrice").click()

    expect(page.get_by_text("La matrice est enregistrée.")).to_be_visible()
    expect(page.get_by_text(RIEN)).to_have_count(0)
    assert version.objectifs.get().besoins.count() == 2
