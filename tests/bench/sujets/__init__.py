"""The subjects of `make bench`: each module registers its own."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from importlib import import_module
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from django.test import Client

from tests.bench.mesure import Reponse, Serveur, appeler
from tests.bench.rapport import Mesure

if TYPE_CHECKING:
    from academie.models import Utilisateur
    from besoins.models import Enquete
    from tests.bench.population import Decor
    from tests.distribution import Distribution

JETON = "x" * 32


@dataclass
class Terrain:
    """Where subjects are measured: the data at one size, and what serves them."""

    d: "Distribution"
    decor: "Decor"
    enquete: "Enquete"
    copie: "Enquete"
    serveur: Serveur
    dossier: Path
    part: float
    ampleur: float  # how much of each sample is done: less than all when the run is late
    secondes: float  # for one comparison in turns
    jours: count
    sessions_ouvertes: dict[str, dict[str, str]] = field(default_factory=dict)

    def dans(self) -> int:
        """In how many days a room and a trainer are free: after all the sessions, and never twice the same."""
        return next(self.jours)

    def lire(self, url: str, attendu: int = 200, role: str = "", **entetes: str) -> Callable[[], Reponse]:
        """What asks for this page, as a visitor or as somebody of `role`."""
        if role:
            entetes |= self.entetes_de(role)
        return partial(appeler, self.serveur.connexion, "GET", url, attendu, **entetes)

    def entetes_de(self, role: str) -> dict[str, str]:
        if role not in self.sessions_ouvertes:
            self.sessions_ouvertes[role] = entetes(getattr(self.d, role))
        return self.sessions_ouvertes[role]


def entetes(personne: "Utilisateur") -> dict[str, str]:
    """Of somebody who is signed in, and may post."""
    client = Client()
    client.force_login(personne, backend="django.contrib.auth.backends.ModelBackend")
    return {
        "Cookie": f"sessionid={client.cookies['sessionid'].value}; csrftoken={JETON}",
        "Content_Type": "application/x-www-form-urlencoded",
    }


@dataclass(frozen=True)
class Sujet:
    """`grandit`: measured at every size, not at the last one alone. `seul`: only when it is asked for."""

    nom: str
    mesurer: Callable[[Terrain], Iterable[Mesure]]
    grandit: bool
    seul: bool


SUJETS: list[Sujet] = []
MODULES = ("pages", "flux", "enquetes", "inscriptions", "documents", "imports", "processus", "optimum")


def sujet(nom: str, *, grandit: bool = True, seul: bool = False):
    def inscrire(mesurer):
        SUJETS.append(Sujet(nom, mesurer, grandit, seul))
        return mesurer

    return inscrire


def tous() -> list[Sujet]:
    for module in MODULES:
        import_module(f"tests.bench.sujets.{module}")
    return SUJETS


def choisis(noms: list[str]) -> list[Sujet]:
    """Those asked for, by name or by the beginning of it; without a choice, all that are not apart."""
    return [s for s in tous() if (any(s.nom.startswith(nom) for nom in noms) if noms else not s.seul)]
