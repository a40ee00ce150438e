"""Announcements of new sessions, and an intercommunalité to follow."""

from tests.sessions.fabriques import session_ouverte


def _ouverte(d):
    session_ouverte(d)
    return {}


EXEMPLES = {
    "sessions:agenda_list": _ouverte,
    "sessions:nouveautes_json": _ouverte,
    "sessions:nouveautes_rss": _ouverte,
}
