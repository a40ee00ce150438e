"""Enrolling under pressure."""

import http.client
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial
from statistics import median, quantiles
from threading import Barrier

from django.urls import reverse

from sessions.models import Inscription, Session
from tests.bench.mesure import allure, appeler, chronometrer
from tests.bench.rapport import Mesure
from tests.bench.sujets import JETON, Terrain, entetes, sujet
from tests.sessions.fabriques import animateurs, session_ouverte, version_publiee

CLIENTS, PAR_TOUR, TOURS = 4, 6, 3
FOULE, PLACES = 50, 10


def ensemble(port: int, gestes: list[Callable]) -> list[float]:
    """Each list of deeds to a client with a connection of its own, all at once; the seconds that each deed returns."""
    depart = Barrier(len(gestes))

    def jouer(geste):
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connexion:
            depart.wait()
            return geste(connexion)

    with ThreadPoolExecutor(len(gestes)) as fils:
        return [duree for durees in fils.map(jouer, gestes) for duree in durees]


def session_en_vue(terrain: Terrain, places: int, **autres) -> Session:
    return session_ouverte(terrain.d, capacite=places, dans=terrain.dans(), **autres)


def session_du_plancher(terrain: Terrain, places: int) -> Session:
    """Of another programme: the same people enrol once in each."""
    version = version_publiee(terrain.d, slug=f"plancher-{terrain.dans()}", titre="Plancher")
    return session_en_vue(terrain, places, version=version)


@sujet("inscription")
def quatre_clients(terrain: Terrain):
    """Form then post, in turns with the floor's post; the flow is told as seconds for one enrolment."""
    d, port, total = terrain.d, terrain.serveur.port, CLIENTS * PAR_TOUR * TOURS
    libre, cible = session_du_plancher(terrain, total), session_en_vue(terrain, total)
    url = reverse("sessions:inscription_create", kwargs={"pk": cible.pk})
    lots = [[(p, entetes(p)) for p in animateurs(PAR_TOUR, d.structure)] for _ in range(CLIENTS * TOURS)]

    def plancher(lot, connexion):
        postes = [f"/plancher/transaction/{libre.pk}/{personne.pk}/" for personne, _entetes in lot]
        return [chronometrer(partial(appeler, connexion, "POST", poste, 200)) for poste in postes]

    def produit(lot, connexion):
        durees = []
        for _personne, en_tete in lot:
            appeler(connexion, "GET", url, 200, **en_tete)
            poster = partial(appeler, connexion, "POST", url, 302, f"csrfmiddlewaretoken={JETON}", **en_tete)
            durees.append(chronometrer(poster))
        return durees

    debits: dict[Callable, list[float]] = {plancher: [], produit: []}
    postes: dict[Callable, list[float]] = {plancher: [], produit: []}
    for tour in range(TOURS):
        for acte in (plancher, produit):
            debut = time.perf_counter()
            postes[acte] += ensemble(port, [partial(acte, lot) for lot in lots[tour * CLIENTS :][:CLIENTS]])
            debits[acte].append((time.perf_counter() - debut) / (CLIENTS * PAR_TOUR))
    if Session.objects.get(pk=cible.pk).places_prises != total:
        raise AssertionError("somebody was not enrolled")
    nom = f"enrolment, form then post, {CLIENTS} clients / one locked transaction"
    yield Mesure("inscription", nom, 0.15, median(debits[produit]), median(debits[plancher]), allure())
    centile = {acte: quantiles(durees, n=20)[-1] for acte, durees in postes.items()}
    nom = "enrolment, p95 of the post / p95 of the floor"
    yield Mesure("inscription", nom, 0.1, centile[produit], centile[plancher], allure())


@sujet("foule")
def la_foule(terrain: Terrain):
    """Everybody posts at once: exactly the seats there are, in the order of arrival."""
    port = terrain.serveur.port
    libre, cible = session_du_plancher(terrain, FOULE), session_en_vue(terrain, PLACES)
    url = reverse("sessions:inscription_create", kwargs={"pk": cible.pk})
    personnes = [(personne, entetes(personne)) for personne in animateurs(FOULE, terrain.d.structure)]

    def poster(personne, en_tete, connexion):
        return [appeler(connexion, "POST", url, 302, f"csrfmiddlewaretoken={JETON}", **en_tete) and 0.0]

    def verrouiller(personne, _en_tete, connexion):
        return [appeler(connexion, "POST", f"/plancher/transaction/{libre.pk}/{personne.pk}/", 200) and 0.0]

    plancher, produit = (
        chronometrer(partial(ensemble, port, [partial(geste, *qui) for qui in personnes]))
        for geste in (verrouiller, poster)
    )
    etats = list(Inscription.objects.filter(session=cible).order_by("ordre").values_list("etat", flat=True))
    if etats != ["confirmee"] * PLACES + ["en_attente"] * (FOULE - PLACES):
        raise AssertionError(f"seats given to {etats.count('confirmee')} people")
    nom = f"{FOULE} people, {PLACES} seats at once / as many locked transactions"
    yield Mesure("foule", nom, 1 / 15, produit, plancher, allure())
