"""Chromium, and the checkers made by others (axe, the Nu HTML checker)."""

import os
import shutil
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

import pytest
from django.conf import settings as reglages
from django.contrib.auth import get_user_model
from django.test import Client
from playwright.sync_api import sync_playwright

from tests.conftest import ABSENT

MODULES = Path(__file__).parent.parent / "node_modules"
AXE = MODULES / "axe-core" / "axe.min.js"
VNU = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
REGLES_AXE = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "RGAAv4"]
ARGUMENTS_CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
]


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker("navigateur")


def exiger(outil: str, present) -> None:
    if not present:
        arreter = pytest.fail if os.environ.get("BROWSER_REQUIRED") == "1" else pytest.skip
        arreter(f"{ABSENT}: {outil}")


@pytest.fixture(scope="session")
def chromium():
    chemin = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    exiger("Chromium", chemin)
    # Playwright keeps an event loop in the main thread; the tests use the ORM beside it, not inside.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        navigateur = playwright.chromium.launch(executable_path=chemin, args=ARGUMENTS_CHROMIUM)
        yield navigateur
        navigateur.close()


@pytest.fixture
def origine(live_server, settings):
    """Where the pages of `nouvelle_page` come from."""
    settings.BASE_URL = live_server.url
    return live_server.url


@pytest.fixture
def nouvelle_page(request, chromium, origine):
    """Open a page of a new visitor: `nouvelle_page(largeur=360, java_script_enabled=False)`.

    The test fails on an error in the console (a breach of the Content-Security-Policy is one), on an answer in 5xx and
    on a file of the page that is missing, but for the statuses of its marker `refus_attendu(403)`.
    """
    contextes, alertes = [], []
    marque = request.node.get_closest_marker("refus_attendu")
    attendus = marque.args if marque else ()

    def ecouter_console(message):
        # What the server refused is judged by its answer.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            alertes.append(f"{message.page.url if message.page else ''}: {message.text}")

    def ecouter_reponse(reponse):
        page_demandee = reponse.request.resource_type == "document"
        if reponse.status >= (500 if page_demandee else 400) and reponse.status not in attendus:
            alertes.append(f"{reponse.status} {reponse.url}")

    def ouvrir(largeur=1280, hauteur=900, **options):
        contexte = chromium.new_context(
            base_url=origine,
            locale="fr-FR",
            timezone_id="Europe/Paris",
            reduced_motion="reduce",
            viewport={"width": largeur, "height": hauteur},
            **options,
        )
        contexte.set_default_timeout(10_000)
        contexte.on("console", ecouter_console)
        contexte.on("weberror", lambda erreur: alertes.append(str(erreur.error)))
        contexte.on("response", ecouter_reponse)
        contextes.append(contexte)
        return contexte.new_page()

    yield ouvrir
    for contexte in contextes:
        contexte.close()
    assert alertes == []


@pytest.fixture
def bureau(nouvelle_page):
    """A desktop."""
    return nouvelle_page()


@pytest.fixture
def telephone(nouvelle_page):
    """A small phone."""
    return nouvelle_page(largeur=360, hauteur=740, is_mobile=True, has_touch=True)


@pytest.fixture
def sans_javascript(nouvelle_page):
    return nouvelle_page(largeur=360, hauteur=740, java_script_enabled=False)


@pytest.fixture
def connecter(live_server):
    """Sign a person in, without the form: `connecter(page, "animateur@demo.example")`."""

    def ouvrir_session(page, courriel):
        client = Client()
        client.force_login(get_user_model().objects.get(email=courriel), reglages.AUTHENTICATION_BACKENDS[0])
        cookie = client.cookies[reglages.SESSION_COOKIE_NAME]
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])

    return ouvrir_session


@pytest.fixture(scope="session")
def axe():
    exiger("axe-core (npm)", AXE.exists())
    return AXE.read_text("utf-8")


@pytest.fixture
def verifier_accessibilite(axe):
    """Fail on what axe finds on the page as it stands, and on a page wider than its screen."""

    def verifier(page):
        if page.evaluate("typeof axe === 'undefined'"):
            page.evaluate(axe)
        resultat = page.evaluate("regles => axe.run({runOnly: regles, resultTypes: ['violations']})", REGLES_AXE)
        violations = [
            f"{violation['id']} ({violation['impact']}): {violation['help']}\n    {noeud['html'][:200]}"
            for violation in resultat["violations"]
            for noeud in violation["nodes"]
        ]
        assert not violations, f"{page.url}\n  " + "\n  ".join(violations)
        debord = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert debord <= 0, f"{page.url}: {debord} px wider than the screen"

    return verifier


@pytest.fixture(scope="session")
def serveur_nu():
    java = shutil.which("java")
    exiger("Nu HTML checker (npm vnu-jar, Java)", java and VNU.exists())
    with socket.socket() as prise:
        prise.bind(("127.0.0.1", 0))
        port = prise.getsockname()[1]
    adresse = "-Dnu.validator.servlet.bind-address=127.0.0.1"
    commande = [java, "-cp", str(VNU), adresse, "nu.validator.servlet.Main", str(port)]
    with subprocess.Popen(commande, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as processus:
        for _ in range(300):
            with socket.socket() as prise:
                if prise.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/"
        processus.terminate()


@pytest.fixture
def html_valide(serveur_nu):
    """Fail on an error of the Nu HTML checker: `html_valide(page.content())`."""

    def verifier(html: str):
        requete = urllib.request.Request(
            f"{serveur_nu}?out=gnu&level=error",
            data=html.encode(),
            headers={"Content-Type": "text/html; charset=utf-8", "User-Agent": "academie"},
        )
        with urllib.request.urlopen(requete) as reponse:
            erreurs = reponse.read().decode()
        assert not erreurs, erreurs

    return verifier
