import pytest
from django.urls import reverse

from besoins.actions.programme import nouvelle_version_programme
from besoins.models import Commentaire, Programme, VersionProgramme
from tests.besoins.atelier import (
    besoin_retenu,
    brouillon_complet,
    relire,
    theme,
    version_en_relecture,
    version_publiee,
)


def adresse(nom, version) -> str:
    return reverse(f"besoins:programme_{nom}", args=[version.pk])


def texte(reponse) -> str:
    return reponse.content.decode().replace("\xa0", " ").replace("&#x27;", "'")


class TestReprendre:
    def test_d_un_bouton_du_dossier(self, client, d):
        version = version_en_relecture(d)
        client.force_login(d.concepteur)
        assert f'action="{adresse("reprendre", version)}"' in texte(client.get(version.get_absolute_url()))

        for _ in range(2):
            reponse = client.post(adresse("reprendre", version), follow=True)

        assert "Concepteur Test a repris la rédaction de la version 1." in texte(reponse)
        assert relire(version).etat == "brouillon"

    def test_une_autre_conceptrice_lit_pourquoi_elle_ne_le_peut_pas(self, client, d):
        version = version_en_relecture(d)
        client.force_login(d.autre_concepteur)

        reponse = client.post(adresse("reprendre", version), follow=True)

        assert "Seules les personnes qui ont écrit cette version la reprennent" in texte(reponse)


class TestSupprimer:
    def test_dit_ce_qui_se_perd_puis_le_fait(self, client, d):
        version = brouillon_complet(d)
        client.force_login(d.concepteur)

        page = texte(client.get(adresse("supprimer", version)))
        assert "1 objectif, 2 modules et 1 question" in page
        assert "n'a jamais été publié" in page
        for _ in range(2):
            assert client.post(adresse("supprimer", version)).url == reverse("besoins:programme_list")
        assert not Programme.objects.exists()

    def test_ce_qui_est_commente_demande_de_le_savoir(self, client, d):
        version = brouillon_complet(d)
        Commentaire.objects.create(version=version, cible="version", champ="tarif")
        client.force_login(d.concepteur)

        assert "1 fil de commentaires" in texte(client.get(adresse("supprimer", version)))
        refus = client.post(adresse("supprimer", version))
        assert "Cochez cette case" in refus.context["form"].errors["sachant"][0]
        client.post(adresse("supprimer", version), {"sachant": "on"})
        assert not VersionProgramme.objects.exists()

    def test_la_version_publiee_reste_et_c_est_dit(self, client, d):
        publiee = version_publiee(d)
        nouvelle = nouvelle_version_programme(version=publiee, par=d.concepteur)
        client.force_login(d.concepteur)

        assert "Les versions publiées ne changent pas" in texte(client.get(adresse("supprimer", nouvelle)))
        client.post(adresse("supprimer", nouvelle))
        assert VersionProgramme.objects.get() == publiee

    def test_une_version_soumise_ne_se_supprime_pas(self, client, d):
        version = version_en_relecture(d)
        client.force_login(d.concepteur)

        assert "seul un brouillon se supprime" in texte(client.get(adresse("supprimer", version)))
        reponse = client.post(adresse("supprimer", version), {"sachant": "on"})
        assert "seul un brouillon se supprime" in texte(reponse)
        assert relire(version).etat == "en_relecture"


class TestDupliquer:
    def test_commence_un_autre_programme_qui_dit_d_ou_il_vient(self, client, d):
        publiee = version_publiee(d)
        besoin = publiee.besoins.get()
        client.force_login(d.autre_concepteur)
        assert client.get(adresse("dupliquer", publiee)).context["form"].initial["besoins"] == [besoin.pk]

        envoi = {"titre": "Pour les aînés", "theme": theme().pk, "besoins": [besoin.pk]}
        for _ in range(2):
            reponse = client.post(adresse("dupliquer", publiee), envoi, follow=True)

        copie = Programme.objects.get(titre="Pour les aînés").versions.get()
        assert copie.modules.count() == publiee.modules.count() == 2
        assert f'Copie de <a href="{publiee.get_absolute_url()}">' in texte(reponse)

    def test_un_titre_deja_pris_se_dit_sur_le_titre(self, client, d):
        publiee = version_publiee(d)
        client.force_login(d.concepteur)

        envoi = {"titre": publiee.programme.titre, "theme": theme().pk, "besoins": [besoin_retenu(d, "x").pk]}
        reponse = client.post(adresse("dupliquer", publiee), envoi)

        assert "existe déjà" in reponse.context["form"].errors["titre"][0]

    def test_la_provenance_ne_se_dit_pas_d_une_version_suivante(self, client, d):
        suivante = nouvelle_version_programme(version=version_publiee(d), par=d.concepteur)
        client.force_login(d.concepteur)

        assert "Copie de <a" not in texte(client.get(suivante.get_absolute_url()))


@pytest.mark.parametrize(
    ("nom", "fabrique"),
    [("reprendre", version_en_relecture), ("supprimer", brouillon_complet), ("dupliquer", version_publiee)],
)
def test_qui_ne_redige_pas_ne_le_peut_pas(client, d, nom, fabrique):
    version = fabrique(d)
    client.force_login(d.gestionnaire)

    assert client.post(adresse(nom, version)).status_code == 403
    assert relire(version).etat == version.etat
