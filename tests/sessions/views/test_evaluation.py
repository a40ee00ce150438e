"""The pages of evaluations: who reads what, constant queries, files, published indicators."""

import io
from html import unescape

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from besoins.models import Enquete
from besoins.queries.invitation import lien_invitation
from sessions.models import Financeur, ModeleEvaluation, Session, Sollicitation
from tests.sessions.evaluations import Genre, demander, repondre, session_tenue, version_avec_objectif
from tests.sessions.fabriques import animateurs

LISTE, PUBLICS = "/pilotage/evaluations/", "/indicateurs/"
MOT = "La salle était trop froide"


def evaluee(d, nombre=5, *, dans=-10, version=None):
    version = version or version_avec_objectif(d)[0]
    session = session_tenue(d, dans=dans, personnes=animateurs(nombre, d.structure), version=version, signee=False)
    for demande in demander(session, Genre.A_CHAUD):
        repondre(demande, a_revoir=MOT)
    return session


def page_de(session):
    return reverse("sessions:session_evaluations", args=[session.pk])


def test_qui_anime_lit_l_ensemble_de_sa_session(d, connecte):
    session = evaluee(d)
    page = connecte(d.formateur).get(page_de(session)).content.decode()
    assert MOT in page
    assert "4,0" in page
    assert connecte(d.autre_formateur).get(page_de(session)).status_code == 404


def test_sous_cinq_reponses_personne_ne_lit_les_mots(d, connecte):
    session = evaluee(d, 4)
    for qui in (d.formateur, d.gestionnaire, d.concepteur):
        assert MOT not in connecte(qui).get(page_de(session)).content.decode()


@pytest.mark.parametrize("qui", ["animateur", "referent", "sans_role"])
def test_ni_les_personnes_formees_ni_leurs_structures_ne_lisent_les_resultats(d, connecte, qui):
    session = evaluee(d)
    for url in (page_de(session), LISTE, "/pilotage/evaluations.csv", "/pilotage/evaluations.xlsx"):
        assert connecte(getattr(d, qui)).get(url).status_code == 403


def test_la_liste_de_qui_anime_n_a_que_ses_sessions(d, connecte):
    session = evaluee(d)
    assert session.titre in connecte(d.formateur).get(LISTE).content.decode()
    assert session.titre not in connecte(d.autre_formateur).get(LISTE).content.decode().split("</form>")[-1]


@pytest.mark.parametrize("par", ["session", "programme", "formateur", "region"])
def test_chaque_regroupement_se_lit_et_s_exporte(d, connecte, par):
    session = evaluee(d)
    client = connecte(d.gestionnaire)
    attendu = {"formateur": str(d.formateur), "region": d.region.nom}.get(par, session.titre)
    page = client.get(LISTE, {"par": par}).content.decode()
    assert "5 réponses sur 5" in page
    texte = b"".join(client.get("/pilotage/evaluations.csv", {"par": par})).decode("utf-8-sig")
    assert attendu in texte
    assert ";5;5;4" in texte
    classeur = b"".join(client.get("/pilotage/evaluations.xlsx", {"par": par}))
    rangees = CalamineWorkbook.from_filelike(io.BytesIO(classeur)).get_sheet_by_index(0).to_python()
    assert rangees[1][0] == attendu


def test_les_requetes_ne_dependent_pas_du_nombre(d, connecte, django_assert_num_queries):
    version = version_avec_objectif(d)[0]
    client = connecte(d.gestionnaire)
    evaluee(d, 1, version=version)
    client.get(LISTE)
    with django_assert_num_queries(REQUETES):
        client.get(LISTE)
    for rang in range(6):
        evaluee(d, 2, dans=-12 - 2 * rang, version=version)
    with django_assert_num_queries(REQUETES):
        assert len(client.get(LISTE).context["page_obj"].object_list) == 7


REQUETES = 14


def test_un_programme_montre_ses_progres_et_ses_besoins(d, connecte):
    version, objectif, besoin = version_avec_objectif(d)
    session = evaluee(d, version=version)
    for demande in demander(session, Genre.A_FROID):
        repondre(demande, **{f"besoin_{besoin.pk}": 2})
    page = unescape(connecte(d.concepteur).get(LISTE, {"programme": version.programme_id}).content.decode())
    assert objectif.intitule in page
    assert "100" in page.partition(besoin.titre)[2]


def test_un_filtre_faux_le_dit(d, connecte):
    evaluee(d)
    assert "Saisissez une date valide" in connecte(d.gestionnaire).get(LISTE, {"du": "hier"}).content.decode()


def test_preparer_un_modele_mene_a_son_enquete(d, connecte):
    reponse = connecte(d.concepteur).post("/pilotage/evaluations/modeles/a_chaud/")
    modele = ModeleEvaluation.objects.get()
    assert reponse.url == modele.enquete.get_absolute_url()
    assert modele.enquete.finalite == Enquete.Finalite.EVALUATION
    assert connecte(d.concepteur).post("/pilotage/evaluations/modeles/inconnu/").status_code == 404


def test_une_adresse_de_financeur_ne_sert_qu_une_fois(d, connecte):
    client, url = connecte(d.gestionnaire), "/pilotage/evaluations/financeurs/nouveau/"
    client.post(url, {"nom": "Région", "email": "r@test.example", "sollicite": "on"})
    page = client.post(url, {"nom": "Autre", "email": "R@test.example", "sollicite": "on"})
    assert "déjà celle de" in page.content.decode()
    assert Financeur.objects.count() == 1


def test_les_indicateurs_sont_publics_et_disent_leur_n(d, client):
    session = evaluee(d)
    Session.objects.filter(pk=session.pk).update(etat="realisee", cloturee_le=session.fin)
    for url in (PUBLICS, session.version.programme.get_absolute_url()):
        page = client.get(url).content.decode()
        assert "5 personnes" in page, url
        assert MOT not in page, url


def test_le_petit_nombre_reste_masque_au_public(d, client):
    session = evaluee(d, 4)
    Session.objects.filter(pk=session.pk).update(etat="realisee", cloturee_le=session.fin)
    page = client.get(session.version.programme.get_absolute_url()).content.decode()
    assert "moins de 5 réponses" in page
    assert "100" not in page.partition('id="resultats-publies"')[2].partition("</section>")[0]


def test_l_inscription_propose_d_evaluer_a_la_personne_seule(d, connecte):
    session = session_tenue(d)
    demander(session, Genre.A_CHAUD)
    url = session.inscriptions.get().get_absolute_url()
    assert "Évaluez cette session" in connecte(d.animateur).get(url).content.decode()
    assert "Évaluer la session" in connecte(d.animateur).get("/").content.decode()
    for autre in (d.gestionnaire, d.referent, d.formateur):
        assert "Évaluez cette session" not in connecte(autre).get(url).content.decode()


def test_la_reponse_se_donne_par_le_lien_sans_compte(d, client):
    [demande] = demander(session_tenue(d), Genre.A_CHAUD)
    page = client.get(lien_invitation(Sollicitation.objects.get(pk=demande.pk).invitation))
    assert page.status_code == 200
    assert "fin de la session" in page.content.decode()
