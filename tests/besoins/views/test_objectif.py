from tests.besoins.atelier import adresse, brouillon, brouillon_complet, competence, texte


class TestObjectifs:
    def champs(self, **autres):
        return {
            "intitule": "Créer un blog",
            "competence": competence("3.1").pk,
            "niveau": 4,
            "evaluation": "Un blog en ligne",
        } | autres

    def test_s_ajoute_et_mene_a_sa_place(self, client, d):
        version = brouillon(d)
        competence("3.1")
        client.force_login(d.concepteur)

        reponses = [client.post(adresse("objectif_create", version.pk), self.champs()) for _ in range(2)]

        objectif = version.objectifs.get()
        assert {reponse.url for reponse in reponses} == {f"{version.get_absolute_url()}#objectif-{objectif.pk}"}

    def test_un_niveau_hors_echelle_se_dit_sur_le_niveau(self, client, d):
        version = brouillon(d)
        client.force_login(d.concepteur)

        reponse = client.post(adresse("objectif_create", version.pk), self.champs(niveau=12))

        assert "va de 1 à 8" in str(reponse.context["form"].errors["niveau"])
        assert 'value="Créer un blog"' in texte(reponse)

    def test_la_competence_se_choisit_par_domaine_et_l_echelle_s_explique(self, client, d):
        competence("3.1")
        client.force_login(d.concepteur)

        page = texte(client.get(adresse("objectif_create", brouillon(d).pk)))

        assert '<optgroup label="DigComp 2.2 – 3 Domaine 3">' in page
        assert "de 1 (Rang 1) à 8 (Rang 8) pour « DigComp 2.2 »" in page

    def test_se_modifie(self, client, d):
        version = brouillon_complet(d)
        objectif = version.objectifs.get()
        client.force_login(d.concepteur)

        client.post(adresse("objectif_update", version.pk, objectif.pk), self.champs())

        objectif.refresh_from_db()
        assert (objectif.intitule, objectif.niveau) == ("Créer un blog", 4)

    def test_monte_par_un_bouton(self, client, d):
        version = brouillon_complet(d)
        client.force_login(d.concepteur)
        client.post(adresse("objectif_create", version.pk), self.champs())
        second = version.objectifs.last()

        for _ in range(2):
            reponse = client.post(adresse("objectif_move", version.pk, second.pk, 1))

        assert version.objectifs.first() == second
        assert reponse.url == second.get_absolute_url()

    def test_se_supprime_apres_confirmation(self, client, d):
        version = brouillon_complet(d)
        url = adresse("objectif_delete", version.pk, version.objectifs.get().pk)
        client.force_login(d.concepteur)

        assert "Ces modules le travaillaient" in texte(client.get(url))
        for _ in range(2):
            assert client.post(url).url == version.get_absolute_url()
        assert not version.objectifs.exists()

    def test_celui_d_un_autre_programme_est_introuvable(self, client, d):
        version, autre = brouillon_complet(d), brouillon_complet(d, "Autre programme")
        client.force_login(d.concepteur)

        for page, suite in (("update", ()), ("delete", ()), ("move", (1,))):
            url = adresse(f"objectif_{page}", version.pk, autre.objectifs.get().pk, *suite)
            assert (client.post if suite else client.get)(url).status_code == 404
