import pytest
from django.urls import reverse

from besoins.models import Correction
from tests.besoins.fabriques import brouillon, enquete_ouverte


def page(enquete, genre: str, element: int) -> str:
    return reverse("besoins:correction_create", args=[enquete.pk, genre, element])


def test_corriger_une_question_dit_avant_apres_et_pourquoi(d, connecte):
    faite = enquete_ouverte(d.concepteur)
    adresse = page(faite.enquete, "question", faite.urgence.pk)
    client = connecte(d.concepteur)
    assert adresse in client.get(faite.enquete.get_absolute_url()).text
    # What the answers mean does not change: no bounds, no unit where there is none.
    assert set(client.get(adresse).context["form"].fields) == {"intitule", "aide", "libelle_maximum", "motif"}
    donnees = {"intitule": "Est-ce pressé ?", "libelle_maximum": "très"}

    assert "motif" in client.post(adresse, donnees).context["form"].errors
    reponse = client.post(adresse, donnees | {"motif": "Mot mal compris"}, follow=True)

    assert "Est-ce pressé ?" in reponse.text
    assert "Formulations corrigées depuis l" in reponse.text
    assert "Mot mal compris" in reponse.text


@pytest.mark.parametrize("genre", ["enquete", "section", "option"])
def test_chaque_texte_se_corrige(d, connecte, genre):
    faite = enquete_ouverte(d.concepteur)
    elements = {"enquete": faite.enquete, "section": faite.taille.section, "option": faite.option("Petite")}
    champ = "libelle" if genre == "option" else "titre"

    connecte(d.concepteur).post(page(faite.enquete, genre, elements[genre].pk), {champ: "Corrigé", "motif": "Faute"})

    assert champ in Correction.objects.values_list("champ", flat=True)


@pytest.mark.parametrize(("genre", "code"), [("dessin", 404), ("question", 404)])
def test_ce_qui_n_est_pas_de_l_enquete_est_introuvable(d, connecte, genre, code):
    faite, autre = enquete_ouverte(d.concepteur), brouillon(d.concepteur, "Autre")

    assert connecte(d.concepteur).get(page(faite.enquete, genre, autre.taille.pk)).status_code == code
