"""The browser's fixtures and the outside checkers ring when they must."""

import pytest


@pytest.fixture
def page_fautive(nouvelle_page):
    page = nouvelle_page()
    page.set_content("<html><body><img src='data:,'><p style='color:#ddd;background:#eee'>pâle</p></body></html>")
    return page


def test_axe_finds_what_is_wrong(page_fautive, verifier_accessibilite):
    with pytest.raises(AssertionError, match="image-alt"):
        verifier_accessibilite(page_fautive)


def test_nu_finds_what_is_wrong(html_valide):
    html_valide('<!DOCTYPE html><html lang="fr"><head><title>x</title></head><body><p>été</p></body></html>')
    with pytest.raises(AssertionError, match="Stray end tag"):
        html_valide('<!DOCTYPE html><html lang="fr"><head><title>x</title></head><body></p></div></body></html>')


def test_home_page(bureau, telephone, verifier_accessibilite, html_valide):
    for page in (bureau, telephone):
        page.goto("/")
        verifier_accessibilite(page)
    html_valide(bureau.request.get("/").text())
