from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from academie.models import Message
from besoins.actions.invitation import inviter_structures, noter_rebond, refuser_invitation
from besoins.actions.population import ajouter_structures
from besoins.models import Enquete, Invitation
from tests.besoins.fabriques import enquete_ouverte, invitation, repondre, structures


def page(nom: str, *args) -> str:
    return reverse(f"besoins:{nom}", args=args)


def qui(reponse) -> list[str]:
    return [str(invitee.qui) for invitee in reponse.context["page_obj"]]


@pytest.fixture
def faite(d):
    return enquete_ouverte(d.concepteur)


class TestSuivre:
    def test_dit_qui_a_repondu_et_qui_ne_l_a_pas_fait(self, d, faite, connecte):
        repondre(faite, d.structure, "Formation")
        invitation(faite, d.autre_structure)

        reponse = connecte(d.concepteur).get(page("invitation_list", faite.enquete.pk))

        assert "1 sur 2 ont répondu" in reponse.text
        assert [i.get_etat_display() for i in reponse.context["page_obj"]] == ["a répondu", "sans réponse"]

    def test_se_filtre_par_situation_region_nature_et_texte(self, d, faite, connecte):
        repondre(faite, d.structure, "Formation")
        noter_rebond(invitation=invitation(faite, d.autre_structure))
        client = connecte(d.concepteur)

        def trouvees(**criteres):
            return qui(client.get(page("invitation_list", faite.enquete.pk), criteres))

        assert trouvees(etat="repondue") == trouvees(region=d.region.pk) == [d.structure.nom]
        assert trouvees(etat="silencieuse") == trouvees(etat="rebond") == [d.autre_structure.nom]
        assert trouvees(nature="collectivite") == trouvees(q="TOULOUSE") == [d.autre_structure.nom]
        assert trouvees(role="structure") == [d.structure.nom, d.autre_structure.nom]
        assert trouvees(etat="sans_adresse") == trouvees(role="autre") == []

    def test_les_chiffres_se_rafraichissent_seuls(self, d, faite, connecte):
        repondre(faite, d.structure, "Formation")
        client = connecte(d.concepteur)
        adresse = page("invitation_chiffres", faite.enquete.pk)

        fragment = client.get(adresse, headers={"HX-Request": "true"})

        assert "1 sur 1 ont répondu" in fragment.text
        assert "<html" not in fragment.text
        assert client.get(adresse)["Location"] == page("invitation_list", faite.enquete.pk)

    def test_une_referente_ne_voit_que_sa_structure(self, d, faite, connecte):
        invitation(faite, d.structure)
        invitation(faite, d.autre_structure)

        reponse = connecte(d.referent).get(page("invitation_list", faite.enquete.pk))

        assert qui(reponse) == [d.structure.nom]
        assert "0 sur 1 ont répondu" in reponse.text
        assert d.autre_structure.nom not in reponse.text

    def test_une_enquete_qui_n_interroge_pas_sa_structure_est_introuvable(self, d, faite, connecte):
        invitation(faite, d.autre_structure)

        assert connecte(d.referent).get(page("invitation_list", faite.enquete.pk)).status_code == 404

    def test_le_tableau_suit_les_filtres_et_n_a_pas_de_formule(self, d, faite, connecte):
        d.autre_structure.nom = "=SOMME(A1)"
        d.autre_structure.save()
        invitation(faite, d.structure)
        invitation(faite, d.autre_structure)

        fichier = connecte(d.concepteur).get(page("invitation_csv", faite.enquete.pk), {"nature": "collectivite"})

        lignes = fichier.getvalue().decode("utf-8-sig").splitlines()
        assert len(lignes) == 2
        assert lignes[1].startswith("'=SOMME(A1);ville@toulouse.example;Toulouse;Occitanie;collectivité;")


