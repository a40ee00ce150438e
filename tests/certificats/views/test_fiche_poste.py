"""A job sheet is written, asked for competences, published, then changed by a new version."""

import pytest
from django.urls import reverse

from academie.regles import Refus
from certificats.actions.fiche_poste import (
    exiger_competence,
    modifier_fiche,
    nouvelle_version_fiche,
    publier_fiche,
    rediger_fiche,
    retirer_exigence,
)
from certificats.actions.parcours import viser_poste
from certificats.models import FichePoste, Parcours
from tests.certificats.fabriques import competence, fiche, relire

LISTE = reverse("certificats:fiche_poste_list")
CREER = reverse("certificats:fiche_poste_create")


def texte(reponse) -> str:
    return reponse.content.decode().replace("\u00a0", " ")


def adresse(nom, objet):
    return reverse(f"certificats:{nom}", args=[objet.pk])


def retirer(exigence):
    return reverse("certificats:exigence_retirer", args=[exigence.fiche_id, exigence.pk])


class TestRediger:
    saisie = {"titre": "Médiatrice numérique", "description": "Accompagner", "source": "Nous", "echelon": "2"}

    def test_deux_clics_font_un_brouillon(self, connecter, d):
        for _ in range(2):
            reponse = connecter(d.concepteur).post(CREER, self.saisie)
        creee = FichePoste.objects.get()
        assert reponse["Location"] == creee.get_absolute_url()
        assert (creee.code, creee.version, creee.etat) == ("mediatrice-numerique", 1, "brouillon")

    def test_un_titre_deja_pris_est_refuse_sur_le_champ(self, connecter, d):
        connecter(d.concepteur).post(CREER, self.saisie)
        reponse = connecter(d.concepteur).post(CREER, self.saisie | {"description": "Autre chose"})
        assert "déjà ce titre" in reponse.context["form"].errors["titre"][0]
        assert "Autre chose" in texte(reponse)

    def test_un_titre_sans_lettre_latine_a_quand_meme_une_adresse(self, d):
        assert rediger_fiche(fiche=FichePoste(titre="🌻")).code == "poste"

    def test_modifier_un_brouillon(self, connecter, d):
        brouillon = fiche(publiee=False)
        connecter(d.concepteur).post(adresse("fiche_poste_update", brouillon), self.saisie)
        assert relire(brouillon).titre == "Médiatrice numérique"

    def test_une_fiche_publiee_ne_se_modifie_plus(self, connecter, d):
        publiee = fiche()
        reponse = connecter(d.concepteur).post(adresse("fiche_poste_update", publiee), self.saisie)
        assert "nouvelle version" in reponse.context["form"].non_field_errors()[0]
        assert relire(publiee).titre != "Médiatrice numérique"
        with pytest.raises(Refus):
            modifier_fiche(fiche=publiee, titre="x", description="", source="", echelon=None)


class TestExigences:
    def test_ajouter_puis_corriger_le_niveau(self, connecter, d):
        brouillon = fiche(publiee=False, c1_1=3)
        url = adresse("exigence_create", brouillon)
        for niveau in (5, 5):
            reponse = connecter(d.concepteur).post(url, {"competence": competence("1.1").pk, "niveau": niveau})
            assert reponse["Location"] == brouillon.get_absolute_url()
        assert brouillon.exigences.get().niveau == 5

    @pytest.mark.parametrize("niveau", [9, 0])
    def test_un_niveau_hors_de_l_echelle_est_refuse_sur_le_champ(self, connecter, d, niveau):
        brouillon = fiche(publiee=False, c1_1=3)
        reponse = connecter(d.concepteur).post(
            adresse("exigence_create", brouillon), {"competence": competence("2.1").pk, "niveau": niveau}
        )
        assert "niveau" in reponse.context["form"].errors
        assert brouillon.exigences.count() == 1

    def test_retirer_deux_fois(self, connecter, d):
        brouillon = fiche(publiee=False)
        exigence = brouillon.exigences.get()
        client = connecter(d.concepteur)
        for _ in range(2):
            assert client.post(retirer(exigence))["Location"] == brouillon.get_absolute_url()
        assert not brouillon.exigences.exists()

    def test_une_fiche_publiee_garde_ses_exigences(self, connecter, d):
        publiee = fiche()
        with pytest.raises(Refus):
            retirer_exigence(fiche=publiee, exigence=publiee.exigences.get().pk)
        with pytest.raises(Refus):
            exiger_competence(fiche=publiee, competence=competence(), niveau=2)
        reponse = connecter(d.concepteur).post(retirer(publiee.exigences.get()), follow=True)
        assert "ne change plus" in texte(reponse)
        assert publiee.exigences.exists()


class TestPublier:
    def test_deux_clics_publient_une_fois(self, connecter, d):
        brouillon = fiche(publiee=False)
        client = connecter(d.concepteur)
        assert "ne changera plus" in texte(client.get(adresse("fiche_poste_publier", brouillon)))
        for _ in range(2):
            client.post(adresse("fiche_poste_publier", brouillon))
        assert relire(brouillon).etat == "publiee"

    def test_refuse_sans_mission(self, d):
        brouillon = fiche(publiee=False)
        FichePoste.objects.filter(pk=brouillon.pk).update(description=" ")
        with pytest.raises(Refus, match="missions"):
            publier_fiche(fiche=brouillon)

    def test_refuse_sans_competence(self, d):
        brouillon = fiche(publiee=False)
        brouillon.exigences.all().delete()
        with pytest.raises(Refus, match="compétence"):
            publier_fiche(fiche=brouillon)

    def test_la_nouvelle_version_remplace_l_ancienne_que_chacun_garde(self, d):
        premiere = fiche()
        viser_poste(utilisateur=d.animateur, fiche=premiere)
        seconde = nouvelle_version_fiche(fiche=premiere)
        assert nouvelle_version_fiche(fiche=premiere) == seconde
        assert [(e.competence, e.niveau) for e in seconde.exigences.all()] == [(competence(), 4)]
        publier_fiche(fiche=seconde)
        assert (relire(premiere).etat, relire(seconde).etat) == ("retiree", "publiee")
        assert Parcours.objects.get().fiche_visee == premiere

    def test_une_fiche_retiree_ne_se_vise_plus(self, d):
        premiere = fiche()
        publier_fiche(fiche=nouvelle_version_fiche(fiche=premiere))
        with pytest.raises(Refus, match="pas publiée"):
            viser_poste(utilisateur=d.animateur, fiche=relire(premiere))


class TestPages:
    def test_chacun_lit_seul_le_concepteur_ecrit(self, connecter, d):
        brouillon = fiche(publiee=False)
        assert adresse("fiche_poste_update", brouillon) not in texte(
            connecter(d.animateur).get(brouillon.get_absolute_url())
        )
        assert adresse("fiche_poste_update", brouillon) in texte(
            connecter(d.concepteur).get(brouillon.get_absolute_url())
        )
        assert connecter(d.animateur).post(CREER, TestRediger.saisie).status_code == 403

    def test_une_fiche_vide_dit_a_renseigner(self, connecter, d):
        FichePoste.objects.create(code="vide", titre="Fiche de poste nationale 1 (à renseigner)")
        assert "à renseigner" in texte(connecter(d.animateur).get(LISTE))

    @pytest.mark.parametrize("nombre", [1, 30])
    def test_le_nombre_de_requetes_est_constant(self, connecter, d, nombre, django_assert_num_queries):
        for rang in range(nombre):
            fiche(titre=f"Poste {rang}")
        client = connecter(d.animateur)
        with django_assert_num_queries(5):
            client.get(LISTE)
