"""Sessions to give and sessions to close: lists, home page, closing page."""

from datetime import timedelta

import pytest
from django.urls import reverse

from certificats.models import Certificat
from sessions.actions.emargement import contresigner
from sessions.models import Session
from sessions.queries.animation import accueil as apports_de_l_emargement
from tests.sessions.emargements import contresigner_tout, demi_journee, inscription_de, ouvrir, session_au, signer
from tests.sessions.fabriques import animateurs, relire, session_ouverte, version_publiee


@pytest.fixture
def maintenant(monkeypatch):
    def regler(moment):
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    return regler


def page(reponse) -> str:
    return reponse.content.decode().replace("\xa0", " ").replace("&#x27;", "'")


LISTE = reverse("sessions:animation_list")


def cloturer(session):
    return reverse("sessions:session_cloturer", args=[session.pk])


def test_la_liste_montre_les_sessions_que_la_personne_anime(connecte, d):
    session = session_au(d, dans=-3)
    contresigner(creneau=ouvrir(demi_journee(session), d), par=d.formateur, le=demi_journee(session).fin)
    reponse = page(connecte(d.formateur).get(LISTE))
    assert session.titre in reponse
    assert "1 sur 2" in reponse
    assert session.titre not in page(connecte(d.autre_formateur).get(LISTE))
    assert "Aucune session à animer" in page(connecte(d.autre_formateur).get(LISTE))


def test_la_liste_se_filtre_et_se_vide_avec_une_explication(connecte, d):
    session_au(d, dans=-3)
    client = connecte(d.formateur)
    assert "Aucune session ne correspond" in page(client.get(LISTE, {"etat": "annulee"}))
    assert client.get(LISTE, {"etat": "inconnu", "du": "hier"}).status_code == 200


def test_qui_anime_l_apres_midi_voit_le_matin_sans_y_entrer(connecte, d):
    session = session_au(d, dans=-3)
    soir = demi_journee(session, 1)
    soir.interventions.update(formateur=d.autre_formateur)
    reponse = connecte(d.autre_formateur).get(reverse("sessions:animation_detail", args=[session.pk]))
    assert soir.get_absolute_url() in page(reponse)
    assert demi_journee(session).get_absolute_url() not in page(reponse)


@pytest.mark.parametrize("nombre", [1, 30])
def test_requetes_constantes_de_la_liste(connecte, d, nombre, django_assert_num_queries):
    version = version_publiee(d)
    for rang in range(nombre):
        session_ouverte(d, dans=30 + rang, version=version)
    client = connecte(d.formateur)
    with django_assert_num_queries(6):
        assert len(client.get(LISTE).context["page_obj"]) == min(nombre, 25)


@pytest.mark.parametrize("nombre", [1, 30])
def test_requetes_constantes_de_la_cloture(connecte, d, nombre, django_assert_num_queries):
    session = session_au(d, dans=-3, personnes=animateurs(nombre, d.structure), capacite=40)
    contresigner_tout(session, d)
    client = connecte(d.gestionnaire)
    with django_assert_num_queries(8):
        client.get(cloturer(session))


@pytest.mark.parametrize("nombre", [1, 30])
def test_requetes_constantes_de_l_apport_a_l_accueil(d, nombre, django_assert_num_queries):
    version = version_publiee(d)
    for rang in range(nombre):
        session_au(d, dans=-2 - rang, version=version)
        session_ouverte(d, dans=30 + rang, version=version)
    for personne, requetes in ((d.formateur, 3), (d.gestionnaire, 3)):
        assert personne.permissions
        with django_assert_num_queries(requetes):
            apport = apports_de_l_emargement(personne)
        assert 1 <= len(apport.a_faire) <= 10


# Home page


def accueil(client) -> str:
    return page(client.get(reverse("accueil")))


def test_l_accueil_mene_la_formatrice_a_la_feuille_du_jour(connecte, d, maintenant):
    session = session_au(d)
    matin = demi_journee(session)
    maintenant(matin.debut)
    client = connecte(d.formateur)
    assert "Ouvrir l'émargement : " in accueil(client)
    assert matin.get_absolute_url() in accueil(client)
    ouvrir(matin, d)
    assert "Contresigner l'émargement : " in accueil(client)
    contresigner(creneau=matin, par=d.formateur, le=matin.fin)
    assert "Contresigner" not in accueil(client)
    assert matin.get_absolute_url() not in accueil(client)


