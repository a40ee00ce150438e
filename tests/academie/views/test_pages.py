import pytest
from django.test import Client
from django.urls import reverse


@pytest.mark.parametrize(
    ("nom", "phrases"),
    [
        ("accessibilite", ["non conforme", "Défenseur des droits", "article 47", "aucun audit", "sous une semaine"]),
        (
            "mentions_legales",
            ["Éditeur du site", "Hébergeur", "directeur de la publication", "certificat de réalisation"],
        ),
        (
            "donnees_personnelles",
            ["Base légale", "CNIL", "6 ans", "10 ans", "sessionid", "csrftoken", "Aucune mesure d"],
        ),
    ],
)
def test_les_pages_legales_disent_ce_qu_elles_doivent(client, db, nom, phrases):
    html = client.get(reverse(nom)).content.decode()
    for phrase in phrases:
        assert phrase in html


def test_chaque_page_dit_son_accessibilite_et_mene_aux_pages_legales(client, db):
    html = client.get(reverse("account_login")).content.decode()
    for nom in ("accessibilite", "mentions_legales", "donnees_personnelles"):
        assert f'href="{reverse(nom)}"' in html
    assert "Accessibilité\u00a0: non conforme" in html


def test_aucun_cookie_pour_qui_lit(client, db):
    assert not client.get(reverse("donnees_personnelles")).cookies


def test_les_composants_ne_se_montrent_qu_en_developpement(client, db, settings):
    assert client.get(reverse("composants")).status_code == 404
    settings.DEBUG = True
    assert client.get(reverse("composants")).status_code == 200


def test_une_adresse_inconnue_dit_quoi_faire(client, db):
    reponse = client.get("/nulle-part/")
    assert reponse.status_code == 404
    assert "Que faire" in reponse.content.decode()


def test_une_page_interdite_dit_pourquoi(connecte, distribution):
    reponse = connecte(distribution.animateur).get(reverse("message_list"))
    assert reponse.status_code == 403
    assert "pas le rôle que cette page demande" in reponse.content.decode()


def test_un_envoi_sans_jeton_dit_que_rien_n_est_enregistre(db):
    reponse = Client(enforce_csrf_checks=True).post(reverse("account_login"), {"login": "x"})
    assert reponse.status_code == 403
    assert "Rien n'a été enregistré" in reponse.content.decode()


def test_un_hote_inconnu_recoit_une_page_meme_avant_la_connexion(client, db):
    reponse = client.get("/", headers={"host": "ailleurs.example"})
    assert reponse.status_code == 400
    assert "n'a pas été comprise" in reponse.content.decode()


def test_une_erreur_a_sa_page_sans_base_de_donnees(client, monkeypatch):
    def tomber(self, *args, **kwargs):
        raise RuntimeError("panne")

    monkeypatch.setattr("academie.views.pages.AccessibiliteView.get", tomber)
    client.raise_request_exception = False
    reponse = client.get(reverse("accessibilite"))
    assert reponse.status_code == 500
    assert "Vous n'y êtes pour rien" in reponse.content.decode()
