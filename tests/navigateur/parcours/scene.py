"""Who plays the story, when, on which screen, and what their mailbox holds."""

import os
import re
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic

from django.conf import settings
from django.core import mail
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

MOT_DE_PASSE = "mot-de-passe-du-test"
PHOTOS = os.environ.get("PHOTOS")


class Scene:
    """One window for each person, each in a browser of its own; one clock for everybody."""

    def __init__(self, nouvelle_page, distribution, travailler, horloge):
        self.nouvelle_page = nouvelle_page
        self.distribution = distribution
        self.travailler = travailler
        self.horloge = horloge
        self.pages: dict[str, Page] = {}
        self.sur_telephone = {"animateur"}
        expect.set_options(timeout=20_000)
        self.photos = 0

    def page(self, qui: str) -> Page:
        """The window of a person of the cast (the animateur's is a phone), who signs in by the form the first time."""
        if qui not in self.pages:
            self.pages[qui] = self.telephone() if qui in self.sur_telephone else self.nouvelle_page()
            self.pages[qui].goto("/comptes/login/")
            self.se_connecter(self.pages[qui], qui)
        return self.pages[qui]

    def visiteur(self) -> Page:
        """A desktop whose person has no account."""
        return self.nouvelle_page()

    def telephone(self) -> Page:
        """A phone of 360 px, without an account."""
        return self.nouvelle_page(largeur=360, hauteur=740, is_mobile=True, has_touch=True)

    def courriers(self, qui: str, sujet: str) -> list:
        """The messages to `qui` (an address, or someone of the cast) whose subject holds `sujet`, oldest first."""
        self.travailler()
        adresse = getattr(self.distribution.personnes.get(qui), "email", qui)
        return [message for message in mail.outbox if adresse in message.to and sujet in message.subject]

    def courrier(self, qui: str, sujet: str):
        """The latest of them."""
        trouves = self.courriers(qui, sujet)
        assert trouves, f"nobody wrote {sujet!r} to {qui}, only {[message.subject for message in mail.outbox]}"
        return trouves[-1]

    def photo(self, page: Page, nom: str) -> None:
        """Keep what the person sees, when `PHOTOS` names a folder."""
        if PHOTOS:
            self.photos += 1
            Path(PHOTOS).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=f"{PHOTOS}/{self.photos:02}-{nom}.png", full_page=True)

    def se_connecter(self, page: Page, qui: str) -> None:
        """Fill the form of the sign-in page."""
        remplir(page, {"Courriel": self.distribution.personnes[qui].email, "Mot de passe": MOT_DE_PASSE})
        cliquer(page, "Me connecter")
        expect(page).not_to_have_url(re.compile("login"))

    def le(self, jour: str, heure: str) -> None:
        """A day comes. Who came last too long ago will sign in again."""
        avant = self.horloge.instant
        self.horloge.regler(jour, heure)
        if self.horloge.instant - avant > timedelta(seconds=settings.SESSION_COOKIE_AGE):
            self.pages.clear()


class Horloge:
    """The time of the server, which the story moves forward; between two moves it runs as usual."""

    def __init__(self, monkeypatch):
        monkeypatch.setattr(timezone, "now", lambda: self.instant + timedelta(seconds=monotonic() - self.depart))

    def regler(self, jour: str, heure: str) -> None:
        """`regler("2027-02-22", "10:00")`, at Paris time."""
        self.depart = monotonic()
        self.instant = timezone.make_aware(datetime.fromisoformat(f"{jour}T{heure}"))


def cliquer(page: Page, nom: str, genre: str = "button") -> None:
    """Press the button, or follow the link, that bears this name in the page's own part."""
    page.get_by_role("main").get_by_role(genre, name=nom).first.click()


def suivre(page: Page, nom: str) -> None:
    cliquer(page, nom, "link")


def remplir(page: Page, champs: dict[str, str]) -> None:
    """Type each value in the field of this label, whether or not it is said to be optional."""
    for nom, valeur in champs.items():
        page.get_by_role("main").get_by_label(re.compile(rf"^\s*{re.escape(nom)}\s*(\(.*\))?\s*$")).fill(valeur)


def lien(message) -> str:
    """The first address of a message."""
    return re.search(r"https?://\S+", message.body)[0]


def voir(ou: Page | Locator, texte: str) -> None:
    """Fail unless the page, or this part of it, says `texte`, whatever the width of its spaces."""
    partie = ou.get_by_role("main") if isinstance(ou, Page) else ou
    mots = (re.escape(mot) for mot in texte.split())
    expect(partie).to_contain_text(re.compile(r"[\s\u2060]+".join(mots)))
