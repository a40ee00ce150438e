"""Addresses of the steps around an enrolment."""

from sessions.queries.accord import chemin
from tests.sessions.accords import accord_demande


def _accord(d):
    return {"pk": accord_demande(d).pk}


def _lien(d):
    return {"jeton": chemin(accord_demande(d)).rstrip("/").rpartition("/")[2]}


def _liste(d):
    accord_demande(d)
    return {}


EXEMPLES = {
    "sessions:accord_list": _liste,
    "sessions:accord_papier": _accord,
    "sessions:accord_redemander": _accord,
    "sessions:accord_repondre": _lien,
}
