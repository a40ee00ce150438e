import pytest
from django.urls import reverse

from sessions.actions.inscription import inscrire
from tests.sessions.fabriques import session_ouverte

PAGE = reverse("sessions:indicateur_list")


@pytest.mark.parametrize(("role", "statut"), [("gestionnaire", 200), ("concepteur", 200), ("referent", 403)])
def test_qui_lit_les_indicateurs(connecte, d, role, statut):
    assert connecte(getattr(d, role)).get(PAGE).status_code == statut


def test_la_page_definit_ce_qu_elle_compte(connecte, d):
    inscrire(session=session_ouverte(d), utilisateur=d.animateur, par=d.animateur)
    page = connecte(d.gestionnaire).get(PAGE, {"par": "structure"}).content.decode()
    assert "Médiathèque de Quimper" in page
    assert "Inscriptions confirmées à ces sessions" in page


def test_des_dates_a_l_envers_sont_dites_sur_leur_champ(connecte, d):
    reponse = connecte(d.gestionnaire).get(PAGE, {"du": "2026-05-02", "au": "2026-05-01"})
    assert "Le dernier jour précède le premier" in reponse.content.decode()


@pytest.mark.parametrize("nom", ["indicateur_csv", "indicateur_xlsx"])
def test_le_tableau_s_emporte(connecte, d, nom):
    reponse = connecte(d.gestionnaire).get(reverse(f"sessions:{nom}"), {"par": "theme"})
    assert "attachment" in reponse["Content-Disposition"]
    assert b"".join(reponse.streaming_content)
