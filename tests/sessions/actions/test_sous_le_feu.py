"""Five hundred mixed requests at once on one session, from several processes, one of them killed in the middle."""

import contextlib
import multiprocessing
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from random import Random
from threading import Event, Thread

import pytest
from django.db import OperationalError, connection, connections, transaction
from django.utils import timezone

from academie.models import Structure, Utilisateur
from academie.regles import Refus
from sessions.actions.inscription import annuler_inscription, inscrire
from sessions.actions.offre import accepter_offre, expirer_offres, refuser_offre
from sessions.actions.remplacement import remplacer
from sessions.actions.reserve import liberer_reserve, reserver_places
from sessions.actions.session import modifier_session
from sessions.models import Inscription, ReserveStructure, Session
from sessions.queries.invariants import INVARIANTS
from tests.distribution import distribuer
from tests.sessions.fabriques import animateurs, projet, relire, session_ouverte
from tests.sessions.reprise import creneaux_de

PLACES, PERSONNES, PROCESSUS, FILS = 40, 160, 4, 4
PARTS = {
    "arriver": 230,
    "partir": 70,
    "repondre": 110,
    "remplacer": 25,
    "garder": 25,
    "liberer": 20,
    "agrandir": 10,
    "expirer": 10,
}
# Where processes and threads tell what has happened; forked: what is here is shared.
CONTEXTE = multiprocessing.get_context("fork")


class Gestes:
    """What a browser, a mail or the worker may ask at any moment: each looks, without a lock, then acts."""

    def __init__(self, d, session, personnes):
        self.d, self.session, self.personnes = d, session, personnes
        self.structures = [d.structure, d.autre_structure]

    def faire(self, acte, graine):
        with contextlib.suppress(Refus):  # said to whoever asked
            getattr(self, acte)(Random(graine))

    def une(self, hasard, **filtre):
        pks = list(Inscription.objects.filter(session=self.session, **filtre).values_list("pk", flat=True))
        return Inscription.objects.get(pk=hasard.choice(pks)) if pks else None

    def arriver(self, hasard):
        personne = hasard.choice(self.personnes)
        inscrire(session=self.session, utilisateur=personne, par=personne)

    def partir(self, hasard):
        if inscription := self.une(hasard, etat__in=["confirmee", "en_attente", "a_accorder"]):
            annuler_inscription(inscription=inscription, par=self.d.gestionnaire)

    def repondre(self, hasard):
        if inscription := self.une(hasard, etat="proposee"):
            hasard.choice([accepter_offre, refuser_offre])(inscription=inscription, par=None)

    def remplacer(self, hasard):
        if inscription := self.une(hasard, etat__in=["confirmee", "en_attente", "proposee"]):
            remplacer(inscription=inscription, utilisateur=hasard.choice(self.personnes), par=self.d.gestionnaire)

    def garder(self, hasard):
        reserver_places(
            session=self.session,
            structure=hasard.choice(self.structures),
            places=hasard.randint(1, 4),
            jusqu_au=timezone.localdate(),
            par=self.d.gestionnaire,
            librement=True,
        )

    def liberer(self, hasard):
        if reserve := ReserveStructure.objects.en_vigueur().order_by("pk").first():
            liberer_reserve(reserve=reserve, par=self.d.gestionnaire)

    def agrandir(self, hasard):
        session = Session.objects.get(pk=self.session.pk)
        plus_grand = projet(self.d, creneaux=creneaux_de(session), capacite=session.capacite + 1)
        modifier_session(session=session, projet=plus_grand, par=self.d.gestionnaire)

    def expirer(self, hasard):
        expirer_offres(timezone.now() + timedelta(hours=49))


def travailler(gestes, commandes, depart, faits):
    """One process: its requests in a few threads, each with a connection of its own."""

    def faire(commande):
        gestes.faire(*commande)
        with faits.get_lock():
            faits.value += 1

    if (
        connection.vendor == "sqlite"
    ):  # one writer at a time: on a busy machine the last one waits longer than a reader would
        connection.settings_dict["OPTIONS"]["timeout"] = 120
    depart.wait(timeout=60)
    with ThreadPoolExecutor(FILS) as fils:
        list(fils.map(faire, commandes))


