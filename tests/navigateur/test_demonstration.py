"""The whole demonstration, told once: its invariants hold, and no page offers its reader a link that refuses them."""

from collections import Counter, deque
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import resolve

from academie.demonstration import COMPTES
from academie.models import Utilisateur

# Pages of one kind are alike: that many of each are opened, and the links of all these followed.
PAR_GENRE = 2
# The text of a message, shown as it was sent: its links are its reader's, not those of who keeps the mail.
TELS_QUELS = {"message_detail"}


class Liens(HTMLParser):
    def __init__(self, page: str):
        super().__init__()
        self.adresses: list[str] = []
        self.feed(page)

    def handle_starttag(self, balise, attributs):
        if balise == "a" and (adresse := dict(attributs).get("href")):
            self.adresses.append(adresse)


def liens(url: str, reponse) -> list[str]:
    """The addresses of this site that the page leads to."""
    if reponse.status_code in (301, 302):
        adresses = [reponse["Location"]]
    elif reponse["Content-Type"].startswith("text/html"):
        adresses = Liens(b"".join(reponse).decode()).adresses
    else:
        list(reponse)
        return []
    completes = (urlsplit(urljoin(url, adresse)) for adresse in adresses)
    return [p._replace(fragment="").geturl() for p in completes if not (p.scheme or p.netloc) and p.path]


def genre(url: str) -> tuple[str, bool]:
    parties = urlsplit(url)
    return resolve(parties.path).view_name, bool(parties.query)


def liens_morts(client: Client) -> set[tuple[int, str, str]]:
    """Status, page asked for and page that leads to it, from the home page on."""
    a_voir, vues, combien, morts = deque([("/", "/")]), set(), Counter(), set()
    while a_voir:
        url, venant_de = a_voir.popleft()
        if url in vues or combien[genre(url)] == PAR_GENRE or "logout" in url:
            continue
        vues.add(url)
        combien[genre(url)] += 1
        reponse = client.get(url)
        if reponse.status_code >= 400:
            if genre(venant_de)[0] not in TELS_QUELS:
                morts.add((reponse.status_code, url, venant_de))
            continue
        a_voir.extend((suivante, url) for suivante in liens(url, reponse))
    return morts


@pytest.fixture
def demonstration(settings, db):
    settings.DEMO = True
    call_command("demo", verbosity=0)


def test_la_demonstration_tient_et_ses_liens_menent_quelque_part(demonstration):
    call_command("verifier_invariants", verbosity=0)
    morts = {"visiteur": liens_morts(Client())}
    for compte, *_suite in COMPTES:
        client = Client()
        personne = Utilisateur.objects.get(email=f"{compte}@demo.example")
        client.force_login(personne, backend="django.contrib.auth.backends.ModelBackend")
        morts[compte] = liens_morts(client)
    assert {qui: tous for qui, tous in morts.items() if tous} == {}
