import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from academie.models import Utilisateur
from besoins.models import VersionProgramme
from sessions.models import Inscription
from tests.sessions.fabriques import animateurs, session_ouverte

pytestmark = pytest.mark.django_db


def lire(reponse, statut=200):
    assert reponse.status_code == statut
    return re.sub(r"\s+", " ", reponse.content.decode().replace("&#x27;", "'"))


def adresse(nom, session):
    return reverse(f"sessions:groupe_{nom}", args=[session.pk])


def fichier(*lignes):
    return SimpleUploadedFile("equipe.csv", "\n".join(["courriel;prénom;nom", *lignes]).encode())


def deposer(client, session, structure, *lignes):
    return client.post(adresse("fichier", session), {"structure": structure.pk, "fichier": fichier(*lignes)})


def test_un_referent_coche_ses_collegues(connecte, d):
    session, client = session_ouverte(d), connecte(d.referent)
    collegue = animateurs(1, d.structure)[0]
    html = lire(client.get(adresse("create", session)))
    assert str(d.animateur) in html
    assert str(d.autre_animateur) not in html
    choix = {"personnes": [d.animateur.pk, collegue.pk]}
    html = lire(client.post(adresse("create", session), choix, follow=True))
    assert f"Inscription confirmée : {collegue} et {d.animateur}." in html
    assert Inscription.objects.count() == 2


def test_ne_cocher_personne_se_dit_au_dessus_des_cases(connecte, d):
    html = lire(connecte(d.referent).post(adresse("create", session_ouverte(d)), {}))
    assert (
        html.count("Choisissez au moins une personne.") == 2
    )  # in the summary, which leads to the table, and above it
    assert 'href="#id_personnes"' in html
    assert 'id="id_personnes" tabindex="-1" aria-describedby="id_personnes_error"' in html


def test_un_referent_ne_coche_personne_d_ailleurs(connecte, d):
    session = session_ouverte(d)
    html = lire(connecte(d.referent).post(adresse("create", session), {"personnes": [d.autre_animateur.pk]}))
    assert "ne travaille plus dans votre structure" in html
    assert not Inscription.objects.exists()


def test_les_prerequis_sont_a_verifier_et_les_cases_restent_cochees(connecte, d):
    session = session_ouverte(d)
    VersionProgramme.objects.update(prerequis="Naviguer sur le web")
    client = connecte(d.referent)
    html = lire(client.post(adresse("create", session), {"personnes": [d.animateur.pk]}))
    assert "Vérifiez avec elles" in html
    assert re.search(rf'value="{d.animateur.pk}"[^>]* checked', html)
    client.post(adresse("create", session), {"personnes": [d.animateur.pk], "prerequis": "on"})
    assert Inscription.objects.get().prerequis_confirmes


@pytest.mark.parametrize(("role", "attendu"), [("animateur", 403), ("formateur", 403), ("concepteur", 403)])
def test_qui_n_inscrit_pas_les_autres(connecte, d, role, attendu):
    session, client = session_ouverte(d), connecte(getattr(d, role))
    for nom in ("create", "fichier", "confirmer"):
        assert client.post(adresse(nom, session), {}).status_code == attendu


def test_un_fichier_se_lit_se_confirme_et_ne_fait_rien_deux_fois(connecte, d):
    session, client = session_ouverte(d), connecte(d.referent)
    lignes = ("animateur@test.example;Ada;Test", "neuve@test.example;Zoé;Neuve", "faux;Zoé;Fausse")
    page = deposer(client, session, d.structure, *lignes)
    html = lire(page)
    assert "Un compte sera ouvert" in html
    assert "Ligne 4" in html
    assert not Inscription.objects.exists()
    confirmer = {"lignes": page.context["form"]["lignes"].value()}
    html = lire(client.post(adresse("confirmer", session), confirmer, follow=True))
    assert "n'est pas une adresse électronique" in html
    client.post(adresse("confirmer", session), confirmer)
    assert Inscription.objects.count() == 2
    assert Utilisateur.objects.filter(email="neuve@test.example").count() == 1
    assert "inscription déjà faite" in lire(deposer(client, session, d.structure, *lignes))


@pytest.mark.parametrize("role", ["autre_referent", "gestionnaire"])
def test_des_lignes_scellees_pour_une_autre_personne_ne_servent_pas(connecte, d, role):
    session = session_ouverte(d)
    page = deposer(connecte(d.referent), session, d.structure, "neuve@test.example;Zoé;Neuve")
    lignes = page.context["form"]["lignes"].value()
    for essai in (lignes, lignes[:-3], "n'importe quoi"):
        html = lire(connecte(getattr(d, role)).post(adresse("confirmer", session), {"lignes": essai}, follow=True))
        assert "déposez à nouveau le fichier" in html
    assert not Inscription.objects.exists()


def test_un_referent_ne_depose_pas_pour_une_autre_structure(connecte, d):
    page = deposer(connecte(d.referent), session_ouverte(d), d.autre_structure, "neuve@test.example;Zoé;Neuve")
    assert page.context["form"].errors["structure"]


def test_un_gestionnaire_cherche_puis_inscrit_avec_une_exception(connecte, d):
    session, client = session_ouverte(d), connecte(d.gestionnaire)
    html = lire(client.get(adresse("create", session), {"q": "toulouse"}))
    assert str(d.autre_animateur) in html
    assert "Motif d'une exception" in html
    client.post(adresse("create", session), {"personnes": [d.autre_animateur.pk], "derogation": "Demande du financeur"})
    assert Inscription.objects.get().mouvements.get().motif == "Demande du financeur"
