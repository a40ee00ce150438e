import pytest

from besoins.models import Programme, VersionProgramme
from tests.besoins.atelier import (
    TEXTES,
    adresse,
    besoin_retenu,
    brouillon,
    brouillon_complet,
    relire,
    texte,
    theme,
    version_en_relecture,
    version_publiee,
    version_retiree,
)


class TestListe:
    @pytest.fixture(autouse=True)
    def connexion(self, client, d):
        client.force_login(d.concepteur)

    def titres(self, client, **criteres):
        return [
            version.programme.titre
            for version in client.get(adresse("programme_list"), criteres).context["page_obj"].object_list
        ]

    def test_vide_dit_comment_commencer(self, client):
        assert "Un programme naît d'au moins un besoin retenu" in texte(client.get(adresse("programme_list")))

    def test_se_filtre_et_laisse_de_cote_les_retirees(self, client, d):
        brouillon(d, "Étudier l'été")
        version_publiee(d, "Publier")
        version_retiree(d, "Retirer", theme=theme("Ailleurs"))

        assert self.titres(client) == ["Étudier l'été", "Publier"]
        assert self.titres(client, etat="retiree") == ["Retirer"]
        assert self.titres(client, etat="publiee") == ["Publier"]
        assert self.titres(client, q="ETE") == ["Étudier l'été"]
        assert self.titres(client, etat="retiree", theme="ailleurs") == ["Retirer"]
        assert self.titres(client, theme="ailleurs") == []

    def test_un_filtre_inconnu_est_dit_et_laisse_le_reste(self, client, d):
        brouillon(d, "Un brouillon")

        assert self.titres(client, etat="inconnu", q="brouillon") == ["Un brouillon"]

    def test_un_filtre_en_cours_se_retire(self, client, d):
        brouillon(d)

        reponse = client.get(adresse("programme_list"), {"q": "introuvable", "etat": "publiee"})

        assert "Aucun programme ne correspond" in texte(reponse)
        assert "État : publiée" in texte(reponse)
        assert 'href="?q=introuvable"' in texte(reponse)

    def test_les_besoins_retenus_sans_programme_sont_rappeles(self, client, d):
        version_retiree(d, besoins=[besoin_retenu(d, "Besoin délaissé")])
        brouillon(d, "Autre", besoins=[besoin_retenu(d, "Besoin repris")])

        rappeles = client.get(adresse("programme_list")).context["besoins_sans_programme"]

        assert [besoin.titre for besoin in rappeles] == ["Besoin délaissé"]

    @pytest.mark.parametrize("nombre", [1, 30])
    def test_le_nombre_de_requetes_ne_depend_pas_des_versions(self, client, d, nombre, django_assert_num_queries):
        for rang in range(nombre):
            brouillon_complet(d, f"Programme {rang}")

        with django_assert_num_queries(7):
            assert len(client.get(adresse("programme_list")).context["page_obj"]) == min(nombre, 25)


