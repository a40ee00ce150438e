"""The chapter of the sessions, on a country of one département: every state is there, and every truth holds."""

from collections import Counter

import pytest

from academie.autorisations.table import Role
from academie.models import Affectation, Structure
from sessions.demonstration.session import raconter_sessions
from sessions.models import Inscription, MouvementInscription, Session
from sessions.queries.invariants import INVARIANTS
from tests.distribution import personne, territoire
from tests.sessions.fabriques import animateurs, version_publiee


@pytest.fixture
def pays(d):
    brest = territoire("commune", "29019", "Brest", region=d.region, departement=d.departement)
    Structure.objects.create(nom="Espace numérique – Brest", genre="espace", territoire=brest)
    animateurs(20, d.structure)
    for nom in ("formatrice-nord", "formatrice-sud"):
        personne(nom, Role.FORMATEUR)
    version_publiee(d)
    Affectation.objects.update(debut="2020-01-01")


def test_quarante_sessions_dans_tous_les_etats_et_une_seule_fois(pays):
    for _fois in range(2):
        raconter_sessions()
    assert Counter(Session.objects.values_list("etat", flat=True)) == {"ouverte": 34, "annulee": 3, "brouillon": 3}
    assert set(Inscription.objects.values_list("etat", flat=True)) == {"confirmee", "en_attente", "annulee"}
    assert MouvementInscription.objects.filter(de="en_attente", vers="confirmee").exists()
    assert [phrase for breches in INVARIANTS.values() for phrase in breches()] == []


def test_sans_programme_publie_rien_ne_se_raconte(d):
    raconter_sessions()
    assert not Session.objects.exists()
