import pytest
from django.urls import reverse

from besoins.actions.module import modifier_module
from besoins.actions.programme import modifier_version, nouvelle_version_programme, rediger_programme
from besoins.actions.publication import publier_version, rendre_avis, soumettre_version
from tests.besoins.atelier import brouillon, theme, version_publiee


@pytest.fixture
def nouvelle(d):
    version = nouvelle_version_programme(version=version_publiee(d), par=d.concepteur)
    modifier_version(
        version=version, par=d.concepteur, tarif="Gratuit pour les adhérents", methodes="Jeux de rôle", cout=500
    )
    modifier_module(module=version.modules.first(), par=d.concepteur, minutes=210)
    return version


def texte(reponse) -> str:
    return reponse.content.decode().replace("\xa0", " ").replace("&#x27;", "'")


def publier(version, d):
    soumettre_version(version=version, par=d.concepteur)
    rendre_avis(version=version, favorable=True, par=d.gestionnaire)
    return publier_version(version=version, par=d.gestionnaire)


class TestAtelier:
    def test_les_mots_ajoutes_et_retires_se_lisent_sans_couleur(self, client, d, nouvelle):
        client.force_login(d.concepteur)

        page = texte(client.get(reverse("besoins:programme_differences", args=[nouvelle.pk])))

        assert "1 module allongé de 30 min" in page
        assert '<ins><span class="visually-hidden">[ajouté : </span> pour les adhérents' in page
        assert '<del><span class="visually-hidden">[retiré : </span>' in page
        assert "ce qui est souligné est nouveau" in page
        assert ">500<" in page

    def test_la_premiere_version_n_a_rien_a_comparer(self, client, d):
        client.force_login(d.concepteur)

        assert "Rien à comparer" in texte(client.get(reverse("besoins:programme_differences", args=[brouillon(d).pk])))

    def test_une_copie_se_compare_a_son_original(self, client, d, nouvelle):
        copie = rediger_programme(
            titre="Copie", theme=theme(), besoins=list(nouvelle.besoins.all()), copiee_de=nouvelle, par=d.concepteur
        )
        client.force_login(d.concepteur)

        page = texte(client.get(reverse("besoins:programme_differences", args=[copie.pk])))

        assert "Ces deux versions disent exactement la même chose" in page
        assert "l'original : Accompagner l'e-administration – version 2" in page

    @pytest.mark.parametrize("avec", ["9", "x", "2", "\x00", "9" * 40])
    def test_une_version_inconnue_se_dit_sur_le_choix(self, client, d, nouvelle, avec):
        client.force_login(d.concepteur)

        reponse = client.get(reverse("besoins:programme_differences", args=[nouvelle.pk]), {"avec": avec})

        assert "Cette version n'existe pas, ou ne se lit pas ici" in texte(reponse)
        assert reponse.status_code == 200


class TestCatalogue:
    def test_deux_versions_publiees_se_comparent_sans_ce_qui_est_interne(self, client, d, nouvelle):
        publier(nouvelle, d)
        adresse = reverse("besoins:catalogue_differences", args=[nouvelle.programme.slug])

        for parametres in ({}, {"de": "1", "a": "2"}, {"de": "2", "a": "1"}):
            page = texte(client.get(adresse, parametres))
            assert "pour les adhérents" in page
            assert "500" not in page

    def test_un_brouillon_n_y_parait_pas(self, client, d, nouvelle):
        adresse = reverse("besoins:catalogue_differences", args=[nouvelle.programme.slug])

        assert "Une seule version de ce programme a été publiée" in texte(client.get(adresse))
        assert "adhérents" not in texte(client.get(adresse, {"de": "1", "a": "2"}))

    def test_ce_qui_n_a_jamais_ete_publie_est_introuvable(self, client, d):
        slug = brouillon(d).programme.slug

        assert client.get(reverse("besoins:catalogue_differences", args=[slug])).status_code == 404
