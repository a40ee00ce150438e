"""What this process rendered last. The key holds the version of the facts: nothing here is ever out of date."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock

from academie.diffusion.contenu import Contenu

# One feed of 60 000 half-days, or fifteen of 5 000. Compressed, each takes a tenth more.
OCTETS = 64 * 1024 * 1024
# An empty page weighs next to nothing, its question does not: nobody fills the memory by asking a million of them.
ENTREES = 4_000


class Memoire:
    """Contents by key, the least recently asked for leave first; never more than `octets` in all."""

    def __init__(self, octets: int = OCTETS):
        self.octets, self.occupes = octets, 0
        self._contenus: OrderedDict[Hashable, Contenu] = OrderedDict()
        self._verrou = Lock()

    def obtenir(self, cle: Hashable, fabriquer: Callable[[], Contenu]) -> Contenu:
        """The content of this key; what `fabriquer` raises goes through and nothing is kept."""
        with self._verrou:
            if contenu := self._contenus.get(cle):
                self._contenus.move_to_end(cle)
                return contenu
        contenu = fabriquer()
        with self._verrou:
            self._garder(cle, contenu)
        return contenu

    def vider(self) -> None:
        with self._verrou:
            self._contenus.clear()
            self.occupes = 0

    def _garder(self, cle: Hashable, contenu: Contenu) -> None:
        if ancien := self._contenus.pop(cle, None):
            self.occupes -= len(ancien.octets)
        if len(contenu.octets) > self.octets:
            return
        self._contenus[cle] = contenu
        self.occupes += len(contenu.octets)
        while self.occupes > self.octets or len(self._contenus) > ENTREES:
            _cle, parti = self._contenus.popitem(last=False)
            self.occupes -= len(parti.octets)


memoire = Memoire()
