from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from academie.regles import Refus
from besoins.actions.article import ecarter_article, garder_article, recevoir_articles, reprendre_article
from besoins.actions.source import creer_source
from besoins.models import Article, Signal, SourceVeille
from besoins.queries.signal import sources_independantes
from besoins.tasks.flux import Element
from tests.besoins.fabriques import observer


@pytest.fixture
def flux(db):
    return creer_source(source=SourceVeille(nom="Lettre", genre="flux", url="https://flux.example/rss"))


def element(guid="1", titre="Un bus numérique", **champs) -> Element:
    faits = {
        "url": "https://x.example/bus?utm_source=a",
        "resume": "Le mardi.",
        "publie_le": datetime(2026, 3, 3, 23, 30, tzinfo=UTC),
    }
    return Element(guid, titre, **faits | champs)


@pytest.fixture
def article(flux):
    recevoir_articles(source=flux, elements=[element()])
    return flux.articles.get()


def test_seul_le_neuf_est_recu(flux):
    assert recevoir_articles(source=flux, elements=[element("1"), element("2"), element("2")]) == 2
    assert recevoir_articles(source=flux, elements=[element("2"), element("3")]) == 1
    assert flux.articles.count() == 3


def test_une_date_absente_ou_a_venir_est_celle_de_la_lecture(flux):
    demain = timezone.now() + timedelta(days=1)
    recevoir_articles(source=flux, elements=[element("1", publie_le=None), element("2", publie_le=demain)])

    assert all(article.publie_le <= timezone.now() for article in flux.articles.all())


def test_en_faire_un_signal_tout_rempli(d, article):
    for _fois in range(2):
        fait = garder_article(article=article, axe="usages", par=d.concepteur)

    assert (fait.titre, fait.resume, fait.axe) == ("Un bus numérique", "Le mardi.", "usages")
    assert fait.observe_le.isoformat() == "2026-03-04"  # in Paris
    assert fait.source == article.source
    assert Article.objects.get().etat == Article.Etat.GARDE
    assert Signal.objects.count() == 1


def test_du_meme_fait_qu_un_signal_connu(d, article):
    connu = observer("Un bus numérique passe")

    fait = garder_article(article=article, axe="usages", par=d.concepteur, meme_fait_que=connu)

    assert sources_independantes(fait) == 2


def test_deux_articles_pareils_du_meme_jour_sont_un_signal(d, flux):
    recevoir_articles(source=flux, elements=[element("1"), element("2", url="")])

    signaux = {garder_article(article=article, axe="usages", par=d.concepteur) for article in flux.articles.all()}

    assert len(signaux) == 1


def test_ecarter_puis_reprendre(article):
    for _fois in range(2):
        assert ecarter_article(article=article).etat == Article.Etat.ECARTE
    for _fois in range(2):
        assert reprendre_article(article=article).etat == Article.Etat.NOUVEAU


def test_un_article_ecarte_peut_encore_devenir_un_signal(d, article):
    ecarter_article(article=article)

    assert garder_article(article=article, axe="usages", par=d.concepteur)


def test_refuse_d_ecarter_ce_qui_est_devenu_un_signal(d, article):
    garder_article(article=article, axe="usages", par=d.concepteur)

    with pytest.raises(Refus, match="Écartez le signal"):
        ecarter_article(article=article)
