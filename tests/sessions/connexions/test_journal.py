"""Logs as the tools of remote rooms write them."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from academie.francais import PARIS
from sessions.connexions import Connexion, JournalIllisible, lire_connexions, passage

JOUR = date(2026, 3, 4)
DEBUT, FIN = datetime(2026, 3, 4, 9, 0, tzinfo=PARIS), datetime(2026, 3, 4, 12, 15, tzinfo=PARIS)


def lire(entetes: str, *lignes: str) -> list[Connexion]:
    numerotees = [(rang, ligne.split(";")) for rang, ligne in enumerate(lignes, start=2)]
    return list(lire_connexions(entetes.split(";"), numerotees, jour=JOUR))


@pytest.mark.parametrize(
    ("entetes", "ligne"),
    [
        ("Name (Original Name);User Email;Join Time;Leave Time;Duration", "Ada L;a@x.fr;03/04/2026 09:05:10 AM;03/04/2026 12:00:00 PM;175"),
        ("Nom (nom d'origine);E-mail;Heure d'arrivée;Heure de départ", "Ada L;a@x.fr;04/03/2026 09:05:10;04/03/2026 12:00:00"),
        ("Full Name;Join Time;Leave Time;Email", "Ada L;3/4/2026, 9:05:10 AM;3/4/2026, 12:00:00 PM;a@x.fr"),
        ("Nom complet;Heure de déconnexion;Heure de connexion;Courriel", "Ada L;12:00;09:05:10;a@x.fr"),
        ("Participant;Mail;Entrée;Sortie", "Ada L;a@x.fr;2026-03-04T08:05:10Z;2026-03-04T11:00:00+00:00"),
        ("Nom;Email;Début;Fin", "Ada L;a@x.fr;2026-03-04 09:05:10;2026-03-04 12:00:00"),
    ],
)  # fmt: skip
def test_chaque_outil_se_lit(entetes, ligne):
    (lue,) = lire(entetes, ligne)
    assert (lue.nom, lue.email) == ("Ada L", "a@x.fr")
    assert lue.arrivee == DEBUT + timedelta(minutes=5, seconds=10)
    assert lue.depart == datetime(2026, 3, 4, 12, 0, tzinfo=PARIS)


def test_le_jour_de_la_demi_journee_dit_lequel_est_le_mois():
    for ecrit in ("03/04/2026 09:00", "04/03/2026 09:00"):
        assert lire("Nom;Arrivée;Départ", f"Ada;{ecrit};10:00")[0].arrivee == DEBUT


def test_les_lignes_sans_personne_ni_heure_sont_passees():
    assert lire("Nom;Arrivée;Départ", ";09:00;10:00", "Ada;;10:00", "Ada;09:00;") == []


@pytest.mark.parametrize(
    ("entetes", "ligne", "raison"),
    [
        ("Arrivée;Départ", "09:00;10:00", "nom"),
        ("Nom;Départ", "Ada;10:00", "arrivées"),
        ("Nom;Arrivée", "Ada;10:00", "départs"),
        ("Nom;Arrivée;Départ", "Ada;tôt;10:00", "ligne 2"),
        ("Nom;Arrivée;Départ", "Ada;32/13/2026 09:00;10:00", "ligne 2"),
    ],
)
def test_ce_qui_ne_se_lit_pas_est_dit(entetes, ligne, raison):
    with pytest.raises(JournalIllisible) as erreur:
        lire(entetes, ligne)
    assert raison in erreur.value.raison


def connexion(de: float, a: float) -> Connexion:
    """In minutes after the beginning of the half-day."""
    return Connexion("Ada", "", DEBUT + timedelta(minutes=de), DEBUT + timedelta(minutes=a))


@pytest.mark.parametrize(
    ("bornes", "minutes", "de", "a"),
    [
        ([(0, 195)], 195, 0, 195),
        ([(-30, 400)], 195, 0, 195),
        ([(0, 60), (30, 90)], 90, 0, 90),
        ([(0, 100), (20, 30)], 100, 0, 100),
        ([(60, 90), (0, 30)], 60, 0, 90),
        ([(0, 0.9), (2, 2.9)], 1, 0, 2.9),
    ],
)
def test_ce_qui_se_recouvre_ne_compte_qu_une_fois(bornes, minutes, de, a):
    suivi = passage([connexion(*borne) for borne in bornes], DEBUT, FIN)
    attendu = (minutes, DEBUT + timedelta(minutes=de), DEBUT + timedelta(minutes=a))
    assert (suivi.minutes, suivi.arrivee, suivi.depart) == attendu


@pytest.mark.parametrize("bornes", [[], [(-60, -10)], [(200, 300)], [(30, 20)], [(0, 0.5)]])
def test_moins_d_une_minute_n_est_pas_une_presence(bornes):
    assert passage([connexion(*borne) for borne in bornes], DEBUT, FIN) is None


@given(st.lists(st.tuples(st.integers(-300, 500), st.integers(-300, 500)), max_size=8))
def test_autant_de_minutes_que_de_minutes_ou_quelqu_un_etait_la(bornes):
    pointees = {minute for de, a in bornes for minute in range(max(de, 0), min(a, 195))}
    suivi = passage([connexion(*borne) for borne in bornes], DEBUT, FIN)
    assert (suivi.minutes if suivi else 0) == len(pointees)
