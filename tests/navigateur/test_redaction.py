"""Two people in one draft, each in their own browser; somebody who comments a passage by selecting it."""

import pytest
from django.urls import reverse

from besoins.models import Commentaire
from tests.besoins.atelier import brouillon_complet, relire

ENVOYER = "form.formulaire button[type=submit]"


@pytest.fixture
def version(distribution):
    return brouillon_complet(distribution)


@pytest.mark.parametrize("largeur", [1280, 360])
def test_deux_personnes_ecrivent_et_choisissent(
    nouvelle_page, connecter, distribution, version, verifier_accessibilite, html_valide, largeur
):
    d = distribution
    adresse = reverse("besoins:programme_update", args=[version.pk])
    pages = []
    for personne in (d.concepteur, d.autre_concepteur):
        page = nouvelle_page()
        page.set_viewport_size({"width": largeur, "height": 800})
        connecter(page, personne.email)
        with page.expect_response(lambda reponse: reponse.url.endswith("/presences/")):
            page.goto(adresse)
        pages.append(page)
    une, autre = pages
    autre.get_by_text(f"{d.concepteur} écrit la présentation").wait_for()
    une.fill("#id_tarif", "Gratuit pour les structures du réseau")
    une.click(ENVOYER)
    une.wait_for_url(f"**{version.get_absolute_url()}")
    autre.fill("#id_tarif", "Gratuit, repas compris")

    autre.click(ENVOYER)

    autre.get_by_role("heading", name="Deux textes, à vous de choisir").wait_for()
    assert autre.locator("del").all_inner_texts() == [" pour les structures du réseau"]
    assert autre.locator("ins").all_inner_texts() == [", repas compris"]
    verifier_accessibilite(autre)
    html_valide(autre.content())
    autre.fill("#id_tarif", "Gratuit pour les structures du réseau, repas compris")
    autre.click(ENVOYER)
    autre.wait_for_url(f"**{version.get_absolute_url()}")
    assert relire(version).tarif == "Gratuit pour les structures du réseau, repas compris"


def test_un_passage_selectionne_se_commente(nouvelle_page, connecter, distribution, version):
    page = nouvelle_page()
    connecter(page, distribution.formateur.email)
    page.goto(reverse("besoins:commentaire_list", args=[version.pk]))
    page.locator("[data-passage]").first.evaluate(
        """texte => {
            const debut = texte.textContent.indexOf("une démarche");
            getSelection().setBaseAndExtent(texte.firstChild, debut, texte.firstChild, debut + 21);
        }"""
    )

    page.locator("[data-commenter]").first.click()
    page.fill("#id_texte", "Laquelle ?")
    assert page.input_value("#id_passage") == "une démarche en ligne"
    page.click(ENVOYER)

    page.wait_for_url("**/commentaires/#commentaire-*")
    assert page.locator("mark").all_inner_texts() == ["une démarche en ligne"]
    assert Commentaire.objects.get().interventions.get().par == distribution.formateur
