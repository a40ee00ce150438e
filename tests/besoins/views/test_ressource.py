"""What anyone reads of the network's memory."""

import html

import pytest
from django.urls import reverse

from tests.besoins import ressources
from tests.besoins.atelier import brouillon_complet, version_publiee


def texte(reponse) -> str:
    return html.unescape(reponse.content.decode()).replace("\xa0", " ")


def url(nom, *args) -> str:
    return reverse(f"besoins:{nom}", args=args)


def test_the_list_is_narrowed_and_says_how_many(client, d):
    ressources.publiee(d, "Un bus")
    ressources.publiee(d, "Un fablab", territoire=d.autre_region)
    page = client.get(url("ressource_list"), {"q": "bus", "region": "53"})
    assert [ligne.titre for ligne in page.context["lignes"]] == ["Un bus"]
    assert "Région : Bretagne" in texte(page)
    assert "Bretagne (1)" in texte(page)
    assert "récit de bonne pratique (1)" in texte(page)
    assert 'href="?q=bus&region=53"' in texte(page)


def test_an_address_that_asks_for_what_does_not_exist_goes_on_working(client, d):
    ressources.publiee(d, "Un bus")
    page = client.get(url("ressource_list"), {"q": "bus", "region": "999", "genre": "roman", "tri": "x"})
    assert [ligne.titre for ligne in page.context["lignes"]] == ["Un bus"]


def test_nothing_found_says_what_to_do(client, d):
    ressources.publiee(d, "Un bus")
    page = client.get(url("ressource_list"), {"q": "introuvable", "region": "53"})
    assert "Aucune ressource ne correspond" in texte(page)
    assert "Bretagne (0)" in texte(page)


@pytest.mark.parametrize("combien", [1, 30])
def test_the_list_costs_a_constant_number_of_queries(client, d, combien, django_assert_num_queries):
    for rang in range(combien):
        ressources.publiee(d, f"Un bus {rang}")
    with django_assert_num_queries(9):
        client.get(url("ressource_list"), {"q": "bus", "region": "53"})


def test_the_page_tells_the_text_the_facts_and_who_cites_it(client, d):
    ressource = ressources.publiee(d)
    version_publiee(d).modules.first().ressources.add(ressource)
    page = texte(client.get(url("ressource_detail", ressource.pk)))
    for attendu in (
        ressources.RECIT["volumetrie"],
        "Facteurs clés",
        "Quimper (Finistère",
        "Accompagner l'e-administration",
    ):
        assert attendu in page
    assert d.concepteur.nom not in page


def test_the_reading_levels_are_anchors_of_the_page(client, d):
    note = ressources.publiee(d, genre="note", synthese="Plus long", texte="Très long")
    page = texte(client.get(url("ressource_detail", note.pk)))
    for ancre in ("essentiel", "synthese", "texte"):
        assert f'href="#{ancre}"' in page
        assert f'id="{ancre}"' in page


@pytest.mark.parametrize("fabrique", [ressources.brouillon, ressources.en_relecture, ressources.correction])
def test_what_is_not_published_is_not_public(client, d, fabrique):
    ressource = fabrique(d)
    assert client.get(url("ressource_detail", ressource.pk)).status_code == 404
    assert client.get(url("ressource_fichier", ressource.pk)).status_code == 404


def test_a_withdrawn_page_says_so_and_why(client, d):
    page = client.get(url("ressource_detail", ressources.retiree(d).pk))
    assert page.status_code == 410
    assert "Le lieu a fermé." in texte(page)
    assert ressources.RECIT["volumetrie"] not in texte(page)


def test_the_file_is_downloaded_never_shown(client, d):
    publiee = ressources.publiee_avec_fichier(d)
    reponse = client.get(url("ressource_fichier", publiee.pk))
    assert reponse.content == ressources.PDF
    assert reponse["Content-Type"] == "application/pdf"
    assert reponse["Content-Disposition"] == 'attachment; filename="bilan.pdf"'
    assert reponse["X-Content-Type-Options"] == "nosniff"


def test_the_file_of_a_draft_is_for_those_who_write(client, d):
    brouillon = ressources.avec_fichier(d)
    assert client.get(url("ressource_fichier", brouillon.pk)).status_code == 404
    client.force_login(d.animateur)
    assert client.get(url("ressource_fichier", brouillon.pk)).status_code == 404
    client.force_login(d.gestionnaire)
    assert client.get(url("ressource_fichier", brouillon.pk)).status_code == 200


def test_the_public_page_of_a_programme_leads_to_what_its_modules_cite(client, d):
    version = version_publiee(d)
    ressource = ressources.publiee(d)
    version.modules.first().ressources.add(ressource, ressources.brouillon(d, "Secret"))
    page = texte(client.get(version.programme.get_absolute_url()))
    assert f'href="{ressource.url_publique}"' in page
    assert "Secret" not in page


class TestCitation:
    @pytest.fixture(autouse=True)
    def connexion(self, client, d):
        client.force_login(d.concepteur)

    def test_a_module_cites_what_is_proposed(self, client, d):
        ressource = ressources.publiee(d)
        module = brouillon_complet(d).modules.first()
        adresse = url("bibliographie_detail", module.version_id, module.pk)
        assert "Même thème" in texte(client.get(adresse))
        page = client.post(url("bibliographie_ajouter", module.version_id, module.pk, ressource.pk), follow=True)
        assert page.redirect_chain[-1][0] == adresse
        assert list(module.ressources.all()) == [ressource]
        client.post(url("bibliographie_retirer", module.version_id, module.pk, ressource.pk))
        assert list(module.ressources.all()) == []

    def test_the_search_is_in_the_address(self, client, d):
        ressources.publiee(d, "Un bus")
        module = brouillon_complet(d).modules.first()
        adresse = url("bibliographie_detail", module.version_id, module.pk)
        assert "Un bus" in texte(client.get(adresse, {"q": "bus"}))
        assert "ne contient tous ces mots" in texte(client.get(adresse, {"q": "introuvable"}))

    def test_a_published_version_shows_and_changes_nothing(self, client, d):
        module = version_publiee(d).modules.first()
        ressource = ressources.publiee(d)
        module.ressources.add(ressource)
        page = texte(client.get(url("bibliographie_detail", module.version_id, module.pk)))
        assert ressource.titre in page
        assert "Ne plus citer" not in page
        client.post(url("bibliographie_retirer", module.version_id, module.pk, ressource.pk))
        assert list(module.ressources.all()) == [ressource]

    @pytest.mark.parametrize("combien", [1, 30])
    def test_the_page_costs_a_constant_number_of_queries(self, client, d, combien, django_assert_num_queries):
        module = brouillon_complet(d).modules.first()
        module.ressources.set([ressources.publiee(d, f"Citée {rang}") for rang in range(combien)])
        for rang in range(combien):
            ressources.publiee(d, f"Un bus {rang}")
        adresse = url("bibliographie_detail", module.version_id, module.pk)
        client.get(adresse)
        with django_assert_num_queries(12):
            client.get(adresse, {"q": "bus"})
