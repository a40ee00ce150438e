import time
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from besoins.actions.enquete import fermer_enquete
from besoins.actions.invitation import renvoyer_invitation
from besoins.models import Invitation, Option, Question, Reponse, Valeur
from besoins.queries.invitation import jeton_invitation
from tests.besoins.fabriques import enquete_ouverte, invitation, repondre
from tests.besoins.questionnaires import dans_le_regime, demain

LONG = "é" * 10_001


@pytest.fixture
def faite(d):
    return enquete_ouverte(d.concepteur)


@pytest.fixture
def invitee(d, faite):
    return invitation(faite, d.structure)


@pytest.fixture
def page(invitee):
    """The address of a page of the personal link."""
    jeton = jeton_invitation(invitee)

    def adresse(nom: str = "enquete", **kwargs) -> str:
        return reverse(f"besoins:reponse_{nom}", kwargs={"jeton": jeton, **kwargs})

    return adresse


@pytest.fixture
def champs(faite):
    return {nom: f"question_{getattr(faite, nom).pk}" for nom in ("besoins", "taille", "urgence", "postes", "remarque")}


class TestParcours:
    def test_repondre_s_arreter_reprendre_et_envoyer(self, client, faite, page, champs):
        accueil = client.get(page())
        assert "Médiathèque de Quimper" in accueil.text
        assert "Commencer" in accueil.text

        coches = [faite.option("Formation").pk, faite.option("Réseau").pk]
        premiere = {champs["besoins"]: coches, champs["taille"]: faite.option("Petite").pk, "aller": "suivante"}
        reponse = client.post(page("section", numero=1), premiere)
        assert reponse["Location"] == page("section", numero=2)

        reprise = Client().get(page())  # another day, another phone
        assert "Reprendre ma réponse" in reprise.text
        assert reprise.context["depart"] == page("section", numero=2)

        seconde = {champs["urgence"]: "4", champs["postes"]: "12,5", champs["remarque"]: "Merci 🙏 שלום"}
        reponse = client.post(page("section", numero=2), seconde | {"aller": "suivante"})
        assert reponse["Location"] == page("recapitulatif")

        recapitulatif = client.get(reponse["Location"]).text
        for attendu in ("Formation et Réseau", "4 sur une échelle de 1 à 5", "12,5\u00a0postes", "Merci 🙏 שלום"):
            assert attendu in recapitulatif
        for _ in range(2):
            assert client.post(page("soumettre"))["Location"] == page("merci")
        merci = client.get(page("merci"))
        assert "Merci, votre réponse est arrivée" in merci.text
        assert "Formation et Réseau" in merci.text
        assert Reponse.objects.get().etat == "soumise"

    def test_une_page_a_moitie_remplie_se_reprend_la_ou_on_l_a_laissee(self, client, faite, page, champs):
        client.post(page("section", numero=1), {champs["besoins"]: faite.option("Réseau").pk, "aller": "garder"})

        assert client.get(page()).context["depart"] == page("section", numero=1)

    def test_revenir_garde_ce_qui_est_saisi_meme_incomplet(self, client, page, champs, faite):
        donnees = {champs["remarque"]: "À garder", "aller": "precedente"}

        assert client.post(page("section", numero=2), donnees)["Location"] == page("section", numero=1)
        assert client.post(page("section", numero=1), {"aller": "precedente"})["Location"] == page()
        assert "À garder" in client.get(page("section", numero=2)).text

    def test_ouvrir_le_lien_n_ecrit_rien(self, client, page):
        for adresse in (page(), page("section", numero=1), page("recapitulatif")):
            client.get(adresse)

        assert Invitation.objects.get().etat == "envoyee"
        assert not Reponse.objects.exists()


