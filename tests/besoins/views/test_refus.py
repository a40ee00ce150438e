import pytest
from django.urls import reverse

from besoins.actions.reponse import enregistrer_reponse
from besoins.models import Invitation, Reponse
from besoins.queries.invitation import jeton_invitation
from tests.besoins.fabriques import enquete_ouverte, invitation, repondre


@pytest.fixture
def faite(d):
    return enquete_ouverte(d.concepteur)


@pytest.fixture
def invitee(d, faite):
    return invitation(faite, d.structure)


def page(invitee, nom: str) -> str:
    return reverse(f"besoins:reponse_{nom}", args=[jeton_invitation(invitee)])


def test_ne_pas_repondre_se_dit_avec_une_raison(client, invitee):
    assert page(invitee, "refuser") in client.get(page(invitee, "enquete")).text

    reponse = client.post(page(invitee, "refuser"), {"motif": "Pas le temps"}, follow=True)

    refusee = Invitation.objects.get()
    assert (refusee.etat, refusee.motif_refus) == ("refusee", "Pas le temps")
    assert "C'est noté" in reponse.text


def test_sans_raison_aussi_et_deux_fois_comme_une(client, invitee):
    for _ in range(2):
        assert client.post(page(invitee, "refuser"), {})["Location"] == page(invitee, "refuser")

    assert Invitation.objects.get().etat == "refusee"


def test_le_brouillon_est_efface_et_c_est_dit_avant(client, faite, invitee):
    enregistrer_reponse(invitation=invitee, valeurs={faite.remarque: "Début"})
    assert "sera effacé" in client.get(page(invitee, "refuser")).text

    client.post(page(invitee, "refuser"), {})

    assert not Reponse.objects.exists()


def test_on_change_d_avis_et_on_repond(client, faite, invitee):
    client.post(page(invitee, "refuser"), {"motif": "Non"})
    assert client.get(page(invitee, "enquete"))["Location"] == page(invitee, "refuser")

    for _ in range(2):
        assert client.post(page(invitee, "accepter"))["Location"] == page(invitee, "enquete")

    revenue = Invitation.objects.get()
    assert (revenue.etat, revenue.motif_refus) == ("envoyee", "")
    champ = f"question_{faite.besoins.pk}"
    client.post(f"{page(invitee, 'enquete')}page/1/", {champ: faite.option("Réseau").pk})
    client.post(page(invitee, "soumettre"))
    assert Invitation.objects.get().etat == "repondue"


def test_un_onglet_reste_ouvert_n_enregistre_rien_apres_le_refus(client, faite, invitee):
    client.post(page(invitee, "refuser"), {})

    client.post(f"{page(invitee, 'enquete')}page/1/", {f"question_{faite.besoins.pk}": faite.option("Réseau").pk})

    assert not Reponse.objects.exists()


def test_une_raison_trop_longue_se_dit_sur_le_champ(client, invitee):
    reponse = client.post(page(invitee, "refuser"), {"motif": "x" * 301})

    assert "300 caractères au plus" in reponse.context["form"].errors["motif"][0]
    assert Invitation.objects.get().etat == "envoyee"


def test_qui_a_repondu_ne_refuse_plus(d, client, faite):
    invitee = repondre(faite, d.structure, "Formation")

    reponse = client.post(page(invitee, "refuser"), {}, follow=True)

    assert "Merci, votre réponse est arrivée" in reponse.text
    assert Invitation.objects.get().etat == "repondue"
