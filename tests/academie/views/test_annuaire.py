from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from academie.actions.annuaire import paraitre_dans_l_annuaire
from academie.actions.utilisateur import modifier_compte
from academie.models import Affectation, FicheAnnuaire, Structure
from tests.besoins.atelier import competence
from tests.distribution import recruter

PERSONNES, STRUCTURES, FICHE = "annuaire_personnes", "annuaire_structures", "annuaire_fiche"


def paraitre(utilisateur, presentation="", competences=(), adresse_visible=False) -> FicheAnnuaire:
    return paraitre_dans_l_annuaire(
        utilisateur=utilisateur,
        presentation=presentation,
        competences=list(competences),
        adresse_visible=adresse_visible,
    )


@pytest.fixture
def lire(connecte, distribution):
    def lire(nom=PERSONNES, qui=None, **recherche) -> str:
        return connecte(qui or distribution.autre_referent).get(reverse(nom), recherche).content.decode()

    return lire


class TestConsentir:
    def test_rien_sans_accord(self, lire, distribution):
        assert "Animateur Test" not in lire()

    def test_accepter_par_la_page_puis_paraitre(self, connecte, distribution, lire):
        savoir = competence("2.3")
        client = connecte(distribution.animateur)
        assert "accepte de paraître" in client.get(reverse(FICHE)).content.decode()
        reponse = client.post(reverse(FICHE), {"presentation": "J'aide en breton.", "competences": [savoir.pk]})
        assert reponse.status_code == 302
        page = lire()
        assert "Animateur Test" in page
        assert "en breton" in page
        assert "Compétence 2.3" in page

    def test_l_adresse_seulement_si_on_le_veut(self, lire, distribution):
        paraitre(distribution.animateur)
        assert "animateur@test.example" not in lire()
        assert "mediatheque@quimper.example" in lire()
        paraitre(distribution.animateur, adresse_visible=True)
        assert "animateur@test.example" in lire()

    def test_changer_sa_fiche_garde_le_jour_de_l_accord(self, distribution):
        premiere = paraitre(distribution.animateur, "Avant").consentie_le
        seconde = paraitre(distribution.animateur, "Après")
        assert (seconde.presentation, seconde.consentie_le) == ("Après", premiere)

    def test_quitter_efface_tout(self, connecte, distribution, lire):
        paraitre(distribution.animateur, "J'aide en breton.", [competence()])
        client = connecte(distribution.animateur)
        assert "sera effacée" in client.get(reverse("annuaire_quitter")).content.decode()
        client.post(reverse("annuaire_quitter"))
        assert not FicheAnnuaire.objects.exists()
        assert "Animateur Test" not in lire()

    def test_trop_long_est_dit_et_garde(self, connecte, distribution):
        page = connecte(distribution.animateur).post(reverse(FICHE), {"presentation": "é" * 1001}).content.decode()
        assert "au plus 1000" in page
        assert "é" * 1001 in page
        assert not FicheAnnuaire.objects.exists()

    def test_un_visiteur_se_connecte_d_abord(self, client, distribution):
        assert "/comptes/login/" in client.get(reverse(PERSONNES)).url


class TestChercher:
    def test_sans_accents_par_nom_presentation_et_structure(self, lire, distribution):
        paraitre(distribution.animateur, "Logiciels libérés")
        for mots in ("ANIMATEUR", "liberes", "mediatheque quimper"):
            assert "Logiciels" in lire(q=mots), mots
        assert "Logiciels" not in lire(q="toulouse")

    def test_sous_son_nouveau_nom(self, lire, distribution):
        paraitre(distribution.animateur, "Logiciels")
        modifier_compte(utilisateur=distribution.animateur, prenom="Zoé", nom="Le Goff", territoire=None)
        assert "Logiciels" in lire(q="zoe goff")

    def test_par_territoire_de_la_structure_ou_de_la_personne(self, lire, distribution):
        paraitre(distribution.animateur, "Logiciels")
        assert "Logiciels" in lire(territoire="Bretagne (région 53)")
        assert "Logiciels" not in lire(territoire="Occitanie (région 76)")
        d = distribution.animateur
        modifier_compte(utilisateur=d, prenom="Zoé", nom="Le Goff", territoire=distribution.autre_region)
        assert "Logiciels" in lire(territoire="Occitanie (région 76)")

    def test_par_competence(self, lire, distribution):
        savoir, autre = competence("2.3"), competence("4.2")
        paraitre(distribution.animateur, "Logiciels", [savoir])
        assert "Logiciels" in lire(competence=savoir.pk)
        assert "Logiciels" not in lire(competence=autre.pk)

    def test_qui_est_parti_ne_parait_plus(self, lire, distribution):
        paraitre(distribution.animateur, "Logiciels")
        hier = timezone.localdate() - timedelta(days=1)
        Affectation.objects.filter(utilisateur=distribution.animateur).update(debut=hier, fin=hier)
        assert "Logiciels" not in lire()

    def test_une_recherche_vaine_dit_quoi_faire(self, lire, distribution):
        assert "Retirez un filtre" in lire(q="zzz")

    @pytest.mark.parametrize("nombre", [1, 30])
    def test_requetes_constantes(self, nombre, connecte, distribution, django_assert_num_queries):
        savoir = competence()
        for personne in recruter([(f"p-{rang}", "animateur", distribution.structure) for rang in range(nombre)]):
            paraitre(personne, "Ici", [savoir])
        client = connecte(distribution.animateur)
        with django_assert_num_queries(8):
            client.get(reverse(PERSONNES))


class TestStructures:
    def test_par_nom_nature_et_territoire(self, lire, distribution):
        assert "Médiathèque de Quimper" in lire(STRUCTURES, q="mediatheque")
        assert "Médiathèque de Quimper" not in lire(STRUCTURES, genre="collectivite")
        assert "Médiathèque de Quimper" in lire(STRUCTURES, territoire="Finistère (département 29)")
        assert "Ville de Toulouse" not in lire(STRUCTURES, territoire="Finistère (département 29)")

    def test_par_ce_que_ses_gens_disent_savoir(self, lire, distribution):
        savoir = competence()
        assert "Médiathèque de Quimper" not in lire(STRUCTURES, competence=savoir.pk)
        paraitre(distribution.animateur, competences=[savoir])
        assert "Médiathèque de Quimper" in lire(STRUCTURES, competence=savoir.pk)

    @pytest.mark.parametrize("nombre", [1, 30])
    def test_requetes_constantes(self, nombre, connecte, distribution, django_assert_num_queries):
        for rang in range(nombre):
            Structure.objects.create(nom=f"Structure {rang}", genre="espace", territoire=distribution.commune)
        client = connecte(distribution.animateur)
        with django_assert_num_queries(6):
            client.get(reverse(STRUCTURES))
