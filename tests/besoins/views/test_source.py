import pytest
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from besoins.actions.source import constater_echec, constater_releve, creer_source
from besoins.models import SourceVeille


def page(nom: str, *args) -> str:
    return reverse(f"besoins:source_{nom}", args=args)


@pytest.fixture
def flux(db):
    return creer_source(source=SourceVeille(nom="Lettre", genre="flux", url="https://flux.example/rss"))


def test_ajouter_un_flux_deux_fois_du_meme_clic(d, connecte):
    client = connecte(d.concepteur)
    saisie = {"nom": "Lettre", "genre": "flux", "url": "https://flux.example/rss", "organisme": "Le Réseau"}

    for _fois in range(2):
        assert client.post(page("create"), saisie)["Location"] == page("list")

    assert SourceVeille.objects.get().organisme == "Le Réseau"


@pytest.mark.parametrize("url", ["", "ftp://flux.example/rss", "pas une adresse"])
def test_un_flux_veut_une_adresse_du_web(d, connecte, url):
    reponse = connecte(d.concepteur).post(page("create"), {"nom": "Lettre", "genre": "flux", "url": url})

    assert "url" in reponse.context["form"].errors


def test_un_nom_deja_pris_se_dit(d, connecte, flux):
    reponse = connecte(d.concepteur).post(page("create"), {"nom": "Lettre", "genre": "blog"})

    assert "Cette source existe déjà." in reponse.text


def test_la_page_dit_ce_qui_empeche_de_lire(d, connecte, flux):
    constater_echec(source=flux, raison="cette page n'existe pas ou plus (réponse 404)")

    texte = connecte(d.gestionnaire).get(page("list")).text

    assert "Cette page n&#x27;existe pas ou plus (réponse 404)." in texte
    assert "illisible" in texte


def test_relever_maintenant_ne_se_demande_qu_une_fois(d, connecte, flux):
    client = connecte(d.concepteur)

    premiere = client.post(page("relever", flux.pk), follow=True)
    seconde = client.post(page("relever", flux.pk), follow=True)

    assert "va être lu" in premiere.text
    assert "déjà demandée" in seconde.text
    assert DBTaskResult.objects.count() == 1


def test_suspendre_puis_reprendre(d, connecte, flux):
    client = connecte(d.concepteur)

    client.post(page("suspendre", flux.pk))
    assert "suspendu" in client.get(page("list")).text
    client.post(page("reprendre", flux.pk))
    assert SourceVeille.objects.get().actif


def test_une_administratrice_lit_sans_toucher(d, connecte, flux):
    client = connecte(d.administrateur)

    assert page("relever", flux.pk) not in client.get(page("list")).text
    assert client.post(page("relever", flux.pk)).status_code == 403


@pytest.mark.parametrize("nombre", [1, 30])
def test_la_liste_coute_pareil(d, connecte, nombre, django_assert_num_queries):
    for rang in range(nombre):
        constater_releve(
            source=creer_source(source=SourceVeille(nom=f"S{rang}", genre="flux", url=f"https://x.example/{rang}"))
        )
    client = connecte(d.concepteur)

    with django_assert_num_queries(5):
        client.get(page("list"))
