from io import BytesIO
from zipfile import ZipFile

import pytest
from django.urls import reverse

from academie.actions.organisme import enregistrer_organisme
from academie.models import Organisme
from sessions.actions.inscription import inscrire
from sessions.models import Inscription, Session
from sessions.queries.documents import fichiers_de
from tests.academie.documents import juges
from tests.sessions.emargements import contresigner_tout, inscription_de, session_au
from tests.sessions.fabriques import animateurs, session_complete

MESSAGE_PDF = "application/pdf"


@pytest.fixture
def session(d):
    return session_au(d, dans=5, personnes=[d.animateur, d.autre_animateur])


def lire(client, nom, *arguments, dossier) -> str:
    reponse = client.get(reverse(f"sessions:{nom}", args=arguments))
    assert reponse["Content-Type"] == MESSAGE_PDF
    return juges.texte(reponse.content, dossier / "d.pdf")


def test_chacun_lit_sa_convocation(d, connecte, session, tmp_path):
    inscription = inscription_de(session, d.animateur)
    Inscription.objects.filter(pk=inscription.pk).update(amenagement="Un écran plus grand")
    imprime = lire(connecte(d.animateur), "convocation_pdf", inscription.pk, dossier=tmp_path)
    for fait in (d.animateur.get_full_name(), "Accompagner sur tous les terminaux", "Module 1", "Arrêt Mairie"):
        assert fait in imprime
    assert "écran" not in imprime
    lire(connecte(d.referent), "convocation_pdf", inscription.pk, dossier=tmp_path)
    for autre in (d.autre_animateur, d.autre_referent):
        assert connecte(autre).get(reverse("sessions:convocation_pdf", args=[inscription.pk])).status_code == 404


def test_qui_attend_n_a_pas_de_convocation(d, connecte):
    attente = inscrire(session=session_complete(d), utilisateur=d.animateur, par=d.animateur)
    assert connecte(d.animateur).get(reverse("sessions:convocation_pdf", args=[attente.pk])).status_code == 404


def test_l_attestation_attend_une_demi_journee_contresignee(d, connecte, tmp_path):
    session = session_au(d, dans=-5, personnes=[d.animateur])
    inscription = inscription_de(session, d.animateur)
    client = connecte(d.animateur)
    assert client.get(reverse("sessions:attestation_pdf", args=[inscription.pk])).status_code == 404
    contresigner_tout(session, d)
    assert "6 h 30 sur 6 h 30, soit 100 %" in lire(client, "attestation_pdf", inscription.pk, dossier=tmp_path)


def test_la_convention_nomme_les_personnes_de_la_structure_et_d_elle_seule(d, connecte, session, tmp_path):
    imprime = lire(connecte(d.referent), "convention_pdf", session.pk, d.structure.pk, dossier=tmp_path)
    assert d.animateur.get_full_name() in imprime
    assert d.autre_animateur.get_full_name() not in imprime
    adresse = reverse("sessions:convention_pdf", args=[session.pk, d.structure.pk])
    assert connecte(d.autre_referent).get(adresse).status_code == 404
    assert connecte(d.animateur).get(adresse).status_code == 403
    personne = Inscription.objects.exclude(structure=d.structure).get()
    Inscription.objects.filter(pk=personne.pk).update(structure=None)
    vide = reverse("sessions:convention_pdf", args=[session.pk, d.autre_structure.pk])
    assert connecte(d.gestionnaire).get(vide).status_code == 404


def test_la_lettre_de_mission_est_a_qui_la_recoit(d, connecte, session, tmp_path):
    imprime = lire(connecte(d.formateur), "mission_pdf", session.pk, d.formateur.pk, dossier=tmp_path)
    assert d.formateur.get_full_name() in imprime
    assert (
        connecte(d.autre_formateur).get(reverse("sessions:mission_pdf", args=[session.pk, d.formateur.pk])).status_code
        == 404
    )
    sans = reverse("sessions:mission_pdf", args=[session.pk, d.autre_formateur.pk])
    assert connecte(d.gestionnaire).get(sans).status_code == 404


def test_les_textes_de_l_organisme_sont_publics_une_fois_ecrits(client, db, tmp_path):
    for nom in ("reglement_pdf", "livret_pdf"):
        assert client.get(reverse(f"sessions:{nom}")).status_code == 404
    enregistrer_organisme(organisme=Organisme(pk=1, nom="OTeN", reglement="# Objet\nSanté", livret="Bienvenue ici"))
    assert "Santé" in lire(client, "reglement_pdf", dossier=tmp_path)
    assert "Bienvenue ici" in lire(client, "livret_pdf", dossier=tmp_path)


def test_l_onglet_dit_ce_qui_est_pret_et_ce_qui_manque(d, connecte, session):
    page = connecte(d.gestionnaire).get(reverse("sessions:session_documents", args=[session.pk])).content.decode()
    assert "Il reste à écrire" in page
    assert "SIRET" in page
    for nom, arguments in (
        ("convocation_pdf", [inscription_de(session, d.animateur).pk]),
        ("convention_pdf", [session.pk, d.structure.pk]),
        ("mission_pdf", [session.pk, d.formateur.pk]),
    ):
        assert reverse(f"sessions:{nom}", args=arguments) in page
    assert "attestation.pdf" not in page


def test_l_archive_tient_tous_les_documents(d, connecte, session):
    reponse = connecte(d.gestionnaire).get(reverse("sessions:session_documents_zip", args=[session.pk]))
    archive = ZipFile(BytesIO(b"".join(reponse)))
    assert archive.testzip() is None
    noms = archive.namelist()
    assert len([nom for nom in noms if nom.startswith("convocations/")]) == 2
    assert f"conventions/convention-{d.structure.pk}.pdf" in noms
    assert all(archive.read(nom).startswith(b"%PDF") for nom in noms)


@pytest.mark.parametrize("nombre", [1, 30])
def test_autant_de_requetes_pour_une_personne_que_pour_trente(d, nombre, django_assert_num_queries):
    session = session_au(d, dans=5, capacite=40, personnes=animateurs(nombre, d.structure))
    session = Session.objects.completes().get(pk=session.pk)
    with django_assert_num_queries(41):
        assert len(fichiers_de(session)) == nombre + 1


@pytest.mark.parametrize("nombre", [1, 30])
def test_l_onglet_coute_autant_pour_une_personne_que_pour_trente(d, connecte, nombre, django_assert_num_queries):
    session = session_au(d, dans=5, capacite=40, personnes=animateurs(nombre, d.structure))
    client, adresse = connecte(d.gestionnaire), reverse("sessions:session_documents", args=[session.pk])
    with django_assert_num_queries(11):
        page = client.get(adresse).content.decode()
    assert page.count("/convocation.pdf") == nombre
