import pytest
from django.urls import reverse

from tests.sessions.exemples.bilans import bpf_de


@pytest.mark.parametrize(("role", "statut"), [("gestionnaire", 200), ("administrateur", 200), ("concepteur", 403)])
def test_qui_lit_le_bilan(connecte, d, role, statut):
    page = reverse("sessions:bpf_detail", kwargs=bpf_de(d))
    assert connecte(getattr(d, role)).get(page).status_code == statut


def test_le_detail_nomme_les_personnes_de_la_ligne(connecte, d):
    page = reverse("sessions:bpf_stagiaires", kwargs=bpf_de(d))
    assert "Test Animateur" in connecte(d.gestionnaire).get(page, {"type": "e"}).content.decode()
    assert "Test Animateur" not in connecte(d.gestionnaire).get(page, {"type": "a"}).content.decode()


def test_un_montant_refuse_se_dit_sur_son_champ(connecte, d):
    page = reverse("sessions:bpf_montants", kwargs=bpf_de(d))
    reponse = connecte(d.gestionnaire).post(page, {"D1": "100", "D2": "150", "C4": "-3"})
    formulaire = reponse.context["form"]
    assert "C4" in formulaire.errors
    reponse = connecte(d.gestionnaire).post(page, {"D1": "100", "D2": "150"})
    assert "inférieur" in str(reponse.context["form"].errors["D1"])
    assert 'value="150"' in reponse.content.decode()


def test_une_annee_absurde_n_existe_pas(connecte, d):
    assert connecte(d.gestionnaire).get("/pilotage/bpf/99999/").status_code == 404
