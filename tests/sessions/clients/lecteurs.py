"""Readers of calendars that others wrote: each gives the same neutral rows, or None where it does not tell."""

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
import vobject
from ical.calendar_stream import IcsCalendarStream

from tests.conftest import ABSENT

from . import libical
from .lignes import Ligne, instant

ICI = Path(__file__).parent
MODULES = ICI.parent.parent / "node_modules"
CHAMPS_KHAL = ("uid", "start", "end", "title", "location", "status", "categories", "description")
REGLAGES_KHAL = """
[calendars]
[[abonnement]]
path = {dossier}
type = calendar
[sqlite]
path = {dossier}.khal
[locale]
local_timezone = UTC
default_timezone = UTC
timeformat = %H%M
dateformat = %Y%m%d
longdateformat = %Y%m%d
datetimeformat = %Y%m%dT%H%M00Z
longdatetimeformat = %Y%m%dT%H%M00Z
"""


def exiger(outil: str, present) -> None:
    """Without it the test fails in CI, and says so loudly elsewhere."""
    if not present:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"{ABSENT} {outil}")


def _node(bibliotheque: str) -> Callable[[bytes], list[Ligne]]:
    def lire(contenu: bytes) -> list[Ligne]:
        node = shutil.which("node")
        exiger(f"{bibliotheque} (npm)", node and (MODULES / bibliotheque).exists())
        commande = [node, str(ICI / "lire.mjs"), bibliotheque]
        fini = subprocess.run(commande, input=contenu, capture_output=True, check=False, timeout=120)
        assert fini.returncode == 0, fini.stderr.decode()[-2000:]
        return [Ligne(**ligne | {"categories": tuple(ligne["categories"])}) for ligne in json.loads(fini.stdout)]

    return lire


def _libical(contenu: bytes) -> list[Ligne]:
    exiger("libical (Debian libical3)", libical.NOM)
    return libical.lire(contenu)


def _ical(contenu: bytes) -> list[Ligne]:
    """Strict; it reads zones from the calendar, or the system's of the same name."""
    return [
        Ligne(
            uid=e.uid,
            debut=instant(e.dtstart),
            fin=instant(e.dtend),
            titre=e.summary,
            description=e.description,
            lieu=e.location,
            statut=e.status,
            sequence=e.sequence,
            categories=tuple(e.categories),
        )
        for e in IcsCalendarStream.calendar_from_ics(contenu.decode()).events
    ]


def _vobject(contenu: bytes) -> list[Ligne]:
    return [
        Ligne(
            uid=e.uid.value,
            debut=instant(e.dtstart.value),
            fin=instant(e.dtend.value),
            fuseau=e.dtstart.params["X-VOBJ-ORIGINAL-TZID"][0],
            titre=e.summary.value,
            description=e.description.value,
            lieu=e.location.value,
            statut=e.status.value,
            sequence=int(e.sequence.value),
            categories=tuple(e.categories.value),
        )
        for e in vobject.readOne(contenu.decode()).contents.get("vevent", [])
    ]


def khal(dossier: Path, *arguments: str) -> list[Ligne]:
    """What khal prints, its own calendar being in `dossier`."""
    exiger("khal (Debian)", shutil.which("khal"))
    reglages = dossier.with_suffix(".conf")
    reglages.write_text(REGLAGES_KHAL.format(dossier=dossier))
    gabarit = "\x1e" + "\x1f".join(f"{{{champ}}}" for champ in CHAMPS_KHAL)
    commande = ["khal", "-c", str(reglages), arguments[0], "--format", gabarit, *arguments[1:]]
    fini = subprocess.run(commande, capture_output=True, text=True, check=False, timeout=120)
    assert fini.returncode == 0, fini.stderr
    lignes = []
    for morceau in fini.stdout.split("\x1e")[1:]:
        uid, debut, fin, titre, lieu, statut, categories, description = morceau.rstrip("\n").split("\x1f")
        lignes.append(
            Ligne(
                uid=uid,
                debut=debut,
                fin=fin,
                titre=titre,
                lieu=lieu,
                statut=statut.strip(),
                categories=tuple(categories.split(",")),
                description=description,
            )
        )
    return lignes


def _khal(contenu: bytes) -> list[Ligne]:
    with tempfile.TemporaryDirectory() as bac:
        dossier, fichier = Path(bac) / "vide", Path(bac) / "flux.ics"
        dossier.mkdir()
        fichier.write_bytes(contenu)
        return khal(dossier, "printics", str(fichier))


LECTEURS: dict[str, Callable[[bytes], list[Ligne]]] = {
    "ical.js": _node("ical.js"),
    "node-ical": _node("node-ical"),
    "libical": _libical,
    "ical": _ical,
    "vobject": _vobject,
    "khal": _khal,
}
# The others take seconds for each thousand events.
RAPIDES = ("ical.js", "node-ical", "libical")
