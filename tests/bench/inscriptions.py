"""Enrolling under pressure, and the lists of a product that has lived: ten thousand sessions, two hundred thousand enrolments."""

import http.client
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from itertools import cycle
from statistics import median, quantiles
from threading import Barrier

from django.db.models import F
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sessions.models import Inscription, Session
from tests.bench.mesure import appeler, chronometrer, comparer
from tests.sessions.fabriques import animateurs, session_ouverte, version_publiee

CLIENTS, PAR_TOUR, TOURS = 4, 12, 4
FOULE, PLACES = 50, 10
SESSIONS, PAR_SESSION = 10_000, 20
JETON = "x" * 32

Mesure = tuple[str, float, float, float]  # what, goal, floor, product: both in seconds


def entetes(personne) -> dict[str, str]:
    client = Client()
    client.force_login(personne, backend="django.contrib.auth.backends.ModelBackend")
    return {
        "Cookie": f"sessionid={client.cookies['sessionid'].value}; csrftoken={JETON}",
        "Content_Type": "application/x-www-form-urlencoded",
    }


def ensemble(port: int, gestes: list[Callable]) -> list[float]:
    """Each list of deeds to a client with a connection of its own, all at once; the seconds that each deed returns."""
    depart = Barrier(len(gestes))

    def jouer(geste):
        connexion = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        depart.wait()
        return geste(connexion)

    with ThreadPoolExecutor(len(gestes)) as fils:
        return [duree for durees in fils.map(jouer, gestes) for duree in durees]


def session_du_plancher(d, places: int) -> Session:
    """Of another programme: the same people enrol once in each."""
    version = version_publiee(d, slug=f"plancher-{places}", titre="Plancher")
    return session_ouverte(d, version=version, capacite=places, dans=500 + places)


def quatre_clients(port: int, d) -> list[Mesure]:
    """Form then post, in turns with the floor's post; the goal of the flow is told as seconds for one enrolment."""
    total = CLIENTS * PAR_TOUR * TOURS
    libre, cible = session_du_plancher(d, total), session_ouverte(d, capacite=total, dans=400)
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
        for sujet in (plancher, produit):
            debut = time.perf_counter()
            postes[sujet] += ensemble(port, [partial(sujet, lot) for lot in lots[tour * CLIENTS :][:CLIENTS]])
            debits[sujet].append((time.perf_counter() - debut) / (CLIENTS * PAR_TOUR))
    assert Session.objects.get(pk=cible.pk).places_prises == total
    centile = {sujet: quantiles(durees, n=20)[-1] for sujet, durees in postes.items()}
    return [
        (
            f"enrolment, form then post, {CLIENTS} clients / one locked transaction",
            0.15,
            median(debits[plancher]),
            median(debits[produit]),
        ),
        ("p95 of the post / p95 of the floor", 0.1, centile[plancher], centile[produit]),
    ]


def la_foule(port: int, d) -> Mesure:
    """Everybody posts at once: exactly the seats there are, in the order of arrival."""
    libre, cible = session_du_plancher(d, FOULE), session_ouverte(d, capacite=PLACES, dans=420)
    url = reverse("sessions:inscription_create", kwargs={"pk": cible.pk})
    personnes = [(personne, entetes(personne)) for personne in animateurs(FOULE, d.structure)]

    def poster(personne, en_tete, connexion):
        return [appeler(connexion, "POST", url, 302, f"csrfmiddlewaretoken={JETON}", **en_tete) and 0.0]

    def verrouiller(personne, _en_tete, connexion):
        return [appeler(connexion, "POST", f"/plancher/transaction/{libre.pk}/{personne.pk}/", 200) and 0.0]

    plancher, produit = (
        chronometrer(partial(ensemble, port, [partial(geste, *qui) for qui in personnes]))
        for geste in (verrouiller, poster)
    )
    etats = list(Inscription.objects.filter(session=cible).order_by("ordre").values_list("etat", flat=True))
    assert etats == ["confirmee"] * PLACES + ["en_attente"] * (FOULE - PLACES)
    return f"{FOULE} people, {PLACES} seats at once / as many locked transactions", 1 / 15, plancher, produit


def grandir(modele: Session) -> None:
    """Sessions like `modele`, over ten years, each with its people."""
    maintenant, personnes = timezone.now(), cycle(animateurs(2_000, None))
    sessions = Session.objects.bulk_create(
        [_copie(modele, timedelta(hours=rang * 8 - 4 * SESSIONS)) for rang in range(SESSIONS)], batch_size=500
    )
    Inscription.objects.bulk_create(
        (
            Inscription(
                session=session,
                utilisateur=next(personnes),
                etat=Inscription.Etat.CONFIRMEE if ordre <= modele.capacite else Inscription.Etat.EN_ATTENTE,
                ordre=ordre,
                inscrite_le=maintenant,
            )
            for session in sessions
            for ordre in range(1, PAR_SESSION + 1)
        ),
        batch_size=2_000,
    )
    Session.objects.filter(pk__gte=sessions[0].pk).update(places_prises=F("capacite"), dernier_ordre=PAR_SESSION)


def _copie(modele: Session, decalage: timedelta) -> Session:
    debut = modele.debut + decalage
    return Session(
        version=modele.version,
        modalite=modele.modalite,
        lieu=modele.lieu,
        territoire=modele.territoire,
        departement=modele.departement,
        capacite=modele.capacite,
        minimum=modele.minimum,
        cloture_inscriptions=debut.date(),
        etat=modele.etat,
        debut=debut,
        fin=debut + (modele.fin - modele.debut),
        ouverte_le=modele.ouverte_le,
    )


def grandes_listes(connexion, d) -> list[Mesure]:
    modele = session_ouverte(d, capacite=15, dans=430)
    grandir(modele)
    grande = Session.objects.filter(places_prises=15).order_by("pk")[SESSIONS // 2]
    pages = {
        "sessions": (reverse("sessions:session_list"), {}),
        "sessions of the last page": (reverse("sessions:session_list") + "?page=last", {}),
        "cockpits": (reverse("sessions:session_pilotage"), entetes(d.gestionnaire)),
        "enrolments": (reverse("sessions:inscription_list"), entetes(d.gestionnaire)),
        "people of a session": (reverse("sessions:session_inscriptions", args=[grande.pk]), entetes(d.gestionnaire)),
    }
    lignes = partial(appeler, connexion, "GET", "/plancher/lignes/", 200)
    total = f"{SESSIONS} sessions, {SESSIONS * PAR_SESSION} enrolments"
    return [
        (
            f"list of {nom}, of {total} / 25 rows",
            0.5,
            *comparer(lignes, partial(appeler, connexion, "GET", url, 200, **tetes)),
        )
        for nom, (url, tetes) in pages.items()
    ]
