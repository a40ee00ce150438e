"""Feeds read by programs that are not ours, against the database, event by event."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from sessions.actions.agenda import reecrire_agendas
from sessions.agendas.calendrier import EnteteCalendrier, calendrier_ics
from sessions.agendas.evenement import Evenement, evenement_ics
from tests.sessions.agendas.octets import defauts

from .foule import peupler
from .lecteurs import LECTEURS, RAPIDES
from .lignes import Ligne, attendues

PUBLIC = "/agendas/public.ics"


def lignes_depliees(contenu: bytes) -> list[str]:
    return contenu.decode().replace("\r\n ", "").split("\r\n")


def exiger_octets_justes(contenu: bytes, nombre: int) -> None:
    assert defauts(contenu) == []
    lignes = lignes_depliees(contenu)
    evenements = lignes[lignes.index("BEGIN:VEVENT") :] if nombre else []
    uids = Counter(ligne for ligne in evenements if ligne.startswith("UID:"))
    assert len(uids) == nombre
    assert set(uids.values()) <= {1}
    definis = {ligne for ligne in lignes if ligne.startswith("TZID:")}
    employes = {ligne.partition("TZID=")[2].partition(":")[0] for ligne in lignes if ";TZID=" in ligne}
    assert {f"TZID:{nom}" for nom in employes} <= definis
    assert not any(ligne.startswith("METHOD") for ligne in lignes)


def exiger_accord(lues: list[Ligne], prevues: dict) -> None:
    assert len(lues) == len(prevues)
    for ligne in lues:
        prevue, faits = prevues[ligne.uid]
        assert ligne.ecarts(prevue) == [], ligne.uid
        assert [fait for fait in faits if fait not in ligne.description] == [], ligne.uid


@pytest.mark.parametrize("nombre", [0, 1])
@pytest.mark.parametrize("lecteur", LECTEURS)
def test_un_flux_vide_ou_d_une_demi_journee(client, d, lecteur, nombre):
    peupler(d, nombre)
    reecrire_agendas()
    contenu = client.get(PUBLIC).content
    exiger_octets_justes(contenu, nombre)
    exiger_accord(LECTEURS[lecteur](contenu), attendues())


def test_cinq_cents_demi_journees_lues_par_tous(client, d):
    peupler(d, 500)
    reecrire_agendas()
    contenu, prevues = client.get(PUBLIC).content, attendues()
    exiger_octets_justes(contenu, 500)
    descriptions = set()
    for lire in LECTEURS.values():
        lues = lire(contenu)
        exiger_accord(lues, prevues)
        descriptions.add(tuple(sorted((ligne.uid, ligne.description) for ligne in lues)))
    assert len(descriptions) == 1


def test_cinq_mille_demi_journees(client, d):
    peupler(d, 5000, par_session=50)
    reecrire_agendas()
    contenu, prevues = client.get(PUBLIC).content, attendues()
    exiger_octets_justes(contenu, 5000)
    for nom in RAPIDES:
        exiger_accord(LECTEURS[nom](contenu), prevues)


@pytest.mark.parametrize("lecteur", LECTEURS)
def test_un_texte_de_trois_mille_signes(lecteur):
    texte = ("Être là 🙂, à l'heure ; apporter \\ un câble…\n" * 80)[:3000].strip()
    debut = datetime(2027, 3, 28, 7, 0, tzinfo=UTC)
    evenement = Evenement(
        uid="long",
        debut=debut,
        fin=debut + timedelta(hours=3),
        modifie_le=debut,
        titre="Long",
        description=texte,
        lieu="Ici",
        categories=("Un thème, deux ; trois",),
    )
    contenu = calendrier_ics(EnteteCalendrier(nom="Long"), [evenement_ics(evenement)])
    exiger_octets_justes(contenu, 1)
    [ligne] = LECTEURS[lecteur](contenu)
    assert ligne.description == texte
    if lecteur in ("ical.js", "vobject"):  # the others cut a category at its comma, escaped or not
        assert ligne.categories == evenement.categories


def test_les_lecteurs_refusent_ce_qui_est_faux():
    """What each is here for: a judge that accepts anything proves nothing."""
    bon = calendrier_ics(EnteteCalendrier(nom="x"), [evenement_ics(_evenement())])
    for lecteur, (avant, apres) in {
        "libical": (b"SEQUENCE:0", b"SEQUENCE:0\r\nSEQUENCE:1"),
        "ical": (b"UID:u\r\n", b"DTSTART:fin\r\n"),
        "vobject": (b"END:VEVENT\r\n", b""),
        "ical.js": (b"DTSTAMP:20270328T070000Z\r\n", b""),
    }.items():
        assert LECTEURS[lecteur](bon)
        with pytest.raises(Exception):  # noqa: B017 - each its own
            LECTEURS[lecteur](bon.replace(avant, apres))


def _evenement() -> Evenement:
    debut = datetime(2027, 3, 28, 7, 0, tzinfo=UTC)
    return Evenement(
        uid="u",
        debut=debut,
        fin=debut + timedelta(hours=3),
        modifie_le=debut,
        titre="x",
        description="y",
        lieu="z",
        categories=("c",),
    )
