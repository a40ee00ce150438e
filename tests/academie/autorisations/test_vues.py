"""A deed sent once the session is over."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

IDENTITE = {"password": "mot-de-passe-du-test"}
GESTE = reverse("sessions:abonnement_create")


def suite(reponse) -> str:
    return parse_qs(urlsplit(reponse["Location"]).query)["next"][0]


def test_se_reconnecter_ramene_a_la_page_du_geste_et_dit_qu_il_n_est_pas_fait(client, distribution):
    page = f"http://testserver{reverse('sessions:abonnement_list')}"
    reponse = client.post(GESTE, headers={"Referer": page})
    assert suite(reponse) == page
    connexion = client.get(reponse["Location"]).content.decode()
    assert "n'est pas enregistré" in connexion.replace("&#x27;", "'")
    reponse = client.post(reponse["Location"], IDENTITE | {"login": distribution.animateur.email}, follow=True)
    assert reponse.redirect_chain[-1][0] == page
    assert reponse.status_code == 200


@pytest.mark.parametrize("page", ["", "https://ailleurs.example/piege/", "javascript:alert(1)", "//ailleurs.example"])
def test_une_page_d_ailleurs_ramene_a_l_accueil(client, db, page):
    assert suite(client.post(GESTE, headers={"Referer": page})) == reverse("accueil")


def test_lire_une_page_y_ramene_sans_rien_dire(client, db):
    reponse = client.get(GESTE)
    assert suite(reponse) == GESTE
    assert "pas enregistré" not in client.get(reponse["Location"]).content.decode()
