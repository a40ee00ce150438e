"""The lists of this house: constant query counts, search, and their empty state."""

import pytest
from django.urls import reverse

from academie.models import Message, Referentiel, Structure
from tests.distribution import personne


def remplir(distribution, combien):
    for rang in range(combien):
        structure = Structure.objects.create(nom=f"Espace {rang}", genre="espace", territoire=distribution.commune)
        personne(f"p{rang}", "animateur", structure)
        Message.objects.create(cle=f"m{rang}", destinataire=f"p{rang}@test.example", sujet=f"Sujet {rang}", texte="x")
        Referentiel.objects.create(code=f"r{rang}", version="1", nom=f"Référentiel {rang}")


@pytest.mark.parametrize("lignes", [1, 30])
@pytest.mark.parametrize(
    ("nom", "requetes"),
    [("structure_list", 5), ("utilisateur_list", 6), ("message_list", 6), ("referentiel_list", 4)],
)
def test_le_nombre_de_requetes_ne_depend_pas_du_nombre_de_lignes(
    nom, requetes, lignes, distribution, connecte, django_assert_num_queries
):
    remplir(distribution, lignes)
    client = connecte(distribution.administrateur)
    with django_assert_num_queries(requetes):
        assert client.get(reverse(nom)).status_code == 200


@pytest.mark.parametrize("nom", ["structure_list", "utilisateur_list", "message_list"])
def test_chercher_et_ne_rien_trouver(nom, distribution, connecte):
    remplir(distribution, 2)
    client = connecte(distribution.administrateur)
    assert client.get(reverse(nom), {"q": "introuvable 🙂"}).context["page_obj"].paginator.count == 0
    trouve = {"structure_list": "Espace 1", "utilisateur_list": "p1@", "message_list": "p1@"}[nom]
    assert client.get(reverse(nom), {"q": trouve}).context["page_obj"].paginator.count == 1


def test_la_referente_ne_voit_que_sa_structure(distribution, connecte):
    page = connecte(distribution.referent).get(reverse("structure_list")).context["page_obj"]
    assert list(page) == [distribution.structure]
