from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from sessions.agendas.calendrier import EnteteCalendrier, calendrier_ics
from sessions.agendas.echeance import Echeance, echeance_ics, uid_de
from tests.sessions.agendas.lecteurs import lire

MODIFIE = datetime(2026, 3, 1, 8, tzinfo=UTC)


def echeance(**valeurs) -> Echeance:
    return Echeance(
        **{"uid": uid_de("essai", 1), "jour": date(2026, 3, 29), "modifie_le": MODIFIE, "titre": "Répondre"} | valeurs
    )


def lue(une: Echeance):
    (evenement,) = lire(calendrier_ics(EnteteCalendrier(nom="Échéances"), [echeance_ics(une)])).values()
    return evenement


def test_c_est_un_jour_entier_qui_laisse_libre():
    """Even the day when clocks change."""
    texte = echeance_ics(echeance(sequence=3)).decode()

    assert "DTSTART;VALUE=DATE:20260329\r\n" in texte
    assert "DTEND;VALUE=DATE:20260330\r\n" in texte
    assert "TRANSP:TRANSPARENT\r\n" in texte
    assert "SEQUENCE:3\r\n" in texte
    assert "DTSTAMP:20260301T080000Z\r\n" in texte


def test_le_meme_nom_a_toujours_le_meme_identifiant():
    assert uid_de("accord", 3, date(2026, 3, 1)) == uid_de("accord", 3, date(2026, 3, 1))
    assert uid_de("accord", 3) != uid_de("accord", 4)
    assert UUID(uid_de("accord", 3)).version == 5


@given(
    titre=st.text(min_size=1, max_size=200).filter(str.strip),
    description=st.text(max_size=400),
    jour=st.dates(date(2000, 1, 1), date(2100, 1, 1)),
)
def test_les_lecteurs_du_dehors_lisent_ce_jour_quoi_qu_on_y_ecrive(titre, description, jour):
    une = echeance(titre=titre, description=description, jour=jour)
    evenement = lue(une)

    assert (evenement.dtstart, evenement.dtend) == (jour, jour + timedelta(days=1))
    assert echeance_ics(une) == echeance_ics(une)
