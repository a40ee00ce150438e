"""The public feeds over HTTP."""

import gzip
from datetime import timedelta

import icalendar
import pytest
from django.utils import timezone
from django.utils.http import http_date, parse_http_date

from academie.diffusion.cadence import compteur
from sessions.actions.vie import annuler_session
from sessions.models import VersionAgenda
from tests.sessions.fabriques import session_brouillon, session_ouverte

PUBLIC = "/agendas/public.ics"


@pytest.fixture(autouse=True)
def _cadence_oubliee():
    compteur.oublier()


def test_l_agenda_est_un_calendrier_avec_son_fuseau_et_son_empreinte(client, d):
    session_ouverte(d)
    reponse = client.get(PUBLIC)
    assert reponse["Content-Type"] == "text/calendar; charset=utf-8"
    assert reponse["ETag"].startswith('"')
    assert reponse["Cache-Control"] == "public, max-age=60"
    assert reponse["Access-Control-Allow-Origin"] == "*"
    assert "Cookie" not in reponse["Vary"]
    assert not reponse.cookies
    assert b"METHOD" not in reponse.content
    assert b"BEGIN:VTIMEZONE\r\n" in reponse.content
    calendrier = icalendar.Calendar.from_ical(reponse.content)
    assert len(calendrier.walk("VEVENT")) == 2
    assert str(calendrier["SOURCE"]) == "http://testserver/agendas/public.ics"


def test_rien_de_neuf_donne_304_puis_un_changement_se_voit_aussitot(client, d):
    session = session_ouverte(d)
    premiere = client.get(PUBLIC)
    for entetes in (
        {"if-none-match": premiere["ETag"]},
        {"if-none-match": f'"autre", W/{premiere["ETag"]}'},
        {"if-none-match": "*"},
        {"if-modified-since": premiere["Last-Modified"]},
        {"if-none-match": premiere["ETag"], "if-modified-since": "Thu, 01 Jan 1970 00:00:00 GMT"},
    ):
        reponse = client.get(PUBLIC, headers=entetes)
        assert (reponse.status_code, reponse.content, reponse["ETag"]) == (304, b"", premiere["ETag"]), entetes
        assert reponse["Access-Control-Allow-Origin"] == "*"
    annuler_session(session=session, motif="Report", par=d.gestionnaire)
    # In the same second: the date has risen all the same.
    for entetes in ({"if-none-match": premiere["ETag"]}, {"if-modified-since": premiere["Last-Modified"]}):
        reponse = client.get(PUBLIC, headers=entetes)
        assert reponse.status_code == 200
        assert b"STATUS:CANCELLED" in reponse.content


@pytest.mark.parametrize(
    "entetes",
    [
        {"if-none-match": '"autre"', "if-modified-since": "Fri, 01 Jan 2100 00:00:00 GMT"},
        {"if-none-match": "sans guillemets", "if-modified-since": "Fri, 01 Jan 2100 00:00:00 GMT"},
        {"if-modified-since": "hier"},
        {"if-modified-since": "Fri, 31 Feb 2100 00:00:00 GMT"},
        {"if-modified-since": http_date(0)},
    ],
    ids=["etag d'abord", "etag illisible", "date illisible", "date impossible", "date ancienne"],
)
def test_ce_qui_ne_prouve_rien_donne_tout(client, d, entetes):
    session_ouverte(d)
    assert client.get(PUBLIC, headers=entetes).status_code == 200


def test_la_date_est_celle_du_dernier_changement_jamais_a_venir(client, d, monkeypatch):
    maintenant = timezone.now()
    le = maintenant + timedelta(hours=1)
    annuler_session(session=session_ouverte(d), motif="Report", par=d.gestionnaire, le=le)
    monkeypatch.setattr(timezone, "now", lambda: maintenant)
    assert parse_http_date(client.get(PUBLIC)["Last-Modified"]) <= maintenant.timestamp() + 1
    monkeypatch.setattr(timezone, "now", lambda: le)
    assert parse_http_date(client.get(PUBLIC)["Last-Modified"]) == int(le.timestamp())


def test_un_head_ne_porte_pas_le_texte(client, d):
    session_ouverte(d)
    tete, tout = client.head(PUBLIC), client.get(PUBLIC)
    assert tete.content == b""
    for entete in ("ETag", "Content-Length", "Last-Modified", "Content-Type"):
        assert tete[entete] == tout[entete]
    assert client.head(PUBLIC, headers={"if-none-match": tout["ETag"]}).status_code == 304


def test_le_texte_compresse_a_sa_propre_empreinte(client, d):
    session_ouverte(d)
    claire = client.get(PUBLIC, headers={"accept-encoding": "gzip;q=0, identity"})
    compressee = client.get(PUBLIC, headers={"accept-encoding": "br, gzip"})
    assert "Content-Encoding" not in claire
    assert compressee["Content-Encoding"] == "gzip"
    assert gzip.decompress(compressee.content) == claire.content
    assert len(compressee.content) == int(compressee["Content-Length"]) < len(claire.content)
    assert compressee["ETag"] != claire["ETag"]
    assert "Accept-Encoding" in claire["Vary"]
    entetes = {"accept-encoding": "gzip", "if-none-match": compressee["ETag"]}
    assert client.get(PUBLIC, headers=entetes).status_code == 304


