"""What every resource does alike, on that of the territories."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from academie.diffusion.cadence import compteur
from academie.diffusion.collection import ecrire_suite, lire_suite
from academie.diffusion.contenu import Contenu
from academie.diffusion.memoire import Memoire
from academie.diffusion.parametres import lire_instant
from academie.diffusion.probleme import TYPE
from besoins.resources.programme import PROGRAMMES
from tests.donnees import conforme

URL = "/donnees/v1/territoires.json"
PROGRAMMES_URL = "/donnees/v1/programmes.json"


@pytest.mark.parametrize(
    ("url", "parametre", "phrase"),
    [
        (f"{URL}?regions=11", "regions", "n'existe pas ici. Ceux que cette adresse connaît\xa0: genre, region, par_page, suite."),
        (f"{URL}?par_page=201", "par_page", "de 1 à 200"),
        (f"{URL}?par_page=0", "par_page", "de 1 à 200"),
        (f"{URL}?par_page=²", "par_page", "de 1 à 200"),
        (f"{URL}?par_page=5&par_page=6", "par_page", "une seule fois"),
        (f"{URL}?suite=2026_1", "suite", "Cette suite est inconnue"),
        (f"{URL}?suite=" + "9" * 30, "suite", "Cette suite est inconnue"),
        (f"{URL}?genre=commune", "genre", "Valeurs possibles\xa0: region, departement, epci."),
        (f"{URL}?region=99", "region", "Code inconnu\xa0: 99."),
        (f"{URL}?region=a%00b", "region", "Code inconnu"),
        (f"{URL}?" + "&".join(f"region={rang}" for rang in range(51)), "region", "50 valeurs au plus"),
        (f"{PROGRAMMES_URL}?modifie_depuis=hier", "modifie_depuis", "Cette date n'existe pas"),
        (f"{PROGRAMMES_URL}?modifie_depuis=2026-02-30", "modifie_depuis", "Cette date n'existe pas"),
        (f"{PROGRAMMES_URL}?modifie_depuis=2026-03-31T09:00:00", "modifie_depuis", "décalage horaire"),
        (f"{PROGRAMMES_URL}?modifie_depuis=0001-01-01T00:00:00%2B14:00", "modifie_depuis", "année entre 1970"),
        (f"{PROGRAMMES_URL}?suite=1", "suite", "Cette suite est inconnue"),
        (f"{PROGRAMMES_URL}?suite=hier_1", "suite", "date"),
        ("/donnees/v1/programmes.csv?par_page=5", "par_page", "n'existe pas ici"),
        ("/donnees/v1/programmes/x.json?theme=a", "theme", "ne prend pas de paramètre"),
    ],
)  # fmt: skip
def test_un_parametre_qui_ne_convient_pas_est_nomme(client, db, url, parametre, phrase):
    reponse = client.get(url)
    chemin = url.partition("?")[0].replace("/x.json", "/{id}.json")
    (erreur,) = conforme(client, reponse, chemin)["erreurs"]
    assert (reponse.status_code, reponse["Content-Type"], erreur["parametre"]) == (400, TYPE, parametre)
    assert phrase in erreur["detail"]
    assert erreur["detail"] in reponse.json()["detail"]


def test_toutes_les_erreurs_sont_dites(client, db):
    erreurs = client.get(URL, {"par_page": "x", "genre": "y", "z": "1"}).json()["erreurs"]
    assert {erreur["parametre"] for erreur in erreurs} == {"par_page", "genre", "z"}


def test_ce_qui_n_existe_pas_est_un_probleme(client, db):
    inconnu = client.get("/donnees/v1/programmes/inconnu.json")
    assert conforme(client, inconnu, "/donnees/v1/programmes/{id}.json")["status"] == 404
    for adresse in ("/donnees/v1/certificats.json", "/donnees/v1/💥", "/donnees/v1/sessions/x.json", "/donnees/v1/x/y"):
        reponse = client.get(adresse)
        assert (reponse.status_code, reponse["Content-Type"]) == (404, TYPE), adresse


@pytest.mark.parametrize("methode", ["post", "put", "patch", "delete"])
def test_les_donnees_ne_s_ecrivent_pas(client, db, methode):
    for url in (URL, "/donnees/v1/programmes.csv", "/donnees/v1/programmes/x.json", "/donnees/v1/openapi.json"):
        reponse = getattr(client, methode)(url)
        assert (reponse.status_code, reponse["Allow"], reponse["Content-Type"]) == (405, "GET, HEAD, OPTIONS", TYPE)


def test_trop_d_appels_est_un_probleme(client, distribution, monkeypatch):
    compteur.oublier()
    monkeypatch.setattr("academie.diffusion.cadence.regle", lambda cle: 2)
    etag = client.get(URL)["ETag"]
    client.get(URL)
    for url in (URL, "/donnees/v1/territoires.csv"):
        reponse = client.get(url)
        assert (reponse.status_code, reponse.json()["status"], reponse["Content-Type"]) == (429, 429, TYPE)
        assert 0 < int(reponse["Retry-After"]) <= 60
    assert client.get(URL, headers={"if-none-match": etag}).status_code == 304


def test_les_pages_d_autres_sites_lisent_aussi(client, distribution):
    for url in (URL, f"{URL}?par_page=x", "/donnees/v1/territoires.csv", "/donnees/v1/openapi.json"):
        assert client.get(url)["Access-Control-Allow-Origin"] == "*"
    assert client.options(URL)["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "Link" in client.get(URL)["Access-Control-Expose-Headers"]
    assert (client.head(URL)["ETag"], client.head(URL).content) == (client.get(URL)["ETag"], b"")


def test_un_plus_que_l_adresse_a_change_en_espace():
    assert lire_instant("2026-03-31T09:00:00 02:00") == datetime(2026, 3, 31, 7, tzinfo=UTC)
    assert lire_instant("2026-03-31") == datetime(2026, 3, 30, 22, tzinfo=UTC)


@given(
    st.datetimes(datetime(1970, 1, 2), datetime(2199, 12, 30), timezones=st.just(timezone(timedelta(hours=2)))),
    st.integers(0, 2**63 - 1),
)
def test_une_place_se_relit_telle_qu_elle_est_ecrite(moment, cle):
    assert lire_suite(PROGRAMMES, ecrire_suite([moment, cle])) == (moment, cle)


@given(st.text())
def test_une_place_inventee_ne_casse_rien(texte):
    with suppress(ValueError):
        lire_suite(PROGRAMMES, texte)


def test_mille_questions_vides_ne_remplissent_pas_la_memoire(monkeypatch):
    monkeypatch.setattr("academie.diffusion.memoire.ENTREES", 10)
    petite = Memoire()
    for rang in range(50):
        petite.obtenir(rang, lambda: Contenu(b"", "application/json", None, "x.json"))
    refaite = []
    petite.obtenir(49, lambda: refaite.append(49))
    assert refaite == []
    petite.obtenir(39, lambda: refaite.append(39) or Contenu(b"", "application/json", None, "x.json"))
    assert refaite == [39]
