"""Two hundred people on twenty seats at once: each in a thread with a connection of its own, released by one barrier."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from sessions.actions.inscription import annuler_inscription, inscrire
from sessions.models import Inscription, Session
from tests.distribution import distribuer
from tests.sessions.fabriques import animateurs, relire, session_ouverte

PERSONNES, PLACES = 200, 20


def ensemble(gestes):
    """Run every deed at the same moment; return the results, in the order given."""
    barriere = Barrier(len(gestes))

    def faire(geste):
        try:
            connection.ensure_connection()
            barriere.wait(timeout=60)
            return geste()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(gestes)) as fils:
        return list(fils.map(faire, gestes))


@pytest.fixture
def session(transactional_db):
    return session_ouverte(distribuer(), capacite=PLACES)


def test_deux_cents_personnes_pour_vingt_places(session):
    personnes = animateurs(PERSONNES)
    ensemble([lambda p=p: inscrire(session=session, utilisateur=p, par=p) for p in personnes])

    inscriptions = Inscription.objects.filter(session=session).avec_rang().order_by("ordre")
    assert [i.ordre for i in inscriptions] == list(range(1, PERSONNES + 1))
    assert [i.etat for i in inscriptions[:PLACES]] == ["confirmee"] * PLACES
    assert [(i.etat, i.rang) for i in inscriptions[PLACES:]] == [
        ("en_attente", rang) for rang in range(1, PERSONNES - PLACES + 1)
    ]
    assert relire(session).places_prises == PLACES


def test_la_meme_personne_clique_vingt_fois(session):
    (personne,) = animateurs(1)
    inscriptions = ensemble([lambda: inscrire(session=session, utilisateur=personne, par=personne)] * 20)
    assert len({i.pk for i in inscriptions}) == 1
    assert relire(session).places_prises == 1


def test_des_places_se_liberent_pendant_que_d_autres_arrivent(session):
    for personne in (partantes := animateurs(PLACES)):
        inscrire(session=session, utilisateur=personne, par=personne)
    arrivantes = animateurs(PLACES + 5)
    departs = Inscription.objects.filter(utilisateur__in=partantes)
    ensemble(
        [lambda p=p: inscrire(session=session, utilisateur=p, par=p) for p in arrivantes]
        + [lambda i=i: annuler_inscription(inscription=i, par=i.utilisateur) for i in departs]
    )
    assert relire(session).places_prises == PLACES
    actives = Inscription.objects.filter(session=session).actives().order_by("ordre")
    assert [i.etat == "en_attente" for i in actives] == [False] * PLACES + [True] * 5
    assert Session.objects.get(pk=session.pk).dernier_ordre == PLACES * 2 + 5
