"""Files that come in: people of a network, answers to a survey. Sampled when the whole does not fit in the time given."""

from itertools import islice

from tests.bench import reseau
from tests.bench.ailleurs import mesurer_ailleurs
from tests.bench.echanges import exporter, importer, inserer_nu
from tests.bench.mesure import allure
from tests.bench.rapport import Mesure
from tests.bench.sujets import Terrain, sujet

LIGNES = 100_000
LIGNES_MESUREES = 20_000
REPONDANTES = 300
AU_MOINS = 20


@sujet("import-personnes")
def des_personnes(terrain: Terrain):
    """People brought by a file: read, shown, written, with what undoes it; the floor only writes."""
    lignes = round(LIGNES_MESUREES * terrain.part * terrain.ampleur)
    fichiers = [terrain.dossier / f"{nom}-{lignes}.csv" for nom in ("avant", "lu", "apres")]
    for fichier in fichiers:
        reseau.ecrire_fichier(fichier, lignes, fichier.stem.replace("-", ""))
    avant = mesurer_ailleurs(lambda: reseau.plancher(fichiers[0])).secondes
    duree, mega, _rien = mesurer_ailleurs(lambda: reseau.importer(fichiers[1]))
    apres = mesurer_ailleurs(lambda: reseau.plancher(fichiers[2])).secondes
    yield Mesure(
        "import-personnes",
        "import of people / csv, clean_fields, bulk_create",
        0.6,
        duree,
        (avant + apres) / 2,
        allure(),
        lignes,
        echantillon=f"{lignes} of {LIGNES} rows",
    )
    yield Mesure("import-personnes", "import of people, memory at most", 200, mega, unite="MB")


@sujet("import-enquete")
def des_reponses(terrain: Terrain):
    """The first answers of the big survey come in its copy, between two bare inserts of them."""
    repondantes = max(AU_MOINS, round(REPONDANTES * terrain.part * terrain.ampleur))
    chemin, premieres = terrain.dossier / "sorties.csv", terrain.dossier / "premieres.csv"
    exporter(terrain.enquete, chemin)
    with chemin.open() as fichier:
        premieres.write_text("".join(islice(fichier, 1 + repondantes)))
    avant = inserer_nu(terrain.enquete, terrain.copie, repondantes)
    entree, mega, _rien = mesurer_ailleurs(lambda: importer(terrain.copie, premieres))
    apres = inserer_nu(terrain.enquete, terrain.copie, repondantes)
    yield Mesure(
        "import-enquete",
        "import of answers, checked twice / bare bulk inserts",
        0.33,
        entree,
        (avant + apres) / 2,
        allure(),
        repondantes,
        echantillon=f"{repondantes} respondents of a hundred answers",
    )
    yield Mesure("import-enquete", "import of answers, memory at most", 200, mega, unite="MB")
    terrain.copie.reponses.all().delete()
