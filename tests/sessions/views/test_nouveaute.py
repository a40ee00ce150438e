import json
from datetime import datetime
from html import unescape

import feedparser
import jsonschema
import pytest

from academie.diffusion.memoire import memoire
from sessions.actions.report import reporter_session
from sessions.actions.vie import annuler_session
from sessions.models import Session
from sessions.queries.nouveaute import DERNIERES
from tests.sessions.fabriques import lieu, session_brouillon, session_ouverte, version_publiee

SITE = "http://testserver"
JSON, RSS = "/agendas/nouveautes.json", "/agendas/nouveautes.rss"
TEXTE = {"type": "string", "minLength": 1}
ADRESSE = {"type": "string", "pattern": "^https?://"}
MOMENT = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?([+-]\d\d:\d\d|Z)$"}
# What https://jsonfeed.org/version/1.1 asks of each member that we give.
JSON_FEED = {
    "type": "object",
    "required": ["version", "title", "items"],
    "additionalProperties": False,
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": TEXTE,
        "home_page_url": ADRESSE,
        "feed_url": ADRESSE,
        "description": TEXTE,
        "language": {"const": "fr"},
        "items": {
            "type": "array",
            "uniqueItems": True,
            "items": {
                "type": "object",
                "required": ["id", "content_text"],
                "additionalProperties": False,
                "properties": {
                    "id": TEXTE,
                    "url": ADRESSE,
                    "title": TEXTE,
                    "content_text": TEXTE,
                    "date_published": MOMENT,
                    "date_modified": MOMENT,
                    "tags": {"type": "array", "items": TEXTE},
                },
            },
        },
    },
}


def lire_json(client, parametres=None) -> dict:
    reponse = client.get(JSON, parametres)
    assert (reponse.status_code, reponse["Content-Type"]) == (200, "application/feed+json; charset=utf-8")
    fil = json.loads(reponse.content)
    jsonschema.validate(fil, JSON_FEED)
    return fil


def lire_rss(client, parametres=None):
    reponse = client.get(RSS, parametres)
    assert (reponse.status_code, reponse["Content-Type"]) == (200, "application/rss+xml; charset=utf-8")
    fil = feedparser.parse(reponse.content)
    assert not fil.bozo, fil.get("bozo_exception")
    assert fil.version == "rss20"
    return fil


def test_une_session_ouverte_est_annoncee_dans_les_deux_formes(client, d):
    session = session_ouverte(d)
    adresse = f"{SITE}/sessions/{session.pk}/"
    [article] = lire_json(client)["items"]
    assert (article["id"], article["url"], article["title"]) == (adresse, adresse, session.titre)
    assert article["tags"] == ["Mobilite"]
    assert datetime.fromisoformat(article["date_published"]) == session.ouverte_le
    assert "Quimper (Bretagne)" in article["content_text"]
    assert "Inscriptions jusqu'au" in article["content_text"]
    fil = lire_rss(client)
    [entree] = fil.entries
    assert (entree.id, entree.link, entree.title) == (adresse, adresse, session.titre)
    assert unescape(entree.summary) == article["content_text"]
    assert {"rel": "self", "href": f"{SITE}{RSS}"}.items() <= fil.feed.links[-1].items()


def test_les_places_n_y_sont_pas(client, d):
    session_ouverte(d, capacite=17)
    assert "17" not in lire_json(client)["items"][0]["content_text"].replace("2017", "")


def test_un_brouillon_n_est_pas_annonce(client, d):
    session_brouillon(d)
    assert lire_json(client)["items"] == lire_rss(client).entries == []


def test_une_session_annulee_ou_reportee_le_dit_et_garde_son_identifiant(client, d):
    annulee = session_ouverte(d)
    reportee = session_ouverte(d, version=annulee.version, dans=45)
    avant = {article["id"] for article in lire_json(client)["items"]}
    annuler_session(session=annulee, motif="Salle fermée", par=d.gestionnaire)
    reporter_session(session=reportee, motif="Grève", par=d.gestionnaire)
    articles = lire_json(client)["items"]
    assert {article["id"] for article in articles} == {entree.id for entree in lire_rss(client).entries} == avant
    titres = {article["title"]: article["content_text"] for article in articles}
    assert set(titres) == {f"[ANNULÉE] {annulee.titre}", f"[REPORTÉE] {annulee.titre}"}
    assert titres[f"[REPORTÉE] {annulee.titre}"].startswith("Nouvelles dates à venir")


