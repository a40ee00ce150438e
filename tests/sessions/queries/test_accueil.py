from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from sessions.actions.inscription import inscrire
from sessions.actions.report import reporter_session
from sessions.actions.tache import enregistrer_modele
from sessions.actions.vie import annuler_session
from sessions.models import ModeleTache, Session
from sessions.queries.accueil import accueil
from tests.sessions.fabriques import session_brouillon, session_complete, session_ouverte, version_publiee
from tests.sessions.vies import session_dans_l_etat


def autre(d, slug):
    return version_publiee(d, slug=slug, titre=slug, theme=slug)


def test_l_animatrice_voit_ses_sessions_a_venir(d):
    confirmee = inscrire(session=session_ouverte(d), utilisateur=d.animateur, par=d.animateur)
    attente = inscrire(
        session=session_complete(d, dans=40, version=autre(d, "b")), utilisateur=d.animateur, par=d.animateur
    )
    annulee = session_ouverte(d, dans=50, version=autre(d, "c"))
    inscrire(session=annulee, utilisateur=d.animateur, par=d.animateur)
    annuler_session(session=annulee, motif="Report", par=d.gestionnaire)
    lignes = accueil(d.animateur).a_venir
    assert [(ligne.url, ligne.detail) for ligne in lignes] == [
        (confirmee.get_absolute_url(), "Inscription confirmée"),
        (attente.get_absolute_url(), "En liste d'attente, au rang 1"),
    ]
    assert not accueil(d.autre_animateur).a_faire


def test_la_gestionnaire_voit_ce_qui_tarde_puis_ce_qui_est_a_decider_a_redater_et_a_ouvrir(d):
    ModeleTache.objects.all().delete()
    enregistrer_modele(modele=ModeleTache(libelle="Réserver la salle", decalage=-41), par=d.gestionnaire)
    brouillon = session_brouillon(d, dans=40)
    ModeleTache.objects.all().delete()
    proche = session_ouverte(d, dans=9, minimum=5, cloture_inscriptions=timezone.localdate())
    session_ouverte(d, dans=30, minimum=5)
    reportee = session_dans_l_etat(d, "reportee", dans=50)
    lignes = accueil(d.gestionnaire).a_faire
    cockpit = reverse("sessions:session_cockpit", args=[brouillon.pk])
    assert [(ligne.url, ligne.echeance < timezone.localdate()) for ligne in lignes] == [
        (f"{cockpit}#taches", True),
        (reverse("sessions:session_cockpit", args=[proche.pk]), True),
        (reverse("sessions:session_redater", args=[reportee.pk]), False),
        (cockpit, False),
    ]
    assert "Sous le minimum" in lignes[1].detail
    assert [(f.valeur, f.libelle) for f in accueil(d.gestionnaire).figures] == [
        ("2", "sessions à venir"),
        ("0", "personne en liste d'attente"),
    ]


def test_l_accueil_de_la_gestionnaire_coute_autant_avec_trente_retards(d, django_assert_num_queries):
    enregistrer_modele(modele=ModeleTache(libelle="Réserver", decalage=-90), par=d.gestionnaire)
    session_brouillon(d)
    d.gestionnaire.permissions  # noqa: B018
    with django_assert_num_queries(9):
        accueil(d.gestionnaire)
    for rang in range(29):
        session_brouillon(d, dans=31 + rang)
    with django_assert_num_queries(9):
        accueil(d.gestionnaire)


def test_une_session_reportee_le_dit_a_qui_est_inscrit(d):
    session = session_ouverte(d)
    inscrire(session=session, utilisateur=d.animateur, par=d.animateur)
    reporter_session(session=session, motif="Grève", par=d.gestionnaire)
    [ligne] = accueil(d.animateur).a_venir
    assert ligne.detail.startswith("Session reportée")


def test_une_session_annulee_disparait_de_l_accueil(d):
    session = session_ouverte(d)
    inscrire(session=session, utilisateur=d.animateur, par=d.animateur)
    annuler_session(session=session, motif="Grève", par=d.gestionnaire)
    assert not accueil(d.animateur).a_venir


def test_le_referent_voit_combien_de_personnes_de_sa_structure_sont_inscrites(d):
    session = session_ouverte(d)
    for qui in (d.animateur, d.autre_animateur):
        inscrire(session=session, utilisateur=qui, par=qui)
    (figure,) = accueil(d.referent).figures
    assert figure.valeur == "1"
    assert not accueil(d.concepteur).figures


def test_l_accueil_de_chaque_role_s_ouvre(connecte, d):
    inscrire(session=session_ouverte(d), utilisateur=d.animateur, par=d.animateur)
    session_brouillon(d, dans=40)
    Session.objects.filter(etat="ouverte").update(debut=timezone.now() - timedelta(hours=1))
    for personne in d.personnes.values():
        assert connecte(personne).get(reverse("accueil")).status_code == 200
