from html import unescape

from django.urls import reverse

from academie.actions.doublon import proposer_doublons
from academie.models import Doublon, Fusion, Utilisateur
from tests.academie.fusions import double, doublon, fusion
from tests.distribution import personne


def texte(page) -> str:
    return unescape(page.content.decode())


def test_de_la_proposition_a_la_fusion_et_retour(distribution, connecte):
    client, propose = connecte(distribution.gestionnaire), doublon(distribution)
    page = client.get(reverse("doublon_list"))
    assert "même nom, même structure" in texte(page)
    adresse = propose.get_absolute_url()
    page = texte(client.get(adresse))
    assert "Affectations" in page
    assert "ada@test.example" in page
    garder = distribution.animateur
    page = client.post(adresse, {"garder": garder.pk, "nom_de": garder.pk, "email": "ada@test.example"}, follow=True)
    assert "Les deux comptes n'en font plus qu'un" in texte(page)
    assert Utilisateur.objects.get(pk=garder.pk).email == "ada@test.example"
    assert "le compte gardé a déjà le sien" in texte(page)
    page = client.post(reverse("fusion_defaire", args=[Fusion.objects.get().pk]), follow=True)
    assert "Chaque compte a retrouvé ce qu'il avait" in texte(page)
    assert Utilisateur.objects.get(email="ada@test.example").is_active


def test_un_choix_impossible_se_dit_et_garde_la_saisie(distribution, connecte):
    adresse = doublon(distribution).get_absolute_url()
    reponse = connecte(distribution.gestionnaire).post(adresse, {"garder": "0", "email": "x@y.fr", "nom_de": ""})
    assert reponse.status_code == 200
    assert set(reponse.context["form"].errors) == {"garder", "email", "nom_de"}
    assert Fusion.objects.count() == 0


def test_la_page_dit_pourquoi_la_fusion_est_impossible(distribution, connecte):
    adresse = reverse("fusion_comparer", args=[distribution.animateur.pk, distribution.referent.pk])
    page = texte(connecte(distribution.gestionnaire).get(adresse))
    assert "seule une personne qui administre l'Académie" in page
    assert "Fusionner ces deux comptes" not in page
    reponse = connecte(distribution.gestionnaire).post(
        adresse,
        {
            "garder": distribution.animateur.pk,
            "nom_de": distribution.animateur.pk,
            "email": distribution.animateur.email,
        },
    )
    assert reponse.status_code == 200
    assert Fusion.objects.count() == 0


def test_un_compte_inconnu(distribution, connecte):
    client = connecte(distribution.gestionnaire)
    assert client.get(reverse("fusion_comparer", args=[distribution.animateur.pk, 10**9])).status_code == 404
    assert client.get(reverse("fusion_comparer", args=[distribution.animateur.pk] * 2)).status_code == 404


def test_la_fiche_d_une_personne_dit_ses_fusions(distribution, connecte):
    faite = fusion(distribution)
    for compte, phrase in ((faite.gardee, "a reçu ce qu'avait"), (faite.fermee, "est fermé depuis")):
        page = connecte(distribution.administrateur).get(reverse("utilisateur_detail", args=[compte.pk]))
        assert phrase in texte(page)


def test_le_compte_ferme_ne_se_connecte_plus(distribution, connecte, client):
    autre = double(distribution)
    client.force_login(autre, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(reverse("compte")).status_code == 200
    Utilisateur.objects.filter(pk=autre.pk).delete()
    faite = fusion(distribution)
    client.force_login(faite.fermee, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(reverse("compte")).status_code == 302


def test_la_liste_ne_coute_pas_plus_quand_elle_grandit(distribution, connecte, django_assert_num_queries):
    client = connecte(distribution.gestionnaire)
    for nombre in (1, 30):
        for rang in range(Doublon.objects.count(), nombre):
            for lettre in "ab":
                jumelle = personne(f"p{rang:02d}p{rang:02d}-{lettre * 3}", "animateur", distribution.structure)
                Utilisateur.objects.filter(pk=jumelle.pk).update(prenom=f"P{rang:02d}x", nom="Jumelle")
        proposer_doublons()
        assert Doublon.objects.count() == nombre
        with django_assert_num_queries(7):
            client.get(reverse("doublon_list"))
