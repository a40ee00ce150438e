"""Any sequence of enrolments, cancellations and new seats, against a list and a number."""

from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from sessions.actions.creneau import CreneauPrevu
from sessions.actions.inscription import annuler_inscription, inscrire
from sessions.actions.session import Projet, modifier_session
from sessions.models import Inscription
from sessions.queries.invariants import INVARIANTS
from tests.distribution import distribuer
from tests.sessions.fabriques import animateurs, projet, relire, session_ouverte

PERSONNES = 6


class FileAttente(RuleBasedStateMachine):
    """The model: who sits, who stands in the order of arrival, and how many seats there are."""

    def __init__(self):
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()

    def teardown(self):
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    @initialize(places=st.integers(1, 3))
    def ouvrir(self, places):
        self.d = distribuer()
        self.session = session_ouverte(self.d, capacite=places)
        self.personnes = animateurs(PERSONNES)
        self.places, self.assises, self.debout = places, [], []

    @rule(rang=st.integers(0, PERSONNES - 1))
    def inscrire(self, rang):
        inscrire(session=self.session, utilisateur=self.personnes[rang], par=self.personnes[rang])
        if rang not in self.assises + self.debout:
            self.debout.append(rang)
            self.asseoir()

    @precondition(lambda self: self.assises or self.debout)
    @rule(donnees=st.data())
    def annuler(self, donnees):
        rang = donnees.draw(st.sampled_from(self.assises + self.debout))
        inscription = Inscription.objects.actives().get(utilisateur=self.personnes[rang])
        for _clic in range(2):
            annuler_inscription(inscription=inscription, par=self.d.gestionnaire)
        (self.assises if rang in self.assises else self.debout).remove(rang)
        self.asseoir()

    @rule(de_plus=st.integers(1, 2))
    def agrandir(self, de_plus):
        self.places += de_plus
        inchange = projet(self.d)
        modifier_session(
            session=self.session,
            projet=Projet(**vars(inchange) | {"capacite": self.places, "creneaux": creneaux_de(self.session)}),
            par=self.d.gestionnaire,
        )
        self.asseoir()

    def asseoir(self):
        while self.debout and len(self.assises) < self.places:
            self.assises.append(self.debout.pop(0))

    @invariant()
    def comme_le_modele(self):
        if not hasattr(self, "session"):
            return
        inscriptions = Inscription.objects.actives().avec_rang().order_by("ordre")
        rangs = {personne.pk: rang for rang, personne in enumerate(self.personnes)}
        confirmees = {rangs[i.utilisateur_id] for i in inscriptions.confirmees()}
        attente = [(rangs[i.utilisateur_id], i.rang) for i in inscriptions.en_attente()]
        assert confirmees == set(self.assises)
        assert attente == [(rang, place) for place, rang in enumerate(self.debout, start=1)]
        assert relire(self.session).places_prises == len(self.assises)
        assert [breche for breches in INVARIANTS.values() for breche in breches()] == []


def creneaux_de(session):
    return [
        CreneauPrevu(debut=c.debut, fin=c.fin, pk=c.pk, formateurs=tuple(i.formateur for i in c.interventions.all()))
        for c in session.creneaux.all()
    ]


def test_la_file_d_attente_suit_son_modele(db):
    run_state_machine_as_test(
        FileAttente,
        settings=settings(
            max_examples=5, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
