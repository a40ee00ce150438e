"""The chapter of the sessions, on a country of one département: every state is there, and every truth holds."""

from collections import Counter

import pytest

from academie.autorisations.table import Role
from academie.models import Affectation, Structure
from sessions.demonstration.session import raconter_sessions
from sessions.demonstration.vie import raconter_vie
from sessions.models import FicheFormateur, Inscription, MouvementInscription, Session, Tache
from sessions.queries.invariants import INVARIANTS
from sessions.queries.tache import taches_en_retard
from tests.distribution import personne, territoire
from tests.sessions.fabriques import animateurs, version_publiee


@pytest.fixture
def pays(d):
    brest = territoire("commune", "29019", "Brest", region=d.region, departement=d.departement)
    Structure.objects.create(nom="Espace numérique – Brest", genre="espace", territoire=brest)
    animateurs(60, d.structure)
    for nom in ("formatrice-nord", "formatrice-sud"):
        personne(nom, Role.FORMATEUR)
    for rang in range(10):  # one seat a programme
        version_publiee(d, slug=f"p{rang}", titre=f"P{rang}", theme=f"t{rang}")
    Affectation.objects.update(debut="2020-01-01")


def test_quarante_sessions_dans_tous_les_etats_et_une_seule_fois(pays):
    for _fois in range(2):
        raconter_sessions()
    assert Counter(Session.objects.values_list("etat", flat=True)) == {
        "ouverte": 34,
        "annulee": 3,
        "brouillon": 3,
        "reportee": 1,
    }
    assert {"confirmee", "en_attente", "annulee"} <= set(Inscription.objects.values_list("etat", flat=True))
    assert MouvementInscription.objects.filter(de="en_attente", vers="proposee").exists()
    assert Session.objects.filter(remplacante__isnull=False).exists()
    assert [phrase for breches in INVARIANTS.values() for phrase in breches()] == []


def test_le_temps_passe_les_taches_se_font_et_les_fiches_se_remplissent(pays):
    raconter_sessions()
    for _fois in range(2):
        raconter_vie()
    assert Session.objects.filter(etat="confirmee").exists()
    assert Tache.objects.exclude(sans_objet="").exists()
    assert Tache.objects.filter(faite_le__isnull=False, sans_objet="").exists()
    assert taches_en_retard().exists()
    assert FicheFormateur.objects.exclude(cv="").exists()


def test_sans_programme_publie_rien_ne_se_raconte(d):
    raconter_sessions()
    assert not Session.objects.exists()
