"""Pieces, paper sheets, logs and corrections, as people meet them."""

import pytest
from django.urls import reverse

from sessions.actions.emargement import contresigner
from sessions.actions.piece import joindre_piece
from sessions.models import Emargement, PiecePresence
from tests.sessions.emargements import demi_journee, inscription_de, ouvrir, session_au, signer
from tests.sessions.fabriques import animateurs
from tests.sessions.pieces import JOURNAL, PDF, fichier, image


@pytest.fixture
def session(d):
    return session_au(d, personnes=[d.animateur, d.autre_animateur])


@pytest.fixture
def ouvert(session, d):
    return ouvrir(demi_journee(session), d)


def adresse(nom: str, *cles: int) -> str:
    return reverse(f"sessions:{nom}", args=cles)


def page(reponse) -> str:
    return reponse.content.decode().replace("\xa0", " ").replace("&#x27;", "'")


def test_une_feuille_photographiee_se_joint_puis_se_telecharge(connecte, ouvert, d):
    client = connecte(d.formateur)
    pieces = adresse("creneau_pieces", ouvert.pk)
    reponse = client.post(pieces, {"nature": "feuille", "fichier": fichier(image(), "<script>.jpg")}, follow=True)
    assert "Feuille signée à la main" in page(reponse)
    piece = PiecePresence.objects.get()
    recue = client.get(adresse("piece_fichier", piece.pk))
    assert b"".join(recue.streaming_content) == image()
    assert recue["Content-Disposition"] == f'attachment; filename="feuille-{piece.pk}.jpg"'
    assert recue["X-Content-Type-Options"] == "nosniff"
    assert recue["Content-Type"] == "application/octet-stream"
    assert "no-store" in recue["Cache-Control"]


def test_un_fichier_refuse_est_explique_sur_son_champ(connecte, ouvert, d):
    client = connecte(d.formateur)
    for contenu in (b"<html>", b""):
        reponse = client.post(adresse("creneau_pieces", ouvert.pk), {"nature": "feuille", "fichier": fichier(contenu)})
        assert reponse.context["form"].errors["fichier"]
    assert not PiecePresence.objects.exists()


def test_seuls_ceux_qui_verifient_l_emargement_lisent_une_piece(connecte, ouvert, d):
    piece = joindre_piece(creneau=ouvert, nature="feuille", fichier=fichier(), par=d.formateur)
    lieu = adresse("piece_fichier", piece.pk)
    for qui in (d.formateur, d.gestionnaire, d.administrateur):
        assert b"".join(connecte(qui).get(lieu).streaming_content) == PDF
    for qui in (d.autre_formateur, d.animateur, d.referent, d.concepteur):
        assert connecte(qui).get(lieu).status_code in (403, 404)


def test_un_fichier_perdu_n_est_pas_trouve(connecte, ouvert, d):
    piece = joindre_piece(creneau=ouvert, nature="feuille", fichier=fichier(), par=d.formateur)
    piece.fichier.storage.delete(piece.fichier.name)
    assert connecte(d.formateur).get(adresse("piece_fichier", piece.pk)).status_code == 404


def test_un_journal_se_joint_se_relit_et_se_confirme(connecte, ouvert, session, d):
    client = connecte(d.formateur)
    envoi = {"nature": "journal", "fichier": fichier(JOURNAL, "zoom.csv")}
    reponse = client.post(adresse("creneau_pieces", ouvert.pk), envoi, follow=True)
    assert "Inconnue Dupont" in page(reponse)
    assert "Animateur Test : 3 h 15 entre 9 h et 12 h 15" in page(reponse)
    inscription = inscription_de(session, d.animateur)
    journal = adresse("piece_journal", PiecePresence.objects.get().pk)
    assert client.post(journal, {}).context["form"].errors["personnes"]
    for _clic in range(2):
        reponse = client.post(journal, {"personnes": [inscription.pk]})
        assert reponse["Location"] == ouvert.get_absolute_url()
    emargement = Emargement.objects.get()
    assert (emargement.inscription, emargement.moyen, emargement.minutes) == (inscription, "journal", 195)
    assert "présence déjà notée" in page(client.get(journal))


