from django.urls import reverse

from academie.models import Structure


def test_ajouter_une_structure(distribution, connecte):
    client = connecte(distribution.gestionnaire)
    donnees = {"nom": "Ville de Quimper", "genre": "collectivite", "territoire": "Quimper", "email": ""}
    for _clic in range(2):
        assert client.post(reverse("structure_create"), donnees).status_code == 302
    assert Structure.objects.get(nom="Ville de Quimper").territoire == distribution.commune
    reponse = client.post(reverse("structure_create"), donnees | {"genre": "espace"})
    assert "existe déjà" in str(reponse.context["form"].errors)
    assert Structure.objects.filter(nom="Ville de Quimper").count() == 1
