import contextlib
import http.client
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from statistics import median

TOURS = 9
TOURS_AU_MOINS = 3
DUREE = 0.25  # seconds per turn


@contextlib.contextmanager
def serveur() -> Iterator[http.client.HTTPConnection]:
    """Serve `tests.bench.serveur` as production does, and yield one kept connection to it."""
    with socket.socket() as prise:
        prise.bind(("127.0.0.1", 0))
        port = prise.getsockname()[1]
    commande = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port), "--log-level", "warning"]
    commande += ["--workers", "1", "--blocking-threads", "1", "--no-ws", "tests.bench.serveur:application"]
    with subprocess.Popen(commande) as processus:
        connexion = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        for _ in range(200):
            with contextlib.suppress(ConnectionRefusedError):
                connexion.connect()
                break
            time.sleep(0.05)
        try:
            yield connexion
        finally:
            processus.terminate()


def appeler(connexion, methode: str, url: str, attendu: int, corps: str | None = None, **entetes: str):
    """Send one request and return its headers; fail when the answer is not the one that the subject is about."""
    connexion.request(methode, url, corps, {nom.replace("_", "-"): valeur for nom, valeur in entetes.items()})
    reponse = connexion.getresponse()
    reponse.read()
    if reponse.status != attendu:
        raise AssertionError(f"{methode} {url}: {reponse.status} instead of {attendu}")
    return reponse.headers


def chronometrer(acte: Callable[[], object]) -> float:
    """Return the seconds of one call."""
    debut = time.perf_counter()
    acte()
    return time.perf_counter() - debut


def duree_moyenne(acte: Callable[[], object], horloge: Callable[[], float] = time.perf_counter) -> float:
    debut, fois = horloge(), 0
    while (ecoule := horloge() - debut) < DUREE:
        acte()
        fois += 1
    return ecoule / fois


def comparer(
    plancher: Callable[[], object],
    produit: Callable[[], object],
    horloge: Callable[[], float] = time.perf_counter,
) -> tuple[float, float]:
    """Return seconds per call of the floor and of the product: medians of turns A B A B, fewer when a call is long.

    Pass `time.process_time` as `horloge` when both run here: what other processes take then does not count.
    """
    plancher(), produit()
    debut, tours = time.perf_counter(), []
    while len(tours) < TOURS and (len(tours) < TOURS_AU_MOINS or time.perf_counter() - debut < TOURS * DUREE):
        tours.append((duree_moyenne(plancher, horloge), duree_moyenne(produit, horloge)))
    return median(a for a, _ in tours), median(b for _, b in tours)
