from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from besoins.models import VersionProgramme
from sessions.models import Session
from tests.sessions.fabriques import lieu, session_ouverte, version_publiee

DEBUT = reverse("sessions:session_create")
RECAPITULATIF = reverse("sessions:session_recapitulatif")


def etape(nom):
    return reverse("sessions:session_create_etape", args=[nom])


def lire(reponse):
    assert reponse.status_code == 200
    return reponse.content.decode().replace("\xa0", " ").replace("&#x27;", "'")


def lundi():
    jour = timezone.localdate() + timedelta(days=30)
    return jour + timedelta(days=-jour.weekday() % 7)


@pytest.fixture
def saisies(d):
    """What each step sends."""
    jour = f"{lundi():%Y-%m-%d}"
    return {
        "programme": {"version": version_publiee(d).pk, "modalite": "presentiel", "premier_jour": jour},
        "horaires": {
            "creneaux-INITIAL_FORMS": "2",
            "creneaux-TOTAL_FORMS": "4",
            "creneaux-0-jour": jour,
            "creneaux-0-debut": "09:00",
            "creneaux-0-fin": "12:15",
            "creneaux-1-jour": jour,
            "creneaux-1-debut": "13:45",
            "creneaux-1-fin": "17:00",
        },
        "lieu": {"lieu": lieu(d).pk, "formateurs": [d.formateur.pk]},
        "places": {
            "capacite": "12",
            "minimum": "5",
            "cloture_inscriptions": f"{lundi() - timedelta(days=7):%Y-%m-%d}",
        },
    }


def parcourir(client, saisies, jusqu_a=None):
    for nom, saisie in saisies.items():
        if nom == jusqu_a:
            return
        reponse = client.post(DEBUT if nom == "programme" else etape(nom), saisie)
        assert reponse.status_code == 302, lire(reponse)


def test_planifier_en_cinq_pages_et_deux_clics(connecte, d, saisies):
    client = connecte(d.gestionnaire)
    parcourir(client, saisies)
    reponse = client.get(RECAPITULATIF)
    html = lire(reponse)
    for fait in (
        "Accompagner sur tous les terminaux, version 1, 6 h 30",
        "9 h – 12 h 15",
        "Soit 6 h 30 en tout.",
        "Maison des associations, Quimper",
        "Formateur Test",
        "12, minimum 5",
    ):
        assert fait in html
    assert not Session.objects.exists()
    cle = reponse.context["form"]["cle"].value()
    premiere, seconde = (client.post(RECAPITULATIF, {"cle": cle}) for _clic in range(2))
    session = Session.objects.get()
    assert premiere["Location"] == seconde["Location"] == reverse("sessions:session_cockpit", args=[session.pk])
    assert (session.etat, session.capacite, session.creneaux.count()) == ("brouillon", 12, 2)
    assert session.planifiee_par == d.gestionnaire


def test_les_demi_journees_et_la_cloture_sont_proposees(connecte, d, saisies):
    client = connecte(d.gestionnaire)
    parcourir(client, saisies, jusqu_a="horaires")
    html = lire(client.get(etape("horaires")))
    for valeur in (f'value="{lundi():%Y-%m-%d}"', 'value="09:00"', 'value="12:15"', 'value="13:45"', 'value="17:00"'):
        assert valeur in html
    parcourir(client, saisies, jusqu_a="places")
    html = lire(client.get(etape("places")))
    assert f'value="{lundi() - timedelta(days=7):%Y-%m-%d}"' in html


def test_revenir_en_arriere_ne_perd_rien(connecte, d, saisies):
    client = connecte(d.gestionnaire)
    parcourir(client, saisies)
    assert 'value="12"' in lire(client.get(etape("places")))
    assert "checked" in lire(client.get(DEBUT))
    assert 'value="12:15"' in lire(client.get(etape("horaires")))


def test_on_ne_saute_pas_d_etape(connecte, d, saisies):
    client = connecte(d.gestionnaire)
    assert client.get(etape("places"))["Location"] == DEBUT
    assert client.post(etape("places"), saisies["places"])["Location"] == DEBUT
    parcourir(client, saisies, jusqu_a="lieu")
    assert client.get(RECAPITULATIF)["Location"] == etape("lieu")
    assert client.get(etape("inconnue")).status_code == 404


