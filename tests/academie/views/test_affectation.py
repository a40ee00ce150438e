from django.urls import reverse

from academie.autorisations.table import Role


def affecter(client, personne, **champs):
    return client.post(reverse("affectation_create", args=[personne.pk]), champs, follow=True)


def test_l_administratrice_donne_un_role_une_seule_fois(distribution, connecte):
    client = connecte(distribution.administrateur)
    for _ in range(2):
        reponse = affecter(client, distribution.sans_role, role=Role.FORMATEUR)
        assert reponse.redirect_chain == [(reverse("utilisateur_detail", args=[distribution.sans_role.pk]), 302)]
    assert distribution.sans_role.affectations.get().role == Role.FORMATEUR


def test_une_referente_a_une_structure(distribution, connecte):
    reponse = affecter(connecte(distribution.administrateur), distribution.sans_role, role=Role.REFERENT)
    assert "Indiquez la structure" in reponse.context["form"].errors["structure"][0]
    assert not distribution.sans_role.affectations.exists()


def test_mettre_fin_a_un_role(distribution, connecte):
    affectation = distribution.formateur.affectations.get()
    connecte(distribution.administrateur).post(reverse("affectation_terminer", args=[affectation.pk]))
    affectation.refresh_from_db()
    assert affectation.fin


def test_la_derniere_administratrice_lit_pourquoi_elle_reste(distribution, connecte):
    affectation = distribution.administrateur.affectations.get()
    reponse = connecte(distribution.administrateur).post(
        reverse("affectation_terminer", args=[affectation.pk]), follow=True
    )
    assert "Nommez d'abord une autre administratrice" in reponse.content.decode().replace("&#x27;", "'")
    affectation.refresh_from_db()
    assert affectation.fin is None
