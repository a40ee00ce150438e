"""Certificates, per second of processor. Seals and badges are no part of a page: told apart."""

from time import process_time

from tests.bench.campagne import MEMOIRE, PERSONNES, mesurer_campagne
from tests.bench.certificats import un_certificat
from tests.bench.mesure import comparer
from tests.bench.rapport import Mesure, dire
from tests.bench.sujets import Terrain, sujet

MESUREES = 100
AU_MOINS = 50  # fewer are served at once, without a campaign


@sujet("certificat", grandit=False)
def certificat(terrain: Terrain):
    for nom, plancher, produit in un_certificat():
        durees = comparer(plancher, produit, terrain.secondes, process_time)
        yield Mesure("certificat", nom, 0.8, durees.produit, durees.plancher)


@sujet("campagne", grandit=False)
def campagne(terrain: Terrain):
    """The floor is the sum of its own pages."""
    personnes = max(AU_MOINS, round(MESUREES * terrain.part * terrain.ampleur))
    durees, mega = mesurer_campagne(terrain.d, terrain.dans(), personnes)
    nom, echantillon = "campaign, all documents / the sum of their pages", f"{personnes} of {PERSONNES} people"
    yield Mesure("campagne", nom, 0.77, durees["campagne"], durees["pages"], echantillon=echantillon)
    yield Mesure("campagne", "campaign, memory at most", MEMOIRE, mega, unite="MB")
    dire(f"    campaign: seals {durees['sceaux']:.1f} s, badges {durees['badges']:.1f} s")
