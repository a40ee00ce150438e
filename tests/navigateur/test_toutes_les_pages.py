"""Every page, as everyone who may open it, on a desktop and on a phone: axe and the Nu HTML checker find nothing."""

import re

import pytest
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from tests.besoins.atelier import version_retiree
from tests.test_acces import ADRESSES, exemples

ROLES = ["animateur", "referent", "concepteur", "formateur", "gestionnaire", "administrateur"]
COMPTES = sorted(
    nom for nom in get_resolver().reverse_dict if isinstance(nom, str) and nom.startswith(("account_", "mfa_"))
)


def ossature(html: str) -> tuple:
    """Return the elements of the page's own part, without its words and without the menu of each role."""
    corps = re.search(r"<main\b.*</main>", html, re.DOTALL)
    return tuple(re.findall(r'<(\w+)(?:[^>]*?\bclass="([^"]*)")?', corps[0] if corps else html))


@pytest.fixture
def visiter(nouvelle_page, connecter, distribution, verifier_accessibilite, html_valide):
    """Open an address as everybody; those who get no page there are left out."""
    page = nouvelle_page()
    vues = set()

    def visiter_comme(utilisateur, url, attendu=200):
        client = Client(headers={"accept": "text/html"})
        if utilisateur:
            client.force_login(utilisateur, "django.contrib.auth.backends.ModelBackend")
        reponse = client.get(url)
        if reponse.status_code != attendu or not reponse["Content-Type"].startswith("text/html"):
            reponse.close()
            return
        html = reponse.content.decode()
        # The same page with other words is looked at once; the home page shows every role's menu.
        vue = (url == reverse("accueil") and utilisateur, ossature(html))
        if vue in vues:
            return
        vues.add(vue)
        html_valide(html)
        page.context.clear_cookies()
        if utilisateur:
            connecter(page, utilisateur.email)
        page.goto(url)
        for largeur in (1280, 360):
            page.set_viewport_size({"width": largeur, "height": 800})
            verifier_accessibilite(page)

    def visiter_comme_tous(url, **options):
        for utilisateur in (None, *(distribution.personnes[role] for role in ROLES)):
            visiter_comme(utilisateur, url, **options)

    return visiter_comme_tous


@pytest.mark.parametrize("nom", sorted(ADRESSES))
def test_page(nom, visiter, distribution):
    visiter(reverse(nom, kwargs=exemples().get(nom, lambda d: {})(distribution)))


@pytest.mark.parametrize("nom", COMPTES)
def test_account_page(nom, visiter):
    try:
        url = reverse(nom)
    except NoReverseMatch:
        pytest.skip("needs a token")
    visiter(url)


def test_page_of_a_withdrawn_programme(visiter, distribution):
    visiter(version_retiree(distribution).programme.get_absolute_url(), attendu=410)


def test_page_not_found(visiter):
    visiter("/cette-page-n-existe-pas/", attendu=404)


def test_page_refused(visiter):
    visiter(reverse("message_list"), attendu=403)
