from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from besoins.actions.article import ecarter_article, recevoir_articles
from besoins.actions.source import creer_source
from besoins.models import Article, Signal, SourceVeille
from besoins.queries.signal import sources_independantes
from besoins.tasks.flux import Element
from tests.besoins.fabriques import observer


def page(nom: str, *args) -> str:
    return reverse(f"besoins:article_{nom}", args=args)


@pytest.fixture
def recevoir(db):
    """Items of these titles in a feed, the first the latest."""

    def recevoir(*titres: str, source: str = "Lettre") -> list[Article]:
        flux = creer_source(source=SourceVeille(nom=source, genre="flux", url="https://flux.example/rss"))
        maintenant = timezone.now()
        elements = [
            Element(titre, titre, f"https://x.example/{rang}", "<b>brut</b>", maintenant - timedelta(hours=rang))
            for rang, titre in enumerate(titres)
        ]
        recevoir_articles(source=flux, elements=elements)
        return list(flux.articles.order_by("-publie_le"))

    return recevoir


def test_le_plus_recent_d_abord_et_jamais_du_html(d, connecte, recevoir):
    recevoir("Un bus", "Une imprimante")

    reponse = connecte(d.concepteur).get(page("list"))

    assert [article.titre for article, _proche in reponse.context["lignes"]] == ["Un bus", "Une imprimante"]
    assert "&lt;b&gt;brut&lt;/b&gt;" in reponse.text


def test_un_clic_fait_un_signal_et_revient_a_la_liste_filtree(d, connecte, recevoir):
    (article,), client = recevoir("Un bus"), connecte(d.concepteur)

    for _fois in range(2):
        reponse = client.post(page("signal", article.pk), {"axe": "usages", "filtres": "q=bus&page=2"})

    assert reponse["Location"] == f"{page('list')}?q=bus&page=2#articles"
    assert Signal.objects.get().titre == "Un bus"
    assert "Voir le signal" in client.get(page("list"), {"etat": "garde"}).text


def test_l_adresse_de_retour_ne_sort_pas_du_site(d, connecte, recevoir):
    (article,) = recevoir("Un bus")

    reponse = connecte(d.concepteur).post(page("ecarter", article.pk), {"filtres": "//ailleurs.example\r\nX: y"})

    assert reponse["Location"].startswith(f"{page('list')}?")


def test_sans_axe_la_page_le_demande(d, connecte, recevoir):
    (article,) = recevoir("Un bus")

    reponse = connecte(d.concepteur).post(page("signal", article.pk), {"axe": ""})

    assert "axe" in reponse.context["form"].errors
    assert not Signal.objects.exists()


@pytest.mark.parametrize(("le_meme", "sources"), [(True, 2), (False, 1)])
def test_un_article_qui_ressemble_demande_quoi_faire(d, connecte, recevoir, le_meme, sources):
    connu, (article,), client = observer("Un bus numérique"), recevoir("Un bus numérique"), connecte(d.concepteur)
    assert "Ressemble au signal" in client.get(page("list")).text
    reponse = client.post(page("signal", article.pk), {"axe": "usages"})
    assert "suite" in reponse.context["form"].errors

    for _fois in range(2):
        reponse = client.post(page("signal", article.pk), {"axe": "usages", "suite": connu.pk if le_meme else "autre"})
        assert reponse.status_code == 302

    assert sources_independantes(Signal.objects.exclude(pk=connu.pk).get()) == sources


def test_le_meme_article_dans_deux_flux_se_dit(d, connecte, recevoir):
    recevoir("Un bus")
    recevoir("Le bus est là", source="Autre lettre")

    assert "Déjà lu dans «\u00a0Lettre\u00a0»" in connecte(d.concepteur).get(page("list")).text


def test_ecarter_puis_retrouver_et_reprendre(d, connecte, recevoir):
    (article,), client = recevoir("Un bus"), connecte(d.concepteur)

    client.post(page("ecarter", article.pk))
    assert "Un bus" not in client.get(page("list")).text
    assert "Un bus" in client.get(page("list"), {"etat": "ecarte"}).text
    client.post(page("reprendre", article.pk))
    assert "Un bus" in client.get(page("list")).text


def test_filtrer_par_flux_par_mots_et_tout_voir(d, connecte, recevoir):
    bus, imprimante = recevoir("Un bus", "Une imprimante")
    (autre,) = recevoir("Un métro", source="Autre lettre")
    ecarter_article(article=imprimante)
    client = connecte(d.concepteur)

    def trouves(**criteres):
        return {article.titre for article, _proche in client.get(page("list"), criteres).context["lignes"]}

    assert trouves() == {"Un bus", "Un métro"}
    assert trouves(q="métro") == trouves(source=autre.source_id) == {"Un métro"}
    assert trouves(etat="tous", source=bus.source_id) == {"Un bus", "Une imprimante"}


def test_une_administratrice_lit_sans_toucher(d, connecte, recevoir):
    (article,), client = recevoir("Un bus"), connecte(d.administrateur)

    assert page("signal", article.pk) not in client.get(page("list")).text
    assert client.post(page("signal", article.pk), {"axe": "usages"}).status_code == 403


@pytest.mark.parametrize("nombre", [1, 30])
def test_la_liste_coute_pareil(d, connecte, recevoir, nombre, django_assert_num_queries):
    observer("Article 0")
    recevoir(*(f"Article {rang}" for rang in range(nombre)))
    client = connecte(d.concepteur)

    with django_assert_num_queries(8):
        client.get(page("list"))
