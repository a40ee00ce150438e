import pytest

from academie.models import Structure
from besoins.actions.effectif import compter_effectifs
from besoins.actions.preuve import deriver_besoin_d_option, joindre_demande
from besoins.models import Besoin, Enquete
from tests.besoins import fabriques
from tests.besoins.atelier import adresse, besoin_retenu, brouillon, texte
from tests.distribution import territoire


@pytest.fixture
def version(client, d):
    client.force_login(d.concepteur)
    return brouillon(d)


def page(client, version, **criteres) -> str:
    return texte(client.get(adresse("programme_effectifs", version.pk), criteres))


def champ(structure) -> str:
    return f"structure-{structure.pk}"


def effectifs(version) -> dict:
    return dict(version.effectifs.values_list("structure__nom", "effectif"))


class TestQuiDemande:
    def test_la_structure_d_une_demande_est_proposee_avec_ses_mots(self, client, d, version):
        joindre_demande(
            besoin=version.besoins.get(), note="On nous le demande", structure=d.structure, par=d.concepteur
        )

        contenu = page(client, version)

        assert "Les structures qui l'ont demandé" in contenu
        assert "demande : « On nous le demande »" in contenu
        assert f'name="{champ(d.structure)}"' in contenu

    def test_la_structure_d_un_besoin_regroupe_aussi(self, client, d, version):
        membre = besoin_retenu(d, "Membre")
        joindre_demande(besoin=membre, note="Nous aussi", structure=d.structure, par=d.concepteur)
        Besoin.objects.filter(pk=membre.pk).update(groupe=version.besoins.get(), etat="regroupe")

        assert "demande : « Nous aussi »" in page(client, version)

    @pytest.mark.parametrize("regime", Enquete.Regime.values)
    def test_seule_une_reponse_nommee_dit_qui_demande(self, client, d, regime):
        faite = fabriques.enquete_ouverte(d.concepteur)
        fabriques.repondre(faite, d.structure, "Formation")
        fabriques.repondre(faite, d.autre_structure, "Matériel")
        besoin = deriver_besoin_d_option(option=faite.option("Formation"), par=d.concepteur)
        besoin.qualifier()
        besoin.retenir(par=d.concepteur, le=besoin.recu_le, motif="")
        besoin.save()
        Enquete.objects.update(regime=regime)
        client.force_login(d.concepteur)

        contenu = page(client, brouillon(d, besoins=[besoin]))

        nomme = regime == Enquete.Regime.NOMME
        assert ("réponse « Formation » (Besoins des structures)" in contenu) is nomme
        assert (champ(d.structure) in contenu) is nomme
        assert champ(d.autre_structure) not in contenu

    def test_se_prennent_d_un_geste(self, client, d, version):
        for structure in (d.structure, d.autre_structure):
            joindre_demande(besoin=version.besoins.get(), note="Oui", structure=structure, par=d.concepteur)

        champs = {champ(d.structure): "", champ(d.autre_structure): "5"}
        client.post(adresse("programme_effectifs", version.pk), champs | {"prendre": "1"})

        assert effectifs(version) == {d.structure.nom: 1, d.autre_structure.nom: 5}


class TestCompter:
    def test_une_structure_se_cherche_et_se_compte(self, client, d, version):
        assert champ(d.structure) not in page(client, version)
        assert champ(d.structure) in page(client, version, q=d.structure.nom.upper())
        assert "Aucune autre structure ne porte ces mots" in page(client, version, q="introuvable")

        url = f"{adresse('programme_effectifs', version.pk)}?q={d.structure.nom}"
        for _ in range(2):
            assert client.post(url, {champ(d.structure): "12"}).url == version.get_absolute_url()

        assert effectifs(version) == {d.structure.nom: 12}
        contenu = texte(client.get(version.get_absolute_url()))
        assert "personnes attendues de 1 structure" in contenu
        assert f"{d.structure.nom} : 12" in contenu

    def test_un_nombre_efface_n_attend_plus_personne(self, client, d, version):
        compter_effectifs(version=version, effectifs={d.structure: 4}, par=d.concepteur)

        client.post(adresse("programme_effectifs", version.pk), {champ(d.structure): ""})

        assert effectifs(version) == {}

    @pytest.mark.parametrize("valeur", ["-1", "10000", "douze", "9" * 30])
    def test_un_nombre_impossible_se_dit_a_sa_place(self, client, d, version, valeur):
        compter_effectifs(version=version, effectifs={d.structure: 4}, par=d.concepteur)

        reponse = client.post(adresse("programme_effectifs", version.pk), {champ(d.structure): valeur})

        assert reponse.context["form"].errors.keys() == {champ(d.structure)}
        assert f'value="{valeur}"' in texte(reponse)
        assert effectifs(version) == {d.structure.nom: 4}

    def test_une_structure_qui_n_est_pas_sur_la_page_ne_se_compte_pas(self, client, d, version):
        client.post(adresse("programme_effectifs", version.pk), {champ(d.structure): "4"})

        assert effectifs(version) == {}

    @pytest.mark.parametrize("nombre", [1, 30])
    def test_le_nombre_de_requetes_ne_depend_pas_des_structures(
        self, client, d, version, nombre, django_assert_num_queries
    ):
        for structure in fabriques.structures(nombre, d.commune):
            joindre_demande(besoin=version.besoins.get(), note="Oui", structure=structure, par=d.concepteur)
        Structure.objects.create(nom="Autre", genre="espace", territoire=d.commune)

        with django_assert_num_queries(9):
            client.get(adresse("programme_effectifs", version.pk), {"q": "autre"})


class TestTerritoires:
    def test_se_choisissent_et_se_lisent(self, client, d, version):
        assert "tous" in texte(client.get(version.get_absolute_url()))

        client.post(adresse("programme_territoires", version.pk), {"territoires": "Bretagne"})

        assert list(version.territoires.all()) == [d.region]
        assert "Bretagne" in texte(client.get(version.get_absolute_url()))

    def test_la_region_avant_les_communes_qui_portent_son_nom(self, client, d, version):
        for code in ("36024", "90019"):
            territoire("commune", code, "Bretagne")

        client.post(adresse("programme_territoires", version.pk), {"territoires": "bretagne"})

        assert list(version.territoires.all()) == [d.region]

    def test_tous_les_inconnus_sont_nommes(self, client, version):
        reponse = client.post(adresse("programme_territoires", version.pk), {"territoires": "Atlantide\nBretagne\nYs"})

        assert "à « Atlantide » ni à « Ys »" in texte(reponse)

    def test_un_inconnu_garde_ce_qui_est_ecrit(self, client, version):
        reponse = client.post(adresse("programme_territoires", version.pk), {"territoires": "Atlantide"})

        assert "Aucun territoire unique ne correspond" in texte(reponse)
        assert "Atlantide</textarea>" in texte(reponse)
