import pytest
from django.utils import timezone

from besoins.models import Ressource
from tests.besoins.atelier import adresse, brouillon, brouillon_complet, texte


class TestModules:
    champs = {"titre": "Ouvrir", "minutes": 90, "contenu": "Tour d'horizon", "modalite": "presentiel"}

    def test_s_ajoute_et_mene_a_sa_place(self, client, d):
        version = brouillon(d)
        client.force_login(d.concepteur)

        reponses = [client.post(adresse("module_create", version.pk), self.champs) for _ in range(2)]

        module = version.modules.get()
        assert {reponse.url for reponse in reponses} == {f"{version.get_absolute_url()}#module-{module.pk}"}

    @pytest.mark.parametrize("minutes", ["", "0", "-5", "6001", "trois heures"])
    def test_une_duree_impossible_garde_ce_qui_est_ecrit(self, client, d, minutes):
        version = brouillon(d)
        client.force_login(d.concepteur)

        reponse = client.post(adresse("module_create", version.pk), self.champs | {"minutes": minutes})

        assert reponse.context["form"].errors.keys() == {"minutes"}
        assert 'value="Ouvrir"' in texte(reponse)
        assert not version.modules.exists()

    def test_chaque_champ_s_enregistre(self, client, d):
        version = brouillon_complet(d)
        objectif = version.objectifs.get()
        textes = {
            "methode": "Par deux",
            "supports": "Fiche mémo",
            "cas_local": "La maison France services voisine",
            "profil_formateur": "A déjà accompagné des démarches",
            "modalite": "virtuelle",
        }
        client.force_login(d.concepteur)

        client.post(adresse("module_create", version.pk), self.champs | textes | {"objectifs": [objectif.pk]})

        module = version.modules.get(titre="Ouvrir")
        assert {champ: getattr(module, champ) for champ in textes} == textes
        assert list(module.objectifs.all()) == [objectif]

    def test_une_modification_garde_les_ressources_citees(self, client, d):
        version = brouillon_complet(d)
        module = version.modules.first()
        ressource = Ressource.objects.create(
            genre="etude", titre="Étude", redige_par=d.concepteur, cree_le=timezone.now()
        )
        module.ressources.add(ressource)
        client.force_login(d.concepteur)

        client.post(adresse("module_update", version.pk, module.pk), self.champs)

        assert list(version.modules.get(titre="Ouvrir").ressources.all()) == [ressource]

    @pytest.mark.parametrize(
        ("minutes", "aide"),
        [
            ((), "Une demi-journée fait 180 minutes."),
            ((180,), "Les autres modules durent 3 h, en demi-journées entières."),
            ((180, 60), "Les autres modules durent 4 h : 120 minutes de plus finiraient une demi-journée."),
        ],
    )
    def test_la_duree_se_pense_en_demi_journees(self, client, d, minutes, aide):
        version = brouillon_complet(d, minutes=minutes)
        client.force_login(d.concepteur)

        page = texte(client.get(adresse("module_create", version.pk)))

        assert aide in page
        assert '<option value="360" label="Une journée">' in page

    def test_se_modifie(self, client, d):
        version = brouillon_complet(d)
        module = version.modules.first()
        client.force_login(d.concepteur)

        client.post(adresse("module_update", version.pk, module.pk), self.champs)

        module.refresh_from_db()
        assert (module.titre, module.minutes) == ("Ouvrir", 90)

    def test_descend_par_un_bouton(self, client, d):
        version = brouillon_complet(d)
        premier = version.modules.first()
        client.force_login(d.concepteur)

        for _ in range(2):
            client.post(adresse("module_move", version.pk, premier.pk, 2))

        assert version.modules.last() == premier

    def test_se_supprime_apres_confirmation(self, client, d):
        version = brouillon_complet(d)
        url = adresse("module_delete", version.pk, version.modules.first().pk)
        client.force_login(d.concepteur)

        assert "« Module 1 » sera supprimé" in texte(client.get(url))
        for _ in range(2):
            assert client.post(url).url == version.get_absolute_url()
        assert version.modules.count() == 1
