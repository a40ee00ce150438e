import pytest
from django.urls import reverse

from academie.models import Message, Structure
from besoins.actions.invitation import inviter_structures
from besoins.models import Invitation
from tests.besoins.fabriques import brouillon, enquete_ouverte, invitation, repondre, structures
from tests.distribution import territoire


def page(nom: str, *args) -> str:
    return reverse(f"besoins:{nom}", args=args)


@pytest.fixture
def faite(d):
    return enquete_ouverte(d.concepteur)


class TestChoisir:
    def test_cherche_par_nom_par_commune_par_region_et_par_nature(self, d, faite, connecte):
        client = connecte(d.concepteur)

        def trouvees(**criteres):
            reponse = client.get(page("invitation_create", faite.enquete.pk), criteres)
            return [structure.nom for structure in reponse.context["page_obj"]]

        assert trouvees() == ["Médiathèque de Quimper", "Ville de Toulouse"]
        assert trouvees(q="toulouse") == ["Ville de Toulouse"]
        assert trouvees(q="QUIMPER") == ["Médiathèque de Quimper"]
        assert trouvees(region=d.region.pk) == ["Médiathèque de Quimper"]
        assert trouvees(genre="collectivite") == ["Ville de Toulouse"]
        assert trouvees(region="0") == ["Médiathèque de Quimper", "Ville de Toulouse"]

    def test_une_structure_deja_invitee_n_est_plus_proposee(self, d, faite, connecte):
        invitation(faite, d.structure)

        reponse = connecte(d.concepteur).get(page("invitation_create", faite.enquete.pk))

        assert [structure.nom for structure in reponse.context["page_obj"]] == ["Ville de Toulouse"]


class TestEnvoyer:
    def test_montre_qui_recevra_quoi_avant_d_envoyer(self, d, faite, connecte):
        Structure.objects.create(nom="Sans adresse", genre="autre", territoire=d.commune)

        reponse = connecte(d.concepteur).get(page("invitation_envoyer", faite.enquete.pk), {"toutes": "1"})

        assert "2 structures recevront ce message" in reponse.text
        assert d.structure.email in reponse.text
        assert "Sans adresse" in reponse.text
        assert "Votre avis est demandé" in reponse.text
        assert not Invitation.objects.exists()

    def test_toute_une_region(self, d, faite, connecte):
        criteres = {"toutes": "1", "region": d.region.pk}

        reponse = connecte(d.concepteur).get(page("invitation_envoyer", faite.enquete.pk), criteres)

        assert [structure.nom for structure in reponse.context["avec_adresse"]] == ["Médiathèque de Quimper"]

    def test_envoyer_deux_fois_n_envoie_qu_une_fois(self, d, faite, connecte):
        client = connecte(d.concepteur)
        choix = {"structures": f"{d.structure.pk},{d.autre_structure.pk}"}

        for _ in range(2):
            reponse = client.post(page("invitation_envoyer", faite.enquete.pk), choix)

        assert reponse["Location"] == page("invitation_list", faite.enquete.pk)
        assert Message.objects.count() == Invitation.objects.count() == 2
        assert "Aucune invitation nouvelle" in client.get(reponse["Location"]).text

    def test_les_cases_cochees_arrivent_une_a_une(self, d, faite, connecte):
        choix = {"structures": [d.structure.pk, d.autre_structure.pk]}

        reponse = connecte(d.concepteur).get(page("invitation_envoyer", faite.enquete.pk), choix)

        assert len(reponse.context["avec_adresse"]) == 2

    @pytest.mark.parametrize("choix", [{}, {"structures": "abc"}, {"structures": "999999"}, {"structures": "1,,"}])
    def test_un_choix_vide_ou_faux_n_invite_personne(self, d, faite, connecte, choix):
        client = connecte(d.concepteur)

        assert "Personne à inviter" in client.get(page("invitation_envoyer", faite.enquete.pk), choix).text
        assert client.post(page("invitation_envoyer", faite.enquete.pk), choix).status_code == 302
        assert not Invitation.objects.exists()

    def test_des_milliers_de_structures_tiennent_dans_un_envoi(self, d, faite, connecte):
        cles = ",".join(str(structure.pk) for structure in structures(30, d.commune)) + ",9" * 2000

        assert (
            connecte(d.concepteur).post(page("invitation_envoyer", faite.enquete.pk), {"structures": cles}).status_code
            == 302
        )
        assert Invitation.objects.count() == 30

    def test_un_brouillon_refuse(self, d, connecte):
        enquete = brouillon(d.concepteur).enquete
        choix = {"structures": d.structure.pk}

        reponse = connecte(d.concepteur).post(page("invitation_envoyer", enquete.pk), choix, follow=True)

        assert "ne reçoit pas de réponses" in reponse.text


class TestSuivre:
    def test_dit_qui_a_repondu_et_qui_ne_l_a_pas_fait(self, d, faite, connecte):
        repondre(faite, d.structure, "Formation")
        invitation(faite, d.autre_structure)

        reponse = connecte(d.concepteur).get(page("invitation_list", faite.enquete.pk))

        assert "1 sur 2 ont répondu" in reponse.text
        assert [i.get_etat_display() for i in reponse.context["page_obj"]] == ["sans réponse", "a répondu"]

    def test_une_referente_ne_voit_que_sa_structure(self, d, faite, connecte):
        invitation(faite, d.structure)
        invitation(faite, d.autre_structure)

        reponse = connecte(d.referent).get(page("invitation_list", faite.enquete.pk))

        assert [i.structure for i in reponse.context["page_obj"]] == [d.structure]
        assert d.autre_structure.nom not in reponse.text

    def test_une_enquete_qui_n_interroge_pas_sa_structure_est_introuvable(self, d, faite, connecte):
        invitation(faite, d.autre_structure)

        assert connecte(d.referent).get(page("invitation_list", faite.enquete.pk)).status_code == 404

    def test_un_nouveau_lien_a_une_adresse_corrigee(self, d, faite, connecte):
        invitee = invitation(faite, d.structure)
        client = connecte(d.concepteur)
        adresse = page("invitation_renvoyer", invitee.pk)
        assert d.structure.email in client.get(adresse).text

        assert "email" in client.post(adresse, {"email": "mairie", "version": 1}).context["form"].errors
        for _ in range(2):
            reponse = client.post(adresse, {"email": "bonne@test.example", "version": 1})

        assert reponse["Location"] == page("invitation_list", faite.enquete.pk)
        assert Message.objects.filter(destinataire="bonne@test.example").count() == 1


@pytest.mark.parametrize("nombre", [1, 30])
def test_le_suivi_et_le_choix_coutent_pareil_pour_une_ou_trente_structures(
    d, faite, connecte, nombre, django_assert_num_queries
):
    inviter_structures(enquete=faite.enquete, structures=structures(nombre, d.commune))
    structures_libres = [
        Structure(nom=f"Libre {rang}", genre="espace", territoire=territoire("commune", f"{rang:05}", f"C{rang}"))
        for rang in range(nombre)
    ]
    Structure.objects.bulk_create(structures_libres)
    client = connecte(d.concepteur)
    with django_assert_num_queries(7):
        client.get(page("invitation_list", faite.enquete.pk))
    with django_assert_num_queries(7):
        client.get(page("invitation_create", faite.enquete.pk))
