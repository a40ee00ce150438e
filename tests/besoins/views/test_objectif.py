import pytest

from academie.models import Niveau, Referentiel
from tests.besoins.atelier import adresse, brouillon, brouillon_complet, competence, niveau, texte


class TestObjectifs:
    def champs(self, **autres):
        return {
            "intitule": "Créer un blog",
            "competence": competence("3.1").pk,
            "niveau": niveau(4),
            "evaluation": "Un blog en ligne",
        } | autres

    def test_s_ajoute_et_mene_a_sa_place(self, client, d):
        version = brouillon(d)
        competence("3.1")
        client.force_login(d.concepteur)

        reponses = [client.post(adresse("objectif_create", version.pk), self.champs()) for _ in range(2)]

        objectif = version.objectifs.get()
        assert {reponse.url for reponse in reponses} == {f"{version.get_absolute_url()}#objectif-{objectif.pk}"}

    @pytest.mark.parametrize("valeur", ["", "12", "999999", "9" * 30, "Avancé"])
    def test_un_niveau_qui_n_existe_pas_garde_ce_qui_est_ecrit(self, client, d, valeur):
        version = brouillon(d)
        client.force_login(d.concepteur)

        reponse = client.post(adresse("objectif_create", version.pk), self.champs(niveau=valeur))

        assert reponse.context["form"].errors.keys() == {"niveau"}
        assert 'value="Créer un blog"' in texte(reponse)

    def test_le_niveau_d_un_autre_referentiel_est_refuse(self, client, d):
        version = brouillon(d)
        etude = Referentiel.objects.create(code="etude", version="2013", nom="Étude", empreinte="y")
        basique = Niveau.objects.create(referentiel=etude, rang=1, nom="Basique", description="Usages courants.")
        client.force_login(d.concepteur)

        reponse = client.post(adresse("objectif_create", version.pk), self.champs(niveau=basique.pk))

        assert "choisissez un niveau de « DigComp 2.2 »" in str(reponse.context["form"].errors["niveau"]).replace(
            "\xa0", " "
        )
        assert '<optgroup label="Étude 2013">' in texte(reponse)
        assert "Basique – Usages courants." in texte(reponse)
        assert not version.objectifs.exists()

    def test_un_objectif_commence_par_un_verbe_de_la_liste(self, client, d):
        version = brouillon(d)
        client.force_login(d.concepteur)

        reponse = client.post(adresse("objectif_create", version.pk), self.champs(intitule="Acompagner une personne"))

        page = texte(reponse)
        assert "« Acompagner une » n'est pas dans la liste des verbes" in page
        assert "Verbes proches : « accompagner »" in page
        assert "Les six degrés : mémoriser (citer," in page
        assert 'value="Acompagner une personne"' in page
        assert not version.objectifs.exists()

    def test_les_verbes_se_proposent_par_degre(self, client, d):
        client.force_login(d.concepteur)

        page = texte(client.get(adresse("objectif_create", brouillon(d).pk)))

        assert 'list="verbes"' in page
        assert '<option value="Concevoir " label="6. Créer">' in page
        assert "3. Appliquer : faire, dans une situation donnée" in page

    def test_la_competence_se_choisit_par_domaine_et_le_niveau_par_son_nom(self, client, d):
        competence("3.1")
        client.force_login(d.concepteur)

        page = texte(client.get(adresse("objectif_create", brouillon(d).pk)))

        assert '<optgroup label="DigComp 2.2 – 3 Domaine 3">' in page
        assert '<optgroup label="DigComp 2.2">' in page
        assert f'<option value="{niveau(4)}">Rang 4</option>' in page

    def test_se_modifie(self, client, d):
        version = brouillon_complet(d)
        objectif = version.objectifs.get()
        client.force_login(d.concepteur)

        page = texte(client.get(adresse("objectif_update", version.pk, objectif.pk)))
        assert f'<option value="{niveau(5)}" selected>Rang 5</option>' in page
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
