from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import icalendar
import pytest

from sessions.agendas.calendrier import EnteteCalendrier, calendrier_ics
from sessions.agendas.evenement import Statut, evenement_ics
from sessions.agendas.retrait import retrait_ics

from .lecteurs import lire
from .test_evenement import MATIN

LE = datetime(2027, 2, 3, 4, 5, 6, tzinfo=ZoneInfo("Europe/Paris"))


@pytest.mark.parametrize("statut", [Statut.CONFIRME, Statut.REPORTE, Statut.ANNULE])
def test_un_evenement_retire_est_le_meme_annule(statut):
    titre = "Écrans 📱 ; \\n, « été » " + "é" * 80
    avant = evenement_ics(replace(MATIN, titre=titre, statut=statut, description="Une\nlongue ; description, là"))
    apres = retrait_ics(avant, sequence=7, modifie_le=LE)
    assert apres == retrait_ics(avant, sequence=7, modifie_le=LE)
    (lu,) = lire(calendrier_ics(EnteteCalendrier(nom="Essai"), [apres])).values()
    (ancien,) = lire(calendrier_ics(EnteteCalendrier(nom="Essai"), [avant])).values()
    assert (lu.uid, lu.dtstart, lu.dtend, lu.location, lu.description) == (
        *(ancien.uid, ancien.dtstart, ancien.dtend, ancien.location, ancien.description),
    )
    assert lu.status == "CANCELLED"
    assert lu.sequence == 7
    assert lu.last_modified == lu.dtstamp == LE
    assert lu.summary.startswith("[ANNULÉ] Écrans 📱")
    assert lu.summary.count("[") == 1


def test_il_garde_son_fuseau():
    zone = ZoneInfo("Indian/Reunion")
    loin = replace(MATIN, debut=MATIN.debut.astimezone(zone), fin=MATIN.fin.astimezone(zone))
    retire = icalendar.Event.from_ical(retrait_ics(evenement_ics(loin), sequence=1, modifie_le=LE))
    assert retire["DTSTART"].params["TZID"] == "Indian/Reunion"
    assert retire["DTSTART"].dt == loin.debut
