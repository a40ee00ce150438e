from datetime import UTC, date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from academie import francais


def lisible(texte: str) -> str:
    """The same text, once it is checked that no ordinary space could split a figure."""
    return texte.replace("\u00a0", "_")


@pytest.mark.parametrize(
    ("minutes", "attendu"),
    [
        (0, "0_min"),
        (45, "45_min"),
        (60, "1_h"),
        (65, "1_h_05"),
        (810, "13_h_30"),
        (60 * 1255, "1_255_h"),
    ],
)
def test_duree(minutes, attendu):
    assert lisible(francais.duree(minutes)) == attendu


@pytest.mark.parametrize(
    ("instant", "attendu"),
    [(time(9, 4), "9_h_04"), (time(14), "14_h"), (time(0), "0_h")],
)
def test_heure(instant, attendu):
    assert lisible(francais.heure(instant)) == attendu


def test_plage():
    assert lisible(francais.plage(time(9, 30), time(12, 15))) == "9_h_30_–_12_h_15"


def test_an_instant_stored_in_utc_is_told_at_paris_time():
    assert lisible(francais.heure(datetime(2027, 3, 3, 8, 30, tzinfo=UTC))) == "9_h_30"
    assert lisible(francais.heure(datetime(2027, 7, 3, 8, 30, tzinfo=UTC))) == "10_h_30"
    assert lisible(francais.date_longue(datetime(2027, 3, 2, 23, 30, tzinfo=UTC))) == "mercredi 3_mars_2027"
    assert lisible(francais.date_courte(datetime(2027, 3, 2, 23, 30, tzinfo=UTC))) == "03/03/2027"


def test_an_instant_in_another_zone_keeps_its_hour_and_says_whose_it_is():
    debut = datetime(2027, 3, 3, 8, 30, tzinfo=ZoneInfo("Indian/Reunion"))
    fin = debut.replace(hour=12)
    assert lisible(francais.heure(debut)) == "8_h_30, heure de La Réunion"
    assert lisible(francais.plage(debut, fin)) == "8_h_30_–_12_h_30, heure de La Réunion"
    assert lisible(francais.date_longue(debut.replace(hour=1))) == "mercredi 3_mars_2027"
    assert lisible(francais.heure(debut.astimezone(ZoneInfo("Europe/Paris")))) == "5_h_30"


def test_dates():
    assert lisible(francais.date_longue(date(2027, 3, 2))) == "mardi 2_mars_2027"
    assert lisible(francais.date_longue(date(2027, 4, 1))) == "jeudi 1er_avril_2027"
    assert lisible(francais.date_sans_jour(date(2027, 8, 15))) == "15_août_2027"
    assert lisible(francais.date_courte(date(2027, 3, 2))) == "02/03/2027"


@pytest.mark.parametrize(
    ("debut", "fin", "attendu"),
    [
        (date(2027, 3, 2), date(2027, 3, 2), "le mardi 2_mars_2027"),
        (date(2027, 3, 1), date(2027, 3, 5), "du 1er au 5_mars_2027"),
        (date(2027, 3, 30), date(2027, 4, 2), "du 30_mars au 2_avril_2027"),
        (
            date(2027, 12, 31),
            date(2028, 1, 1),
            "du 31_décembre_2027 au 1er_janvier_2028",
        ),
        (datetime(2027, 3, 2, 9), datetime(2027, 3, 2, 17), "le mardi 2_mars_2027"),
    ],
)
def test_periode(debut, fin, attendu):
    assert lisible(francais.periode(debut, fin)) == attendu


def test_nombre():
    assert lisible(francais.nombre(1255)) == "1_255"
    assert lisible(francais.nombre(1234567.25, 1)) == "1_234_567,3"
    assert lisible(francais.nombre(Decimal("-12.5"), 1)) == "−12,5"
    assert lisible(francais.nombre(-0.04, 1)) == "0,0"


def test_pourcentage():
    assert lisible(francais.pourcentage(9 / 11)) == "81,8_%"
    assert lisible(francais.pourcentage(0.525, 0)) == "53_%"
    assert lisible(francais.pourcentage(Decimal(1))) == "100,0_%"


def test_debut():
    assert francais.debut("", 3) == ""
    assert francais.debut(" un\n deux  trois ", 3) == "un deux trois"
    assert francais.debut("la règle\u00a0: déclarer, demander", 3) == "la règle\u00a0: déclarer,…"


def test_enumeration():
    assert francais.enumeration([]) == ""
    assert francais.enumeration(["a"]) == "a"
    assert francais.enumeration(["a", "b"]) == "a et b"
    assert francais.enumeration(["a", "b", "c"], "ou") == "a, b ou c"