def test_passer_a_distance_redemande_la_region(connecte, d, saisies):
    client = connecte(d.gestionnaire)
    parcourir(client, saisies)
    client.post(DEBUT, saisies["programme"] | {"modalite": "distance"})
    assert client.get(RECAPITULATIF)["Location"] == etape("lieu")
    assert "Indiquez la région qui organise" in lire(client.get(etape("lieu")))


@pytest.mark.parametrize(
    ("nom", "changements", "phrase"),
    [
        ("programme", {"version": ""}, "Ce champ est obligatoire"),
        ("programme", {"version": "999999"}, "Sélectionnez un choix valide"),
        ("programme", {"premier_jour": "2020-01-01"}, "Choisissez un jour à venir"),
        ("programme", {"premier_jour": "bientôt"}, "Saisissez une date valide"),
        ("horaires", {"creneaux-0-fin": "15:00"}, "dépasse 5 h"),
        ("horaires", {"creneaux-0-debut": ""}, "Ce champ est obligatoire"),
        ("horaires", {"creneaux-0-DELETE": "on", "creneaux-1-DELETE": "on"}, "au moins une demi-journée"),
        ("lieu", {"lieu": ""}, "Une session sur place a un lieu"),
        ("lieu", {"formateurs": []}, "Choisissez au moins une personne"),
        ("places", {"minimum": "13"}, "Le minimum ne dépasse pas"),
    ],
)
def test_chaque_etape_refuse_et_garde_la_saisie(connecte, d, saisies, nom, changements, phrase):
    client = connecte(d.gestionnaire)
    parcourir(client, saisies, jusqu_a=nom)
    reponse = client.post(DEBUT if nom == "programme" else etape(nom), saisies[nom] | changements)
    assert phrase in lire(reponse)


def test_seules_les_formatrices_et_formateurs_sont_proposes(connecte, d, saisies):
    client = connecte(d.gestionnaire)
    parcourir(client, saisies, jusqu_a="lieu")
    reponse = client.post(etape("lieu"), saisies["lieu"] | {"formateurs": [d.animateur.pk]})
    assert "Sélectionnez un choix valide" in lire(reponse)


def test_un_lieu_pris_est_dit_au_recapitulatif(connecte, d, saisies):
    session_ouverte(d, dans=(lundi() - timezone.localdate()).days)
    client = connecte(d.gestionnaire)
    parcourir(client, saisies)
    cle = client.get(RECAPITULATIF).context["form"]["cle"].value()
    assert "Maison des associations accueille déjà" in lire(client.post(RECAPITULATIF, {"cle": cle}))
    assert Session.objects.count() == 1


def test_un_programme_retire_entre_temps_ramene_a_la_premiere_etape(connecte, d, saisies):
    client = connecte(d.gestionnaire)
    parcourir(client, saisies)
    VersionProgramme.objects.update(etat="retiree", retiree_le=timezone.now())
    assert client.get(RECAPITULATIF)["Location"] == DEBUT
    cle = "6c0ac9b2-29a4-4a0c-9b5c-0a1f6b0b6a55"
    assert "Une étape est à compléter" in lire(client.post(RECAPITULATIF, {"cle": cle}))
    assert not Session.objects.exists()


def test_une_cle_forgee_est_refusee(connecte, d, saisies):
    client = connecte(d.gestionnaire)
    parcourir(client, saisies)
    assert lire(client.post(RECAPITULATIF, {"cle": "n'importe quoi"}))
    assert not Session.objects.exists()


def test_deux_planifications_de_suite_donnent_deux_sessions(connecte, d, saisies):
    client = connecte(d.gestionnaire)
    for jours in (0, 7):
        jour = lundi() + timedelta(days=jours)
        horaires = saisies["horaires"] | {f"creneaux-{rang}-jour": f"{jour:%Y-%m-%d}" for rang in (0, 1)}
        parcourir(client, saisies | {"horaires": horaires})
        cle = client.get(RECAPITULATIF).context["form"]["cle"].value()
        client.post(RECAPITULATIF, {"cle": cle})
    assert Session.objects.count() == 2
