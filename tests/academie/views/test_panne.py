"""The database or the cache goes away: people read why, machines when to come back, and nothing is a 500."""

import logging
import sqlite3

import pytest
from django.db import InterfaceError, OperationalError, connection
from django.test import Client

from academie.queries.sante import est_une_panne
from academie.views import pages
from sessions.actions.vie import annuler_session
from tests.sessions.fabriques import session_ouverte


class RedisConnectionError(Exception):
    """As the client of a cache names its own."""


RedisConnectionError.__name__ = "ConnectionError"
ERREURS = [OperationalError("server closed\nthe connection"), InterfaceError("closed"), RedisConnectionError("cache")]


def absente(erreur):
    def refuser(execute, sql, params, many, context):
        raise erreur

    return connection.execute_wrapper(refuser)


@pytest.fixture
def visiteur(db):
    return Client(raise_request_exception=False)


@pytest.fixture
def gestionnaire(distribution, visiteur):
    visiteur.force_login(distribution.gestionnaire, "django.contrib.auth.backends.ModelBackend")
    return visiteur


def exiger_503(reponse):
    assert reponse.status_code == 503
    assert reponse["Retry-After"] == "15"
    assert reponse["Cache-Control"] == "no-store"
    assert "revient dans un instant" in reponse.text


@pytest.mark.parametrize("erreur", ERREURS, ids=["operational", "interface", "cache"])
@pytest.mark.parametrize("adresse", ["/", "/agendas/public.ics", "/sessions/", "/rien/", "/comptes/login/"])
def test_une_base_absente_donne_503_partout(gestionnaire, erreur, adresse):
    with absente(erreur):
        exiger_503(gestionnaire.get(adresse))
    assert gestionnaire.get(adresse).status_code < 500


def test_un_envoi_aussi_et_rien_n_est_fait(visiteur, distribution):
    identite = {"login": distribution.animateur.email, "password": "x"}
    with absente(OperationalError("locked")):
        exiger_503(visiteur.post("/comptes/login/", identite))
    assert "_auth_user_id" not in visiteur.session


def test_une_ligne_au_journal_par_requete_sans_trace(visiteur, caplog):
    with absente(OperationalError("server closed\nDETAIL: row of somebody")), caplog.at_level(logging.WARNING):
        visiteur.get("/sessions/")
    [ligne] = caplog.records
    assert ligne.getMessage() == "OperationalError (server closed): /sessions/"
    assert ligne.exc_info is None


def test_la_sante_dit_ce_qui_manque(visiteur):
    with absente(InterfaceError("closed")):
        reponse = visiteur.get("/sante/")
    assert reponse.status_code == 503
    assert reponse.json() == {"etat": "panne", "pannes": ["base de données", "file de tâches"]}
    assert visiteur.get("/sante/").status_code == 200


def test_une_erreur_du_produit_reste_un_500(visiteur, monkeypatch):
    def faute(*args, **kwargs):
        raise ZeroDivisionError

    monkeypatch.setattr(pages.MentionsLegalesView, "get_context_data", faute)
    reponse = visiteur.get("/mentions-legales/")
    assert reponse.status_code == 500
    assert "L'erreur est consignée" in reponse.text


def test_une_table_absente_n_est_pas_une_panne_qui_passe():
    base = sqlite3.connect(":memory:")
    with pytest.raises(sqlite3.OperationalError) as levee:
        base.execute("SELECT * FROM rien")
    base.close()
    erreur = OperationalError("no such table: rien")
    erreur.__cause__ = levee.value
    assert not est_une_panne(erreur)


def test_un_changement_pendant_la_panne_est_servi_au_retour(visiteur, distribution):
    session = session_ouverte(distribution)
    avant = visiteur.get("/agendas/public.ics")
    with absente(OperationalError("gone")):
        exiger_503(visiteur.get("/agendas/public.ics", headers={"if-none-match": avant["ETag"]}))
    annuler_session(session=session, motif="Inondation", par=distribution.gestionnaire)
    assert b"Inondation" in visiteur.get("/agendas/public.ics", headers={"if-none-match": avant["ETag"]}).content
