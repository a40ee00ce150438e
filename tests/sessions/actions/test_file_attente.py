"""Any sequence of enrolments, offers, agreements, substitutions, kept seats and new seats, against a plain model."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
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

from academie.regles import Refus
from sessions.actions.accord import donner_accord, expirer_accords, refuser_accord
from sessions.actions.inscription import annuler_inscription, inscrire
from sessions.actions.offre import accepter_offre, expirer_offres, refuser_offre
from sessions.actions.remplacement import remplacer
from sessions.actions.reserve import liberer_reserve, reserver_places
from sessions.actions.session import modifier_session
from sessions.models import Inscription, ReserveStructure
from sessions.queries.invariants import INVARIANTS
from tests.distribution import distribuer
from tests.sessions.fabriques import animateurs, projet, relire, session_ouverte
from tests.sessions.modele import Modele
from tests.sessions.reprise import creneaux_de

PAR_STRUCTURE = 4
PERSONNES = st.integers(0, 2 * PAR_STRUCTURE - 1)
STRUCTURES = st.sampled_from(["souple", "exigeante"])


class FileAttente(RuleBasedStateMachine):
    """Every deed is done to the model and, twice, to the product: a double click changes nothing."""

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
        self.structures = {"souple": self.d.structure, "exigeante": self.d.autre_structure}
        self.d.autre_structure.accord_requis, self.d.autre_structure.accord_email = True, "direction@test.example"
        self.d.autre_structure.save()
        jour = timezone.localdate() + timedelta(days=300)
        self.session = session_ouverte(self.d, capacite=places, dans=300, cloture_inscriptions=jour)
        self.personnes = [p for structure in self.structures.values() for p in animateurs(PAR_STRUCTURE, structure)]
        self.modele, self.le = Modele(places, "exigeante"), timezone.now()

    def passer(self, **duree):
        self.le += timedelta(**duree or {"minutes": 1})
        return self.le

    def structure_de(self, rang):
        return "souple" if rang < PAR_STRUCTURE else "exigeante"

    def inscription(self, rang):
        return Inscription.objects.actives().get(utilisateur=self.personnes[rang])

    def choisir(self, donnees, condition=lambda ligne: True):
        return donnees.draw(st.sampled_from([ligne.personne for ligne in self.modele.lignes if condition(ligne)]))

    def en(self, etat):
        return any(ligne.etat == etat for ligne in self.modele.lignes)

    def accords(self):
        return [ligne.personne for ligne in self.modele.lignes if ligne.accord and ligne.accord > self.le]

    @rule(rang=PERSONNES)
    def inscrire(self, rang):
        le, personne = self.passer(), self.personnes[rang]
        for _clic in range(2):
            inscrire(session=self.session, utilisateur=personne, par=personne, le=le)
        self.modele.arriver(rang, self.structure_de(rang), le)

    @precondition(lambda self: self.modele.lignes)
    @rule(donnees=st.data())
    def annuler(self, donnees):
        rang, le = self.choisir(donnees), self.passer()
        inscription = self.inscription(rang)
        for _clic in range(2):
            annuler_inscription(inscription=inscription, par=self.d.gestionnaire, le=le)
        self.modele.partir(rang, le)

    @precondition(lambda self: self.en("proposee"))
    @rule(donnees=st.data(), accepte=st.booleans())
    def repondre(self, donnees, accepte):
        rang, le = self.choisir(donnees, lambda ligne: ligne.etat == "proposee"), self.passer()
        inscription, repondre = self.inscription(rang), accepter_offre if accepte else refuser_offre
        a_temps = self.modele.de(rang).offre > le
        for _clic in range(2):
            repondre(inscription=inscription, par=self.personnes[rang], le=le)
        if accepte and a_temps:
            self.modele.accepter(rang)
        else:
            self.modele.partir(rang, le)

    @precondition(lambda self: self.accords())
    @rule(donnees=st.data(), donne=st.booleans())
    def decider(self, donnees, donne):
        rang = donnees.draw(st.sampled_from(self.accords()))
        accord = self.inscription(rang).accord
        for _clic in range(2):
            if donne:
                donner_accord(accord=accord, par="Direction", le=self.le)
            else:
                refuser_accord(accord=accord, par="Direction", motif="Équipe réduite", le=self.le)
        if donne:
            self.modele.accorder(rang)
        else:
            self.modele.partir(rang, self.le)

    @precondition(lambda self: self.modele.lignes)
    @rule(donnees=st.data(), collegue=st.integers(0, PAR_STRUCTURE - 1))
    def remplacer(self, donnees, collegue):
        rang, le = self.choisir(donnees), self.passer()
        collegue += 0 if rang < PAR_STRUCTURE else PAR_STRUCTURE
        inscription, utilisateur = self.inscription(rang), self.personnes[collegue]
        if self.modele.de(collegue):
            with pytest.raises(Refus):
                remplacer(inscription=inscription, utilisateur=utilisateur, par=self.d.gestionnaire, le=le)
            return
        for _clic in range(2):
            remplacer(inscription=inscription, utilisateur=utilisateur, par=self.d.gestionnaire, le=le)
        self.modele.remplacer(rang, collegue, le)

    @rule(nom=STRUCTURES, places=st.integers(1, 3))
    def garder(self, nom, places):
        le = self.passer()
        demande = {
            "session": self.session,
            "structure": self.structures[nom],
            "places": places,
            "jusqu_au": timezone.localdate() + timedelta(days=299),
            "par": self.d.gestionnaire,
            "librement": True,
            "le": le,
        }
        if not self.modele.peut_garder(nom, places):
            with pytest.raises(Refus):
                reserver_places(**demande)
            return
        for _clic in range(2):
            reserver_places(**demande)
        self.modele.garder(nom, places, le)

    @precondition(lambda self: self.modele.reserves)
    @rule(donnees=st.data())
    def liberer(self, donnees):
        nom, le = donnees.draw(st.sampled_from(sorted(self.modele.reserves))), self.passer()
        reserve = ReserveStructure.objects.en_vigueur().get(structure=self.structures[nom])
        for _clic in range(2):
            liberer_reserve(reserve=reserve, par=self.d.gestionnaire, le=le)
        self.modele.liberer(nom, le)

    @rule(heures=st.sampled_from([12, 49, 200]))
    def laisser_passer(self, heures):
        le = self.passer(hours=heures)
        for _fois in range(2):
            expirer_offres(le)
            expirer_accords(le)
        self.modele.expirer(le)

    @rule(de_plus=st.integers(1, 2))
    def agrandir(self, de_plus):
        le = self.passer()
        self.modele.agrandir(de_plus, le)
        plus_grand = projet(
            self.d,
            dans=300,
            capacite=self.modele.capacite,
            creneaux=creneaux_de(self.session),
            cloture_inscriptions=self.session.cloture_inscriptions,
        )
        modifier_session(session=self.session, projet=plus_grand, par=self.d.gestionnaire, le=le)

    @invariant()
    def comme_le_modele(self):
        if not hasattr(self, "session"):
            return
        rangs = {personne.pk: rang for rang, personne in enumerate(self.personnes)}
        lues = [
            (rangs[i.utilisateur_id], i.etat, bool(i.reserve and not i.reserve.liberee_le))
            for i in Inscription.objects.actives().select_related("reserve").order_by("ordre")
        ]
        assert lues == [(ligne.personne, ligne.etat, ligne.gardee) for ligne in self.modele.lignes]
        session = relire(self.session)
        assert (session.places_prises, session.places_reservees) == (self.modele.prises, self.modele.gardees)
        attente = [rangs[i.utilisateur_id] for i in Inscription.objects.en_attente().avec_rang().order_by("rang")]
        assert attente == [ligne.personne for ligne in self.modele.lignes if ligne.etat == "en_attente"]
        assert [breche for breches in INVARIANTS.values() for breche in breches()] == []


def test_la_file_d_attente_suit_son_modele(db):
    run_state_machine_as_test(
        FileAttente,
        settings=settings(
            max_examples=8, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