def test_le_journal_ne_retient_que_ceux_qu_il_montre(connecte, ouvert, session, d):
    piece = joindre_piece(creneau=ouvert, nature="journal", fichier=fichier(JOURNAL), par=d.formateur)
    autre = inscription_de(session, d.autre_animateur)
    reponse = connecte(d.formateur).post(adresse("piece_journal", piece.pk), {"personnes": [autre.pk]})
    assert reponse.context["form"].errors["personnes"]
    assert not Emargement.objects.exists()


def test_une_feuille_n_est_pas_un_journal(connecte, ouvert, d):
    piece = joindre_piece(creneau=ouvert, nature="feuille", fichier=fichier(PDF), par=d.formateur)
    assert connecte(d.formateur).get(adresse("piece_journal", piece.pk)).status_code == 404


def test_relever_une_feuille_de_papier(connecte, ouvert, session, d):
    client = connecte(d.formateur)
    signer(ouvert, inscription_de(session, d.animateur))
    releve = adresse("creneau_releve", ouvert.pk)
    assert "Animateur Test (présence déjà notée)" in page(client.get(releve))
    for _clic in range(2):
        choix = {"personnes": [inscription_de(session, qui).pk for qui in (d.animateur, d.autre_animateur)]}
        assert client.post(releve, choix).status_code == 302
    moyens = dict(Emargement.objects.values_list("inscription__utilisateur", "moyen"))
    assert moyens == {d.animateur.pk: "lien", d.autre_animateur.pk: "papier"}


def test_une_ou_un_gestionnaire_corrige_et_justifie_ce_qui_est_scelle(connecte, ouvert, session, d):
    contresigner(creneau=ouvert, par=d.formateur, le=ouvert.fin)
    inscription = inscription_de(session, d.animateur)
    client = connecte(d.gestionnaire)
    feuille = page(client.get(ouvert.get_absolute_url()))
    corriger = adresse("emargement_corriger", ouvert.pk, inscription.pk)
    justifier = adresse("emargement_justifier", ouvert.pk, inscription.pk)
    assert corriger in feuille
    assert justifier in feuille
    client.post(justifier, {"fichier": fichier()})
    assert "absence justifiée" in page(client.get(ouvert.get_absolute_url()))
    assert client.post(corriger, {"presence": "presente", "motif": ""}).context["form"].errors["motif"]
    client.post(corriger, {"presence": "presente", "depart": "11:00", "motif": "Signature papier retrouvée"})
    assert Emargement.objects.get(inscription=inscription).minutes == 120
    assert connecte(d.formateur).get(corriger).status_code == 403


@pytest.mark.parametrize("personnes", [1, 30])
def test_requetes_constantes(connecte, d, personnes, django_assert_num_queries):
    session = session_au(d, personnes=animateurs(personnes, d.structure), capacite=40)
    creneau = ouvrir(demi_journee(session), d)
    for rang in range(personnes):
        joindre_piece(creneau=creneau, nature="feuille", fichier=fichier(PDF + b"%" * rang), par=d.formateur)
    lignes = [f"x;{i.utilisateur.email};09:00;10:00" for i in session.inscriptions.select_related("utilisateur")]
    contenu = "\n".join(["Nom;Courriel;Arrivée;Départ", *lignes]).encode()
    journal = joindre_piece(creneau=creneau, nature="journal", fichier=fichier(contenu), par=d.formateur)
    client = connecte(d.formateur)
    with django_assert_num_queries(8):
        client.get(adresse("creneau_pieces", creneau.pk))
    with django_assert_num_queries(9):
        client.get(adresse("creneau_releve", creneau.pk))
    with django_assert_num_queries(8):
        client.get(adresse("piece_journal", journal.pk))
