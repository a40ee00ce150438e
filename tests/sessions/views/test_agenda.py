import icalendar
import pytest
from django.urls import reverse

from sessions.actions.vie import annuler_session
from sessions.models import Agenda
from tests.sessions.fabriques import session_brouillon, session_ouverte

PUBLIC = "/agendas/public.ics"


def test_l_agenda_est_un_calendrier_avec_son_fuseau_et_son_empreinte(client, d):
    session_ouverte(d)
    reponse = client.get(PUBLIC)
    assert reponse["Content-Type"] == "text/calendar; charset=utf-8"
    assert reponse["ETag"].startswith('"')
    assert reponse["Cache-Control"] == "public, no-cache"
    assert b"METHOD" not in reponse.content
    assert b"BEGIN:VTIMEZONE\r\n" in reponse.content
    calendrier = icalendar.Calendar.from_ical(reponse.content)
    assert len(calendrier.walk("VEVENT")) == 2
    assert str(calendrier["SOURCE"]) == "http://testserver/agendas/public.ics"


def test_rien_de_neuf_donne_304_puis_un_changement_se_voit_aussitot(client, d):
    session = session_ouverte(d)
    empreinte = client.get(PUBLIC)["ETag"]
    reponse = client.get(PUBLIC, headers={"if-none-match": empreinte})
    assert (reponse.status_code, reponse.content, reponse["ETag"]) == (304, b"", empreinte)
    annuler_session(session=session, motif="Report", par=d.gestionnaire)
    reponse = client.get(PUBLIC, headers={"if-none-match": empreinte})
    assert reponse.status_code == 200
    assert b"STATUS:CANCELLED" in reponse.content


def test_l_empreinte_l_emporte_sur_la_date(client, d):
    session_ouverte(d)
    entetes = {"if-none-match": '"autre"', "if-modified-since": "Fri, 01 Jan 2100 00:00:00 GMT"}
    assert client.get(PUBLIC, headers=entetes).status_code == 200


def test_un_head_ne_porte_pas_le_texte(client, d):
    session_ouverte(d)
    assert client.head(PUBLIC)["ETag"] == client.get(PUBLIC)["ETag"]


@pytest.mark.parametrize(
    "url",
    [
        "/agendas/region/99.ics",
        "/agendas/region/29.ics",
        "/agendas/departement/53.ics",
        "/agendas/theme/inconnu.ics",
        "/agendas/programme/inconnu.ics",
        "/agendas/region/💥.ics",
        "/agendas/region/%00.ics",
        "/sessions/99999999999999999999999.ics",
    ],
)
def test_un_code_inconnu_est_introuvable(client, d, url):
    assert client.get(url).status_code == 404


def test_une_region_sans_session_a_un_agenda_vide(client, d):
    reponse = client.get(f"/agendas/region/{d.autre_region.code}.ics")
    assert icalendar.Calendar.from_ical(reponse.content).walk("VEVENT") == []
    assert client.get(reponse.wsgi_request.path, headers={"if-none-match": reponse["ETag"]}).status_code == 304
    assert not Agenda.objects.exists()


def test_un_agenda_se_lit_en_une_requete(client, d, django_assert_num_queries):
    session_ouverte(d)
    for entetes in ({}, {"if-none-match": client.get(PUBLIC)["ETag"]}):
        with django_assert_num_queries(1):
            client.get(PUBLIC, headers=entetes)


def test_le_fichier_d_une_session(client, d):
    session = session_ouverte(d)
    reponse = client.get(f"/sessions/{session.pk}.ics")
    assert reponse.content.count(b"BEGIN:VEVENT") == 2
    assert f'filename="oten-academie-session-{session.pk}.ics"' in reponse["Content-Disposition"]
    assert client.get(f"/sessions/{session_brouillon(d, dans=40).pk}.ics").status_code == 404


def test_la_page_donne_les_adresses_de_l_agenda_choisi(client, d):
    session_ouverte(d)
    url = reverse("sessions:agenda_list")
    html = client.get(url, {"agenda": f"region/{d.region.code}"}).content.decode()
    for adresse in (
        "http://testserver/agendas/region/53.ics",
        "webcal://testserver/agendas/region/53.ics",
        "https://calendar.google.com/calendar/r?cid=webcal%3A%2F%2Ftestserver%2Fagendas%2Fregion%2F53.ics",
        "https://outlook.live.com/calendar/0/addfromweb?url=http%3A%2F%2Ftestserver%2Fagendas%2Fregion%2F53.ics",
    ):
        assert adresse in html
    assert "http://testserver/agendas/public.ics" in client.get(url).content.decode()


def test_un_agenda_inconnu_est_refuse_dans_la_page(client, d):
    html = client.get(reverse("sessions:agenda_list"), {"agenda": "region/999"}).content.decode()
    assert "Sélectionnez un choix valide" in html
    assert ".ics" not in html
