from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from sessions.actions.inscription import inscrire
from sessions.actions.vie import annuler_session
from sessions.models import Session
from sessions.queries.accueil import accueil
from tests.sessions.fabriques import session_brouillon, session_complete, session_ouverte


def test_l_animatrice_voit_ses_sessions_a_venir(d):
    confirmee = inscrire(session=session_ouverte(d), utilisateur=d.animateur, par=d.animateur)
    attente = inscrire(session=session_complete(d, dans=40), utilisateur=d.animateur, par=d.animateur)
    annulee = session_ouverte(d, dans=50)
    inscrire(session=annulee, utilisateur=d.animateur, par=d.animateur)
    annuler_session(session=annulee, motif="Report", par=d.gestionnaire)
    lignes = accueil(d.animateur).a_venir
    assert [(ligne.url, ligne.detail) for ligne in lignes] == [
        (confirmee.get_absolute_url(), "Inscription confirmée"),
        (attente.get_absolute_url(), "En liste d'attente, au rang 1"),
    ]
    assert not accueil(d.autre_animateur).a_faire


def test_la_gestionnaire_voit_ce_qu_elle_doit_ouvrir_et_remplir(d):
    brouillon = session_brouillon(d)
    proche = session_ouverte(d, dans=20, minimum=5)
    session_ouverte(d, dans=40, minimum=5)
    lignes = accueil(d.gestionnaire).a_faire
    attendues = [reverse("sessions:session_cockpit", args=[s.pk]) for s in (brouillon, proche)]
    assert [ligne.url for ligne in lignes] == attendues
    assert [(f.valeur, f.libelle) for f in accueil(d.gestionnaire).figures] == [
        ("2", "sessions à venir"),
        ("0", "personne en liste d'attente"),
    ]


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
