from datetime import timedelta

import pytest
from django.utils import timezone

from academie.models import Message
from sessions.actions.inscription import inscrire
from sessions.actions.session import modifier_session
from sessions.actions.tache import cocher_tache, ecarter_tache
from sessions.actions.vie import confirmer_session
from sessions.models import ModeleTache, Session
from sessions.models.tache import Constat, Reference
from sessions.queries.convocation import cle_de_convocation
from sessions.queries.tache import taches_de, taches_en_retard
from tests.sessions.actions.test_session import repris
from tests.sessions.actions.test_tache import modele
from tests.sessions.emargements import contresigner_tout, session_au
from tests.sessions.fabriques import journee, projet, session_brouillon, session_ouverte
from tests.sessions.vies import session_dans_l_etat


@pytest.fixture(autouse=True)
def _sans_modele(db):
    ModeleTache.objects.all().delete()


def situation(session) -> str:
    [ligne] = taches_de(session)
    return ligne.situation


def test_ce_qui_est_en_retard_vient_d_abord_puis_ce_qui_vient_puis_ce_qui_est_fait(d):
    for libelle, decalage in (("tard", 2), ("fait", -40), ("retard", -31), ("vieux", -39), ("sans objet", -38)):
        modele(d, libelle, decalage)
    session = session_brouillon(d)
    cocher_tache(tache=session.taches.get(libelle="fait"), par=d.gestionnaire)
    ecarter_tache(tache=session.taches.get(libelle="sans objet"), motif="Non", par=d.gestionnaire)
    assert [(ligne.tache.libelle, ligne.situation) for ligne in taches_de(session)] == [
        ("vieux", "en_retard"),
        ("retard", "en_retard"),
        ("tard", "a_faire"),
        ("fait", "faite"),
        ("sans objet", "sans_objet"),
    ]


def test_le_jour_de_l_echeance_n_est_pas_un_retard(d):
    modele(d, decalage=-30)
    session = session_brouillon(d)
    assert situation(session) == "a_faire"
    assert [ligne.situation for ligne in taches_de(session, timezone.localdate() + timedelta(days=1))] == ["en_retard"]


def test_lieu_indique(d):
    modele(d, constat=Constat.LIEU_INDIQUE)
    session = session_brouillon(d, modalite="distance", lieu=None, territoire=d.region)
    assert situation(session) == "a_faire"
    Session.objects.filter(pk=session.pk).update(lien_distance="https://visio.example/a")
    assert situation(session) == "faite"
    assert situation(session_brouillon(d, dans=50)) == "faite"


def test_formateurs_complets(d):
    modele(d, constat=Constat.FORMATEURS_COMPLETS)
    session = session_brouillon(d, creneaux=journee(timezone.localdate() + timedelta(days=30)))
    assert situation(session) == "a_faire"
    modifier_session(session=session, projet=repris(session, projet(d)), par=d.gestionnaire)
    assert situation(session) == "faite"


def test_inscriptions_ouvertes(d):
    modele(d, constat=Constat.INSCRIPTIONS_OUVERTES)
    assert situation(session_brouillon(d)) == "a_faire"
    assert situation(session_ouverte(d, dans=50)) == "faite"


def test_tenue_decidee(d):
    modele(d, constat=Constat.TENUE_DECIDEE)
    session = session_ouverte(d)
    assert situation(session) == "a_faire"
    session = confirmer_session(session=session, par=d.gestionnaire, motif="Oui")
    assert situation(session) == "faite"


def test_accords_recus(d):
    modele(d, constat=Constat.ACCORDS_RECUS)
    session = session_ouverte(d)
    assert situation(session) == "a_faire"
    inscription = inscrire(session=session, utilisateur=d.animateur, par=d.animateur)
    assert situation(session) == "faite"
    session.inscriptions.filter(pk=inscription.pk).update(etat="a_accorder")
    assert situation(session) == "a_faire"


def test_amenagements_prevus(d):
    modele(d, constat=Constat.AMENAGEMENTS_PREVUS)
    session = session_ouverte(d)
    inscrire(session=session, utilisateur=d.animateur, par=d.animateur)
    assert situation(session) == "faite"
    session.inscriptions.update(amenagement="Une place près de la porte")
    assert situation(session) == "a_faire"
    session.inscriptions.update(amenagement_prevu="Réservée")
    assert situation(session) == "faite"


def test_convocations_envoyees(d):
    modele(d, constat=Constat.CONVOCATIONS_ENVOYEES)
    session = session_ouverte(d)
    assert situation(session) == "a_faire"
    inscription = inscrire(session=session, utilisateur=d.animateur, par=d.animateur)
    assert situation(session) == "a_faire"
    Message.objects.create(
        cle=cle_de_convocation(session, inscription), sujet="s", texte="t", destinataire="a@test.example"
    )
    assert situation(session) == "faite"
    Session.objects.filter(pk=session.pk).update(sequence=1)
    assert situation(session) == "a_faire"


def test_feuilles_contresignees(d):
    modele(d, constat=Constat.FEUILLES_CONTRESIGNEES)
    session = session_au(d, dans=-5, personnes=[d.animateur])
    assert situation(session) == "en_retard"
    contresigner_tout(session, d)
    assert situation(Session.objects.get(pk=session.pk)) == "faite"


def test_session_close(d):
    modele(d, constat=Constat.SESSION_CLOSE)
    assert situation(session_ouverte(d)) == "a_faire"
    assert situation(session_dans_l_etat(d, "realisee", dans=50)) == "faite"


@pytest.mark.parametrize(
    ("etat", "nombre"),
    [
        ("brouillon", 1),
        ("ouverte", 1),
        ("confirmee", 1),
        ("en_cours", 1),
        ("realisee", 1),
        ("archivee", 0),
        ("reportee", 0),
        ("annulee", 0),
    ],
)
def test_les_retards_sont_ceux_des_sessions_que_l_on_suit(d, etat, nombre):
    modele(d, decalage=-35, reference=Reference.FIN)
    session_dans_l_etat(d, etat)
    assert taches_en_retard().count() == nombre


def test_ce_qui_precede_une_session_tenue_n_est_plus_en_retard(d):
    modele(d, decalage=-35)
    session = session_dans_l_etat(d, "realisee")
    assert (situation(session), taches_en_retard().count()) == ("a_faire", 0)


def test_ce_qui_se_constate_n_est_pas_en_retard(d):
    modele(d, decalage=-35, constat=Constat.LIEU_INDIQUE)
    session_brouillon(d)
    assert not taches_en_retard()


def test_les_taches_coutent_une_requete(d, django_assert_num_queries):
    for rang, code in enumerate(Constat):
        modele(d, f"Tâche {rang}", -rang, constat=code)
    session = session_brouillon(d)
    with django_assert_num_queries(1):
        taches_de(session)
    for rang in range(30):
        modele(d, f"Autre {rang}", -rang)
    session = session_brouillon(d, dans=50)
    with django_assert_num_queries(1):
        taches_de(session)
    with django_assert_num_queries(2):
        assert taches_en_retard(timezone.localdate() + timedelta(days=100))
