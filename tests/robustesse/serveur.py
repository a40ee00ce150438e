"""The product in processes of its own, under the server and the options of production, on the loopback."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from academie.management.commands.servir import FILS, serveur_web

PROCESSUS = 2


@dataclass(frozen=True)
class Reponse:
    statut: int
    entetes: http.client.HTTPMessage
    contenu: bytes


@dataclass
class Serveur:
    port: int
    environnement: dict[str, str]
    journal: Path | None = None

    @property
    def adresse(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def demander(self, chemin: str, *, methode="GET", corps=None, delai=30, **entetes) -> Reponse:
        """One request, on a connection of its own. `if_none_match="…"` is a header."""
        connexion = http.client.HTTPConnection("127.0.0.1", self.port, timeout=delai)
        try:
            envoyes = {nom.replace("_", "-"): valeur for nom, valeur in entetes.items() if valeur}
            connexion.request(methode, chemin, body=corps, headers=envoyes)
            reponse = connexion.getresponse()
            return Reponse(reponse.status, reponse.headers, reponse.read())
        finally:
            connexion.close()

    def prise(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=30)


def adresse_de_la_base(reglages: dict) -> str:
    """`DATABASE_URL` of the database that the test uses now."""
    if "sqlite" in reglages["ENGINE"]:
        return f"sqlite:///{reglages['NAME']}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{reglages['NAME']}").geturl()


def port_libre() -> int:
    with socket.socket() as prise:
        prise.bind(("127.0.0.1", 0))
        return prise.getsockname()[1]


@contextmanager
def servir(base: str, sortie):
    """A server on the database at `base`; what it writes goes to the file `sortie`."""
    port = port_libre()
    environnement = os.environ | {
        "DATABASE_URL": base,
        "DJANGO_SETTINGS_MODULE": "tests.robustesse.reglages",
        "ADRESSE": f"http://127.0.0.1:{port}",
    }
    commande = [sys.executable, "-m", *serveur_web("127.0.0.1", port, PROCESSUS, FILS)]
    with subprocess.Popen(
        commande, env=environnement, stdout=sortie, stderr=sortie, start_new_session=True
    ) as processus:
        try:
            serveur = Serveur(port, environnement)
            attendre(lambda: serveur.demander("/sante/").statut == 200, delai=180)
            yield serveur
        finally:
            processus.send_signal(signal.SIGTERM)
            try:
                processus.wait(timeout=15)
            except subprocess.TimeoutExpired:
                os.killpg(processus.pid, signal.SIGKILL)


def attendre(condition, *, delai: float) -> None:
    """Until `condition()`; a refused connection is a no."""
    limite = time.monotonic() + delai
    while True:
        try:
            if condition():
                return
        except OSError:
            pass
        assert time.monotonic() < limite, "still not, after all this time"
        time.sleep(0.1)
