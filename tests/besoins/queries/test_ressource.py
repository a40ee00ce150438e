import pytest

from academie.models import Territoire
from besoins.models import Ressource
from besoins.queries import ressource as lectures
from tests.besoins import ressources
from tests.besoins.atelier import competence, theme


def titres(criteres) -> list[str]:
    return [r.titre for r in lectures.trier(lectures.trouver(criteres), criteres)]


@pytest.fixture
def memoire(d):
    """Three published resources, and what the public must not read."""
    ailleurs = Territoire.objects.get(code="31555")
    ressources.publiee(d, "Un bus en Finistère", reproductible="oui")
    ressources.publiee(d, "Un fablab", territoire=ailleurs, theme=theme("Création"), essentiel="On répare un bus.")
    ressources.publiee(
        d, "Note sur les bus", genre="note", territoire=None, synthese="Cinq minutes", texte="Longuement"
    )
    ressources.brouillon(d, "Un bus en chantier")
    ressources.en_relecture(d, "Un bus à relire")
    ressources.retiree(d)
    return d


@pytest.mark.parametrize(
    ("criteres", "attendus"),
    [
        ({}, {"Un bus en Finistère", "Un fablab", "Note sur les bus"}),
        ({"q": "bus "}, {"Un bus en Finistère", "Un fablab", "Note sur les bus"}),
        ({"q": "bus", "region": "53"}, {"Un bus en Finistère"}),
        ({"q": "quimper"}, {"Un bus en Finistère"}),
        ({"region": "76"}, {"Un fablab"}),
        ({"theme": "création"}, {"Un fablab"}),
        ({"genre": "note"}, {"Note sur les bus"}),
        ({"reproductible": "oui"}, {"Un bus en Finistère"}),
        ({"lecture": "texte"}, {"Note sur les bus"}),
        ({"lecture": "essentiel", "genre": "recit"}, {"Un bus en Finistère", "Un fablab"}),
        ({"q": "chantier"}, set()),
    ],
)
def test_only_what_is_published_is_found(memoire, criteres, attendus):
    assert set(titres(criteres)) == attendus


def test_what_is_about_it_comes_before_what_mentions_it(memoire):
    assert titres({"q": "bus "})[-1] == "Un fablab"
    assert titres({"q": "bus ", "tri": "date"})[0] == "Note sur les bus"


def test_each_facet_counts_under_the_others(memoire):
    comptes = lectures.compter({})
    assert comptes["genre"] == [("note", "note de synthèse", 1), ("recit", "récit de bonne pratique", 2)]
    assert comptes["region"] == [("53", "Bretagne", 1), ("76", "Occitanie", 1)]
    assert comptes["theme"] == [("accès-aux-droits", "Accès aux droits", 2), ("création", "Création", 1)]
    assert comptes["reproductible"] == [("oui", "oui", 1)]
    assert {valeur: n for valeur, _nom, n in comptes["lecture"]} == {"essentiel": 3, "synthese": 1, "texte": 1}
    comptes = lectures.compter({"region": "53", "q": "bus"})
    assert comptes["region"] == [("53", "Bretagne", 1), ("76", "Occitanie", 1)]
    assert comptes["genre"] == [("recit", "récit de bonne pratique", 1)]


def test_each_count_is_what_its_choice_shows(memoire):
    for criteres in ({}, {"q": "bus"}, {"genre": "recit"}, {"region": "76", "lecture": "essentiel"}):
        for nom, valeurs in lectures.compter(criteres).items():
            for valeur, _libelle, n in valeurs:
                assert lectures.trouver(criteres | {nom: valeur}).count() == n


def test_each_tile_leads_to_its_region_and_keeps_the_search(memoire):
    criteres = {"q": "un bus", "genre": "recit"}
    tuiles, regions = lectures.carte(criteres, lectures.compter(criteres)["region"])
    assert len(tuiles) == 18
    assert {tuile.code: tuile.nombre for tuile, _url in tuiles if tuile.nombre} == {"53": 1, "76": 1}
    assert regions[0] == ("Bretagne", 1, "?q=un+bus&genre=recit&region=53")


def test_the_nearest_resources_come_first(d):
    une = ressources.publiee(d, "Une", competences=[competence("2.3")])
    ressources.publiee(d, "Même thème ailleurs", territoire=d.autre_region)
    ressources.publiee(d, "Tout pareil", competences=[competence("2.3")])
    ressources.publiee(d, "Autre thème, même région", theme=theme("Création"))
    ressources.publiee(d, "Rien de commun", theme=theme("Création"), territoire=d.autre_region)
    ressources.brouillon(d, "Brouillon")
    assert [ligne.titre for ligne in lectures.semblables(une)] == [
        "Tout pareil",
        "Même thème ailleurs",
        "Autre thème, même région",
    ]


def test_what_is_told_of_a_resource_follows_its_kind(d):
    recit = Ressource.objects.get(pk=ressources.publiee(d).pk)
    lu = lectures.lire(recit)
    assert [partie.ancre for partie in lu["parties"]] == [
        "essentiel", "acteurs", "interactions", "volumetrie", "mission", "retombees", "leviers",
    ]  # fmt: skip
    assert ("Territoire", "Quimper (Finistère, commune 29232)") in lu["faits"]
    note = ressources.brouillon(d, "Note", genre="note", synthese="mot " * 900, texte="Long")
    assert [(n.ancre, n.minutes) for n in lectures.lire(note)["niveaux"]] == [
        ("essentiel", "1 minute"), ("synthese", "5 minutes"), ("texte", "1 minute"),
    ]  # fmt: skip
