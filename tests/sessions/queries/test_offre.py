from django.utils import timezone

from academie.branchements.offre import tenues
from sessions.models import Session
from tests.sessions.fabriques import session_brouillon, session_ouverte


def test_les_sessions_ouvertes_a_venir_disent_ou_quand_et_comment(distribution):
    session = session_ouverte(distribution)
    session_brouillon(distribution, dans=40)

    [tenue] = tenues([session.version.programme_id])[session.version.programme_id]

    assert (tenue.debut, tenue.fin) == (session.debut, session.fin)
    assert tenue.url == session.get_absolute_url()
    assert tenue.mode == "presentiel"
    assert tenue.places == session.capacite
    assert (tenue.lieu, tenue.rue) == (session.lieu.nom, session.lieu.adresse)
    assert (tenue.commune, tenue.region) == (session.lieu.commune.nom, session.territoire.nom)


def test_a_distance_il_n_y_a_pas_de_lieu(distribution):
    session = session_ouverte(distribution)
    Session.objects.filter(pk=session.pk).update(modalite="distance", lieu=None)

    [tenue] = tenues([session.version.programme_id])[session.version.programme_id]

    assert (tenue.mode, tenue.lieu, tenue.commune) == ("distance", "", "")


def test_ni_les_passees_ni_celles_d_un_autre_programme(distribution):
    session = session_ouverte(distribution)
    programme = session.version.programme_id
    assert tenues([programme + 1])[programme + 1] == []

    Session.objects.filter(pk=session.pk).update(debut=timezone.now())

    assert tenues([programme])[programme] == []
