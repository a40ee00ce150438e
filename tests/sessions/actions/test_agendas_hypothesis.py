"""Any history of sessions, followed by subscribers who read each feed after each deed."""

from datetime import datetime, timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from sessions.actions.agenda import reecrire_agendas
from sessions.actions.formateur import completer_fiche
from sessions.actions.lieu import enregistrer_lieu
from sessions.actions.report import redater_session, reporter_session
from sessions.actions.session import modifier_session
from sessions.actions.vie import annuler_session, ouvrir_session
from sessions.models import Creneau, EvenementPublie
from sessions.queries.evenement import STATUTS
from sessions.queries.invariants import INVARIANTS
from tests.distribution import distribuer, territoire
from tests.sessions.agendas.lecteurs import lire
from tests.sessions.fabriques import journee, lieu, projet, relire, session_brouillon, version_publiee
from tests.sessions.flux import octets
from tests.sessions.reprise import creneaux_de

SESSIONS = st.integers(0, 9)
PROFILS = st.sampled_from(["interne", "externe", ""])
ANNULE = "CANCELLED"


class VieDesAgendas(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()

    def teardown(self):
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    @initialize()
    def commencer(self):
        self.d = distribuer()
        brest = territoire("epci", "242900314", "Brest Métropole", region=self.d.region)
        toulouse = territoire("commune", "31555", "Toulouse", region=self.d.autre_region)
        self.d.commune.epci = brest
        self.d.commune.save()
        self.lieux = [lieu(self.d), lieu(self.d, nom="Capitole", commune=toulouse)]
        self.versions = [version_publiee(self.d), version_publiee(self.d, slug="inclusion", theme="inclusion")]
        self.sessions, self.dans, self.le = [], 100, timezone.now()
        # What each subscriber last read: by feed, then UID.
        self.lus: dict[str, dict] = {}
        self.cles = [
            *("public", "distance", "theme/mobilite", "theme/inclusion", "programme/terminaux", "epci/242900314"),
            *(f"region/{r.code}" for r in (self.d.region, self.d.autre_region)),
            *("profil/interne", "profil/externe", f"departement/{self.d.departement.code}"),
        ]

    def passer(self) -> datetime:
        self.le += timedelta(milliseconds=300)
        return self.le

    def plan(self, lieu_, distance, **autres):
        """Each plan has days of its own: nobody is taken twice."""
        self.dans += 2
        if distance:
            autres |= {"modalite": "distance", "territoire": self.d.region, "lieu": None}
        else:
            autres |= {"lieu": self.lieux[lieu_]}
        return projet(self.d, dans=self.dans, **autres)

    def de(self, rang, *etats):
        possibles = [s for s in map(relire, self.sessions) if s.etat in etats]
        return possibles[rang % len(possibles)] if possibles else None

    @rule(version=st.integers(0, 1), lieu_=st.integers(0, 1), distance=st.booleans(), ouvrir=st.booleans())
    def planifier(self, version, lieu_, distance, ouvrir):
        if len(self.sessions) == 4:
            return
        plan = self.plan(lieu_, distance)
        champs = {champ: getattr(plan, champ) for champ in plan.__dataclass_fields__}
        session = session_brouillon(self.d, version=self.versions[version], **champs)
        self.sessions.append(session)
        if ouvrir:
            ouvrir_session(session=session, par=self.d.gestionnaire, le=self.passer())

    @rule(rang=SESSIONS)
    def ouvrir(self, rang):
        if session := self.de(rang, "brouillon"):
            ouvrir_session(session=session, par=self.d.gestionnaire, le=self.passer())

    @rule(rang=SESSIONS, lieu_=st.integers(0, 1), distance=st.booleans())
    def deplacer(self, rang, lieu_, distance):
        """Other days, another place: the half-days keep their identity, or are replaced by others."""
        if session := self.de(rang, "ouverte", "reportee", "brouillon"):
            plan = self.plan(lieu_, distance)
            modifier_session(session=session, projet=plan, par=self.d.gestionnaire, le=self.passer())

    @rule(rang=SESSIONS, lieu_=st.integers(0, 1), gardees=st.integers(1, 2))
    def raccourcir(self, rang, lieu_, gardees):
        if session := self.de(rang, "ouverte"):
            creneaux = creneaux_de(session)[:gardees]
            jour = timezone.localdate(session.debut)
            if gardees == 2 and len(creneaux) == 1:
                creneaux += journee(jour, self.d.formateur)[1:]
            plan = projet(self.d, lieu=self.lieux[lieu_], creneaux=creneaux)
            modifier_session(session=session, projet=plan, par=self.d.gestionnaire, le=self.passer())

    @rule(rang=SESSIONS)
    def reporter(self, rang):
        if session := self.de(rang, "ouverte"):
            reporter_session(session=session, motif="Grève", par=self.d.gestionnaire, le=self.passer())

    @rule(rang=SESSIONS, lieu_=st.integers(0, 1))
    def redater(self, rang, lieu_):
        if session := self.de(rang, "reportee"):
            plan = self.plan(lieu_, distance=False)
            redater_session(session=session, projet=plan, par=self.d.gestionnaire, le=self.passer())

    @rule(rang=SESSIONS)
    def annuler(self, rang):
        if session := self.de(rang, "brouillon", "ouverte", "reportee"):
            annuler_session(session=session, motif="Inondation", par=self.d.gestionnaire, le=self.passer())

    @rule(rang=st.integers(0, 1), adresse=st.sampled_from(["3 rue du Port", "8 quai Neuf, 2ᵉ étage ; \\n"]))
    def renommer_le_lieu(self, rang, adresse):
        salle = relire(self.lieux[rang])
        salle.adresse = adresse
        enregistrer_lieu(lieu=salle, par=self.d.gestionnaire, le=self.passer())

    @rule(rang=st.integers(0, 1), ailleurs=st.booleans())
    def demenager_le_lieu(self, rang, ailleurs):
        salle = relire(self.lieux[rang])
        salle.commune = territoire("commune", "31555", "Toulouse") if ailleurs else self.d.commune
        enregistrer_lieu(lieu=salle, par=self.d.gestionnaire, le=self.passer())

    @rule(statut=PROFILS)
    def changer_de_statut(self, statut):
        self.statut = statut
        completer_fiche(
            formateur=self.d.formateur, presentation="", statut=statut, declaration="11 75 12345 75",
            par=self.d.gestionnaire, le=self.passer(),
        )  # fmt: skip

    @rule()
    def redire(self):
        """The facts did not change: nothing is written."""
        avant = list(EvenementPublie.objects.values_list("pk", "modifie_le", "sequence"))
        reecrire_agendas(le=self.passer())
        assert list(EvenementPublie.objects.values_list("pk", "modifie_le", "sequence")) == avant

    @invariant()
    def les_abonnes_voient_ce_qui_est(self):
        if not hasattr(self, "d"):
            return
        assert not list(INVARIANTS["agendas fidèles"]())
        attendus = {cle: {} for cle in self.cles}
        for creneau in (
            Creneau.objects.filter(session__ouverte_le__isnull=False)
            .situes()
            .select_related(
                "session__version__programme__theme",
                "session__territoire",
                "session__departement",
                "session__lieu__commune__epci",
            )
        ):
            for cle in self.cles_de(creneau):
                attendus.setdefault(cle, {})[str(creneau.uid)] = creneau
        for cle in self.cles:
            self.comparer(cle, lire(octets(cle)), attendus[cle])

    def comparer(self, cle, lus, attendus):
        for uid, creneau in attendus.items():
            etat = STATUTS.get(creneau.session.etat)
            assert lus[uid].status == (etat.value[0] if etat else "CONFIRMED")
            assert (lus[uid].dtstart, lus[uid].dtend) == (creneau.debut, creneau.fin)
        avant = self.lus.get(cle, {})
        for uid in lus.keys() - attendus.keys():
            assert lus[uid].status == ANNULE
            assert lus[uid].summary.startswith("[ANNULÉ]")
            assert uid in avant, "what a feed never showed is not cancelled there"
        assert not avant.keys() - lus.keys(), "nothing disappears"
        for uid in avant.keys() & lus.keys():
            if avant[uid] != lus[uid]:
                assert lus[uid].sequence > avant[uid].sequence
                assert lus[uid].last_modified > avant[uid].last_modified
        self.lus[cle] = lus

    def cles_de(self, creneau):
        session = creneau.session
        yield from ("public", f"theme/{session.version.programme.theme.slug}", f"region/{session.territoire.code}")
        yield f"programme/{session.version.programme.slug}"
        if session.departement:
            yield f"departement/{session.departement.code}"
        if session.lieu and session.lieu.commune.epci:
            yield f"epci/{session.lieu.commune.epci.code}"
        if not session.lieu:
            yield "distance"
        if statut := getattr(self, "statut", ""):
            yield f"profil/{statut}"


@pytest.mark.django_db
def test_apres_toute_histoire_les_agendas_sont_ce_que_dit_la_base():
    run_state_machine_as_test(
        VieDesAgendas,
        settings=settings(
            max_examples=8, stateful_step_count=14, suppress_health_check=list(HealthCheck), derandomize=True
        ),
    )
