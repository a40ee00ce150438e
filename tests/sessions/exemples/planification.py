"""Addresses of the planning: sessions again on other dates, places, unavailabilities."""

from datetime import timedelta

from django.utils import timezone

from sessions.actions.indisponibilite import declarer_indisponibilite
from tests.sessions.fabriques import lieu, moment, session_ouverte


def _ouverte(d):
    return {"pk": session_ouverte(d).pk}


def _indisponibilite(d):
    """Declared by `d.formateur`, far from any session."""
    jour = timezone.localdate() + timedelta(days=90)
    return declarer_indisponibilite(formateur=d.formateur, debut=moment(jour, "09:00"), fin=moment(jour, "17:00"))


def _planning(d):
    session_ouverte(d)
    _indisponibilite(d)
    return {}


def _liste(d):
    _indisponibilite(d)
    return {}


EXEMPLES = {
    "sessions:session_dupliquer": _ouverte,
    "sessions:session_serie": _ouverte,
    "sessions:session_deplacer": _ouverte,
    "sessions:planning": _planning,
    "sessions:lieu_detail": lambda d: {"pk": lieu(d).pk},
    "sessions:indisponibilite_list": _liste,
    "sessions:indisponibilite_retirer": lambda d: {"pk": _indisponibilite(d).pk},
}
