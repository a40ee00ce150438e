import re

import pytest
from django.urls import reverse

ROLES = ["animateur", "referent", "concepteur", "formateur", "gestionnaire", "administrateur", "sans_role"]


def menu(html: str) -> list[str]:
    return re.findall(r'href="([^"]+)"', html[html.index('<nav class="navigation"') : html.index("</nav>")])


@pytest.mark.parametrize("role", ROLES)
def test_tout_ce_que_le_menu_propose_s_ouvre(distribution, connecte, role):
    client = connecte(getattr(distribution, role))
    adresses = menu(client.get(reverse("compte")).content.decode())
    assert len(adresses) >= 3
    assert [adresse for adresse in adresses if client.get(adresse).status_code != 200] == []


def test_le_menu_d_une_visite(client, db):
    adresses = menu(client.get(reverse("accessibilite")).content.decode())
    assert reverse("besoins:catalogue_list") in adresses
    assert reverse("certificats:verification") in adresses
    assert reverse("certificats:parcours_detail") not in adresses
    assert [adresse for adresse in adresses if client.get(adresse).status_code != 200] == []


def test_le_menu_ne_propose_que_ce_que_le_role_permet(distribution, connecte):
    adresses = menu(connecte(distribution.animateur).get(reverse("compte")).content.decode())
    assert reverse("sessions:inscription_list") in adresses
    assert reverse("message_list") not in adresses
    adresses = menu(connecte(distribution.administrateur).get(reverse("compte")).content.decode())
    assert reverse("sessions:indicateur_list") in adresses
    assert reverse("sessions:inscription_list") not in adresses


@pytest.mark.parametrize("role", ["concepteur", "gestionnaire", "administrateur"])
def test_toutes_les_salles_du_pilotage_s_ouvrent(distribution, connecte, role):
    client = connecte(getattr(distribution, role))
    page = client.get(reverse("sessions:indicateur_list"))
    adresses = [salle["url"] for _titre, salles in page.context["salles"] for salle in salles]
    assert reverse("qualiopi_list") in adresses
    assert (reverse("message_list") in adresses) == (role != "concepteur")
    assert [adresse for adresse in adresses if client.get(adresse).status_code != 200] == []


def test_le_fil_d_une_salle_du_pilotage_y_ramene(distribution, connecte):
    client = connecte(distribution.gestionnaire)
    salles = (
        "sessions:planning sessions:lieu_list sessions:modele_tache_list sessions:reclamation_registre qualiopi_list "
    )
    salles += "sessions:bpf_list sessions:financeur_list organisme regle_list message_list doublon_list effacement_list"
    for salle in salles.split():
        html = client.get(reverse(salle)).content.decode()
        fil = html[html.index('<nav class="fil"') :]
        assert f'href="{reverse("sessions:indicateur_list")}"' in fil[: fil.index("</nav>")], salle


def test_qui_n_a_pas_la_page_du_pilotage_trouve_ses_salles_dans_le_menu(distribution, connecte):
    adresses = menu(connecte(distribution.referent).get(reverse("compte")).content.decode())
    assert reverse("structure_list") in adresses
    adresses = menu(connecte(distribution.formateur).get(reverse("compte")).content.decode())
    assert reverse("sessions:temps_list") in adresses
    assert reverse("sessions:session_pilotage") not in adresses


def test_la_page_ou_l_on_est_est_marquee(client, db):
    html = client.get(reverse("besoins:catalogue_list")).content.decode()
    assert re.findall(r'href="([^"]+)" aria-current="page"', html) == [reverse("besoins:catalogue_list")]
