import pytest
from django.urls import reverse

from besoins.actions.enquete import fermer_enquete
from besoins.actions.population import ajouter_structures
from besoins.models import Invitation
from tests.besoins.fabriques import brouillon, enquete_ouverte, invitation, structures


def page(nom: str, *args) -> str:
    return reverse(f"besoins:{nom}", args=args)


@pytest.fixture
def enquete(d):
    return brouillon(d.concepteur).enquete


class TestChoisir:
    def test_cherche_par_nom_par_territoire_et_par_nature(self, d, enquete, connecte):
        client = connecte(d.concepteur)

        def trouvees(**criteres):
            reponse = client.get(page("population_create", enquete.pk), criteres)
            return [structure.nom for structure in reponse.context["page_obj"]]

        assert trouvees() == ["Médiathèque de Quimper", "Ville de Toulouse"]
        assert trouvees(q="toulouse") == ["Ville de Toulouse"]
        assert trouvees(territoire="Bretagne") == ["Médiathèque de Quimper"]
        assert trouvees(territoire="Finistère") == trouvees(territoire="29232") == ["Médiathèque de Quimper"]
        assert trouvees(genre="collectivite") == ["Ville de Toulouse"]

    def test_un_territoire_inconnu_se_dit(self, d, enquete, connecte):
        reponse = connecte(d.concepteur).get(page("population_create", enquete.pk), {"territoire": "Atlantide"})

        assert "Aucun territoire ne correspond" in reponse.text

    def test_une_structure_deja_interrogee_n_est_plus_proposee(self, d, connecte):
        faite = enquete_ouverte(d.concepteur)
        invitation(faite, d.structure)

        reponse = connecte(d.concepteur).get(page("population_create", faite.enquete.pk))

        assert [structure.nom for structure in reponse.context["page_obj"]] == ["Ville de Toulouse"]

    def test_les_cochees_entrent_une_fois_sans_rien_recevoir(self, d, enquete, connecte, mailoutbox):
        client = connecte(d.concepteur)
        choix = {"structures": [d.structure.pk, d.autre_structure.pk]}

        for _ in range(2):
            reponse = client.post(page("population_create", enquete.pk), choix)

        assert reponse["Location"] == page("invitation_list", enquete.pk)
        assert {i.etat for i in Invitation.objects.all()} == {Invitation.Etat.PREPAREE}
        assert Invitation.objects.count() == 2
        assert "tout le monde était déjà" in client.get(reponse["Location"]).text
        assert not mailoutbox

    def test_toutes_celles_que_la_recherche_trouve(self, d, enquete, connecte):
        structures(60, d.commune)

        connecte(d.concepteur).post(
            page("population_create", enquete.pk) + "?territoire=Bretagne", {"toutes": "1", "structures": "1"}
        )

        assert Invitation.objects.count() == 61
        assert not Invitation.objects.filter(structure=d.autre_structure).exists()

    @pytest.mark.parametrize("choix", [{}, {"structures": "abc"}, {"structures": "999999"}, {"structures": "0,,"}])
    def test_un_choix_vide_ou_faux_n_ajoute_personne(self, d, enquete, connecte, choix):
        assert connecte(d.concepteur).post(page("population_create", enquete.pk), choix).status_code == 302
        assert not Invitation.objects.exists()

    def test_une_enquete_close_refuse(self, d, connecte):
        enquete = fermer_enquete(enquete=enquete_ouverte(d.concepteur).enquete)

        reponse = connecte(d.concepteur).post(
            page("population_create", enquete.pk), {"structures": d.structure.pk}, follow=True
        )

        assert "sa population ne change plus" in reponse.text


class TestColler:
    def test_des_adresses_avec_ou_sans_nom(self, d, enquete, connecte):
        texte = '"Le Goff, Anne" <Anne@commune.fr>; bob@commune.fr\nville@toulouse.example, bob@commune.fr'

        connecte(d.concepteur).post(page("population_adresses", enquete.pk), {"adresses": texte, "role": "animateur"})

        assert list(
            Invitation.objects.order_by("email").values_list("nom", "email", "structure", "role", "region")
        ) == [
            ("Le Goff, Anne", "anne@commune.fr", None, "animateur", None),
            ("", "bob@commune.fr", None, "animateur", None),
            ("Ville de Toulouse", "ville@toulouse.example", d.autre_structure.pk, "structure", d.autre_region.pk),
        ]

    def test_une_faute_n_ajoute_personne_et_dit_laquelle(self, d, enquete, connecte):
        reponse = connecte(d.concepteur).post(
            page("population_adresses", enquete.pk), {"adresses": "anne@commune.fr\nmairie"}
        )

        [erreur] = reponse.context["form"].errors["adresses"]
        assert "ligne 2, «\u00a0mairie\u00a0»" in erreur
        assert "anne@commune.fr" in reponse.text
        assert not Invitation.objects.exists()


class TestVider:
    def test_retire_ceux_qui_n_ont_rien_recu_et_eux_seuls(self, d, connecte):
        faite = enquete_ouverte(d.concepteur)
        invitee = invitation(faite, d.structure)
        ajouter_structures(enquete=faite.enquete, structures=[*structures(3, d.commune), d.autre_structure])
        client, adresse = connecte(d.concepteur), page("population_vider", faite.enquete.pk)
        assert "4 personnes ou structures pas encore invitées seront retirées" in client.get(adresse).text

        client.post(f"{adresse}?region={d.autre_region.pk}")
        assert not Invitation.objects.filter(structure=d.autre_structure).exists()

        for _ in range(2):
            reponse = client.post(adresse, follow=True)

        assert list(Invitation.objects.all()) == [invitee]
        assert "Personne à retirer" in reponse.text
