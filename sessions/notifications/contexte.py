from django.conf import settings

from academie import francais
from academie.actions.message import Piece
from sessions.queries.agenda import calendrier_de_session
from sessions.queries.session import adresse, formateurs_de, horaires


def contexte_de(session) -> dict:
    """What every message about a session may say."""
    return {
        "session": session,
        "version": session.version,
        "periode": francais.periode(session.debut, session.fin),
        "horaires": horaires(session),
        "adresse": adresse(session),
        "formateurs": francais.enumeration(str(formateur) for formateur in formateurs_de(session)),
        "lien": settings.BASE_URL + session.get_absolute_url(),
    }


def piece_de(session) -> Piece:
    """The session for calendars."""
    return Piece("session.ics", "text/calendar", calendrier_de_session(session))
