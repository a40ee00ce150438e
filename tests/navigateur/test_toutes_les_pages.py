"""Every page, as everyone who may open it, on a desktop and on a phone: axe and the Nu HTML checker find nothing.

The browser gets what the test client was answered: no server, so that a test is rolled back and not flushed.
"""

import re
from contextvars import copy_context
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
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
def origine(db, settings):
    settings.BASE_URL = "http://localhost"
    return settings.BASE_URL


def servir(route, visiteur, contexte):
    """Give the browser a static file, or what its `visiteur` is answered; it would not ask here where it is sent on."""
    demande = route.request
    adresse = urlsplit(demande.url)
    if adresse.path.startswith(settings.STATIC_URL):
        fichier = finders.find(adresse.path.removeprefix(settings.STATIC_URL))
        return route.fulfill(path=fichier) if fichier else route.fulfill(status=404)
    options = {"headers": demande.headers, "follow": True}
    if demande.method == "POST":
        options |= {"data": demande.post_data_buffer or b"", "content_type": demande.headers["content-type"]}
    demander = getattr(visiteur, demande.method.lower())
    reponse = contexte.run(demander, adresse._replace(scheme="", netloc="").geturl(), **options)
    return route.fulfill(status=reponse.status_code, headers=dict(reponse.items()), body=b"".join(reponse))


@pytest.fixture
def visiter(nouvelle_page, distribution, verifier_accessibilite, html_valide):
    """Open an address as everybody; those who get no page there are left out."""
    # Playwright calls `servir` out of the test's context, where the connection to the database would be another.
    contexte = copy_context()
    vues, visiteur = set(), None
    page = nouvelle_page(service_workers="block")
    page.route("**/*", lambda route: servir(route, visiteur, contexte))

    def visiter_comme(utilisateur, url, attendu=200):
        nonlocal visiteur
        visiteur = Client(headers={"accept": "text/html"}, raise_request_exception=False)
        if utilisateur:
            visiteur.force_login(utilisateur, "django.contrib.auth.backends.ModelBackend")
        reponse = visiteur.get(url)
        contenu = b"".join(reponse)  # a file is closed once read
        if reponse.status_code != attendu or not reponse["Content-Type"].startswith("text/html"):
            return
        html = contenu.decode()
        # The same page with other words is looked at once; the home page shows every role's menu.
        vue = (url == reverse("accueil") and utilisateur, ossature(html))
        if vue in vues:
            return
        vues.add(vue)
        html_valide(html)
        page.goto(url)
        for largeur in (1280, 360):
            page.set_viewport_size({"width": largeur, "height": 800})
            verifier_accessibilite(page)
        page.goto("about:blank")  # what it asks every two seconds is not asked while another page is opened

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
