"""A national year: 200 needs, 100 programmes, 18 régions; the plan is checked by counting, not by the solver."""

from besoins.optimisation import evaluer, resoudre
from tests.bench.rapport import Mesure
from tests.bench.sujets import Terrain, sujet
from tests.besoins.optimisation.instances import grande


@sujet("optimum", grandit=False, seul=True)
def optimum(terrain: Terrain):
    instance = grande()
    resultat = resoudre(instance, secondes=60)
    bilan = evaluer(instance, resultat.plan or {})
    if bilan.manquements or resultat.valeur != bilan.valeur:
        raise AssertionError(bilan)
    yield Mesure("optimum", f"yearly plan, gap after {resultat.secondes:.1f} s", 5, 100 * resultat.ecart, unite="%")
