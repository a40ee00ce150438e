import pytest
from django.urls import reverse

from besoins.actions.enquete import fermer_enquete
from besoins.actions.reponse import enregistrer_reponse, soumettre_reponse
from besoins.queries.invitation import jeton_invitation
from tests.academie.documents import juges
from tests.besoins.fabriques import enquete_ouverte, invitation
from tests.besoins.questionnaires import dans_le_regime


@pytest.fixture
def faite(d):
    return enquete_ouverte(d.concepteur)


@pytest.fixture
def invitee(d, faite):
    invitee = invitation(faite, d.structure)
    valeurs = {faite.besoins: [faite.option("Réseau")], faite.remarque: "Merci à vous"}
    enregistrer_reponse(invitation=invitee, valeurs=valeurs)
    return invitee


def page(invitee, nom: str) -> str:
    return reverse(f"besoins:reponse_{nom}", args=[jeton_invitation(invitee)])


def lire(reponse, tmp_path) -> str:
    assert reponse["Content-Type"] == "application/pdf"
    return juges.texte(reponse.content, tmp_path / "copie.pdf")


def test_avant_l_envoi_le_brouillon_se_copie(client, invitee, tmp_path):
    assert page(invitee, "recepisse") in client.get(page(invitee, "recapitulatif")).text

    copie = lire(client.get(page(invitee, "recepisse")), tmp_path)

    for attendu in ("avant l’envoi", "Quels besoins", "Réseau", "Merci à vous", "Sans réponse", "Quimper"):
        assert attendu in copie


@pytest.mark.parametrize("regime", ["nomme", "pseudonyme"])
def test_apres_l_envoi_la_reponse_se_copie(client, faite, invitee, tmp_path, regime):
    dans_le_regime(faite.enquete, regime)
    soumettre_reponse(invitation=invitee)
    assert page(invitee, "recepisse") in client.get(page(invitee, "merci")).text

    copie = lire(client.get(page(invitee, "recepisse")), tmp_path)

    assert "envoyées le" in copie
    assert "Merci à vous" in copie


@pytest.mark.parametrize("regime", ["anonyme", "pseudonyme"])
def test_quand_rien_ne_relie_plus_la_page_dit_pourquoi(client, faite, invitee, regime):
    dans_le_regime(faite.enquete, regime)
    soumettre_reponse(invitation=invitee)
    fermer_enquete(enquete=faite.enquete)

    reponse = client.get(page(invitee, "recepisse"), follow=True)

    assert "nous ne pouvons ni vous la remontrer ni vous en donner une copie" in reponse.text
    assert "Merci à vous" not in reponse.text
    assert page(invitee, "recepisse") not in reponse.text


def test_avant_d_avoir_commence_rien_a_copier(d, client, faite):
    invitee = invitation(faite, d.structure)

    assert client.get(page(invitee, "recepisse"))["Location"] == page(invitee, "enquete")
    assert page(invitee, "recepisse") not in client.get(page(invitee, "recapitulatif")).text


def test_une_enquete_anonyme_invite_a_garder_une_copie_avant(client, faite, invitee):
    dans_le_regime(faite.enquete, "anonyme")

    assert "Gardez une copie avant d'envoyer" in client.get(page(invitee, "recapitulatif")).text
