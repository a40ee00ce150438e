import pytest
from django.urls import reverse

from besoins.actions.programme import modifier_version, nouvelle_version_programme
from besoins.actions.publication import publier_version, rendre_avis, retirer_version, soumettre_version
from tests.besoins.atelier import (
    besoin_retenu,
    brouillon,
    theme,
    version_en_relecture,
    version_publiee,
    version_retiree,
)


def texte(reponse) -> str:
    return reponse.content.decode().replace("\xa0", " ").replace("&#x27;", "'")


def adresse(version) -> str:
    return reverse("besoins:catalogue_version", args=[version.programme.slug, version.numero])


def remplacer(version, d, **textes):
    nouvelle = nouvelle_version_programme(version=version, par=d.concepteur)
    modifier_version(version=nouvelle, par=d.concepteur, **textes)
    soumettre_version(version=nouvelle, par=d.concepteur)
    rendre_avis(version=nouvelle, favorable=True, par=d.gestionnaire)
    return publier_version(version=nouvelle, par=d.gestionnaire)


class TestUneVersionAUneAdresse:
    def test_l_ancienne_se_lit_et_dit_ce_qui_la_remplace(self, client, d):
        ancienne = version_publiee(d)
        nouvelle = remplacer(ancienne, d, tarif="Vingt euros")

        page = texte(client.get(adresse(ancienne)))

        assert "Gratuit" in page
        assert "Vingt euros" not in page
        assert "Elle a été remplacée par la version 2" in page
        assert f"{ancienne.programme.slug}/differences/?de=1&amp;a=2" in page
        assert "C'est la version en vigueur" in texte(client.get(adresse(nouvelle)))

    def test_le_catalogue_montre_la_derniere_et_mene_aux_autres(self, client, d):
        ancienne = version_publiee(d)
        assert "Versions publiées" not in texte(client.get(ancienne.programme.get_absolute_url()))
        remplacer(ancienne, d, tarif="Vingt euros")

        page = texte(client.get(ancienne.programme.get_absolute_url()))

        assert "Vingt euros" in page
        assert "Versions publiées" in page
        assert f'href="{adresse(ancienne)}"' in page

    @pytest.mark.parametrize("fabrique", [brouillon, version_en_relecture])
    def test_ce_qui_n_a_pas_ete_publie_n_en_a_pas(self, client, d, fabrique):
        assert client.get(adresse(fabrique(d))).status_code == 404

    @pytest.mark.parametrize("numero", ["0", "7", "9" * 30])
    def test_un_numero_inconnu_est_introuvable(self, client, d, numero):
        slug = version_publiee(d).programme.slug

        assert client.get(f"/catalogue/{slug}/versions/{numero}/").status_code == 404

    @pytest.mark.parametrize("nombre", [1, 30])
    def test_le_nombre_de_requetes_est_constant(self, client, d, nombre, django_assert_num_queries):
        version = version_publiee(d, minutes=(60,) * nombre)

        with django_assert_num_queries(15):
            client.get(adresse(version))


class TestUnProgrammeRetire:
    def test_son_pdf_est_parti_aussi_et_celui_de_sa_version_reste(self, client, d):
        slug = version_retiree(d).programme.slug

        assert client.get(f"/catalogue/{slug}.pdf").status_code == 410
        assert client.get(f"/catalogue/{slug}/versions/1.pdf").status_code == 200
        assert client.get(f"/catalogue/{slug}/versions/2.pdf").status_code == 404

    def test_repond_qu_il_est_parti_et_ou_aller(self, client, d):
        besoin = besoin_retenu(d)
        voisin = version_publiee(d, "Même besoin", besoins=[besoin], theme=theme("Tout autre"))
        version_publiee(d, "Sans rapport", besoins=[besoin_retenu(d, "Autre")], theme=theme("Ailleurs"))
        retiree = version_retiree(d, besoins=[besoin])

        reponse = client.get(retiree.programme.get_absolute_url())

        assert reponse.status_code == 410
        page = texte(reponse)
        assert "« Accompagner l'e-administration » a quitté le catalogue" in page
        assert voisin.programme.get_absolute_url() in page
        assert "Sans rapport" not in page
        assert f'href="{adresse(retiree)}"' in page
        assert "Dépassé." not in page  # the reason is the team's

    def test_sa_derniere_version_se_lit_encore(self, client, d):
        page = texte(client.get(adresse(version_retiree(d))))

        assert "Elle a quitté le catalogue" in page
        assert "Gratuit" in page

    def test_l_adresse_reprend_quand_il_revient(self, client, d):
        publiee = version_publiee(d)
        retirer_version(version=publiee, par=d.gestionnaire, motif="Pause.")
        remplacer(publiee, d, tarif="Vingt euros")

        assert client.get(publiee.programme.get_absolute_url()).status_code == 200

    def test_une_adresse_jamais_publiee_reste_inconnue(self, client, d):
        assert client.get(brouillon(d).programme.get_absolute_url()).status_code == 404
        assert client.get("/catalogue/nulle-part/").status_code == 404
