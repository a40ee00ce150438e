import csv
import io
import json
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.utils import timezone

from besoins.actions.programme import nouvelle_version_programme
from besoins.actions.publication import publier_version, rendre_avis, retirer_version, soumettre_version
from tests.besoins.atelier import brouillon_complet, theme, version_publiee
from tests.donnees import conforme, parcourir

URL = "/donnees/v1/programmes.json"
CSV = "/donnees/v1/programmes.csv"


def lus(client, **filtres) -> dict[str, dict]:
    return {ligne["id"]: ligne for ligne in client.get(URL, filtres).json()["donnees"]}


@pytest.fixture
def nouvelle_version(d):
    def publier(version):
        nouvelle = nouvelle_version_programme(version=version, par=d.concepteur)
        soumise = soumettre_version(version=nouvelle, par=d.concepteur)
        relue = rendre_avis(version=soumise, favorable=True, avis="Clair.", par=d.autre_concepteur)
        return publier_version(version=relue, par=d.concepteur)

    return publier


def test_le_catalogue_dit_tout_ce_que_decrit_sa_description(client, d):
    version = version_publiee(d)
    (ligne,) = conforme(client, client.get(URL), URL)["donnees"]
    assert ligne["id"] == version.programme.slug
    assert ligne["url"] == f"http://testserver/catalogue/{version.programme.slug}/"
    assert (ligne["etat"], ligne["niveau"], ligne["minutes"], ligne["minutes_a_distance"]) == (
        "publiee",
        "avance",
        360,
        0,
    )
    assert ligne["objectifs"] == ["Accompagner une démarche en ligne"]
    assert [module["titre"] for module in ligne["modules"]] == ["Module 1", "Module 2"]
    chemin = f"/donnees/v1/programmes/{version.programme.slug}.json"
    assert conforme(client, client.get(chemin), "/donnees/v1/programmes/{id}.json") == ligne


def test_ni_brouillon_ni_personne(client, d):
    brouillon_complet(d, "En préparation")
    version_publiee(d)
    texte = client.get(URL).content.decode() + b"".join(client.get(CSV)).decode()
    assert "En préparation" not in texte
    for personne in d.personnes.values():
        assert personne.nom not in texte
    assert "formation@test.example" not in texte  # the contact of a programme may be a person
    assert client.get("/donnees/v1/programmes/en-preparation.json").status_code == 404


def test_un_programme_retire_reste_et_le_dit(client, d):
    version = version_publiee(d)
    avant = lus(client)[version.programme.slug]
    retirer_version(version=version, par=d.concepteur, motif="Remplacé")
    apres = lus(client)[version.programme.slug]
    assert (apres["etat"], apres["modifie_le"]) == ("retiree", apres["retiree_le"])
    assert list(lus(client, etat="publiee")) == []
    assert list(lus(client, modifie_depuis=avant["modifie_le"])) == [version.programme.slug]
    plus_tard = (timezone.now() + timedelta(minutes=1)).isoformat()
    assert lus(client, modifie_depuis=plus_tard) == {}


def test_seule_la_version_en_vigueur(client, d, nouvelle_version):
    version = version_publiee(d)
    seconde = nouvelle_version(version)
    assert {(ligne["version"], ligne["etat"]) for ligne in lus(client).values()} == {(seconde.numero, "publiee")}


def test_les_filtres(client, d):
    droits = version_publiee(d, "Les droits", theme=theme("Droits"))
    version_publiee(d, "La mobilité", theme=theme("Mobilite"), textes={"niveau": "basique"})
    assert list(lus(client, theme=droits.programme.theme.slug, niveau="avance")) == [droits.programme.slug]
    assert list(lus(client, theme=droits.programme.theme.slug, niveau="basique")) == []
    assert len(lus(client, niveau=["avance", "basique"])) == 2


def test_rien_de_neuf_se_dit_en_une_requete(client, d, django_assert_num_queries):
    version = version_publiee(d)
    etag = client.get(URL)["ETag"]
    with django_assert_num_queries(1):
        assert client.get(URL, headers={"if-none-match": etag}).status_code == 304
    marque = client.get(CSV)["ETag"]
    with django_assert_num_queries(1):
        assert client.get(CSV, headers={"if-none-match": marque}).status_code == 304
    retirer_version(version=version, par=d.concepteur, motif="Remplacé")
    assert client.get(URL, headers={"if-none-match": etag}).status_code == 200
    assert client.get(CSV, headers={"if-none-match": marque}).status_code == 200


def test_le_csv_est_un_tableau_sans_formule(client, d):
    version_publiee(d, textes={"presentation": "=1+1", "tarif": "Gratuit ;\nvraiment"})
    octets = b"".join(client.get(CSV))
    assert octets.startswith("\ufeff".encode())
    (ligne,) = csv.DictReader(io.StringIO(octets.decode("utf-8-sig"), newline=""), delimiter=";")
    assert (ligne["presentation"], ligne["tarif"]) == ("'=1+1", "Gratuit ;\nvraiment")
    assert ligne["modules"] == "Module 1 (180 min)\nModule 2 (180 min)"
    assert list(ligne) == list(client.get(URL).json()["donnees"][0])


def test_un_et_trente_programmes_coutent_autant(client, d, django_assert_num_queries):
    version_publiee(d)
    with django_assert_num_queries(4):
        client.get(URL)
    for rang in range(29):
        version_publiee(d, f"Programme {rang}")
    with django_assert_num_queries(4):
        assert len(client.get(URL).json()["donnees"]) == 30
    lignes = parcourir(client, f"{URL}?par_page=7")
    assert len({ligne["id"] for ligne in lignes}) == len(lignes) == 30


def test_un_texte_de_partout(client, d):
    version = version_publiee(d, textes={"tarif": "🙂 é̀ \u202eשלום \u2028 </script>"})
    assert json.loads(client.get(URL).content)["donnees"][0]["tarif"] == version.tarif
    for faux in ("x" * 3000, quote("🙂"), "%00", "."):
        assert client.get(f"/donnees/v1/programmes/{faux}.json").status_code == 404
