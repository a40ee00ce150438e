from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from academie.actions.message import mettre_en_file
from academie.models import AdresseEnErreur, Message


@pytest.fixture
def message(db):
    return mettre_en_file(
        cle="x",
        gabarit="academie/messages/compte.txt",
        contexte={"sujet": "<b>Sujet</b>", "texte": "<script>alert(1)</script> http://a.example/"},
        destinataire="qui@test.example",
        apres=timezone.now() + timedelta(days=1),
    )


@pytest.fixture
def client_d(distribution, connecte):
    return connecte(distribution.administrateur)


def relire(message) -> Message:
    return Message.objects.get(pk=message.pk)


def test_le_texte_d_un_message_est_echappe(message, client_d):
    page = client_d.get(message.get_absolute_url()).content.decode()
    assert "<script>alert" not in page
    assert "<b>Sujet" not in page
    assert 'href="http://a.example/"' in page
    assert "à partir du" in page


def test_la_file_se_cherche_par_etat_message_et_mots(message, client_d):
    Message.objects.create(cle="y", destinataire="autre@test.example", sujet="Perdu", texte="", etat="en_echec")
    trouves = {
        "": {"x", "y"},
        "?etat=en_echec": {"y"},
        "?q=perdu": {"y"},
        "?q=QUI@": {"x"},
        "?etat=nimporte": set(),
        "?gabarit=sessions/messages/alerte.txt": set(),
    }
    for recherche, attendus in trouves.items():
        page = client_d.get(reverse("message_list") + recherche)
        assert {m.cle for m in page.context["page_obj"]} == attendus, recherche
    assert "en échec : 1" in page.text.replace("\xa0", " ")


def test_retenir_laisser_partir_annuler_envoyer_de_nouveau(message, client_d):
    for acte, etat in (
        ("retenir", "en_retenue"),
        ("liberer", "a_envoyer"),
        ("annuler", "annule"),
        ("renvoyer", "a_envoyer"),
    ):
        for _clic in range(2):
            assert client_d.post(reverse(f"message_{acte}", args=[message.pk])).status_code == 302
        assert relire(message).etat == etat


def test_les_boutons_suivent_l_etat(message, client_d):
    page = message.get_absolute_url()
    assert "Retenir" in client_d.get(page).text
    Message.objects.update(etat="envoye", envoye_le=timezone.now())
    texte = client_d.get(page).text
    assert not [
        verbe for verbe in ("Retenir", "Corriger", "Envoyer de nouveau", "Annuler le message") if verbe in texte
    ]


def test_corriger_un_message_avant_son_depart(message, client_d):
    page = reverse("message_update", args=[message.pk])
    assert "alert(1)" in client_d.get(page).text
    client_d.post(page, {"sujet": "Mieux", "texte": "Voici"})
    assert (relire(message).sujet, relire(message).texte) == ("Mieux", "Voici")


def test_trop_tard_pour_corriger_la_saisie_reste(message, client_d):
    Message.objects.update(etat="envoye", envoye_le=timezone.now())
    reponse = client_d.post(reverse("message_update", args=[message.pk]), {"sujet": "Mieux", "texte": "Voici mon mot"})
    assert "ne se corrige plus" in reponse.text
    assert "Voici mon mot" in reponse.text


def test_une_adresse_en_erreur_se_voit_puis_se_retire(message, client_d, distribution):
    adresse = distribution.animateur.email
    ligne = AdresseEnErreur.objects.noter(adresse, definitive=True, motif="550 inconnue", le=timezone.now())
    assert "550 inconnue" in client_d.get(reverse("adresse_list")).text
    personne = reverse("utilisateur_detail", args=[distribution.animateur.pk])
    assert "550 inconnue" in client_d.get(personne).text
    for _clic in range(2):
        assert client_d.post(reverse("adresse_reconnaitre", args=[ligne.pk])).status_code == 302
    assert "550 inconnue" not in client_d.get(personne).text
    assert not AdresseEnErreur.objects.exists()