class TestRediger:
    def poster(self, client, d, **autres):
        champs = {"titre": "Aller vers", "theme": theme().pk, "besoins": [besoin_retenu(d).pk]}
        return client.post(adresse("programme_create"), champs | autres)

    def test_mene_a_l_atelier(self, client, d):
        client.force_login(d.concepteur)

        reponse = self.poster(client, d)

        version = VersionProgramme.objects.get()
        assert (version.programme.titre, version.redige_par) == ("Aller vers", d.concepteur)
        assert reponse.url == adresse("programme_detail", version.pk)

    def test_deux_clics_menent_au_meme_brouillon(self, client, d):
        client.force_login(d.concepteur)
        besoins = [besoin_retenu(d).pk]

        assert self.poster(client, d, besoins=besoins).url == self.poster(client, d, besoins=besoins).url
        assert Programme.objects.count() == 1

    def test_sans_besoin_choisi_garde_ce_qui_est_ecrit(self, client, d):
        client.force_login(d.concepteur)

        reponse = self.poster(client, d, besoins=[])

        assert "un programme répond à un besoin" in texte(reponse)
        assert 'value="Aller vers"' in texte(reponse)
        assert not Programme.objects.exists()

    def test_un_titre_pris_se_dit_sur_le_titre(self, client, d):
        version_publiee(d, "Aller vers")
        client.force_login(d.concepteur)

        reponse = self.poster(client, d)

        assert "existe déjà" in str(reponse.context["form"].errors["titre"])

    def test_sans_besoin_retenu_renvoie_aux_besoins(self, client, d):
        client.force_login(d.concepteur)

        reponse = client.get(adresse("programme_create"))

        assert "Aucun besoin retenu" in texte(reponse)
        assert adresse("besoin_list") in texte(reponse)

    def test_les_besoins_se_presentent_avec_leurs_preuves(self, client, d):
        besoin_retenu(d, "Aller vers les publics")
        client.force_login(d.concepteur)

        assert "Aller vers les publics – un signal noté" in texte(client.get(adresse("programme_create")))

    def test_un_besoin_peut_etre_choisi_d_avance(self, client, d):
        besoin = besoin_retenu(d)
        client.force_login(d.concepteur)

        assert "checked" in texte(client.get(adresse("programme_create"), {"besoin": besoin.pk}))
        assert client.get(adresse("programme_create"), {"besoin": "x"}).status_code == 200


class TestDepuisLeBesoin:
    def test_sa_page_nomme_les_programmes_qui_y_repondent(self, client, d):
        version = version_publiee(d)
        besoin = version.besoins.get()
        client.force_login(d.referent)

        page = texte(client.get(besoin.get_absolute_url()))
        assert f'<a href="{version.programme.get_absolute_url()}">' in page
        assert "Rédiger un programme" not in page

        client.force_login(d.concepteur)
        page = texte(client.get(besoin.get_absolute_url()))
        assert f'<a href="{version.get_absolute_url()}">' in page
        assert f'href="{adresse("programme_create")}?besoin={besoin.pk}"' in page


class TestAtelier:
    def test_montre_besoins_objectifs_modules_et_ce_qui_manque(self, client, d):
        version = brouillon_complet(d, textes={"tarif": ""})
        client.force_login(d.concepteur)

        page = texte(client.get(version.get_absolute_url()))

        for attendu in (
            "Former les animateurs",
            "Accompagner une démarche en ligne",
            "Module 2",
            "6 h au total, soit 2 demi-journées de 3 h.",
            "« tarif »",
            "Chaque besoin est repris",
            "Soumettre à la relecture",
        ):
            assert attendu in page

    def test_qui_ne_redige_pas_ne_voit_aucun_bouton_pour_ecrire(self, client, d):
        version = brouillon_complet(d)
        client.force_login(d.formateur)

        page = texte(client.get(version.get_absolute_url()))

        assert "Ajouter un objectif" not in page
        assert "Soumettre" not in page

    def test_une_version_publiee_ne_s_ecrit_plus(self, client, d):
        version = version_publiee(d)
        client.force_login(d.concepteur)

        page = texte(client.get(version.get_absolute_url()))

        assert "Ajouter un objectif" not in page
        assert "Préparer une nouvelle version" in page
        assert adresse("catalogue_detail", version.programme.slug) in page

    def test_l_avis_d_un_renvoi_se_lit_en_premier(self, client, d):
        version = version_en_relecture(d)
        client.force_login(d.gestionnaire)
        client.post(adresse("programme_review", version.pk), {"decision": "renvoyer", "avis": "Précisez le tarif."})
        client.force_login(d.concepteur)

        page = texte(client.get(version.get_absolute_url()))

        assert "Gestionnaire Test a renvoyé cette version" in page
        assert "Précisez le tarif." in page

    @pytest.mark.parametrize("nombre", [1, 30])
    def test_le_nombre_de_requetes_ne_depend_pas_du_contenu(self, client, d, nombre, django_assert_num_queries):
        version = brouillon_complet(
            d, minutes=(180,) * nombre, besoins=[besoin_retenu(d, f"Besoin {rang}") for rang in range(nombre)]
        )
        client.force_login(d.concepteur)

        with django_assert_num_queries(24):
            client.get(version.get_absolute_url())

    def test_un_brouillon_se_lit_comme_le_public_le_lira(self, client, d):
        client.force_login(d.formateur)

        page = texte(client.get(adresse("programme_apercu", brouillon_complet(d).pk)))

        assert TEXTES["presentation"] in page
        assert "Version 1, brouillon" in page


