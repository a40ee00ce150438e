from tests.sessions.fabriques import session_ouverte

EXEMPLES = {"sessions:donnees_session": lambda d: {"identifiant": session_ouverte(d).pk}}
