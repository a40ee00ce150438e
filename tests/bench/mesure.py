"""Turns A B A B of a floor and of the product, and the process that serves both."""

import contextlib
import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import NamedTuple

TOURS = 7
TOURS_AU_MOINS = 3


class Durees(NamedTuple):
    """Seconds of one call: of the floor, of the product, and of a fixed computation that tells the machine's pace."""

    plancher: float
    produit: float
    allure: float


@dataclass
class Serveur:
    """A process that serves the product and the floors, one request at a time."""

    port: int
    pid: int
    connexion: http.client.HTTPConnection
    demarrage: float  # seconds until its first answer

    def memoire(self) -> float:
        """Megabytes held now by the process that answers: granian's own is its parent."""
        enfants = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        return max(memoire(pid, "VmRSS") for pid in (*enfants, str(self.pid)))


def memoire(pid: str, laquelle: str) -> float:
    lignes = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(ligne for ligne in lignes if ligne.startswith(laquelle)).split()[1]) / 1024


@contextlib.contextmanager
def serveur(
    application: str = "tests.bench.serveur:application", premiere: str = "/plancher/vue/"
) -> Iterator[Serveur]:
    """Serve `application` as production does, with one kept connection; `premiere` is asked until it answers."""
    with socket.socket() as prise:
        prise.bind(("127.0.0.1", 0))
        port = prise.getsockname()[1]
    commande = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port), "--log-level", "warning"]
    commande += ["--workers", "1", "--blocking-threads", "1", "--no-ws", application]
    debut = time.perf_counter()
    with subprocess.Popen(commande, env=os.environ) as processus:
        connexion = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        try:
            for _ in range(3_000):
                with contextlib.suppress(ConnectionRefusedError):
                    connexion.connect()
                    break
                time.sleep(0.02)
            appeler(connexion, "GET", premiere, 200)
            yield Serveur(port, processus.pid, connexion, time.perf_counter() - debut)
        finally:
            connexion.close()
            processus.terminate()


class Reponse(NamedTuple):
    entetes: http.client.HTTPMessage
    taille: int


def appeler(connexion, methode: str, url: str, attendu: int, corps: str | None = None, **entetes: str) -> Reponse:
    """Send one request; fail when the answer is not the one that the subject is about."""
    connexion.request(methode, url, corps, {nom.replace("_", "-"): valeur for nom, valeur in entetes.items()})
    reponse = connexion.getresponse()
    taille = len(reponse.read())
    if reponse.status != attendu:
        raise AssertionError(f"{methode} {url}: {reponse.status} instead of {attendu}")
    return Reponse(reponse.headers, taille)


def chronometrer(acte: Callable[[], object], horloge: Callable[[], float] = time.perf_counter) -> float:
    """Return the seconds of one call."""
    debut = horloge()
    acte()
    return horloge() - debut


def allure() -> float:
    """Seconds of a fixed computation: the processor switches between two speeds 1.6 apart, slopes are told at one."""
    return min(chronometrer(lambda: sum(range(60_000))) for _ in range(3))


def duree_moyenne(acte: Callable[[], object], secondes: float, horloge: Callable[[], float]) -> float:
    debut, fois = horloge(), 0
    while not fois or horloge() - debut < secondes:
        acte()
        fois += 1
    return (horloge() - debut) / fois


def comparer(
    plancher: Callable[[], object],
    produit: Callable[[], object],
    secondes: float,
    horloge: Callable[[], float] = time.perf_counter,
) -> Durees:
    """Seconds per call, medians of turns A B A B that take about `secondes` in all; at least three turns, or one call each.

    Pass `time.process_time` as `horloge` when both run here: what other processes take then does not count.
    """
    premier = chronometrer(plancher) + chronometrer(produit)
    tours: list[Durees] = []
    debut = time.perf_counter()
    au_moins = TOURS_AU_MOINS if TOURS_AU_MOINS * premier < 2 * secondes else 1
    while len(tours) < au_moins or (len(tours) < TOURS and time.perf_counter() - debut < secondes):
        a, b = (duree_moyenne(acte, secondes / TOURS / 2, horloge) for acte in (plancher, produit))
        tours.append(Durees(a, b, allure()))
    return Durees(*(median(colonne) for colonne in zip(*tours, strict=True)))


def entourer(plancher: Callable[[], object], produit: Callable[[], float]) -> Durees:
    """For what is done once and lasts: the floor before and after. `produit` returns its own seconds."""
    avant, duree, apres = chronometrer(plancher), produit(), chronometrer(plancher)
    return Durees((avant + apres) / 2, duree, allure())
