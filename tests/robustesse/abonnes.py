"""Two subscribers over HTTP: one that keeps what it was told, as Thunderbird does, and Debian's vdirsyncer with khal."""

import shutil
import subprocess
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from tests.robustesse.serveur import Serveur
from tests.sessions.clients.lecteurs import LECTEURS, exiger, khal
from tests.sessions.clients.lignes import Ligne

REGLAGES = """
[general]
status_path = "{dossier}/etat/"
[pair abonnement]
a = "flux"
b = "ici"
collections = null
conflict_resolution = "a wins"
[storage flux]
type = "http"
url = "{adresse}"
[storage ici]
type = "filesystem"
path = "{dossier}/ici/"
fileext = ".ics"
"""


@dataclass
class Prudent:
    """Asks with the ETag and the date of its last full answer."""

    serveur: Serveur
    chemin: str
    empreinte: str = ""
    date: str = ""
    contenu: bytes = b""
    statuts: list[int] = field(default_factory=list)

    def relever(self) -> int:
        reponse = self.serveur.demander(self.chemin, if_none_match=self.empreinte, if_modified_since=self.date)
        self.statuts.append(reponse.statut)
        if reponse.statut == 200:
            self.contenu = reponse.contenu
            self.empreinte, self.date = reponse.entetes["ETag"], reponse.entetes["Last-Modified"] or ""
        return reponse.statut

    @property
    def lignes(self) -> dict[str, Ligne]:
        return {ligne.uid: ligne for ligne in LECTEURS["ical"](self.contenu)}


class Debian:
    """vdirsyncer copies the feed into a folder, under UIDs of its own; khal reads the folder."""

    def __init__(self, adresse: str, dossier: Path):
        exiger("vdirsyncer (Debian)", shutil.which("vdirsyncer"))
        self.dossier, self.reglages = dossier, dossier / "vdirsyncer.conf"
        (dossier / "ici").mkdir()
        self.reglages.write_text(REGLAGES.format(dossier=dossier, adresse=adresse))
        assert self._lancer("discover").returncode == 0

    def relever(self) -> subprocess.CompletedProcess:
        return self._lancer("sync")

    @property
    def lignes(self) -> set[Ligne]:
        veille = f"{timezone.localdate() - timedelta(days=2):%Y%m%d}"
        lues = khal(self.dossier / "ici", "list", "--once", "--day-format", "", veille, "500d")
        return {replace(ligne, uid="") for ligne in lues}

    def _lancer(self, *arguments: str) -> subprocess.CompletedProcess:
        commande = ["vdirsyncer", "-c", str(self.reglages), *arguments]
        return subprocess.run(commande, capture_output=True, text=True, input="", check=False, timeout=60)
