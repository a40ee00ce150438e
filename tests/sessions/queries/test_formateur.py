from datetime import timedelta

from django.utils import timezone

from academie.autorisations.table import Role
from academie.models import Affectation
from sessions.actions.formateur import verifier_titre
from sessions.queries.formateur import dossier_du_formateur, formateurs, formateurs_suivis, manques
from tests.sessions.actions.test_formateur import entretien, fiche, justifier, titre
from tests.sessions.fabriques import animateurs, session_ouverte, version_publiee
from tests.sessions.pieces import PDF, fichier
from tests.sessions.vies import session_dans_l_etat


def suivi(d):
    return formateurs_suivis().get(pk=d.formateur.pk)


def test_une_fiche_vide_dit_tout_ce_qui_manque_puis_rien(d):
    assert manques(suivi(d)) == [
        "pas de CV",
        "statut non indiqué",
        "aucun programme enseigné justifié",
        "entretien annuel à mener",
    ]
    session_ouverte(d)
    fiche(d, fichier=fichier(PDF))
    licence = titre(d, fichier=fichier(PDF))
    justifier(d, titre=licence)
    hier = timezone.localdate() - timedelta(days=1)
    entretien(d, jour=hier)
    assert manques(suivi(d)) == ["titre à vérifier"]
    verifier_titre(titre=licence, par=d.gestionnaire)
    assert manques(suivi(d)) == []
    assert manques(suivi(d), hier + timedelta(days=366)) == ["entretien annuel à mener"]


def test_animer_un_programme_sans_dire_pourquoi_manque(d):
    session = session_ouverte(d)
    autre = version_publiee(d, slug="autre", titre="Autre", theme="autre")
    justifier(d, programme=autre.programme)
    assert "anime un programme sans dire ce qui le lui permet" in manques(suivi(d))
    assert dossier_du_formateur(d.formateur).sans_appui == [session.titre]
    justifier(d, programme=session.version.programme)
    assert "anime un programme sans dire ce qui le lui permet" not in manques(suivi(d))


def test_une_session_annulee_n_est_pas_animee(d):
    session_dans_l_etat(d, "annulee")
    assert dossier_du_formateur(d.formateur).sessions == []


def test_qui_a_anime_reste_dans_la_liste(d):
    session_ouverte(d)
    Affectation.objects.filter(utilisateur=d.formateur).delete()
    assert d.formateur in formateurs()


def test_la_liste_coute_une_requete(d, django_assert_num_queries):
    with django_assert_num_queries(1):
        list(formateurs_suivis())
    for personne in animateurs(30):
        Affectation.objects.create(utilisateur=personne, role=Role.FORMATEUR)
    with django_assert_num_queries(1):
        assert len(formateurs_suivis()) >= 30