class TestUneInvitation:
    def test_le_moment_de_la_reponse_ne_se_dit_que_d_une_reponse_nommee(self, d, faite, connecte):
        invitee = repondre(faite, d.structure, "Formation")
        client = connecte(d.concepteur)
        assert "Réponse reçue" in client.get(page("invitation_detail", invitee.pk)).text

        Enquete.objects.filter(pk=faite.enquete.pk).update(regime=Enquete.Regime.PSEUDONYME)

        assert "Réponse reçue" not in client.get(page("invitation_detail", invitee.pk)).text

    def test_la_referente_trouve_le_lien_de_sa_structure(self, d, faite, connecte):
        invitee = invitation(faite, d.structure)

        texte = connecte(d.referent).get(page("invitation_detail", invitee.pk)).text

        assert "http://testserver/enquetes/" in texte
        assert "Envoyer un nouveau lien" not in texte

    def test_la_conceptrice_ne_lit_pas_le_lien_d_une_autre_personne(self, d, faite, connecte):
        invitee = invitation(faite, d.structure)

        assert "/enquetes/" not in connecte(d.concepteur).get(page("invitation_detail", invitee.pk)).text.replace(
            "/besoins/enquetes/", ""
        )

    def test_un_nouveau_lien_a_une_adresse_corrigee(self, d, faite, connecte):
        invitee = noter_rebond(invitation=invitation(faite, d.structure))
        client = connecte(d.concepteur)
        adresse = page("invitation_renvoyer", invitee.pk)
        assert d.structure.email in client.get(adresse).text

        assert "email" in client.post(adresse, {"email": "mairie", "version": 1}).context["form"].errors
        for _ in range(2):
            reponse = client.post(adresse, {"email": "bonne@test.example", "version": 1})

        assert reponse["Location"] == page("invitation_detail", invitee.pk)
        assert Message.objects.filter(destinataire="bonne@test.example").count() == 1
        assert Invitation.objects.get().rebond_le is None

    def test_une_adresse_en_erreur_se_note(self, d, faite, connecte):
        invitee = invitation(faite, d.structure)

        connecte(d.concepteur).post(page("invitation_rebond", invitee.pk))

        assert Invitation.objects.get().rebond_le is not None

    def test_un_refus_se_note_avec_sa_raison(self, d, faite, connecte):
        invitee = invitation(faite, d.structure)
        client = connecte(d.concepteur)

        client.post(page("invitation_refuser", invitee.pk), {"motif": "Plus d'espace public."})

        assert Invitation.objects.get().etat == Invitation.Etat.REFUSEE
        assert "Plus d&#x27;espace public." in client.get(page("invitation_detail", invitee.pk)).text

    def test_un_refus_apres_la_reponse_est_refuse(self, d, faite, connecte):
        invitee = repondre(faite, d.structure, "Formation")

        reponse = connecte(d.concepteur).post(page("invitation_refuser", invitee.pk), {"motif": ""})

        assert "a déjà répondu" in reponse.text

    def test_se_retire_tant_que_personne_n_a_repondu(self, d, faite, connecte):
        invitee = invitation(faite, d.structure)
        reponse = repondre(faite, d.autre_structure, "Formation")
        client = connecte(d.concepteur)

        for pk in (invitee.pk, invitee.pk, reponse.pk):
            suite = client.post(page("population_retirer", faite.enquete.pk, pk), follow=True)

        assert list(Invitation.objects.all()) == [reponse]
        assert "a répondu, ou commencé à répondre" in suite.text


class TestRepresentativite:
    def test_montre_les_groupes_muets(self, d, faite, connecte):
        repondre(faite, d.structure, "Formation")
        invitation(faite, d.autre_structure)

        texte = connecte(d.gestionnaire).get(page("representativite", faite.enquete.pk)).text

        assert "Aucune réponse\u00a0: Occitanie (1 interrogée)." in texte
        assert "+50,0 points" in texte


@pytest.mark.parametrize("nombre", [1, 30])
def test_les_pages_coutent_pareil_pour_une_ou_trente_structures(d, faite, connecte, nombre, django_assert_num_queries):
    *invitees, libre = structures(nombre + 1, d.commune)
    inviter_structures(enquete=faite.enquete, structures=invitees, le=timezone.now() - timedelta(days=30))
    refuser_invitation(invitation=invitation(faite, d.structure))
    ajouter_structures(enquete=faite.enquete, structures=[libre])
    client = connecte(d.concepteur)
    for nom, requetes in REQUETES.items():
        with django_assert_num_queries(requetes):
            client.get(page(nom, faite.enquete.pk))


REQUETES = {
    "invitation_list": 10,
    "population_create": 6,
    "envoi_invitation": 7,
    "envoi_relance": 7,
    "representativite": 9,
    "lien_list": 6,
}
