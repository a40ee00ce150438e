"""Seats offered, kept and handed over."""

from django.utils import timezone

from academie.autorisations.jetons import creer_jeton
from sessions.actions.inscription import annuler_inscription, inscrire
from sessions.actions.reserve import reserver_places
from sessions.models import Inscription, ReserveStructure
from sessions.queries.attente import REPONDRE
from tests.sessions.fabriques import animateurs, session_complete, session_ouverte


def offre(d) -> Inscription:
    """`d.animateur` waited and is offered the only seat of the session."""
    session = session_complete(d)
    inscrire(session=session, utilisateur=d.animateur, par=d.animateur)
    annuler_inscription(inscription=session.inscriptions.confirmees().get(), par=d.gestionnaire)
    return Inscription.objects.get(utilisateur=d.animateur)


def reserve(d) -> ReserveStructure:
    """`d.structure` keeps two seats of a session that `d.formateur` gives; `d.animateur` holds one."""
    session = session_ouverte(d)
    gardee = reserver_places(
        session=session, structure=d.structure, places=2, jusqu_au=timezone.localdate(), par=d.referent
    )
    inscrire(session=session, utilisateur=d.animateur, par=d.animateur)
    return gardee


def a_remplacer(d) -> Inscription:
    """`d.animateur` is enrolled; a colleague may come instead."""
    animateurs(1, d.structure)
    return inscrire(session=session_ouverte(d), utilisateur=d.animateur, par=d.animateur)


def liste(d):
    reserve(d)
    return {}


EXEMPLES = {
    "sessions:inscription_remplacer": lambda d: {"pk": a_remplacer(d).pk},
    "sessions:reserve_create": lambda d: {"pk": session_ouverte(d).pk},
    "sessions:reserve_list": liste,
    "sessions:reserve_update": lambda d: {"pk": reserve(d).pk},
    "sessions:reserve_liberer": lambda d: {"pk": reserve(d).pk},
    "sessions:session_places": lambda d: {"pk": reserve(d).session_id},
    "sessions:session_inscriptions_csv": lambda d: {"pk": reserve(d).session_id},
    "sessions:session_inscriptions_xlsx": lambda d: {"pk": reserve(d).session_id},
    "sessions:session_reserver": lambda d: {"pk": session_ouverte(d).pk},
    "sessions:session_reserve_update": lambda d: {"pk": reserve(d).pk},
    "sessions:session_reserve_liberer": lambda d: {"pk": reserve(d).pk},
    "sessions:offre_accepter": lambda d: {"pk": offre(d).pk},
    "sessions:offre_refuser": lambda d: {"pk": offre(d).pk},
    "sessions:offre_repondre": lambda d: {"jeton": creer_jeton(REPONDRE, offre(d).pk)},
}
