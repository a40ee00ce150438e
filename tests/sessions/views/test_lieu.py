import pytest
from django.urls import reverse

from sessions.models import Lieu
from tests.sessions.fabriques import lieu, session_ouverte

LISTE = reverse("sessions:lieu_list")
AJOUT = reverse("sessions:lieu_create")


def lire(reponse):
    assert reponse.status_code == 200
    return reponse.content.decode().replace("\xa0", " ").replace("&#x27;", "'")


def saisie(d, **changements):
    commune = f"{d.commune.nom} ({d.departement.nom}, commune {d.commune.code})"
    return {"genre": "salle", "nom": "Le Phare", "adresse": "3 rue du Port", "commune": commune} | changements


def test_un_lieu_se_lit_avec_ce_qui_s_y_passe_et_sa_carte(connecte, d):
    session_ouverte(d)
    html = lire(connecte(d.gestionnaire).get(Lieu.objects.get().get_absolute_url()))
    for fait in ("Accompagner sur tous les terminaux", "9 h – 12 h 15", "Ascenseur"):
        assert fait in html
    assert "https://www.openstreetmap.org/search?query=3+rue+du+Port%2C+Quimper" in html


def test_un_lieu_sans_accessibilite_le_dit(connecte, d):
    salle = lieu(d)
    Lieu.objects.update(accessibilite="")
    assert "L'accessibilité de ce lieu n'est pas connue" in lire(connecte(d.gestionnaire).get(salle.get_absolute_url()))


def test_une_salle_de_visioconference_n_a_pas_besoin_d_adresse(connecte, d):
    client = connecte(d.gestionnaire)
    donnees = saisie(d, genre="distance", nom="Visio 1", adresse="", lien_distance="https://visio.example/1")
    for _clic in range(2):
        assert client.post(AJOUT, donnees).status_code == 302
    assert Lieu.objects.get().lien_distance == "https://visio.example/1"


def test_une_salle_a_une_adresse_et_pas_de_lien(connecte, d):
    client = connecte(d.gestionnaire)
    assert "Indiquez l'adresse" in lire(client.post(AJOUT, saisie(d, adresse="")))
    assert client.post(AJOUT, saisie(d, lien_distance="https://visio.example/1")).status_code == 302
    assert Lieu.objects.get().lien_distance == ""


def test_refus_de_changer_de_nature_sous_une_session(connecte, d):
    session_ouverte(d)
    salle = Lieu.objects.get()
    url = reverse("sessions:lieu_update", args=[salle.pk])
    html = lire(connecte(d.gestionnaire).post(url, saisie(d, nom=salle.nom, genre="distance")))
    assert "ce lieu garde sa nature" in html
    assert Lieu.objects.get().genre == "salle"


@pytest.mark.parametrize(
    ("filtres", "noms"),
    [
        ({}, ["Bus", "Grande salle", "Petite salle"]),
        ({"q": "salle quimper"}, ["Grande salle", "Petite salle"]),
        ({"genre": "mobile"}, ["Bus"]),
        ({"places": 10}, ["Grande salle"]),
        ({"accessible": "on"}, ["Bus", "Grande salle"]),
    ],
)
def test_on_cherche_et_on_filtre(connecte, d, filtres, noms):
    lieu(d, nom="Grande salle", capacite=30)
    lieu(d, nom="Petite salle", capacite=5)
    lieu(d, nom="Bus")
    Lieu.objects.filter(nom="Bus").update(genre="mobile")
    Lieu.objects.filter(nom="Petite salle").update(accessibilite="")
    assert [ligne.nom for ligne in connecte(d.gestionnaire).get(LISTE, filtres).context["page_obj"]] == noms


@pytest.mark.parametrize("nombre", [1, 30])
def test_la_liste_coute_autant_avec_trente_lieux(connecte, d, django_assert_num_queries, nombre):
    for rang in range(nombre):
        lieu(d, nom=f"Salle {rang:02}")
    client = connecte(d.gestionnaire)
    with django_assert_num_queries(6):
        client.get(LISTE)
