"""Seats kept for a structure: taken first by its people, given back while the reserve lasts, released to everybody."""

from datetime import timedelta

import pytest
from django.utils import timezone

from academie.regles import Refus
from sessions.actions.inscription import annuler_inscription, inscrire
from sessions.actions.offre import refuser_offre
from sessions.actions.reserve import liberer_reserve, liberer_reserves, reserver_places
from sessions.actions.vie import annuler_session
from sessions.models import ReserveStructure
from tests.sessions.fabriques import animateurs, relire, session_brouillon, session_ouverte


@pytest.fixture
def session(d):
    return session_ouverte(d, capacite=4)


def garder(d, session, places=2, structure=None, **autres):
    valeurs = {"jusqu_au": timezone.localdate(), "par": d.referent}
    return reserver_places(session=session, structure=structure or d.structure, places=places, **valeurs | autres)


def arriver(session, *personnes):
    return [inscrire(session=session, utilisateur=qui, par=qui) for qui in personnes]


def places(session):
    session = relire(session)
    return session.places_prises, session.places_reservees, session.places_libres


def test_les_places_gardees_ne_sont_plus_a_tout_le_monde(d, session):
    garder(d, session)
    assert places(session) == (0, 2, 2)
    autres = arriver(session, *animateurs(3, d.autre_structure))
    assert [i.etat for i in autres] == ["confirmee", "confirmee", "en_attente"]
    (sienne,) = arriver(session, d.animateur)
    assert (sienne.etat, sienne.reserve.structure) == ("confirmee", d.structure)
    assert places(session) == (3, 1, 0)


def test_une_place_gardee_rendue_revient_a_la_reserve(d, session):
    garder(d, session, places=1)
    arriver(session, *animateurs(4, d.autre_structure))
    (sienne,) = arriver(session, d.animateur)
    annuler_inscription(inscription=sienne, par=d.animateur)
    assert places(session) == (3, 1, 0)
    (collegue,) = arriver(session, *animateurs(1, d.structure))
    assert collegue.etat == "confirmee"


def test_qui_attend_de_la_structure_recoit_la_place_rendue(d, session):
    garder(d, session, places=1)
    autres = arriver(session, *animateurs(4, d.autre_structure))
    siennes = arriver(session, d.animateur, *animateurs(1, d.structure))
    assert [i.etat for i in siennes] == ["confirmee", "en_attente"]
    annuler_inscription(inscription=siennes[0], par=d.animateur)
    assert [relire(i).etat for i in (autres[3], siennes[1])] == ["en_attente", "proposee"]
    assert relire(siennes[1]).reserve == siennes[0].reserve
    refuser_offre(inscription=siennes[1], par=siennes[1].utilisateur)
    assert places(session) == (3, 1, 0)


def test_liberer_donne_le_reste_a_qui_attend(d, session):
    reserve = garder(d, session)
    (sienne,) = arriver(session, d.animateur)
    autres = arriver(session, *animateurs(3, d.autre_structure))
    assert [i.etat for i in autres] == ["confirmee", "confirmee", "en_attente"]
    for _clic in range(2):
        liberer_reserve(reserve=reserve, par=d.referent)
    assert [relire(i).etat for i in (sienne, *autres)] == ["confirmee", "confirmee", "confirmee", "proposee"]
    assert places(session) == (4, 0, 0)
    annuler_inscription(inscription=sienne, par=d.animateur)
    assert places(session) == (3, 0, 1)


def test_une_reserve_se_libere_le_lendemain_de_son_jour(d, session):
    reserve = garder(d, session)
    liberer_reserves()
    assert places(session) == (0, 2, 2)
    liberer_reserves(timezone.now() + timedelta(days=1))
    assert places(session) == (0, 0, 4)
    assert relire(reserve).liberee_le is not None


def test_reduire_donne_la_difference(d, session):
    garder(d, session)
    arriver(session, *animateurs(3, d.autre_structure))
    garder(d, session, places=1)
    assert places(session) == (3, 1, 0)
    assert ReserveStructure.objects.count() == 1


def test_la_meme_demande_deux_fois_ne_garde_qu_une_fois(d, session):
    assert garder(d, session) == garder(d, session)
    assert session.mouvements.filter(acte="reservee").count() == 1


@pytest.mark.parametrize(
    ("autres", "phrase", "champ"),
    [
        ({"places": 3}, "gardent au plus 2 places", "places"),
        ({"places": 0}, "au moins une place", "places"),
        ({"jusqu_au": timezone.localdate() - timedelta(days=1)}, "entre aujourd'hui et", "jusqu_au"),
        ({"jusqu_au": timezone.localdate() + timedelta(days=16)}, "entre aujourd'hui et", "jusqu_au"),
    ],
)
def test_refus_de_garder(d, session, autres, phrase, champ):
    with pytest.raises(Refus, match=phrase) as refus:
        garder(d, session, **autres)
    assert refus.value.champ == champ
    assert places(session) == (0, 0, 4)


def test_l_academie_garde_plus_et_plus_longtemps(d, session):
    veille = timezone.localdate(session.debut) - timedelta(days=1)
    garder(d, session, places=4, jusqu_au=veille, par=d.gestionnaire, librement=True)
    assert places(session) == (0, 4, 0)


def test_refus_de_garder_plus_que_ce_qui_est_libre(d, session):
    arriver(session, *animateurs(3, d.autre_structure))
    with pytest.raises(Refus, match="1 places libres"):
        garder(d, session)


def test_refus_de_garder_moins_que_ce_qui_est_tenu(d, session):
    garder(d, session)
    arriver(session, d.animateur, *animateurs(1, d.structure))
    with pytest.raises(Refus, match="au moins 2 places"):
        garder(d, session, places=1)


def test_refus_de_garder_trop_pres_du_debut(d):
    proche = session_ouverte(d, dans=14, cloture_inscriptions=timezone.localdate())
    with pytest.raises(Refus, match="trop proche"):
        garder(d, proche)


def test_refus_de_garder_dans_une_session_annulee_ou_en_preparation(d, session):
    with pytest.raises(Refus, match="brouillon"):
        garder(d, session_brouillon(d, dans=60))
    annuler_session(session=session, motif="Inondation", par=d.gestionnaire)
    with pytest.raises(Refus, match="annulée"):
        garder(d, session, librement=True)
