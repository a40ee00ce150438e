"""The chapter of the overseas: nine o'clock there, each in its zone."""

from sessions.demonstration.outre_mer import raconter_outre_mer
from sessions.models import Session
from sessions.queries.invariants import INVARIANTS
from tests.distribution import territoire
from tests.sessions.fabriques import animateurs, version_publiee


def test_deux_sessions_a_l_heure_de_la_bas_et_une_seule_fois(d):
    reunion = territoire("region", "04", "La Réunion")
    departement = territoire("departement", "974", "La Réunion", region=reunion)
    territoire("commune", "97411", "Saint-Denis", region=reunion, departement=departement)
    territoire("region", "01", "Guadeloupe")
    animateurs(30, d.structure)
    for rang in range(2):
        version_publiee(d, slug=f"p{rang}", titre=f"P{rang}", theme=f"t{rang}")
    for _fois in range(2):
        raconter_outre_mer()
    sessions = Session.objects.order_by("territoire__code")
    assert [(s.fuseau, s.debut.hour, s.etat) for s in sessions] == [
        ("America/Guadeloupe", 9, "ouverte"),
        ("Indian/Reunion", 9, "ouverte"),
    ]
    assert sessions[0].places_prises == 5
    assert [phrase for breches in INVARIANTS.values() for phrase in breches()] == []


def test_sans_ces_territoires_rien_ne_se_raconte(d):
    version_publiee(d)
    raconter_outre_mer()
    assert not Session.objects.exists()
