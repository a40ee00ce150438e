import pytest
from django.urls import reverse

from sessions.actions.temps import attester_mois
from tests.sessions.exemples.bilans import mois_de

LISTE = reverse("sessions:temps_list")


def test_chacun_tient_les_siennes_la_gestionnaire_les_voit_toutes(connecte, d):
    mois = mois_de(d, d.formateur)
    assert connecte(d.formateur).get(mois.get_absolute_url()).status_code == 200
    assert connecte(d.gestionnaire).get(mois.get_absolute_url()).status_code == 200
    assert connecte(d.autre_formateur).get(mois.get_absolute_url()).status_code == 404


def test_seule_une_autre_personne_a_le_bouton_valider(connecte, d):
    mois = attester_mois(mois=mois_de(d, d.formateur))
    bouton = reverse("sessions:temps_valider", args=[mois.pk])
    assert bouton in connecte(d.gestionnaire).get(mois.get_absolute_url()).content.decode()
    assert bouton not in connecte(d.formateur).get(mois.get_absolute_url()).content.decode()
    sienne = attester_mois(mois=mois_de(d, d.gestionnaire))
    bouton = reverse("sessions:temps_valider", args=[sienne.pk])
    page = connecte(d.gestionnaire).get(sienne.get_absolute_url())
    assert bouton not in page.content.decode()


def test_une_ligne_refusee_garde_ce_qui_est_saisi(connecte, d):
    mois = mois_de(d, d.formateur)
    saisie = {"jour": mois.mois.isoformat(), "heures": 11, "minutes": 0, "activite": "Très longue journée"}
    page = connecte(d.formateur).post(reverse("sessions:temps_ajouter", args=[mois.pk]), saisie).content.decode()
    assert "le maximum est de" in page
    assert "Très longue journée" in page


@pytest.mark.parametrize("nombre", [1, 8])
def test_autant_de_requetes_quel_que_soit_le_nombre(connecte, d, nombre, django_assert_num_queries):
    for personne in list(d.personnes.values())[:nombre]:
        mois_de(d, personne)
    client = connecte(d.gestionnaire)
    with django_assert_num_queries(5):
        assert client.get(LISTE).status_code == 200
