"""Public feeds as a program receives them, by the key of what they hold: "public", "region/53", "session/12"…"""

import icalendar

from sessions.agendas.filtre import PUBLIC, Filtre
from sessions.queries.agenda import calendrier_de_la_session, calendrier_du_filtre


def octets(cle: str = PUBLIC) -> bytes:
    genre, _barre, code = cle.partition("/")
    if genre == "session":
        return calendrier_de_la_session(int(code)).octets
    if genre == "distance":
        return calendrier_du_filtre(Filtre(distance=True)).octets
    return calendrier_du_filtre(Filtre.de(genre, code) if code else Filtre()).octets


def evenements(cle: str = PUBLIC) -> list[icalendar.Event]:
    return icalendar.Calendar.from_ical(octets(cle)).walk("VEVENT")


def actifs(cle: str = PUBLIC) -> list[icalendar.Event]:
    """Those that will take place, as this feed says."""
    return [evenement for evenement in evenements(cle) if evenement["STATUS"] == "CONFIRMED"]
