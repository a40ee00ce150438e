"""What the trainers take to the room: sent the day before, once."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.urls import reverse

from academie.branchements.pieces import fabriquer
from academie.models import Message
from sessions.actions.trousse import envoyer_trousses
from sessions.models import Intervention, Session
from sessions.queries.emargement import porteur
from tests.academie.documents import juges
from tests.sessions.emargements import demi_journee, inscription_de, session_au


@pytest.fixture
def session(d):
    session = session_au(d, dans=5, personnes=[d.animateur, d.autre_animateur])
    inscription = inscription_de(session, d.animateur)
    inscription.amenagement, inscription.amenagement_prevu = "Documents en grands caractères", "Imprimés la veille"
    inscription.save()
    Intervention.objects.create(creneau=demi_journee(session), formateur=d.autre_formateur)
    return session


def envoyees() -> list[Message]:
    return list(Message.objects.filter(cle__startswith="trousse:").order_by("destinataire"))


def test_la_veille_chaque_formatrice_et_formateur_la_recoit_une_fois(session, d):
    envoyer_trousses(le=session.debut - timedelta(days=2))
    assert envoyees() == []
    for heures in (20, 19, 1):
        envoyer_trousses(le=session.debut - timedelta(hours=heures))
    messages = envoyees()
    assert [message.utilisateur for message in messages] == [d.autre_formateur, d.formateur]
    assert "Votre trousse de session" in messages[0].sujet
    assert [piece.nom for piece in messages[0].pieces.all()] == [f"trousse-session-{session.pk}.zip"]


@pytest.mark.parametrize("etat", ["annulee", "reportee", "brouillon"])
def test_une_session_qui_n_a_pas_lieu_n_en_envoie_pas(session, etat):
    champs = {"annulee_le": session.debut, "reportee_le": session.debut, "motif_annulation": "x", "motif_report": "x"}
    champs |= {"ouverte_le": None} if etat == "brouillon" else {}
    Session.objects.filter(pk=session.pk).update(etat=etat, **champs)
    envoyer_trousses(le=session.debut - timedelta(hours=20))
    assert envoyees() == []


def test_une_session_commencee_n_en_envoie_plus(session):
    envoyer_trousses(le=session.debut + timedelta(minutes=1))
    assert envoyees() == []


def lire(octets: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(octets)) as archive:
        return {nom: archive.read(nom) for nom in archive.namelist()}


def test_ce_que_contient_la_trousse(session, d, tmp_path):
    documents = lire(fabriquer(f"trousse:{session.pk}"))
    assert list(documents) == ["feuille-a-signer.pdf", "affiches-qr.pdf", "personnes-attendues.pdf", "programme.pdf"]
    for nom, octets in documents.items():
        juges.verifier_conforme(octets, tmp_path / nom)
        juges.verifier_dans_la_page(octets, tmp_path / nom)
    textes = {nom: juges.texte(octets, tmp_path / nom) for nom, octets in documents.items()}
    assert str(d.animateur) in textes["feuille-a-signer.pdf"]
    assert "Documents en grands caractères" in textes["personnes-attendues.pdf"]
    assert "Imprimés la veille" in textes["personnes-attendues.pdf"]
    assert juges.pages(documents["affiches-qr.pdf"]) == session.creneaux.count()
    (premiere,) = juges.codes_qr(documents["affiches-qr.pdf"], tmp_path / "affiches.pdf")
    jeton = premiere.rstrip("/").rpartition("/")[2]
    assert porteur(jeton, d.formateur).creneau == demi_journee(session)


def test_elle_se_prend_aussi_dans_la_page(connecte, session, d):
    adresse = reverse("sessions:animation_trousse", args=[session.pk])
    for qui in (d.formateur, d.gestionnaire):
        assert len(lire(connecte(qui).get(adresse).content)) == 4
    for qui in (d.administrateur, d.animateur, d.referent):
        assert connecte(qui).get(adresse).status_code in (403, 404)
