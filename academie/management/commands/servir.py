import os
import signal
import socket
import subprocess
import sys
import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from academie.demonstration import COMPTES, MOT_DE_PASSE

DELAI_DE_DEMARRAGE = 30  # seconds
# Whoever sends or reads slowly holds one when no proxy stands before: more than four of them must not stop everybody.
FILS = 16


class Command(BaseCommand):
    help = "Sert l'Académie : le serveur web et, à côté, les tâches de fond. Si l'un s'arrête, l'autre aussi."

    def add_arguments(self, parser):
        parser.add_argument("--hote", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--processus", type=int, default=int(os.environ.get("WEB_CONCURRENCY", "2")))
        parser.add_argument("--fils", type=int, default=FILS, help="threads, so database connections, per process")

    def handle(self, *args, hote, port, processus, fils, **options):
        if _repond(hote, port):
            raise CommandError(
                f"L'adresse {hote}:{port} est déjà prise. Choisissez un autre port : PORT=8123 make demo"
            )
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        enfants = [
            _lancer(*serveur_web(hote, port, processus, fils)),
            _lancer("django", "travailler"),
        ]
        try:
            self._annoncer(hote, port, enfants)
            os.wait()
            raise CommandError("Le serveur ou les tâches de fond se sont arrêtés.")
        except KeyboardInterrupt:
            self.stdout.write("\nArrêt.")
        finally:
            _arreter(enfants)

    def _annoncer(self, hote, port, enfants):
        limite = time.monotonic() + DELAI_DE_DEMARRAGE
        while not _repond(hote, port):
            if any(enfant.poll() is not None for enfant in enfants) or time.monotonic() > limite:
                raise CommandError("Le serveur n'a pas démarré.")
            time.sleep(0.05)
        self.stdout.write(f"\nOTeN Académie : http://{hote}:{port}/")
        if settings.DEMO:
            self.stdout.write(f"Comptes de démonstration, mot de passe « {MOT_DE_PASSE} » :")
            for compte, _prenom, _nom, role in COMPTES:
                self.stdout.write(f"  {compte}@demo.example – {role.label}")
        self.stdout.write("Ctrl-C pour arrêter.")
        self.stdout.flush()


def serveur_web(hote: str, port: int, processus: int, fils: int) -> list[str]:
    """The module that serves, and its options (docs/exploitation.md)."""
    options = {
        "interface": "wsgi",
        "host": hote,
        "port": port,
        "workers": processus,
        "blocking-threads": fils,
        "http1-header-read-timeout": 10_000,  # milliseconds
        "workers-kill-timeout": 10,  # seconds: those who download slowly do not hold a stop
        "log-level": "error",  # it warns of so many threads: they are meant
    }
    ecrites = [partie for nom, valeur in options.items() for partie in (f"--{nom}", str(valeur))]
    return ["granian", *ecrites, "--no-ws", "--respawn-failed-workers", "academie.config.wsgi:application"]


def _lancer(module: str, *arguments: str) -> subprocess.Popen:
    # In a session of its own: Ctrl-C reaches this process alone, which then stops both in order.
    return subprocess.Popen([sys.executable, "-m", module, *arguments], start_new_session=True)


def _arreter(enfants: list[subprocess.Popen]) -> None:
    for enfant in enfants:
        enfant.terminate()
    for enfant in enfants:
        try:
            enfant.wait(timeout=15)
        except subprocess.TimeoutExpired:
            enfant.kill()


def _repond(hote: str, port: int) -> bool:
    with socket.socket() as prise:
        return prise.connect_ex((hote, port)) == 0