class TestPresentation:
    def champs(self, **autres):
        return TEXTES | {"titre": "Nouveau titre", "theme": theme().pk, "seuil_assiduite": 75} | autres

    def test_enregistre_meme_incomplet(self, client, d):
        version = brouillon(d)
        client.force_login(d.concepteur)

        reponse = client.post(adresse("programme_update", version.pk), self.champs(tarif="", contact=""))

        version = relire(version)
        assert reponse.url == version.get_absolute_url()
        assert (version.presentation, version.tarif, version.seuil_assiduite) == (TEXTES["presentation"], "", 75)
        assert version.programme.titre == "Nouveau titre"

    def test_un_seuil_impossible_garde_ce_qui_est_ecrit(self, client, d):
        version = brouillon(d)
        client.force_login(d.concepteur)

        reponse = client.post(adresse("programme_update", version.pk), self.champs(seuil_assiduite=120))

        assert reponse.context["form"].errors.keys() == {"seuil_assiduite"}
        assert TEXTES["methodes"] in texte(reponse)
        assert relire(version).presentation == ""

    def test_le_titre_d_un_programme_publie_est_fige(self, client, d):
        version = version_publiee(d)
        client.force_login(d.concepteur)
        client.post(adresse("programme_nouvelle_version", version.pk))
        nouvelle = VersionProgramme.objects.get(numero=2)

        client.post(adresse("programme_update", nouvelle.pk), self.champs(tarif="Dix euros"))

        nouvelle = relire(nouvelle)
        assert (nouvelle.programme.titre, nouvelle.tarif) == ("Accompagner l'e-administration", "Dix euros")

    @pytest.mark.parametrize("page", ["programme_update", "programme_besoins", "objectif_create", "module_create"])
    def test_une_version_soumise_ramene_a_l_atelier(self, client, d, page):
        version = version_en_relecture(d)
        client.force_login(d.concepteur)

        reponse = client.get(adresse(page, version.pk), follow=True)

        assert reponse.redirect_chain[0][0] == version.get_absolute_url()
        assert "Cette version ne se modifie plus" in texte(reponse)

    def test_une_version_soumise_pendant_la_saisie_garde_ce_qui_est_ecrit(self, client, d):
        version = version_en_relecture(d)
        client.force_login(d.concepteur)

        reponse = client.post(
            adresse("programme_update", version.pk), self.champs(titre=version.programme.titre, tarif="Cent euros")
        )

        assert "Seul un brouillon se modifie" in texte(reponse)
        assert "Cent euros" in texte(reponse)
        assert relire(version).tarif == TEXTES["tarif"]


class TestBesoins:
    def test_se_choisissent(self, client, d):
        version, autre = brouillon(d), besoin_retenu(d, "Autre besoin")
        client.force_login(d.concepteur)

        client.post(adresse("programme_besoins", version.pk), {"besoins": [autre.pk]})

        assert list(version.besoins.all()) == [autre]

    def test_il_en_reste_au_moins_un(self, client, d):
        version = brouillon(d)
        client.force_login(d.concepteur)

        assert "Gardez au moins un besoin" in texte(client.post(adresse("programme_besoins", version.pk), {}))
        assert version.besoins.exists()
