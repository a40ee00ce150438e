import html
import re

import pytest
from django.core import mail
from django.urls import reverse

from academie.champs.structure import designation
from academie.models import Message, Utilisateur

MOT_DE_PASSE = "un-long-mot-de-passe-42"


def s_inscrire(client, **champs):
    donnees = {
        "prenom": "Zoé",
        "nom": "Essai",
        "structure": "",
        "email": "Zoe.Essai@test.example",
        "password1": MOT_DE_PASSE,
        "password2": MOT_DE_PASSE,
    }
    return client.post(reverse("account_signup"), donnees | champs)


def lien(texte: str) -> str:
    return re.search(r"http://testserver(/comptes/\S+)", texte)[1]


def test_s_inscrire_confirmer_se_connecter(client, distribution, travailler):
    reponse = s_inscrire(client, structure=designation(distribution.structure))
    assert reponse.status_code == 302
    utilisateur = Utilisateur.objects.get(email="zoe.essai@test.example")
    assert utilisateur.get_full_name() == "Zoé Essai"
    affectation = utilisateur.affectations.get()
    assert (affectation.role, affectation.structure) == ("animateur", distribution.structure)
    travailler()
    assert mail.outbox[0].to == ["zoe.essai@test.example"]
    confirmation = lien(mail.outbox[0].body)
    assert client.get(confirmation).status_code == 200  # reading the mail confirms nothing, the button does
    assert client.post(confirmation).status_code == 302
    reponse = client.post(
        reverse("account_login"), {"login": "zoe.essai@test.example", "password": MOT_DE_PASSE}, follow=True
    )
    assert reponse.context["user"] == utilisateur


def test_une_adresse_deja_prise_ne_le_dit_qu_a_son_titulaire(client, distribution, travailler):
    reponse = s_inscrire(client, email=distribution.animateur.email)
    assert reponse.status_code == 302
    assert Utilisateur.objects.filter(email=distribution.animateur.email).count() == 1
    travailler()
    assert mail.outbox[0].to == [distribution.animateur.email]


@pytest.mark.parametrize("prenom", ["🙂", "محمد", "a" * 80])
def test_tous_les_noms_sont_des_noms(client, distribution, prenom):
    s_inscrire(client, prenom=prenom)
    assert Utilisateur.objects.get(email="zoe.essai@test.example").prenom == prenom


def test_un_mot_de_passe_court_est_refuse_et_rien_n_est_perdu(client, distribution):
    reponse = s_inscrire(client, password1="court", password2="court")
    assert reponse.status_code == 200
    formulaire = reponse.context["form"]
    assert "12 caractères" in str(formulaire.errors["password1"])
    assert formulaire["prenom"].value() == "Zoé"


def test_la_structure_se_nomme_et_le_navigateur_la_complete(client, distribution):
    choix = designation(distribution.structure)
    page = html.unescape(client.get(reverse("account_signup")).content.decode())
    assert f'<option value="{choix}">' in page
    a_preciser = html.unescape(s_inscrire(client, structure="mediatheque").content.decode())
    assert "Confirmez la structure ci-dessous" in a_preciser
    assert f'name="structure_choix" value="{choix}"' in a_preciser
    s_inscrire(client, structure="mediatheque", structure_choix=choix)
    assert (
        Utilisateur.objects.get(email="zoe.essai@test.example").affectations.get().structure == distribution.structure
    )


def test_retrouver_son_mot_de_passe(client, distribution, travailler):
    client.post(reverse("account_reset_password"), {"email": distribution.animateur.email})
    travailler()
    adresse = lien(mail.outbox[0].body)
    formulaire = client.get(adresse, follow=True)
    nouveau = {"password1": MOT_DE_PASSE, "password2": MOT_DE_PASSE}
    client.post(formulaire.request["PATH_INFO"], nouveau)
    distribution.animateur.refresh_from_db()
    assert distribution.animateur.check_password(MOT_DE_PASSE)


def test_une_adresse_inconnue_ne_recoit_rien_et_la_page_dit_la_meme_chose(client, distribution):
    connue = client.post(reverse("account_reset_password"), {"email": distribution.animateur.email})
    inconnue = client.post(reverse("account_reset_password"), {"email": "inconnue@test.example"})
    assert (connue.status_code, connue.url) == (inconnue.status_code, inconnue.url)
    assert Message.objects.count() == 1


def test_changer_de_nom(distribution, connecte):
    client = connecte(distribution.animateur)
    client.post(reverse("compte"), {"prenom": "Noé", "nom": "Neuf", "territoire": ""})
    distribution.animateur.refresh_from_db()
    assert distribution.animateur.get_full_name() == "Noé Neuf"
