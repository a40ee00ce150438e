from besoins.actions.article import ecarter_article, recevoir_articles
from besoins.actions.signal import ecarter_signal
from besoins.actions.source import creer_source
from besoins.models import Article, SourceVeille
from besoins.tasks.flux import Element
from tests.besoins import fabriques


def signal(d):
    return {"pk": fabriques.signal(note_par=d.concepteur).pk}


def ressemblant(d):
    """A signal that another looks like."""
    fabriques.observer("Des usagers refusés aux guichets", "Bulletin")
    return {"pk": fabriques.signal().pk}


def ecarte(d):
    return {"pk": ecarter_signal(signal=fabriques.signal(), motif="Hors champ", par=d.concepteur).pk}


def flux(**champs):
    source = SourceVeille(nom="Lettre du réseau", genre="flux", url="https://flux.example/rss", **champs)
    return creer_source(source=source)


def source(d):
    return {"pk": flux().pk}


def source_suspendue(d):
    suspendue = flux()
    SourceVeille.objects.filter(pk=suspendue.pk).update(actif=False)
    return {"pk": suspendue.pk}


def article(d):
    lettre = flux()
    element = Element("1", "Un bus numérique en Finistère", "https://flux.example/bus", "Il passe le mardi.", None)
    recevoir_articles(source=lettre, elements=[element])
    return {"pk": lettre.articles.get().pk}


def article_ecarte(d):
    cle = article(d)
    ecarter_article(article=Article.objects.get(**cle))
    return cle


EXEMPLES = {
    **{f"besoins:signal_{page}": signal for page in ("detail", "update", "noter", "deriver", "separer")},
    "besoins:signal_ecarter": lambda d: {"pk": fabriques.signal().pk},
    "besoins:signal_rapprocher": ressemblant,
    "besoins:signal_reprendre": ecarte,
    **{f"besoins:source_{page}": source for page in ("update", "suspendre", "relever")},
    "besoins:source_reprendre": source_suspendue,
    "besoins:article_signal": article,
    "besoins:article_ecarter": article,
    "besoins:article_reprendre": article_ecarte,
}
