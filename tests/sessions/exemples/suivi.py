"""Addresses of the life of a session, of its tasks and of its trainers."""

from sessions.actions.inscription import inscrire
from tests.sessions.fabriques import session_complete


def _complete(d):
    """Full, with somebody who waits."""
    session = session_complete(d)
    inscrire(session=session, utilisateur=d.animateur, par=d.animateur)
    return {"pk": session.pk}


EXEMPLES = {"sessions:session_inscriptions": _complete}
