from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from sessions.models import Emargement
from sessions.templatetags.signature import signature_dessinee
from tests.sessions.emargements import demi_journee, inscription_de, ouvrir_maintenant, session_au, signer
from tests.sessions.fabriques import animateurs


@pytest.fixture
def creneau(d):
    return ouvrir_maintenant(demi_journee(session_au(d, personnes=[d.animateur, d.autre_animateur])), d)


@pytest.fixture
def adresse(d, creneau):
    return reverse("sessions:tablette_signer", args=[creneau.pk, inscription_de(creneau.session, d.animateur).pk])


def envoyer(client, adresse, **champs):
    valeurs = {"cle": str(uuid4()), "presence": "presente", "nom": "Animateur Test"}
    return client.post(adresse, valeurs | champs, headers={"accept": "application/json"})


def test_un_envoi_dit_ce_qui_est_enregistre_et_ne_compte_qu_une_fois(d, connecte, adresse):
    client, cle = connecte(d.formateur), str(uuid4())
    for _envoi in range(2):
        reponse = envoyer(client, adresse, cle=cle, appareil_le="2026-11-22T08:00:00.000Z")
        assert reponse["Content-Type"] == "application/json"
        assert reponse.json()["etat"].endswith("appareil de la formatrice ou du formateur")
    assert str(Emargement.objects.get().cle) == cle


def test_qui_a_signe_ailleurs_le_sait(d, connecte, creneau, adresse):
    signer(creneau, inscription_de(creneau.session, d.animateur))
    assert envoyer(connecte(d.formateur), adresse).json()["etat"].endswith("lien personnel")


def test_un_dessin_seul_suffit_et_prend_le_nom_du_compte(d, connecte, adresse):
    assert "etat" in envoyer(connecte(d.formateur), adresse, nom="", trace="1,1 2,2").json()
    assert Emargement.objects.get().nom_saisi == str(d.animateur)


@pytest.mark.parametrize(
    ("champs", "raison"),
    [
        ({"nom": ""}, "ou dessinez votre signature"),
        ({"nom": "12"}, "en toutes lettres"),
        ({"trace": "9999,1"}, "n'a pas pu être lue"),
        ({"trace": "<svg>"}, "n'a pas pu être lue"),
        ({"cle": "deux"}, "UUID"),
        ({"retard": "900"}, "600"),
        ({"retard": "599"}, "ce retard est plus long"),
    ],
)
def test_ce_qui_est_refuse_dit_pourquoi(d, connecte, adresse, champs, raison):
    assert raison in " ".join(envoyer(connecte(d.formateur), adresse, **champs).json()["refus"])
    assert not Emargement.objects.exists()


def test_une_horloge_perdue_ne_compte_pas(d, connecte, adresse):
    assert "etat" in envoyer(connecte(d.formateur), adresse, appareil_le="1970-01-01T00:00:00Z").json()
    assert Emargement.objects.get().appareil_le is None


def test_une_personne_d_une_autre_session_n_est_pas_trouvee(d, connecte, creneau, adresse):
    (personne,) = animateurs(1, d.structure)
    autre = session_au(d, version=creneau.session.version, personnes=[personne], dans=3)
    inconnue = reverse("sessions:tablette_signer", args=[creneau.pk, inscription_de(autre, personne).pk])
    assert envoyer(connecte(d.formateur), inconnue).status_code == 404


def test_seul_qui_anime_la_demi_journee_recueille(d, connecte, adresse):
    assert envoyer(connecte(d.autre_formateur), adresse).status_code == 404
    assert envoyer(connecte(d.gestionnaire), adresse).status_code == 403
    assert envoyer(Client(), adresse).status_code == 302
    assert not Emargement.objects.exists()


def test_sans_le_jeton_de_la_page_rien_ne_s_envoie(d, adresse):
    client = Client(enforce_csrf_checks=True)
    client.force_login(d.formateur, backend="django.contrib.auth.backends.ModelBackend")
    assert envoyer(client, adresse).status_code == 403


def test_les_pages_ne_restent_pas_dans_le_navigateur(d, connecte, creneau):
    reponse = connecte(d.formateur).get(reverse("sessions:creneau_tablette", args=[creneau.pk]))
    assert "no-store" in reponse["Cache-Control"]


@pytest.mark.parametrize("nombre", [1, 30])
def test_autant_de_requetes_pour_une_personne_que_pour_trente(d, connecte, nombre, django_assert_num_queries):
    session = session_au(d, capacite=40, personnes=animateurs(nombre, d.structure))
    creneau = ouvrir_maintenant(demi_journee(session), d)
    client = connecte(d.formateur)
    with django_assert_num_queries(10):
        page = client.get(reverse("sessions:creneau_tablette", args=[creneau.pk])).content.decode()
    assert page.count("data-adresse=") == nombre


def test_l_ecran_de_la_salle_ne_nomme_personne(d, connecte, creneau):
    page = connecte(d.formateur).get(reverse("sessions:creneau_salle", args=[creneau.pk])).content.decode()
    assert "Signez votre présence" in page
    assert str(d.animateur) not in page
    ferme = demi_journee(creneau.session, 1)
    reponse = connecte(d.formateur).get(reverse("sessions:creneau_salle", args=[ferme.pk]))
    assert reponse["Location"] == ferme.get_absolute_url()


def test_l_ouvrier_se_sert_de_la_racine(client, db):
    reponse = client.get(reverse("sessions:tablette_ouvrier"))
    assert reverse("sessions:tablette_ouvrier").count("/") == 1
    assert reponse["Content-Type"] == "text/javascript"
    assert reponse["Cache-Control"] == "no-cache"
    assert b"caches" in reponse.content


def test_une_signature_se_redessine():
    dessin = signature_dessinee("1,2 3,4;5,6", "A <b>")
    assert 'd="M1 2L3 4L3 4 M5 6L5 6"' in dessin
    assert "A &lt;b&gt;" in dessin
    assert signature_dessinee("", "A") == signature_dessinee("<svg>", "A") == ""
