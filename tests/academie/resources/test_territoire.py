from academie.models import Territoire, Theme
from tests.donnees import conforme, parcourir

URL = "/donnees/v1/territoires.json"


def codes(client, **filtres) -> list[str]:
    return [ligne["code"] for ligne in client.get(URL, filtres).json()["donnees"]]


def test_les_codes_que_prennent_les_filtres(client, distribution):
    Territoire.objects.create(genre="epci", code="200068120", nom="Quimper", region=distribution.region)
    lignes = conforme(client, client.get(URL), URL)["donnees"]
    assert {(ligne["genre"], ligne["code"]) for ligne in lignes} == {
        ("region", "53"),
        ("region", "76"),
        ("departement", "29"),
        ("epci", "200068120"),
    }
    assert codes(client, genre="departement") == ["29"]
    assert sorted(codes(client, region="53")) == ["200068120", "29"]


def test_les_themes(client, db):
    Theme.objects.create(slug="droits", nom="Accès aux droits")
    chemin = "/donnees/v1/themes.json"
    assert conforme(client, client.get(chemin), chemin)["donnees"] == [{"id": "droits", "nom": "Accès aux droits"}]


def test_les_pages_de_territoires_coutent_autant(client, db, django_assert_num_queries):
    for nombre in (1, 30):
        Territoire.objects.bulk_create(
            Territoire(genre="epci", code=f"{nombre}-{rang}", nom=f"Ici {rang}") for rang in range(nombre)
        )
        with django_assert_num_queries(1):
            client.get(URL)
    lignes = parcourir(client, f"{URL}?par_page=7")
    assert len({ligne["code"] for ligne in lignes}) == len(lignes) == 31
