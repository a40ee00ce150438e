"""Those who send or read slowly hold nobody else."""

import contextlib
import socket
import threading
import time
from urllib.parse import urlencode

import pytest

from sessions.actions.agenda import reecrire_agendas
from sessions.actions.vie import annuler_session
from tests.sessions.clients.foule import peupler
from tests.sessions.fabriques import session_ouverte

PUBLIC = "/agendas/public.ics"
LENTS = 12  # all on one process at worst: fewer than its threads
POST = (
    b"POST /comptes/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: csrftoken=" + b"a" * 32 + b"\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\nlogin="
)


@contextlib.contextmanager
def a_la_fois(serveur, nombre: int, debut: bytes):
    """`nombre` connections that sent `debut` and no more."""
    prises = []
    try:
        for _ in range(nombre):
            prise = socket.socket()
            prise.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            prise.settimeout(60)
            prise.connect(("127.0.0.1", serveur.port))
            prise.sendall(debut)
            prises.append(prise)
        yield prises
    finally:
        for prise in prises:
            prise.close()


def exiger_que_les_autres_soient_servis(serveur) -> None:
    for _ in range(6):
        assert serveur.demander(PUBLIC, delai=10).statut == 200
    assert serveur.demander("/", delai=10).statut == 200


def test_qui_lit_un_octet_par_seconde_ne_gene_personne(serveur, d):
    peupler(d, 1000, par_session=50)
    reecrire_agendas()
    demande = f"GET {PUBLIC} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()
    with a_la_fois(serveur, 60, demande) as prises:
        for _ in range(2):
            assert all(len(prise.recv(1)) == 1 for prise in prises)
            exiger_que_les_autres_soient_servis(serveur)
            time.sleep(1)


def test_qui_egrene_ses_en_tetes_ne_gene_personne(serveur, d):
    with a_la_fois(serveur, 200, f"GET {PUBLIC} HTTP/1.1\r\nHost: 127.0.0.1\r\nX-".encode()) as prises:
        exiger_que_les_autres_soient_servis(serveur)
        for prise in prises:
            prise.sendall(b"a")
        exiger_que_les_autres_soient_servis(serveur)


def test_qui_n_a_pas_fini_ses_en_tetes_en_dix_secondes_est_renvoye(serveur, d):
    with a_la_fois(serveur, 1, b"GET / HTTP/1.1\r\nX-") as [prise]:
        depart = time.monotonic()
        while prise.recv(1000):
            pass
        assert time.monotonic() - depart < 25


def test_qui_egrene_son_envoi_ne_gene_personne(serveur, d):
    with a_la_fois(serveur, LENTS, POST) as prises:
        exiger_que_les_autres_soient_servis(serveur)
        for prise in prises:
            prise.sendall(b"a")
        exiger_que_les_autres_soient_servis(serveur)


def test_un_envoi_coupe_est_oublie(serveur, d):
    with a_la_fois(serveur, LENTS, POST):
        pass
    exiger_que_les_autres_soient_servis(serveur)


@pytest.mark.parametrize("connu", [False, True], ids=["en entier", "au fait"])
def test_deux_cents_abonnements_demandent_ensemble(serveur, d, connu):
    """At the hour when every calendar refreshes: all answered, none refused, then all see one change."""
    session = session_ouverte(d)
    peupler(d, 500)
    reecrire_agendas()
    neuf = serveur.demander(PUBLIC)
    empreinte = neuf.entetes["ETag"] if connu else None
    seul = chronometrer(lambda: [serveur.demander(PUBLIC, if_none_match=empreinte) for _ in range(20)]) / 20
    reponses, depart = [], time.monotonic()

    def demander():
        reponses.append(serveur.demander(PUBLIC, if_none_match=empreinte, delai=60))

    ensemble(demander, 200)
    duree = time.monotonic() - depart
    assert [r.statut for r in reponses] == [304 if connu else 200] * 200
    assert {r.contenu for r in reponses} == {b"" if connu else neuf.contenu}
    assert duree < 5 + 200 * 20 * seul, "far more than one after the other"

    annuler_session(session=session, motif="Inondation", par=d.gestionnaire)
    reponses.clear()
    ensemble(demander, 50)
    assert {r.statut for r in reponses} == {200}
    assert all(b"Inondation" in r.contenu for r in reponses)


def test_deux_cents_filtres_differents_ensemble(serveur, d):
    """Nobody has them in memory: each is made, none is refused."""
    peupler(d, 200)
    reecrire_agendas()
    regions = [("53",), ("971",), ("974",), ("988",)]
    statuts = []

    def demander(rang: int):
        choix = urlencode([("region", regions[rang % 4][0]), ("distance", "1")][: 1 + rang % 2])
        statuts.append(serveur.demander(f"/agendas/sessions.ics?{choix}", delai=60).statut)

    ensemble(demander, 60, rang=True)
    assert statuts == [200] * 60


def chronometrer(faire) -> float:
    depart = time.monotonic()
    faire()
    return time.monotonic() - depart


def ensemble(faire, nombre: int, *, rang: bool = False) -> None:
    fils = [threading.Thread(target=faire, args=(numero,) if rang else ()) for numero in range(nombre)]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join()