class TestErreurs:
    def test_une_question_obligatoire_se_dit_sur_son_champ(self, client, page, champs, faite):
        reponse = client.post(
            page("section", numero=1), {champs["taille"]: faite.option("Petite").pk, "aller": "suivante"}
        )

        assert reponse.context["form"].errors[champs["besoins"]] == ["Choisissez une réponse."]
        assert Valeur.objects.get().option.libelle == "Petite"  # the rest of the page is kept

    @pytest.mark.parametrize("nombre", ["douze", "-1", "1001", "NaN", "Infinity", "1e30", "1,23456"])
    def test_un_nombre_faux_garde_le_reste_de_la_page(self, client, page, champs, nombre):
        donnees = {champs["postes"]: nombre, champs["remarque"]: "Gardée", "aller": "suivante"}

        reponse = client.post(page("section", numero=2), donnees)

        assert champs["postes"] in reponse.context["form"].errors
        assert nombre in reponse.text
        assert Valeur.objects.get().texte == "Gardée"

    @pytest.mark.parametrize("choix", ["999999", "abc", "-1"])
    def test_une_option_qui_n_existe_pas_est_refusee(self, client, page, champs, choix):
        reponse = client.post(page("section", numero=1), {champs["besoins"]: choix, "aller": "suivante"})

        assert champs["besoins"] in reponse.context["form"].errors

    def test_une_option_d_une_autre_enquete_est_refusee(self, d, client, page, champs):
        etrangere = enquete_ouverte(d.concepteur, "Autre enquête").option("Formation")

        reponse = client.post(page("section", numero=1), {champs["besoins"]: etrangere.pk, "aller": "suivante"})

        assert champs["besoins"] in reponse.context["form"].errors
        assert not Valeur.objects.exists()

    def test_un_texte_trop_long_est_garde_sous_les_yeux(self, client, page, champs):
        reponse = client.post(page("section", numero=2), {champs["remarque"]: LONG, "aller": "suivante"})

        assert "compte 10\u00a0001 caractères" in reponse.text
        assert LONG in reponse.text
        assert not Valeur.objects.exists()

    def test_dix_megaoctets_sont_refuses_sans_rien_perdre(self, client, page, champs):
        client.post(page("section", numero=2), {champs["remarque"]: "Déjà là", "aller": "suivante"})

        reponse = client.post(page("section", numero=2), {champs["remarque"]: "x" * 10_000_000, "aller": "suivante"})

        assert reponse.status_code == 413
        assert "trop long" in reponse.text
        assert Valeur.objects.get().texte == "Déjà là"

    def test_on_n_envoie_pas_sans_les_reponses_obligatoires(self, client, page):
        recapitulatif = client.get(page("recapitulatif")).text
        assert "réponse obligatoire manquante" in recapitulatif
        assert "Envoyer ma réponse" not in recapitulatif

        reponse = client.post(page("soumettre"), follow=True)

        assert "question obligatoire sans réponse" in reponse.text
        assert not Reponse.objects.filter(etat="soumise").exists()

    @pytest.mark.parametrize("numero", [0, 3, 99])
    def test_une_page_qui_n_existe_pas(self, client, page, numero):
        assert client.get(page("section", numero=numero)).status_code == 404

    def test_une_page_postee_sans_jeton_de_session_est_refusee(self, page, champs):
        mefiant = Client(enforce_csrf_checks=True)

        assert mefiant.post(page("section", numero=2), {champs["remarque"]: "Volé"}).status_code == 403
        assert not Valeur.objects.exists()


class TestLiens:
    @pytest.mark.parametrize("jeton", ["abc", "WzFd:1xV1Rg:faux", "é🙂", "a" * 3000])
    def test_un_lien_forge_est_dit_en_mots_clairs(self, client, invitee, jeton):
        reponse = client.get(reverse("besoins:reponse_enquete", args=[jeton]))

        assert reponse.status_code == 404
        assert "Ce lien ne mène à aucune enquête" in reponse.text

    @pytest.mark.parametrize(("jours", "statut"), [(399, 200), (401, 404)])
    def test_un_lien_vieillit(self, client, invitee, jours, statut):
        with patch("django.core.signing.time.time", return_value=time.time() - jours * 86_400):
            jeton = jeton_invitation(invitee)

        assert client.get(reverse("besoins:reponse_enquete", args=[jeton])).status_code == statut

    def test_un_lien_change_d_un_signe_ne_vaut_rien(self, client, page):
        adresse = page()
        autre = "A" if adresse[-2] != "A" else "B"

        assert client.get(f"{adresse[:-2]}{autre}/").status_code == 404

    def test_un_lien_remplace_le_dit(self, client, invitee, page):
        ancien = page()
        renvoyer_invitation(invitation=invitee, email=invitee.email, version=1)

        reponse = client.get(ancien)

        assert reponse.status_code == 404
        assert "Ce lien a été remplacé" in reponse.text

    def test_une_enquete_close_le_dit(self, client, faite, page):
        fermer_enquete(enquete=faite.enquete)

        for adresse in (page(), page("section", numero=1), page("recapitulatif")):
            reponse = client.get(adresse)
            assert reponse.status_code == 410
            assert "L'enquête est close" in reponse.text
        assert client.post(page("section", numero=1), {}).status_code == 410

    def test_le_lendemain_du_dernier_jour_aussi(self, client, faite, page):
        faite.enquete.ferme_le = timezone.localdate() - timedelta(days=1)
        faite.enquete.save()

        assert client.get(page()).status_code == 410

    def test_apres_l_envoi_le_lien_remercie_meme_enquete_close(self, d, client, faite):
        jeton = jeton_invitation(repondre(faite, d.structure, "Formation"))
        fermer_enquete(enquete=faite.enquete)

        reponse = client.get(reverse("besoins:reponse_section", args=[jeton, 1]), follow=True)

        assert "Merci, votre réponse est arrivée" in reponse.text

    def test_un_autre_onglet_qui_enregistre_apres_l_envoi_remercie(self, d, client, faite, champs):
        jeton = jeton_invitation(repondre(faite, d.structure, "Formation"))
        donnees = {champs["besoins"]: faite.option("Réseau").pk, "aller": "suivante"}

        reponse = client.post(reverse("besoins:reponse_section", args=[jeton, 1]), donnees, follow=True)

        assert "Merci, votre réponse est arrivée" in reponse.text
        assert Valeur.objects.get().option.libelle == "Formation"

    def test_avant_l_envoi_la_page_de_merci_ramene_au_debut(self, client, page):
        assert client.get(page("merci"))["Location"] == page()

    def test_les_pages_ne_se_gardent_ni_ne_s_indexent(self, client, page):
        reponse = client.get(page())

        assert "no-store" in reponse["Cache-Control"]
        assert 'name="robots" content="noindex"' in reponse.text


