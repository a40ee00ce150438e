"""Feeds: in full from what the process keeps, at the first reading after a change, and when nothing changed."""

from functools import partial

from django.db.models import F
from icalendar import Calendar, Component

from sessions.models import EvenementPublie, VersionAgenda
from tests.bench.mesure import comparer
from tests.bench.rapport import Mesure
from tests.bench.sujets import Terrain, sujet

# Two hundred events and five thousand, once all the data is there.
FLUX = {"epci/200000003": 208, "region/28": 5_000}


def adresse(cle: str) -> str:
    return f"/agendas/{cle}.ics"


def bati_par_icalendar(modeles: list[Component], combien: int) -> bytes:
    """As many events, written by the library."""
    calendrier = Calendar()
    for rang in range(combien):
        calendrier.add_component(modeles[rang % len(modeles)])
    return calendrier.to_ical()


@sujet("flux-304")
def inchange(terrain: Terrain):
    for cle in FLUX:
        marque = terrain.lire(adresse(cle))().entetes["ETag"]
        lire = terrain.lire(adresse(cle), 304, If_None_Match=marque)
        durees = comparer(terrain.lire("/plancher/vue/"), lire, terrain.secondes)
        nom = f"feed of {FLUX[cle]} events, unchanged (304) / smallest view"
        yield Mesure("flux-304", nom, 0.7, durees.produit, durees.plancher, durees.allure, 1)


@sujet("flux")
def en_entier(terrain: Terrain):
    for cle, evenements in FLUX.items():
        lire = terrain.lire(adresse(cle))
        taille = lire().taille
        durees = comparer(terrain.lire(f"/plancher/octets/{taille}/"), lire, terrain.secondes)
        nom = f"feed of {evenements} events, in full / bytes at hand"
        yield Mesure("flux", nom, 0.7, durees.produit, durees.plancher, durees.allure, taille)


@sujet("flux-change")
def apres_un_changement(terrain: Terrain):
    """Each reading follows a change: nothing that a process keeps serves twice."""
    for cle, evenements in FLUX.items():
        lire = terrain.lire(adresse(cle))

        def changer_et_lire(cle=cle, lire=lire):
            VersionAgenda.objects.filter(cle=cle).update(version=F("version") + 1)
            lire()

        genre, _barre, code = cle.partition("/")
        fragments = [
            bytes(f)
            for f in EvenementPublie.objects.filter(**{f"{genre}__code": code}).values_list("fragment", flat=True)
        ]
        modeles = [Component.from_ical(fragment) for fragment in fragments[:100]]
        construire = partial(bati_par_icalendar, modeles, len(fragments))
        durees = comparer(construire, changer_et_lire, terrain.secondes)
        nom = f"feed of {evenements} events, first reading after a change / icalendar"
        yield Mesure("flux-change", nom, 0.77, durees.produit, durees.plancher, durees.allure, lire().taille)
