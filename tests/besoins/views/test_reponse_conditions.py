"""A page that changes with what is answered: with and without JavaScript."""

import pytest
from django.test import Client
from django.urls import reverse

from besoins.models import Reponse, Valeur
from besoins.queries.invitation import jeton_invitation
from tests.besoins.fabriques import invitation
from tests.besoins.questionnaires import a_tiroirs


@pytest.fixture
def tiroirs(d):
    return a_tiroirs(d.concepteur)


@pytest.fixture
def page(d, tiroirs):
    jeton = jeton_invitation(invitation(tiroirs, d.structure))

    def adresse(nom: str = "enquete", **kwargs) -> str:
        return reverse(f"besoins:reponse_{nom}", kwargs={"jeton": jeton, **kwargs})

    return adresse


@pytest.fixture
def envoyer(client, tiroirs, page):
    """Send the first page: the answer to "Avez-vous une équipe ?", then fields by name of question."""

    def poster(equipe: str | None, aller: str = "suivante", vues=None, **champs):
        donnees = {tiroirs.champ(nom): valeur for nom, valeur in champs.items()} | {"aller": aller}
        if equipe:
            donnees[tiroirs.champ("equipe")] = tiroirs.option("equipe", equipe).pk
        if vues is not None:
            donnees["vue"] = [tiroirs[nom].pk for nom in vues]
        return client.post(page("section", numero=1), donnees)

    return poster


def test_sans_javascript_la_page_revient_avec_la_question_appelee(client, tiroirs, page, envoyer):
    assert "Combien de personnes" not in client.get(page("section", numero=1)).text

    reponse = envoyer("Oui", lieu="Quimper", vues=["equipe", "lieu"])

    assert reponse["Location"] == f"{page('section', numero=1)}#question-{tiroirs['taille'].pk}"
    revenue = client.get(page("section", numero=1)).text
    assert "appelle une autre question" in revenue
    assert "Combien de personnes" in revenue
    assert "Quimper" in revenue

    suite = envoyer("Oui", lieu="Quimper", taille="4", vues=["equipe", "taille", "lieu"])
    assert suite["Location"] == page("section", numero=2)


def test_la_question_appelee_est_obligatoire_une_fois_vue(tiroirs, envoyer):
    envoyer("Oui", vues=["equipe", "lieu"])

    reponse = envoyer("Oui", vues=["equipe", "taille", "lieu"])

    assert reponse.context["form"].errors.keys() == {tiroirs.champ("taille")}


def test_une_question_renvoyee_n_est_plus_exigee_ni_affichee(tiroirs, page, envoyer):
    envoyer("Oui", vues=["equipe", "lieu"])

    reponse = envoyer("Non", vues=["equipe", "taille", "lieu"])

    assert reponse["Location"] == page("section", numero=3)  # and the second page is skipped


def test_ce_qui_n_est_plus_demande_est_garde_puis_ecarte_a_l_envoi(client, tiroirs, page, envoyer):
    toutes = ["equipe", "taille", "lieu"]
    envoyer("Oui", taille="4", vues=toutes)
    client.post(page("section", numero=2), {tiroirs.champ("besoin"): "Du temps"})
    envoyer("Non", taille="4", vues=toutes)
    recapitulatif = client.get(page("recapitulatif")).text
    assert "2 réponses que vous aviez données ne sont plus demandées" in recapitulatif
    assert "Du temps" not in recapitulatif

    envoyer("Oui", vues=["equipe", "lieu"])  # a change of mind finds everything again
    assert 'value="4"' in client.get(page("section", numero=1)).text
    envoyer("Non", taille="4", vues=toutes)
    client.post(page("soumettre"))

    assert Reponse.objects.get().etat == "soumise"
    assert [str(valeur) for valeur in Valeur.objects.all()] == ["Non"]


def test_une_autre_page_ouverte_ne_perd_pas_ce_qu_elle_ne_montrait_pas(tiroirs, envoyer):
    envoyer("Oui", taille="4", vues=["equipe", "taille", "lieu"])

    envoyer("Oui", lieu="Brest", vues=["equipe", "lieu"])  # a tab opened before the question appeared

    assert Valeur.objects.get(question=tiroirs["taille"]).nombre == 4


def test_les_etapes_suivent_les_reponses(client, page, envoyer):
    def etapes():
        return [etape["libelle"] for etape in client.get(page("section", numero=1)).context["etapes"]]

    assert etapes() == ["Vous", "Bilan", "Relire et envoyer"]
    envoyer("Oui", taille="4", vues=["equipe", "taille", "lieu"])
    assert etapes() == ["Vous", "Votre équipe", "Bilan", "Relire et envoyer"]


def test_une_page_sautee_ramene_au_debut(client, page):
    assert client.get(page("section", numero=2))["Location"] == page()


def test_revenir_saute_aussi_la_page(client, page, envoyer):
    envoyer("Non", vues=["equipe", "lieu"])

    assert client.post(page("section", numero=3), {"aller": "precedente"})["Location"] == page("section", numero=1)


def test_une_reponse_est_reprise_dans_la_suite(client, page, envoyer):
    assert "Que diriez-vous de … ?" in client.get(page("section", numero=3)).text

    envoyer("Non", lieu="<Quimper>", vues=["equipe", "lieu"])

    for adresse in (page("section", numero=3), page("recapitulatif")):
        assert "Que diriez-vous de &lt;Quimper&gt; ?" in client.get(adresse).text


class TestFilDeLEau:
    def test_le_serveur_garde_et_rend_les_questions_demandees(self, tiroirs, envoyer):
        reponse = envoyer("Oui", aller="garder", lieu="Quimper", vues=["equipe", "lieu"])

        assert f'id="question-{tiroirs["taille"].pk}"' in reponse.text
        assert 'data-a-corriger="0"' in reponse.text
        assert "<html" not in reponse.text
        assert Valeur.objects.get(question=tiroirs["lieu"]).texte == "Quimper"

    def test_ce_qui_manque_encore_n_est_pas_une_faute(self, envoyer):
        assert 'data-a-corriger="0"' in envoyer(None, aller="garder", lieu="Quimper", vues=["equipe", "lieu"]).text

    def test_ce_qui_est_faux_n_empeche_pas_le_reste(self, tiroirs, envoyer):
        vues = ["equipe", "taille", "lieu"]

        reponse = envoyer("Oui", aller="garder", taille="beaucoup", lieu="Quimper", vues=vues)

        assert 'data-a-corriger="1"' in reponse.text
        assert Valeur.objects.get(question=tiroirs["lieu"]).texte == "Quimper"

    def test_envoyee_d_un_autre_onglet_le_dit(self, client, page, envoyer):
        envoyer("Non", vues=["equipe", "lieu"])
        client.post(page("soumettre"))

        assert envoyer("Oui", aller="garder", vues=["equipe", "lieu"])["Location"] == page("merci")


@pytest.mark.parametrize("vue", ["abc", "-1", "9" * 5000, "a\x00b"])
def test_des_questions_vues_absurdes_ne_font_rien(page, tiroirs, vue):
    reponse = Client().post(page("section", numero=1), {"vue": vue, tiroirs.champ("lieu"): "Quimper"})

    assert reponse.status_code == 200
    assert Valeur.objects.get().texte == "Quimper"
