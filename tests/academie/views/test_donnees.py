import json
import re

from openapi_spec_validator import OpenAPIV31SpecValidator

from academie.diffusion.collection import JEUX
from tests.donnees import description


def test_la_description_est_en_openapi_3_1(client, db):
    document = description(client)
    assert document["openapi"] == "3.1.0"
    assert list(OpenAPIV31SpecValidator(document).iter_errors()) == []


def test_chaque_adresse_decrite_repond(client, distribution):
    for chemin in description(client)["paths"]:
        attendu = 404 if "{id}" in chemin else 200
        assert client.get(chemin.replace("{id}", "0")).status_code == attendu, chemin


def test_la_page_explique_chaque_champ_et_chaque_filtre(client, db):
    texte = client.get("/donnees/").content.decode()
    for jeu in JEUX:
        assert f'id="{jeu.nom}"' in texte
        for ligne in [*jeu.champs, *jeu.parametres]:
            assert f"<code>{ligne.nom}</code>" in texte
            assert str(ligne.description).replace("'", "&#x27;") in texte
    assert "Licence Ouverte 2.0" in texte
    assert 'href="/donnees/v1/openapi.json"' in texte


def test_chaque_probleme_mene_a_son_explication(client, db):
    texte = client.get("/donnees/").content.decode()
    for reponse in (client.get("/donnees/v1/themes.json?x=1"), client.post("/donnees/v1/themes.json")):
        ancre = reponse.json()["type"].removeprefix("http://testserver/donnees/#")
        assert f'id="{ancre}"' in texte


def test_les_moteurs_de_recherche_lisent_le_catalogue_de_donnees(client, db):
    texte = client.get("/donnees/").content.decode()
    catalogue = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', texte).group(1))
    assert catalogue["@type"] == "DataCatalog"
    adresses = {d["contentUrl"] for jeu in catalogue["dataset"] for d in jeu["distribution"]}
    assert "http://testserver/donnees/v1/sessions.csv" in adresses
    assert len(adresses) == 2 * len(JEUX)


def test_le_pied_de_page_y_mene(client, db):
    assert 'href="/donnees/"' in client.get("/").content.decode()
