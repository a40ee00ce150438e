import pytest
from django.urls import reverse

from besoins.actions.besoin import reexaminer_besoin
from besoins.actions.module import modifier_module
from besoins.actions.programme import nouvelle_version_programme
from besoins.actions.publication import reprendre_version, soumettre_version
from besoins.models import Commentaire, VersionProgramme
from tests.besoins.atelier import (
    brouillon,
    brouillon_complet,
    relire,
    version_en_relecture,
    version_publiee,
    version_relue,
)


def adresse(nom, version) -> str:
    return reverse(f"besoins:programme_{nom}", args=[version.pk])


def texte(reponse) -> str:
    return reponse.content.decode().replace("\xa0", " ").replace("&#x27;", "'")


class TestSoumettre:
    def test_ce_qui_manque_est_nomme_avec_des_liens(self, client, d):
        version = brouillon(d)
        client.force_login(d.concepteur)

        page = texte(client.get(adresse("submit", version)))

        assert "Cette version ne peut pas encore être relue" in page
        assert f'href="{adresse("update", version)}#id_tarif"' in page
        assert '<form method="post">' not in page

    def test_ce_qui_va_se_passer_est_dit_puis_fait(self, client, d):
        version = brouillon_complet(d)
        client.force_login(d.concepteur)

        assert "2 personnes qui peuvent la relire reçoivent un message" in texte(client.get(adresse("submit", version)))
        for _ in range(2):
            assert client.post(adresse("submit", version)).url == version.get_absolute_url()
        assert relire(version).etat == "en_relecture"

    def test_un_brouillon_incomplet_est_refuse_a_l_atelier(self, client, d):
        version = brouillon(d)
        client.force_login(d.concepteur)

        reponse = client.post(adresse("submit", version), follow=True)

        assert "Cette version ne peut pas encore être relue : il manque « présentation »" in texte(reponse)
        assert relire(version).etat == "brouillon"


class TestRelire:
    def test_toute_la_version_se_lit_avant_l_avis(self, client, d):
        client.force_login(d.gestionnaire)

        page = texte(client.get(adresse("review", version_en_relecture(d))))

        for attendu in (
            "Grille d'observation",
            "Accompagner une démarche en ligne",
            "Module 2",
            "Pourquoi ce programme",
        ):
            assert attendu in page
        assert "Rendre mon avis" in page

    def test_approuver(self, client, d):
        version = version_en_relecture(d)
        client.force_login(d.gestionnaire)

        for _ in range(2):
            reponse = client.post(adresse("review", version), {"decision": "approuver"})
            assert reponse.url == version.get_absolute_url()
        assert relire(version).relu_par == d.gestionnaire

    def test_renvoyer_sans_commentaire_se_dit_sur_le_commentaire(self, client, d):
        version = version_en_relecture(d)
        client.force_login(d.gestionnaire)

        reponse = client.post(adresse("review", version), {"decision": "renvoyer"})

        assert "Dites ce qu'il faut changer" in reponse.context["form"].errors["avis"][0]
        assert relire(version).etat == "en_relecture"

    def test_sans_decision_garde_le_commentaire(self, client, d):
        version = version_en_relecture(d)
        client.force_login(d.gestionnaire)

        reponse = client.post(adresse("review", version), {"avis": "Clair."})

        assert reponse.context["form"].errors.keys() == {"decision"}
        assert "Clair." in texte(reponse)

    def test_l_autrice_lit_pourquoi_elle_ne_relit_pas(self, client, d):
        version = version_en_relecture(d)
        client.force_login(d.concepteur)

        page = texte(client.get(adresse("review", version)))

        assert "sa relecture revient à une autre personne" in page
        assert "Rendre mon avis" not in page
        client.post(adresse("review", version), {"decision": "approuver"})
        assert relire(version).etat == "en_relecture"

    def test_ce_qui_a_ete_repris_entre_temps_ne_s_approuve_pas(self, client, d):
        version = reprendre_version(version=version_en_relecture(d), par=d.concepteur)
        client.force_login(d.gestionnaire)

        page = texte(client.get(adresse("review", version)))

        assert "Cette version n'attend pas de relecture : elle est brouillon." in page
        assert "Rendre mon avis" not in page

    def test_ce_qui_change_ce_qu_on_en_dit_et_ce_qui_reste_a_juger_se_lisent(self, client, d):
        ancienne = version_publiee(d)
        version = nouvelle_version_programme(version=ancienne, par=d.concepteur)
        modifier_module(module=version.modules.first(), par=d.concepteur, minutes=210)
        Commentaire.objects.create(version=version, cible="version", champ="tarif", passage="Gratuit")
        soumettre_version(version=version, par=d.concepteur)
        client.force_login(d.gestionnaire)

        page = texte(client.get(adresse("review", version)))

        assert "1 module allongé de 30 min" in page
        assert f"{adresse('differences', version)}?avec=1" in page
        assert "<q>Gratuit</q>" in page
        assert "le profil de la formatrice ou du formateur du module « Module 1 »" in page