def test_une_page_d_un_autre_site_peut_le_lire(client, d):
    reponse = client.options(PUBLIC, headers={"origin": "https://ailleurs.example"})
    assert reponse.status_code == 204
    assert reponse["Access-Control-Allow-Origin"] == "*"
    assert "If-None-Match" in reponse["Access-Control-Allow-Headers"]
    assert client.post(PUBLIC).status_code == 405


def test_deux_cents_abonnes_passent_et_un_acharne_attend(client, d):
    session_ouverte(d)
    empreinte = client.get(PUBLIC)["ETag"]
    for _ in range(200):
        assert client.get(PUBLIC).status_code == 200
    for _ in range(700):
        assert client.get(PUBLIC, headers={"if-none-match": empreinte}).status_code == 304
    reponses = [client.get(PUBLIC) for _ in range(450)]
    refusee = reponses[-1]
    assert refusee.status_code == 429
    assert 0 < int(refusee["Retry-After"]) <= 60
    assert "Réessayez" in refusee.content.decode()
    assert client.get(PUBLIC, headers={"if-none-match": empreinte}).status_code == 304


@pytest.mark.parametrize(
    "url",
    [
        "/agendas/region/99.ics",
        "/agendas/region/29.ics",
        "/agendas/departement/53.ics",
        "/agendas/epci/000000000.ics",
        "/agendas/theme/inconnu.ics",
        "/agendas/programme/inconnu.ics",
        "/agendas/region/💥.ics",
        "/agendas/region/%00.ics",
        "/sessions/99999999999999999999999.ics",
        f"/agendas/region/{'9' * 10_000}.ics",
        "/agendas/sessions.ics?region=999",
        "/agendas/sessions.ics?region=%00",
        "/agendas/sessions.ics?profil=autre",
        f"/agendas/sessions.ics?theme={'é' * 10_000}",
    ],
    ids=range(14),
)
def test_un_code_inconnu_est_introuvable(client, d, url):
    assert client.get(url).status_code == 404


@pytest.mark.parametrize(
    ("demande", "statut", "phrase"),
    [
        ("region=53&region=999", 404, "La région « 999 » n'existe pas."),
        ("theme=<b>%0D%0A%00", 404, "Le thème « <b> » n'existe pas."),
        ("couleur=bleu", 400, "Le paramètre « couleur » n'existe pas"),
        ("distance=peut-etre", 400, "Le paramètre « distance » n'existe pas ou ne convient pas"),
        ("&".join(f"region={rang}" for rang in range(999)), 400, "Cet agenda demande 999 valeurs : 50 au plus."),
    ],
    ids=["inconnue", "hostile", "paramètre", "valeur", "mille"],
)
def test_un_refus_dit_lequel_en_une_phrase(client, d, demande, statut, phrase):
    reponse = client.get(f"/agendas/sessions.ics?{demande}")
    assert reponse.status_code == statut
    assert reponse["Content-Type"] == "text/plain; charset=utf-8"
    assert phrase in reponse.content.decode().replace("\xa0", " ")


def test_plus_de_mille_valeurs_n_est_pas_une_panne(client, d):
    demande = "&".join(f"region={rang}" for rang in range(1500))
    assert client.get(f"/agendas/sessions.ics?{demande}").status_code == 400


def test_le_brouillon_d_un_programme_n_a_pas_d_agenda(client, d):
    version = session_brouillon(d).version
    type(version).objects.update(publiee_le=None, etat="brouillon", publiee_par=None, relu_le=None, relu_par=None)
    assert client.get(f"/agendas/programme/{version.programme.slug}.ics").status_code == 404


def test_une_region_sans_session_a_un_agenda_vide(client, d):
    reponse = client.get(f"/agendas/region/{d.autre_region.code}.ics")
    assert icalendar.Calendar.from_ical(reponse.content).walk("VEVENT") == []
    assert client.get(reponse.wsgi_request.path, headers={"if-none-match": reponse["ETag"]}).status_code == 304
    assert not VersionAgenda.objects.exists()


@pytest.mark.parametrize(
    ("adresse", "froides"),
    [("/agendas/public.ics", 3), ("/agendas/sessions.ics?region=53&theme=mobilite&programme=terminaux", 4)],
)
def test_un_agenda_se_lit_en_une_requete_apres_la_premiere(client, d, django_assert_num_queries, adresse, froides):
    session_ouverte(d)
    with django_assert_num_queries(froides):
        empreinte = client.get(adresse)["ETag"]
    for entetes in ({}, {"if-none-match": empreinte}, {"accept-encoding": "gzip"}):
        with django_assert_num_queries(1):
            client.get(adresse, headers=entetes)


def test_qui_est_connecte_ne_coute_rien_de_plus(connecte, d, django_assert_num_queries):
    client = connecte(d.animateur)
    session_ouverte(d)
    client.get(PUBLIC)
    with django_assert_num_queries(1):
        assert "Cookie" not in client.get(PUBLIC)["Vary"]


def test_le_fichier_d_une_session(client, d):
    session = session_ouverte(d)
    reponse = client.get(f"/sessions/{session.pk}.ics")
    assert reponse.content.count(b"BEGIN:VEVENT") == 2
    assert f'filename="oten-academie-session-{session.pk}.ics"' in reponse["Content-Disposition"]
    assert client.get(f"/sessions/{session_brouillon(d, dans=40).pk}.ics").status_code == 404
