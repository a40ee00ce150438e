"""Calendars that follow: a visitor composes a feed, a référent and an animateur take secret addresses; the session moves,
then is cancelled, and each calendar knows at its next fetch; a revoked address says so."""

import http.client
from urllib.parse import urlsplit

import pytest
from django.urls import reverse

from sessions.actions.inscription import inscrire
from tests.navigateur.parcours.scene import Horloge, Scene, cliquer, remplir, suivre, voir
from tests.sessions.agendas.lecteurs import lire
from tests.sessions.fabriques import session_ouverte


class Abonne:
    """A calendar that asks again as they do: with the mark of what it read last."""

    def __init__(self, adresse: str):
        self.adresse = urlsplit(adresse)
        self.marque = ""
        self.statut, self.evenements = 0, {}

    def relire(self) -> int:
        connexion = http.client.HTTPConnection(self.adresse.netloc, timeout=20)
        chemin = self.adresse._replace(scheme="", netloc="").geturl()
        connexion.request("GET", chemin, headers={"If-None-Match": self.marque, "User-Agent": "Thunderbird/140.0"})
        reponse = connexion.getresponse()
        contenu = reponse.read()
        connexion.close()
        if reponse.status != 304:
            self.evenements = lire(contenu)
            self.marque = reponse.headers["ETag"] or ""
        return reponse.status

    @property
    def titres(self) -> list[str]:
        return [evenement.summary for evenement in self.evenements.values()]


@pytest.fixture
def scene(monkeypatch, nouvelle_page, travailler, distribution):
    horloge = Horloge(monkeypatch)
    horloge.regler("2027-02-01", "10:00")
    return Scene(nouvelle_page, distribution, travailler, horloge)


@pytest.fixture
def session(scene):
    """Two half-days; the animateur of the cast has a seat."""
    d = scene.distribution
    session = session_ouverte(d)
    inscrire(session=session, utilisateur=d.animateur, par=d.animateur)
    return session


def composer(scene) -> Abonne:
    """On a phone, without an account: the sessions of one région."""
    page = scene.telephone()
    page.goto(reverse("sessions:agenda_list"))
    page.get_by_role("main").get_by_text("Choisir ce que je suis").first.click()
    page.get_by_role("main").get_by_label(scene.distribution.region.nom).check()
    scene.photo(page, "composer")
    cliquer(page, "Afficher cet agenda")
    voir(page, "2 demi-journées dans l'année qui vient")
    scene.photo(page, "agenda-public")
    return Abonne(adresse_montree(page))


def creer_prive(scene, qui: str, libelle: str) -> Abonne:
    """The address is shown once."""
    page = scene.page(qui)
    page.goto(reverse("sessions:agenda_list"))
    suivre(page, "Mes agendas privés")
    suivre(page, "Créer un agenda privé")
    remplir(page, {"À quoi sert cette adresse": libelle})
    cliquer(page, "Créer l'adresse")
    voir(page, "Copiez cette adresse maintenant")
    scene.photo(page, f"adresse-secrete-{qui}")
    abonne = Abonne(adresse_montree(page))
    page.reload()
    voir(page, "L'adresse a déjà été montrée")
    return abonne


def adresse_montree(page) -> str:
    return page.get_by_role("main").get_by_label("Adresse de l'agenda, à copier").input_value()


def deplacer(scene, session, jour: str) -> None:
    page = scene.page("gestionnaire")
    page.goto(reverse("sessions:session_deplacer", args=[session.pk]))
    remplir(page, {"Nouveau premier jour": jour})
    cliquer(page, "Déplacer et prévenir")
    voir(page, "6 avril 2027")


def annuler(scene, session, motif: str) -> None:
    page = scene.page("gestionnaire")
    page.goto(reverse("sessions:session_annuler", args=[session.pk]))
    remplir(page, {"Motif": motif})
    cliquer(page, "Annuler la session")


def revoquer(scene, qui: str, libelle: str) -> None:
    page = scene.page(qui)
    page.goto(reverse("sessions:abonnement_list"))
    voir(page, "Thunderbird")  # what read it last
    suivre(page, f"Révoquer l'adresse « {libelle} »")
    cliquer(page, "Révoquer l'adresse")
    voir(page, "Révoquée")
    scene.photo(page, "agendas-prives")


@pytest.mark.ecriture_en_lecture  # a private feed notes when it was last read
def test_les_agendas_suivent(scene, session):
    public = composer(scene)
    equipe = creer_prive(scene, "referent", "L'agenda du service")
    sien = creer_prive(scene, "animateur", "Mon téléphone")
    abonnes = [public, equipe, sien]
    assert [abonne.relire() for abonne in abonnes] == [200, 200, 200]
    assert [abonne.relire() for abonne in abonnes] == [304, 304, 304]
    identifiants = set(public.evenements)
    assert len(identifiants) == 2
    assert all(identifiants <= set(abonne.evenements) for abonne in abonnes)
    assert not any(str(scene.distribution.animateur) in str(abonne.evenements) for abonne in abonnes)

    deplacer(scene, session, "2027-04-06")
    assert [abonne.relire() for abonne in abonnes] == [200, 200, 200]
    assert set(public.evenements) == identifiants
    assert {str(evenement.dtstart.date()) for evenement in public.evenements.values()} == {"2027-04-06"}

    annuler(scene, session, "La salle est sous les eaux.")
    assert [abonne.relire() for abonne in abonnes] == [200, 200, 200]
    assert all("[ANNULÉ]" in titre for titre in public.titres)
    assert all(abonne.evenements[uid].status == "CANCELLED" for abonne in abonnes for uid in identifiants)

    revoquer(scene, "referent", "L'agenda du service")
    assert [abonne.relire() for abonne in abonnes] == [304, 410, 304]