class TestPublier:
    def test_ce_qui_s_est_perdu_depuis_la_relecture_est_nomme(self, client, d):
        version = version_relue(d)
        reexaminer_besoin(besoin=version.besoins.get(), par=d.concepteur)
        client.force_login(d.gestionnaire)

        page = texte(client.get(adresse("publish", version)))

        assert "Cette version ne peut pas être publiée" in page
        assert "un besoin retenu" in page
        assert '<form method="post">' not in page

    def test_dit_ce_que_la_publication_remplace(self, client, d):
        ancienne = version_publiee(d)
        client.force_login(d.concepteur)
        client.post(adresse("nouvelle_version", ancienne))
        nouvelle = VersionProgramme.objects.get(numero=2)
        client.post(adresse("submit", nouvelle))
        client.force_login(d.gestionnaire)
        client.post(adresse("review", nouvelle), {"decision": "approuver"})

        assert "La version 1, publiée aujourd'hui, est retirée" in texte(client.get(adresse("publish", nouvelle)))
        for _ in range(2):
            assert client.post(adresse("publish", nouvelle)).url == nouvelle.get_absolute_url()
        assert (relire(nouvelle).etat, relire(ancienne).etat) == ("publiee", "retiree")

    def test_un_brouillon_est_refuse(self, client, d):
        version = brouillon_complet(d)
        client.force_login(d.gestionnaire)

        reponse = client.post(adresse("publish", version), follow=True)

        assert "Une version se publie après sa relecture" in texte(reponse)
        assert relire(version).etat == "brouillon"


class TestRetirer:
    def test_demande_un_motif_et_le_garde(self, client, d):
        version = version_publiee(d)
        client.force_login(d.gestionnaire)

        assert client.post(adresse("retire", version), {"motif": ""}).context["form"].errors.keys() == {"motif"}
        for _ in range(2):
            reponse = client.post(adresse("retire", version), {"motif": "Dépassé."}, follow=True)
        assert "« Dépassé. »" in texte(reponse)
        assert relire(version).etat == "retiree"


@pytest.mark.parametrize(
    ("nom", "fabrique", "role"),
    [
        ("submit", brouillon_complet, "gestionnaire"),
        ("nouvelle_version", version_publiee, "gestionnaire"),
        ("review", version_en_relecture, "formateur"),
        ("publish", version_relue, "formateur"),
        ("retire", version_publiee, "administrateur"),
    ],
)
def test_chacun_ses_gestes(client, d, nom, fabrique, role):
    version = fabrique(d)
    client.force_login(getattr(d, role))

    assert client.post(adresse(nom, version), {"motif": "x", "decision": "approuver"}).status_code == 403
    assert relire(version).etat == version.etat
    assert VersionProgramme.objects.count() == 1
