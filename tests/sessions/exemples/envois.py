from sessions.actions.inscription import inscrire
from sessions.actions.vie import confirmer_session
from tests.sessions.fabriques import session_ouverte


def _confirmee(d):
    """One convocation is left to send: somebody enrolled after the session was confirmed."""
    session = session_ouverte(d)
    inscrire(session=session, utilisateur=d.autre_animateur, par=d.autre_animateur)
    confirmer_session(session=session, par=d.gestionnaire)
    inscrire(session=session, utilisateur=d.animateur, par=d.animateur)
    return {"pk": session.pk}


EXEMPLES = {"sessions:session_messages": _confirmee, "sessions:session_convoquer": _confirmee}
