import pytest
from django.core.management import call_command

from certificats.actions.badge import emettre_badges
from certificats.badges import statuts
from certificats.models import Badge
from tests.certificats.fabriques import certificat, delivrer, session_close


@pytest.mark.parametrize("combien", [1, 2])
def test_badges_of_a_session_are_made_together(d, combien, django_assert_num_queries):
    personnes = [d.animateur, d.autre_animateur][:combien]
    session = session_close(d, presences=dict.fromkeys(personnes, 2))
    certificats = delivrer(session, d)
    le = certificats[0].emis_le
    Badge.objects.all().delete()
    with django_assert_num_queries(12):
        badges = emettre_badges(certificats=certificats, le=le)
    assert len({(badge.liste, badge.rang) for badge in badges}) == len({badge.code for badge in badges}) == combien
    assert emettre_badges(certificats=certificats, le=le) == []


def test_a_list_half_full_is_left_for_the_next(d, monkeypatch):
    premier = certificat(d).badge
    monkeypatch.setattr("certificats.actions.badge.BADGES_PAR_LISTE", 1)
    second = certificat(d, personne=d.autre_animateur, dans=40).badge
    assert (premier.liste, second.liste) == (1, 2)
    assert premier.rang < statuts.TAILLE
    assert second.contenu["credentialStatus"]["statusListCredential"].endswith("/badges/statuts/2/")


def test_under_the_threshold_there_is_no_badge(d):
    session = session_close(d, presences={d.animateur: 1, d.autre_animateur: 2})
    atteints = {c.atteint: c for c in delivrer(session, d)}
    assert Badge.objects.get().certificat == atteints[True]
    assert emettre_badges(certificats=[atteints[False]], le=atteints[False].emis_le) == []


def test_the_certificates_of_before_get_their_badge_by_a_command(d, capsys, monkeypatch):
    certificats = [certificat(d), certificat(d, personne=d.autre_animateur, dans=40)]
    Badge.objects.all().delete()
    monkeypatch.setattr("certificats.management.commands.delivrer_badges.PAR_LOT", 1)
    for attendu in ("Badges délivrés\xa0: 2", "Badges délivrés\xa0: 0"):
        call_command("delivrer_badges")
        assert attendu in capsys.readouterr().out
    assert {badge.certificat for badge in Badge.objects.all()} == set(certificats)
