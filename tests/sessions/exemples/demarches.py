"""Addresses of the steps around an enrolment."""

from sessions.actions.inscription import inscrire
from sessions.actions.positionnement import Demande
from sessions.models import Session
from sessions.queries.accord import chemin
from tests.sessions.accords import accord_demande
from tests.sessions.fabriques import session_ouverte


def _accord(d):
    return {"pk": accord_demande(d).pk}


def _lien(d):
    return {"jeton": chemin(accord_demande(d)).rstrip("/").rpartition("/")[2]}


def _liste(d):
    accord_demande(d)
    return {}


def _amenagement(d):
    """`d.animateur` asks for something, in a session that `d.formateur` gives."""
    demande = Demande(amenagement="Une place près de l'écran")
    session = session_ouverte(d)
    return {"pk": inscrire(session=session, utilisateur=d.animateur, par=d.animateur, demande=demande).pk}


def _session_situee(d):
    _amenagement(d)
    return {"pk": Session.objects.get().pk}


def _ouverte(d):
    return {"pk": session_ouverte(d).pk}


EXEMPLES = {
    "sessions:groupe_create": _ouverte,
    "sessions:groupe_fichier": _ouverte,
    "sessions:groupe_confirmer": _ouverte,
    "sessions:amenagement_list": lambda d: _amenagement(d) and {},
    "sessions:amenagement_prevoir": _amenagement,
    "sessions:demande_update": _amenagement,
    "sessions:positionnement_detail": _session_situee,
    "sessions:accord_list": _liste,
    "sessions:accord_papier": _accord,
    "sessions:accord_redemander": _accord,
    "sessions:accord_repondre": _lien,
}