def test_un_texte_n_est_jamais_du_code(client, page, champs):
    client.post(page("section", numero=2), {champs["remarque"]: "<script>alert(1)</script>", "aller": "suivante"})

    assert "<script>alert" not in client.get(page("recapitulatif")).text


class TestRegime:
    @pytest.mark.parametrize(
        ("regime", "phrase"),
        [
            ("nomme", "vos réponses portent le nom de votre structure"),
            ("pseudonyme", "À la clôture, cette attache est effacée"),
            ("anonyme", "Personne ne peut retrouver vos réponses, administratrices et administrateurs compris"),
        ],
    )
    def test_il_se_lit_avant_la_premiere_question(self, client, faite, page, regime, phrase):
        dans_le_regime(faite.enquete, regime)

        assert phrase in client.get(page()).text

    @pytest.mark.parametrize(("regime", "copie"), [("nomme", True), ("pseudonyme", True), ("anonyme", False)])
    def test_apres_l_envoi_la_page_ne_montre_que_ce_qui_est_encore_relie(self, d, client, faite, page, regime, copie):
        dans_le_regime(faite.enquete, regime)
        envoyer(client, page, faite, remarque="Ma remarque")

        merci = client.get(page("merci"))

        assert ("Ma remarque" in merci.text) is copie
        assert merci.status_code == 200


class TestPasEncoreOuverte:
    def test_le_lien_dit_quand_revenir_et_n_enregistre_rien(self, client, faite, page, champs):
        dans_le_regime(faite.enquete, "nomme", ouvre_le=demain())

        assert "L'enquête n'est pas encore ouverte" in client.get(page()).text
        client.post(page("section", numero=2), {champs["remarque"]: "Trop tôt"})
        assert not Reponse.objects.exists()


def envoyer(client, page, faite, **textes):
    client.post(page("section", numero=1), {f"question_{faite.besoins.pk}": faite.option("Réseau").pk})
    client.post(page("section", numero=2), {f"question_{getattr(faite, nom).pk}": mot for nom, mot in textes.items()})
    client.post(page("soumettre"))


@pytest.mark.parametrize("ajoutees", [0, 30])
def test_une_page_coute_toujours_autant(client, page, champs, faite, ajoutees, django_assert_num_queries):
    for rang in range(ajoutees):
        ajoutee = Question.objects.create(
            section=faite.besoins.section, ordre=10 + rang, genre="choix_multiple", intitule=f"Question {rang} ?"
        )
        Option.objects.bulk_create(Option(question=ajoutee, ordre=place, libelle=f"{place}") for place in (1, 2))
    donnees = {champs["besoins"]: faite.option("Réseau").pk, "aller": "suivante"}
    client.post(page("section", numero=1), donnees)

    with django_assert_num_queries(7):
        client.get(page("section", numero=1))
    with django_assert_num_queries(7):
        client.get(page("recapitulatif"))
    with django_assert_num_queries(18):
        client.post(page("section", numero=1), donnees)