def test_le_fil_suit_le_filtre_de_son_adresse(client, d):
    session = session_ouverte(d)
    session_ouverte(d, version=version_publiee(d, slug="autre", titre="Autre", theme="inclusion"), dans=40)
    for lire in (lambda p: len(lire_json(client, p)["items"]), lambda p: len(lire_rss(client, p).entries)):
        assert lire({}) == 2
        assert lire({"theme": "mobilite", "region": "53"}) == 1
        assert lire({"region": d.autre_region.code}) == 0
    fil = lire_json(client, {"programme": session.version.programme.slug})
    assert fil["title"] == f"Nouvelles sessions – {session.titre}"
    assert fil["home_page_url"] == f"{SITE}/agendas/?programme=terminaux"
    assert fil["feed_url"] == f"{SITE}{JSON}?programme=terminaux"


@pytest.mark.parametrize("adresse", [JSON, RSS])
def test_rien_de_neuf_donne_304_et_un_changement_se_voit_aussitot(client, d, adresse, django_assert_num_queries):
    session = session_ouverte(d)
    premiere = client.get(adresse)
    assert premiere["Access-Control-Allow-Origin"] == "*"
    with django_assert_num_queries(1):
        reponse = client.get(adresse, headers={"if-none-match": premiere["ETag"]})
    assert (reponse.status_code, reponse.content) == (304, b"")
    annuler_session(session=session, motif="Salle fermée", par=d.gestionnaire)
    reponse = client.get(adresse, headers={"if-none-match": premiere["ETag"]})
    assert reponse.status_code == 200
    assert "[ANNULÉE]" in reponse.content.decode()


@pytest.mark.parametrize("adresse", [JSON, RSS])
@pytest.mark.parametrize("nombre", [1, 30])
def test_le_nombre_de_requetes_ne_depend_pas_du_nombre_de_sessions(
    client, d, adresse, nombre, django_assert_num_queries
):
    version, salle = version_publiee(d), lieu(d)
    for rang in range(nombre):
        session_ouverte(d, version=version, lieu=salle, dans=30 + 2 * rang)
    with django_assert_num_queries(3):
        assert client.get(adresse, {"region": "53"}).content.count(b"/sessions/") >= nombre


def test_les_dernieres_ouvertes_seules_les_plus_recentes_d_abord(client, d, monkeypatch):
    monkeypatch.setattr("sessions.queries.nouveaute.DERNIERES", 2)
    version, salle = version_publiee(d), lieu(d)
    ouvertes = [session_ouverte(d, version=version, lieu=salle, dans=30 + rang) for rang in range(3)]
    for rang, session in enumerate(ouvertes):
        Session.objects.filter(pk=session.pk).update(ouverte_le=datetime.fromisoformat(f"2026-03-0{rang + 1}T09:00Z"))
    adresses = [article["url"] for article in lire_json(client)["items"]]
    assert adresses == [f"{SITE}/sessions/{session.pk}/" for session in ouvertes[:0:-1]]
    assert DERNIERES == 50


def test_les_memes_faits_donnent_les_memes_octets(client, d):
    for adresse in (JSON, RSS):
        premiere = client.get(adresse)
        memoire.vider()
        assert client.get(adresse).content == premiere.content


@pytest.mark.parametrize("adresse", [JSON, RSS])
@pytest.mark.parametrize(
    ("parametres", "statut"),
    [({"theme": "minitel"}, 404), ({"couleur": "bleu"}, 400), ({"region": "\0"}, 404), ({"distance": "oui"}, 400)],
    ids=["inconnu", "paramètre", "nul", "valeur"],
)
def test_une_demande_impossible_se_dit_en_une_phrase(client, d, adresse, parametres, statut):
    reponse = client.get(adresse, parametres)
    assert (reponse.status_code, reponse["Content-Type"]) == (statut, "text/plain; charset=utf-8")


def test_un_titre_hostile_reste_lisible(client, d):
    version = version_publiee(d, titre="Terminaux <b>& ]]> 💥</b>\x0b")
    session_ouverte(d, version=version)
    [article], [entree] = lire_json(client)["items"], lire_rss(client).entries
    assert article["title"] == "Terminaux <b>& ]]> 💥</b>"
    assert "💥" in entree.title
