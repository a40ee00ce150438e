import re

import pytest
from django.urls import reverse

from academie.models import Structure
from besoins.actions.lien import regler_lien_ouvert
from besoins.actions.population import ajouter_structures
from besoins.models import Enquete, Invitation
from besoins.queries.invitation import enquete_du_jeton, invitation_du_jeton, jeton_enquete
from tests.besoins.fabriques import brouillon, enquete_ouverte


def page(nom: str, *args) -> str:
    return reverse(f"besoins:{nom}", args=args)


@pytest.fixture
def enquete(d):
    return enquete_ouverte(d.concepteur).enquete


class TestLienOuvert:
    def test_s_ouvre_se_limite_et_se_montre(self, d, enquete, connecte):
        client, adresse = connecte(d.concepteur), page("lien_ouvert", enquete.pk)
        assert "À copier" not in client.get(adresse).text

        client.post(adresse, {"lien_ouvert": "on", "lien_limite": "50"})

        texte = client.get(adresse).text
        jeton = re.search(r'value="http://testserver/enquetes/([^/]+)/"', texte)[1]
        assert enquete_du_jeton(jeton) == enquete
        assert "Réponses reçues ou commencées par ce lien\u00a0: 0, sur 50 au plus" in texte

    def test_une_limite_fausse_se_dit_et_ne_change_rien(self, d, enquete, connecte):
        reponse = connecte(d.concepteur).post(
            page("lien_ouvert", enquete.pk), {"lien_ouvert": "on", "lien_limite": "-3"}
        )

        assert "lien_limite" in reponse.context["form"].errors
        assert not Enquete.objects.get().lien_ouvert

    def test_remplace_une_fois_l_ancien_ne_mene_plus_nulle_part(self, d, enquete, connecte):
        enquete = regler_lien_ouvert(enquete=enquete, lien_ouvert=True, lien_limite=None)
        client = connecte(d.concepteur)

        for _ in range(2):
            client.post(page("lien_ouvert_remplacer", enquete.pk), {"version": "1"})

        assert Enquete.objects.get().lien_version == 2
        with pytest.raises(Enquete.DoesNotExist):
            enquete_du_jeton(jeton_enquete(enquete))


class TestLiensARemettre:
    @pytest.fixture
    def sans_adresse(self, d, enquete):
        structure = Structure.objects.create(nom="=SANS()", genre="autre", territoire=d.commune)
        ajouter_structures(enquete=enquete, structures=[structure, d.structure])
        return structure

    def test_se_preparent_puis_se_remettent_sans_message(self, d, enquete, sans_adresse, connecte):
        client, adresse = connecte(d.concepteur), page("lien_list", enquete.pk)
        assert "enquetes/ey" not in client.get(adresse).text

        client.post(adresse)

        jeton = re.search(r'value="http://testserver/enquetes/([^/]+)/"', client.get(adresse).text)[1]
        assert invitation_du_jeton(jeton).structure == sans_adresse
        assert Invitation.objects.get(structure=d.structure).etat == Invitation.Etat.PREPAREE

    def test_un_lien_commence_ne_se_montre_plus(self, d, enquete, sans_adresse, connecte):
        client, adresse = connecte(d.concepteur), page("lien_list", enquete.pk)
        client.post(adresse)

        Invitation.objects.filter(structure=sans_adresse).update(etat=Invitation.Etat.COMMENCEE)

        assert "Aucun lien à remettre" in client.get(adresse).text

    def test_le_tableau_n_a_pas_de_formule(self, d, enquete, sans_adresse, connecte):
        client = connecte(d.concepteur)
        client.post(page("lien_list", enquete.pk))

        lignes = client.get(page("lien_csv", enquete.pk)).getvalue().decode("utf-8-sig").splitlines()

        assert lignes[1].startswith("'=SANS();Quimper;http://testserver/enquetes/")

    def test_un_brouillon_ne_donne_pas_de_lien(self, d, connecte):
        enquete = brouillon(d.concepteur).enquete
        structure = Structure.objects.create(nom="Sans", genre="autre", territoire=d.commune)
        ajouter_structures(enquete=enquete, structures=[structure])

        reponse = connecte(d.concepteur).post(page("lien_list", enquete.pk), follow=True)

        assert "ne reçoit pas de réponses" in reponse.text
