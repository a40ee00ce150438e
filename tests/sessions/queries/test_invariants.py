"""Each truth is broken behind the product's back, and must be seen."""

import pytest
from django.utils import timezone

from academie.branchements import invariants
from academie.models import Structure
from sessions.actions.inscription import inscrire
from sessions.actions.reserve import reserver_places
from sessions.models import Creneau, EvenementPublie, Inscription, MouvementInscription, Session
from sessions.queries.invariants import INVARIANTS
from tests.sessions.fabriques import animateurs, session_complete, session_ouverte


def breches(nom):
    return list(INVARIANTS[nom]())


def ruptures():
    attente = Inscription.objects.filter(etat="en_attente")
    return {
        "places comptées": lambda: Session.objects.filter(places_prises=0).update(places_prises=1),
        "personne n'attend une place libre": lambda: Session.objects.update(capacite=5),
        "places gardées de la structure": lambda: Inscription.objects.confirmees().update(reserve=_reserve_d_autrui()),
        "ordre d'arrivée respecté": lambda: attente.update(ordre=0),
        "remplacements fidèles": lambda: attente.update(remplace=Inscription.objects.confirmees().get()),
        "dates des sessions": lambda: Creneau.objects.order_by("debut").first().delete(),
        "histoire des inscriptions": lambda: MouvementInscription.objects.all().delete(),
        "agendas fidèles": lambda: EvenementPublie.objects.update(fragment=b"autre"),
    }


def _reserve_d_autrui():
    vide = Session.objects.get(places_prises=0)
    return reserver_places(
        session=vide,
        structure=Structure.objects.first(),
        places=1,
        jusqu_au=timezone.localdate(),
        par=None,
        librement=True,
    )


@pytest.fixture
def chaine(d):
    session = session_complete(d)
    (qui,) = animateurs(1)
    inscrire(session=session, utilisateur=qui, par=qui)
    session_ouverte(d, dans=40)


def test_tout_est_vrai_apres_les_actions(chaine):
    assert [phrase for nom in INVARIANTS for phrase in breches(nom)] == []


@pytest.mark.parametrize("nom", list(ruptures()))
def test_chaque_rupture_est_vue(chaine, nom):
    ruptures()[nom]()
    assert breches(nom)


def test_la_commande_les_connait_tous():
    assert INVARIANTS.keys() <= {invariant.nom for invariant in invariants.INVARIANTS}
