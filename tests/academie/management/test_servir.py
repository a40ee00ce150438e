"""The supervisor of `make demo`: web server and worker live and die together."""

import os
import socket
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command


@pytest.fixture
def port_pris():
    with socket.socket() as prise:
        prise.bind(("127.0.0.1", 0))
        prise.listen()
        yield prise.getsockname()[1]


def test_port_in_use_is_said(port_pris):
    with pytest.raises(CommandError, match=f"127.0.0.1:{port_pris} est déjà prise"):
        call_command("servir", port=port_pris)


def test_server_stops_when_the_worker_dies(tmp_path):
    with socket.socket() as prise:
        prise.bind(("127.0.0.1", 0))
        port = prise.getsockname()[1]
    # Without its tables the worker dies at once.
    environnement = os.environ | {"DATABASE_URL": f"sqlite:///{tmp_path}/vide.sqlite3", "DEBUG": "0", "SECRET_KEY": "x"}
    fini = subprocess.run(
        [sys.executable, "manage.py", "servir", "--port", str(port), "--processus", "1"],
        env=environnement | {"DJANGO_SETTINGS_MODULE": "academie.config.settings"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert fini.returncode == 1
    assert "se sont arrêtés" in fini.stderr or "n'a pas démarré" in fini.stderr
    with socket.socket() as prise:
        assert prise.connect_ex(("127.0.0.1", port)) != 0
