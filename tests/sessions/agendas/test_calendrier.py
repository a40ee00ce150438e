"""A feed as a whole: header, zone, join, ETag."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from sessions.agendas.calendrier import EnteteCalendrier, calendrier_ics, etag
from sessions.agendas.evenement import evenement_ics

from .lecteurs import lire, proprietes
from .octets import defauts
from .test_evenement import MATIN

ENTETE = EnteteCalendrier(
    nom="OTeN Académie – Bretagne",
    description="Sessions ouvertes, Bretagne ; mises à jour",
    url="https://academie.example/agendas/",
    source="https://academie.example/agendas/region/53.ics",
    couleur="teal",
    modifie_le=datetime(2027, 1, 5, 8, 0, tzinfo=UTC),
)


def test_l_entete_dit_tout():
    lues = proprietes(calendrier_ics(ENTETE))
    assert lues["VERSION"] == "2.0"
    assert lues["CALSCALE"] == "GREGORIAN"
    assert lues["PRODID"].startswith("-//OTeN//")
    assert lues["NAME"] == lues["X-WR-CALNAME"] == "OTeN Académie – Bretagne"
    assert lues["DESCRIPTION"] == r"Sessions ouvertes\, Bretagne \; mises à jour"
    assert "UID" not in lues
    assert lues["URL"] == "https://academie.example/agendas/"
    assert lues["SOURCE"] == "https://academie.example/agendas/region/53.ics"
    assert lues["COLOR"] == "teal"
    assert lues["LAST-MODIFIED"] == "20270105T080000Z"


def test_le_delai_conseille_est_ecrit_pour_tous():
    contenu = calendrier_ics(replace(ENTETE, rafraichissement=timedelta(hours=4)))
    assert b"\r\nREFRESH-INTERVAL;VALUE=DURATION:PT4H\r\n" in contenu
    assert b"\r\nX-PUBLISHED-TTL:PT4H\r\n" in contenu


def test_un_abonnement_n_est_pas_une_invitation():
    contenu = calendrier_ics(ENTETE, [evenement_ics(MATIN)])
    assert b"METHOD" not in contenu
    assert b"ORGANIZER" not in contenu
    assert b"ATTENDEE" not in contenu


def test_le_fuseau_est_donne_par_regles():
    contenu = calendrier_ics(ENTETE)
    assert contenu.count(b"\r\nBEGIN:VTIMEZONE\r\nTZID:Europe/Paris\r\n") == 1
    assert contenu.count(b"\r\nBEGIN:STANDARD\r\n") == contenu.count(b"\r\nBEGIN:DAYLIGHT\r\n") == 1
    assert contenu.count(b"\r\nRRULE:FREQ=YEARLY;") == 2
    assert b"RDATE" not in contenu


def test_deux_cents_evenements_dans_l_ordre_donne():
    morceaux = [evenement_ics(replace(MATIN, uid=f"creneau-{i}@academie.example")) for i in range(200)]
    lus = lire(calendrier_ics(ENTETE, iter(morceaux)))
    assert list(lus) == [f"creneau-{i}@academie.example" for i in range(200)]


def test_un_agenda_vide_se_lit():
    assert lire(calendrier_ics(EnteteCalendrier(nom="Vide"))) == {}


def test_un_nom_hostile_ne_casse_rien():
    lues = proprietes(calendrier_ics(replace(ENTETE, nom="A\r\nMETHOD:REQUEST\x00", couleur="")))
    assert lues["NAME"] == "A METHOD:REQUEST"
    assert "METHOD" not in lues
    assert "COLOR" not in lues


def test_l_etag_est_fort_et_suit_les_octets():
    un, deux = calendrier_ics(ENTETE), calendrier_ics(ENTETE, [evenement_ics(MATIN)])
    assert etag(un) == etag(calendrier_ics(ENTETE)) != etag(deux)
    assert etag(un).startswith('"')
    assert etag(un).endswith('"')
    assert len(etag(un)) == 34


@pytest.mark.parametrize(
    "mauvais",
    [
        b"BEGIN:VCALENDAR\n",
        b"SUMMARY:" + b"a" * 68 + b"\r\n",
        b"SUMMARY:\x07\r\n",
        b"SUMMARY:\xc3\r\n \xa9\r\n",
        b"SUMMARY:\xe2\x80\xa8\r\n",
        b"SUMMARY:a\r\nb\r\n",
        b"SUMMARY:a\r\n\r\n",
        b"SUMMARY:a",
        b"\xef\xbb\xbfSUMMARY:a\r\n",
    ],
)
def test_le_controle_des_octets_refuse(mauvais):
    assert defauts(mauvais)