def test_l_accueil_rappelle_une_demi_journee_en_retard_pas_celle_de_demain(connecte, d, maintenant):
    version = version_publiee(d)
    retard, demain = session_au(d, dans=-2, version=version), session_au(d, dans=1, version=version)
    vu = accueil(connecte(d.formateur))
    assert demi_journee(retard).get_absolute_url() in vu
    assert demi_journee(demain).get_absolute_url() not in vu
    assert "Animer : " in vu


def test_a_venir_annonce_la_prochaine_demi_journee_pas_la_premiere(d):
    session = session_au(d, dans=-1)
    soir = demi_journee(session, 1)
    assert apports_de_l_emargement(d.formateur).a_venir == []
    type(soir).objects.filter(pk=soir.pk).update(debut=soir.debut + timedelta(days=2), fin=soir.fin + timedelta(days=2))
    (ligne,) = apports_de_l_emargement(d.formateur).a_venir
    assert ligne.echeance == relire(soir).debut.date()


def test_l_accueil_donne_a_la_personne_inscrite_son_lien_pour_signer(connecte, d, maintenant):
    session = session_au(d, personnes=[d.animateur])
    matin = demi_journee(session)
    maintenant(matin.debut + timedelta(minutes=5))
    client = connecte(d.animateur)
    assert "Signer ma présence" not in accueil(client)
    ouvert = ouvrir(matin, d)
    assert "Signer ma présence" in accueil(client)
    assert "/emargement/" in accueil(client)
    assert "Signer ma présence" not in accueil(connecte(d.autre_animateur))
    signer(ouvert, inscription_de(session, d.animateur))
    assert "Signer ma présence" not in accueil(connecte(d.animateur))


def test_l_accueil_dit_a_la_gestionnaire_ce_qui_est_a_clore(connecte, d):
    session = session_au(d, dans=-3)
    client = connecte(d.gestionnaire)
    assert "2 demi-journées restent à contresigner" in accueil(client)
    contresigner_tout(session, d)
    assert "Tout est contresigné" in accueil(client)
    assert cloturer(session) in accueil(client)
    client.post(cloturer(session))
    assert cloturer(session) not in accueil(client)


# Closing


def test_la_page_dit_qui_aura_un_certificat_et_qui_non_et_pourquoi(connecte, d):
    session = session_au(d, dans=-3, personnes=[d.animateur, d.autre_animateur])
    contresigner_tout(session, d, sauf=[d.autre_animateur])
    client = connecte(d.gestionnaire)
    reponse = client.get(cloturer(session))
    assert [a.inscription.utilisateur for a in reponse.context["admises"]] == [d.animateur]
    assert [a.inscription.utilisateur for a in reponse.context["autres"]] == [d.autre_animateur]
    assert "6 h 30 sur 6 h 30, seuil 80 %" in page(reponse)
    assert "0 min sur 6 h 30, seuil 80 %" in page(reponse)
    for _clic in range(2):
        suite = client.post(cloturer(session), follow=True)
        assert suite.redirect_chain == [(reverse("sessions:session_cockpit", args=[session.pk]), 302)]
        assert "La session est close" in page(suite)
    assert relire(session).etat == Session.Etat.REALISEE
    assert [c.inscription.utilisateur for c in Certificat.objects.select_related("inscription__utilisateur")] == [
        d.animateur
    ]
    assert "déjà close" in page(client.get(cloturer(session)))


def test_ce_qui_empeche_de_clore_est_dit_sans_bouton(connecte, d):
    session = session_au(d, dans=-3, personnes=[d.animateur])
    client = connecte(d.gestionnaire)
    reponse = page(client.get(cloturer(session)))
    assert "n'est pas contresignée" in reponse
    assert "délivrer les certificats</button>" not in reponse
    assert "n'est pas contresignée" in page(client.post(cloturer(session), follow=True))
    assert relire(session).etat == Session.Etat.OUVERTE


def test_le_cockpit_propose_de_clore_une_session_finie(connecte, d):
    client = connecte(d.gestionnaire)
    version = version_publiee(d)
    finie, a_venir = session_au(d, dans=-3, version=version), session_ouverte(d, version=version)
    assert cloturer(finie) in page(client.get(reverse("sessions:session_cockpit", args=[finie.pk])))
    assert cloturer(a_venir) not in page(client.get(reverse("sessions:session_cockpit", args=[a_venir.pk])))


@pytest.mark.parametrize(
    ("qui", "statut"), [("formateur", 403), ("administrateur", 403), ("animateur", 403), ("concepteur", 403)]
)
def test_seul_le_pilotage_clot(connecte, d, qui, statut):
    session = session_au(d, dans=-3)
    contresigner_tout(session, d)
    assert connecte(getattr(d, qui)).post(cloturer(session)).status_code == statut
    assert relire(session).etat == Session.Etat.EN_COURS
