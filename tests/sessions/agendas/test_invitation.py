from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import vobject
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar

from sessions.agendas.evenement import Evenement
from sessions.agendas.invitation import Correspondant, Methode, invitation_ics

from .octets import defauts

DEBUT = datetime(2027, 3, 3, 8, 0, tzinfo=UTC)
EVENEMENT = Evenement(
    uid="11111111-2222-3333-4444-555555555555",
    debut=DEBUT,
    fin=DEBUT + timedelta(hours=3),
    modifie_le=DEBUT - timedelta(days=60),
    titre='Accompagner, avec "soin" ; l\'inclusion',
    lieu="Maison des associations",
)
ORGANISATEUR = Correspondant("OTeN Académie", "academie@oten.example")
PARTICIPANT = Correspondant('Ada "la" Fée, médiatrice', "ada@test.example")


def inviter(methode=Methode.DEMANDE, revision=3, evenement=EVENEMENT, **autres) -> bytes:
    personnes = {"organisateur": ORGANISATEUR, "participant": PARTICIPANT} | autres
    return invitation_ics(
        evenement, methode=methode, revision=revision, emise_le=DEBUT - timedelta(days=9), **personnes
    )


@pytest.mark.parametrize(("methode", "statut"), [(Methode.DEMANDE, "CONFIRMED"), (Methode.ANNULATION, "CANCELLED")])
def test_deux_autres_lecteurs_lisent_la_meme_invitation(methode, statut):
    contenu = inviter(methode)
    assert defauts(contenu) == []
    [lu] = IcsCalendarStream.calendar_from_ics(contenu.decode()).events
    autre = vobject.readOne(contenu.decode())
    assert autre.method.value == methode.value
    assert (lu.uid, lu.sequence, lu.status) == (EVENEMENT.uid, 3, statut)
    assert lu.dtstart.astimezone(UTC) == autre.vevent.dtstart.value.astimezone(UTC) == DEBUT
    assert autre.vevent.organizer.value == "mailto:academie@oten.example"
    assert [attendu.value for attendu in autre.vevent.attendee_list] == ["mailto:ada@test.example"]
    assert lu.dtstamp == DEBUT - timedelta(days=9)


def test_un_seul_evenement_avec_son_fuseau():
    calendrier = Calendar.from_ical(inviter())
    assert [partie.name for partie in calendrier.subcomponents] == ["VTIMEZONE", "VEVENT"]
    [vevent] = calendrier.walk("VEVENT")
    assert vevent["attendee"].params["CN"] == "Ada 'la' Fée, médiatrice"
    assert vevent["attendee"].params["ROLE"] == "REQ-PARTICIPANT"
    assert vevent["dtstart"].params["TZID"] == "Europe/Paris"


def test_chaque_invitation_n_est_qu_a_sa_personne():
    premiere, seconde = inviter(), inviter(revision=4, participant=Correspondant("Bo", "bo@test.example"))
    assert b"ada@" in premiere
    assert b"ada@" not in seconde
    [vevent] = Calendar.from_ical(seconde).walk("VEVENT")
    assert (str(vevent["attendee"]), vevent["sequence"]) == ("mailto:bo@test.example", 4)


def test_le_meme_instant_se_dit_a_l_heure_de_chaque_lieu():
    for zone, heure in (("Europe/Paris", 9), ("Indian/Reunion", 12)):
        [vevent] = Calendar.from_ical(
            inviter(evenement=replace(EVENEMENT, debut=DEBUT.astimezone(ZoneInfo(zone))))
        ).walk("VEVENT")
        assert (vevent["dtstart"].params["TZID"], vevent["dtstart"].dt.hour) == (zone, heure)


def test_une_annulation_le_dit_dans_son_titre():
    [vevent] = Calendar.from_ical(inviter(Methode.ANNULATION)).walk("VEVENT")
    assert vevent["summary"].startswith("[ANNULÉ]")
    [vevent] = Calendar.from_ical(inviter(evenement=replace(EVENEMENT, titre="Deux"))).walk("VEVENT")
    assert vevent["summary"] == "Deux"


@pytest.mark.parametrize("nom", ["a\r\nATTENDEE:mailto:x@y.example", "é" * 200, "a;b:c,d", "\x00"])
def test_un_nom_ne_fait_pas_de_structure(nom):
    contenu = inviter(participant=Correspondant(nom, "ada@test.example"))
    assert defauts(contenu) == []
    [vevent] = Calendar.from_ical(contenu).walk("VEVENT")
    assert str(vevent["attendee"]) == "mailto:ada@test.example"


def test_sans_adresse_on_n_invite_pas():
    with pytest.raises(ValueError, match="adresse"):
        Correspondant("Ada", "")
