import csv
import io
from datetime import datetime

import pytest
from django.utils import timezone

from academie.branchements.offre import Tenue
from academie.tableaux import lire_tableau
from besoins.models import Financement, Module, VersionProgramme
from tests.besoins.atelier import brouillon_complet, theme, version_publiee, version_retiree

CSV, XLSX = "/catalogue/programmes.csv", "/catalogue/programmes.xlsx"


@pytest.fixture
def tenues(monkeypatch):
    donnees = []
    monkeypatch.setattr("academie.branchements.offre.TENUES", [lambda programmes: donnees])
    return donnees


def corps(reponse) -> bytes:
    return b"".join(reponse.streaming_content)


def rangees(client, **filtres) -> list[dict]:
    texte = corps(client.get(CSV, filtres)).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(texte, newline=""), delimiter=";"))


def test_chaque_programme_publie_y_est_avec_tout_ce_qu_il_promet(d, client, tenues):
    brouillon_complet(d, "Brouillon")
    version_retiree(d, "Retiré")
    version = version_publiee(d, "Publié")
    Module.objects.filter(version=version, ordre=2).update(modalite="autonomie", minutes=60)
    VersionProgramme.objects.filter(pk=version.pk).update(publics_accompagnes=["seniors", "emploi"])
    fonds = Financement.objects.create(nom="FSE+", fonds="fse", mention="Cofinancé par l'UE", debut="2026-01-01")
    version.financements.add(fonds, Financement.objects.create(nom="Région", debut="2026-01-01"))
    debut = timezone.make_aware(datetime(2027, 3, 3, 9, 0))
    tenues += [
        Tenue(version.programme_id, "/s/1/", debut, debut, "presentiel", 12, commune="Brest"),
        Tenue(version.programme_id, "/s/2/", debut, debut, "distance", 12),
    ]

    [rangee] = rangees(client)

    assert rangee["Programme"] == "Publié"
    assert rangee["Thème"] == "Accès aux droits"
    assert rangee["Niveau"] == "avancé"
    assert rangee["Durée en heures"] == "4,0"
    assert rangee["Part à distance, en pour cent"] == "25"
    assert rangee["Publics accompagnés"] == "seniors\npersonnes en recherche d'emploi"
    assert rangee["Objectifs"] == "Accompagner une démarche en ligne"
    assert rangee["Modules"] == "Module 1\nModule 2"
    assert rangee["Tarif"] == "Gratuit"
    assert rangee["Cofinancement européen"] == "Cofinancé par l'UE"
    assert rangee["Sessions à venir"] == "2"
    assert rangee["Prochaine session"] == "2027-03-03"
    assert rangee["Lieu"] == "Brest"
    assert rangee["Version"] == "1"
    assert rangee["Adresse"] == "http://testserver/catalogue/publie/"


def test_les_filtres_de_l_adresse_et_son_ordre_restent(d, client, tenues):
    version_publiee(d, "Zèbre", theme=theme("Vacances"))
    version_publiee(d, "Abeille", theme=theme("Vacances"))
    version_publiee(d, "Autre")

    assert [rangee["Programme"] for rangee in rangees(client, theme="vacances")] == ["Abeille", "Zèbre"]
    assert [rangee["Programme"] for rangee in rangees(client, q="zèbre")] == ["Zèbre"]
    assert rangees(client, q="introuvable") == []


@pytest.mark.parametrize("page", [CSV, XLSX])
def test_aucune_case_ne_se_calcule(d, client, tenues, page):
    version_publiee(d, "Accueillir", textes={"publics": "=1+1", "tarif": "@SUM(A1)", "contact": "+33 1"})

    tableau = lire_tableau(io.BytesIO(corps(client.get(page))), "catalogue")

    [(_numero, rangee)] = tableau.lignes
    lues = dict(zip(tableau.entetes, rangee, strict=True))
    assert [lues[nom] for nom in ("Publics", "Tarif", "Contact")] == ["'=1+1", "'@SUM(A1)", "'+33 1"]


def test_le_classeur_dit_la_meme_chose(d, client, tenues):
    version_publiee(d)

    reponse = client.get(XLSX)

    assert 'filename="catalogue.xlsx"' in reponse["Content-Disposition"]
    tableau = lire_tableau(io.BytesIO(corps(reponse)), "catalogue.xlsx")
    [(_numero, rangee)] = tableau.lignes
    assert list(rangees(client)[0]) == tableau.entetes
    assert rangee[0] == "Accompagner l'e-administration"


@pytest.mark.parametrize("nombre", [1, 30])
@pytest.mark.parametrize("page", [CSV, XLSX])
def test_le_tableau_coute_le_meme_nombre_de_requetes(d, client, nombre, page, django_assert_num_queries):
    for rang in range(nombre):
        version_publiee(d, f"Programme {rang}")
    corps(client.get(page))

    with django_assert_num_queries(7):
        contenu = corps(client.get(page))
    assert contenu
    assert len(rangees(client)) == nombre


def test_un_catalogue_vide_garde_son_en_tete(db, client):
    assert rangees(client) == []
    assert corps(client.get(XLSX)).startswith(b"PK")


def test_la_page_propose_ses_fichiers_avec_ses_filtres(d, client):
    version_publiee(d, theme=theme("Vacances"))

    page = client.get("/catalogue/", {"theme": "vacances"}).text

    assert f'href="{CSV}?theme=vacances"' in page
    assert f'href="{XLSX}?theme=vacances"' in page
