"""The zones of places, as calendars read them: `icalendar`'s and `vobject`'s readings agree with `zoneinfo`."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject

from sessions.agendas.calendrier import EnteteCalendrier, calendrier_ics
from sessions.agendas.evenement import Evenement, evenement_ics
from sessions.agendas.fuseaux import (
    FUSEAUX,
    PARIS,
    Changement,
    changement_d_heure,
    fuseau_de,
    nom_du_fuseau,
    vtimezone,
)

MIQUELON = "America/Miquelon"


@pytest.mark.parametrize(
    ("departement", "region", "attendu"),
    [
        ("974", "04", "Indian/Reunion"),
        ("", "04", "Indian/Reunion"),
        ("971", "01", "America/Guadeloupe"),
        ("976", "06", "Indian/Mayotte"),
        ("975", "975", MIQUELON),
        ("", "988", "Pacific/Noumea"),
        ("01", "84", PARIS),  # Ain, whose code is also that of the région Guadeloupe
        ("29", "53", PARIS),
        ("", "11", PARIS),
        ("", "", PARIS),
    ],
)
def test_le_fuseau_d_un_departement_sinon_d_une_region(departement, region, attendu):
    assert fuseau_de(departement, region) == attendu


def test_chaque_fuseau_d_outre_mer_a_un_nom_en_francais_et_paris_se_tait():
    noms = [nom_du_fuseau(fuseau) for fuseau in FUSEAUX]
    assert noms[0] == ""
    assert all(nom.startswith("heure de ") for nom in noms[1:])
    assert len(set(noms)) == len(FUSEAUX)


def _changements(nom: str) -> list[datetime]:
    """Every hour from 2024 to 2030 at which the offset moves, and one hour on each side of it."""
    zone, moment, trouves = ZoneInfo(nom), datetime(2024, 1, 1, tzinfo=UTC), []
    while moment.year < 2031:
        suivant = moment + timedelta(hours=1)
        if moment.astimezone(zone).utcoffset() != suivant.astimezone(zone).utcoffset():
            trouves.append(suivant)
        moment = suivant
    return trouves


def _flux(nom: str, debuts: list[datetime]) -> bytes:
    """Two hours at each of `debuts`, in one feed."""
    evenements = [
        Evenement(
            uid=f"{rang}@test",
            debut=debut.astimezone(ZoneInfo(nom)),
            fin=(debut + timedelta(hours=2)).astimezone(ZoneInfo(nom)),
            modifie_le=datetime(2024, 1, 1, tzinfo=UTC),
            titre="Autour du changement d'heure",
        )
        for rang, debut in enumerate(debuts)
    ]
    return calendrier_ics(EnteteCalendrier(nom="Heures"), map(evenement_ics, evenements), [nom])


def _autour(nom: str) -> list[datetime]:
    """The days and the hours around each change; without any, the middle of each month."""
    changements = _changements(nom) or [
        datetime(annee, mois, 15, 12, tzinfo=UTC) for annee in (2024, 2030) for mois in range(1, 13)
    ]
    ecarts = [timedelta(hours=heures) for heures in (-48, -24, -3, 3, 24, 48)]
    return [changement + ecart for changement in changements for ecart in ecarts]


@pytest.mark.parametrize("nom", FUSEAUX)
def test_vobject_lit_par_nos_regles_les_memes_instants_que_zoneinfo(nom):
    """`vobject` makes its zones from the VTIMEZONE of the file: under another name, ours is all that it knows."""
    debuts = _autour(nom)
    contenu = _flux(nom, debuts).decode().replace(nom, f"Essai/{nom}")  # vobject keeps the zones it met
    lus = {v.uid.value: v for v in vobject.readOne(contenu).vevent_list}
    for rang, debut in enumerate(debuts):
        vevent = lus[f"{rang}@test"]
        assert vevent.dtstart.value.astimezone(UTC) == debut
        assert vevent.dtend.value.astimezone(UTC) == debut + timedelta(hours=2)


@pytest.mark.parametrize("nom", FUSEAUX)
def test_icalendar_lit_par_nos_regles_les_memes_instants_que_zoneinfo(nom):
    zone = icalendar.Timezone.from_ical(vtimezone(nom).to_ical().replace(nom.encode(), b"Lieu/Inconnu")).to_tz(
        lookup_tzid=False
    )
    for debut in _autour(nom):
        local = debut.astimezone(ZoneInfo(nom))
        assert local.replace(tzinfo=zone).utcoffset() == local.utcoffset(), local


def test_un_flux_porte_chaque_fuseau_une_fois_et_toujours_paris():
    lu = icalendar.Calendar.from_ical(_flux("Indian/Reunion", [datetime(2027, 3, 1, 5, tzinfo=UTC)]))
    assert [str(composant["tzid"]) for composant in lu.walk("VTIMEZONE")] == [PARIS, "Indian/Reunion"]
    (vevent,) = lu.walk("VEVENT")
    assert vevent["dtstart"].params["TZID"] == "Indian/Reunion"
    assert vevent["dtstart"].dt.hour == 9


def test_seuls_paris_et_miquelon_changent_d_heure():
    assert {nom for nom in FUSEAUX if _changements(nom)} == {PARIS, MIQUELON}
    assert {nom for nom in FUSEAUX if vtimezone(nom).walk("DAYLIGHT")} == {PARIS, MIQUELON}


def test_l_heure_qui_n_existe_pas_et_celle_qui_arrive_deux_fois():
    paris = ZoneInfo(PARIS)
    assert changement_d_heure(datetime(2027, 3, 28, 2, 30, tzinfo=paris)) is Changement.SAUTEE
    assert changement_d_heure(datetime(2027, 10, 31, 2, 30, tzinfo=paris)) is Changement.DOUBLE
    assert changement_d_heure(datetime(2027, 3, 28, 3, tzinfo=paris)) is None
    assert changement_d_heure(datetime(2027, 10, 31, 3, tzinfo=paris)) is None
    assert changement_d_heure(datetime(2027, 3, 28, 2, 30, tzinfo=ZoneInfo("Indian/Reunion"))) is None