def tomber(gestes, commandes, depart, faits, au_milieu, perdue):
    """The same, until a request that stops between what it wrote and its commit."""

    def hesiter():
        with transaction.atomic():
            inscrire(session=gestes.session, utilisateur=perdue, par=perdue)
            au_milieu.set()
            time.sleep(60)

    Thread(target=travailler, args=(gestes, commandes, depart, faits), daemon=True).start()
    while faits.value < 60:
        time.sleep(0.005)
    hesiter()


@pytest.fixture
def gestes(transactional_db):
    d = distribuer()
    session = session_ouverte(d, capacite=PLACES)
    d.autre_structure.accord_requis, d.autre_structure.accord_email = True, "direction@test.example"
    d.autre_structure.save()
    assert Structure.objects.count() == 2
    personnes = animateurs(PERSONNES // 2, d.structure) + animateurs(PERSONNES // 2, d.autre_structure)
    for personne in personnes[:: PERSONNES // PLACES]:
        inscrire(session=session, utilisateur=personne, par=personne)
    return Gestes(d, session, personnes)


def test_cinq_cents_requetes_et_un_processus_tue(gestes):
    hasard = Random(2013)
    commandes = [(acte, hasard.random()) for acte, nombre in PARTS.items() for _ in range(nombre)]
    hasard.shuffle(commandes)
    assert len(commandes) == 500
    (perdue,) = animateurs(1, gestes.d.structure)
    lots = [commandes[rang::PROCESSUS] for rang in range(PROCESSUS)]
    depart, faits, au_milieu = CONTEXTE.Barrier(PROCESSUS), CONTEXTE.Value("i", 0), CONTEXTE.Event()
    connections.close_all()  # a connection belongs to one process
    victime = CONTEXTE.Process(target=tomber, args=(gestes, lots[0], depart, faits, au_milieu, perdue))
    autres = [CONTEXTE.Process(target=travailler, args=(gestes, lot, depart, faits)) for lot in lots[1:]]
    for processus in [victime, *autres]:
        processus.start()
    assert au_milieu.wait(timeout=60)
    victime.kill()
    for processus in [victime, *autres]:
        processus.join(timeout=120)
    assert [processus.exitcode for processus in [victime, *autres]] == [-9, 0, 0, 0]
    assert not Inscription.objects.filter(utilisateur=perdue).exists()
    for commande in lots[0]:  # people whose page did not answer try again
        gestes.faire(*commande)
    verifier(gestes.session)


def verifier(session):
    assert [breche for breches in INVARIANTS.values() for breche in breches()] == []
    session = relire(session)
    assert session.places_prises + session.places_reservees <= session.capacite
    inscriptions = Inscription.objects.filter(session=session)
    assert max(Counter(inscriptions.actives().values_list("utilisateur", flat=True)).values()) == 1
    ordres = set(inscriptions.values_list("ordre", flat=True))
    assert ordres == set(range(1, session.dernier_ordre + 1)), "somebody was lost"
    assert Utilisateur.objects.filter(pk__in=inscriptions.values("utilisateur")).count() > PLACES


def test_une_session_prise_d_assaut_n_en_retient_pas_d_autre(gestes, client):
    """While the row of one session is held, another enrols (PostgreSQL), and every page is read (both)."""
    calme, personne = session_ouverte(gestes.d, dans=60), gestes.personnes[1]
    tenue, fin = Event(), Event()

    def tenir():
        with transaction.atomic():
            Session.objects.verrouiller(gestes.session.pk)
            tenue.set()
            fin.wait(timeout=60)
        connection.close()

    fil = Thread(target=tenir)
    fil.start()
    try:
        assert tenue.wait(timeout=60)
        assert client.get(calme.get_absolute_url()).status_code == 200
        if connection.features.has_select_for_update_nowait:
            with pytest.raises(OperationalError), transaction.atomic():
                Session.objects.select_for_update(nowait=True).get(pk=gestes.session.pk)
            with transaction.atomic(), connection.cursor() as curseur:
                curseur.execute("SET LOCAL lock_timeout = '5s'")
                assert inscrire(session=calme, utilisateur=personne, par=personne).etat == "confirmee"
    finally:
        fin.set()
        fil.join()
