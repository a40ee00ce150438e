import pytest
from django.urls import reverse

from besoins.actions.condition import ajouter_condition
from besoins.models import Condition, Reponse, Valeur
from tests.besoins.fabriques import brouillon, question


def page(faite, numero: int) -> str:
    return reverse("besoins:enquete_apercu", args=[faite.enquete.pk, numero])


@pytest.fixture
def faite(d):
    """The second page only for small structures, and it takes up their answer."""
    faite = brouillon(d.concepteur)
    ajouter_condition(
        condition=Condition(
            section=faite.urgence.section, source=faite.taille, operateur="est", option=faite.option("Petite")
        )
    )
    faite.urgence.intitule = "Est-ce urgent pour une structure de taille {q2} ?"
    faite.urgence.save()
    return faite


def saisie(faite, taille: str) -> dict:
    return {
        "vue": [faite.besoins.pk, faite.taille.pk],
        f"question_{faite.besoins.pk}": [faite.option("Réseau").pk],
        f"question_{faite.taille.pk}": faite.option(taille).pk,
    }


def test_toutes_les_pages_se_parcourent_avec_leurs_reprises(d, faite, connecte):
    client = connecte(d.concepteur)
    assert 'type="checkbox"' in client.get(page(faite, 1)).text
    assert "sous condition" in client.get(page(faite, 2)).text

    seconde = client.post(page(faite, 1), saisie(faite, "Petite"))
    assert "pour une structure de taille Petite" in seconde.text
    assert (f"question_{faite.taille.pk}", str(faite.option("Petite").pk)) in seconde.context["emportees"]

    vues = [faite.urgence.pk, faite.postes.pk, faite.remarque.pk]
    emportees = dict(seconde.context["emportees"]) | {"vue": vues}
    fin = client.post(page(faite, 2), emportees | {f"question_{faite.remarque.pk}": "Merci"})
    assert fin.context["numero"] is None
    assert "Réseau" in fin.text
    assert "Merci" in fin.text


def test_une_page_dont_la_condition_n_est_pas_remplie_est_sautee(d, faite, connecte):
    fin = connecte(d.concepteur).post(page(faite, 1), saisie(faite, "Grande"))

    assert fin.context["numero"] is None


def test_revenir_rend_ce_qui_etait_saisi(d, faite, connecte):
    client = connecte(d.concepteur)
    emportees = saisie(faite, "Petite") | {"vue": [], "aller": "precedente"}

    premiere = client.post(page(faite, 2), emportees)
    assert premiere.context["numero"] == 1
    assert premiere.context["form"][f"question_{faite.taille.pk}"].initial == faite.option("Petite").pk

    assert client.post(page(faite, 2), emportees | {"aller": "reprendre"}).context["numero"] == 2


def test_une_erreur_se_lit_comme_pour_qui_repond(d, faite, connecte):
    donnees = saisie(faite, "Petite")
    donnees.pop(f"question_{faite.besoins.pk}")

    reponse = connecte(d.concepteur).post(page(faite, 1), donnees)

    assert reponse.context["numero"] == 1
    assert f"question_{faite.besoins.pk}" in reponse.context["form"].errors


def test_une_question_appelee_sur_la_meme_page_s_y_ajoute(d, faite, connecte):
    suite = question(faite.taille.section, "texte_court", "Combien êtes-vous ?")
    ajouter_condition(
        condition=Condition(question=suite, source=faite.taille, operateur="est", option=faite.option("Petite"))
    )

    reponse = connecte(d.concepteur).post(page(faite, 1), saisie(faite, "Petite"))

    assert reponse.context["numero"] == 1
    assert "Combien êtes-vous ?" in reponse.text


def test_rien_n_est_garde(d, faite, connecte):
    client = connecte(d.concepteur)
    client.post(page(faite, 1), saisie(faite, "Petite"))

    assert not Reponse.objects.exists()
    assert not Valeur.objects.exists()


def test_une_page_de_trop_n_existe_pas(d, faite, connecte):
    assert connecte(d.concepteur).get(page(faite, 3)).status_code == 404
