from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.models import Utilisateur
from academie.regles import Refus
from besoins.actions.corroboration import rapprocher_signaux
from besoins.actions.signal import creer_signal
from besoins.models import Article, Signal, SourceVeille
from besoins.statistiques.ressemblance import adresse_comparable


@transaction.atomic
def recevoir_articles(*, source: SourceVeille, elements) -> int:
    """Keep the items of a feed that are new in it; return how many. Items already known stay as they were kept.

    Args:
        elements: items with `guid`, `titre`, `url`, `resume` (plain text) and `publie_le` (None when unknown).
    """
    maintenant = timezone.now()
    connus = set(source.articles.filter(guid__in=[e.guid for e in elements]).values_list("guid", flat=True))
    nouveaux = {element.guid: element for element in reversed(elements) if element.guid not in connus}
    Article.objects.bulk_create(
        (
            Article(
                source=source,
                guid=element.guid,
                titre=element.titre,
                url=element.url,
                resume=element.resume,
                publie_le=min(element.publie_le or maintenant, maintenant),
                adresse=adresse_comparable(element.url)[:500],
            )
            for element in nouveaux.values()
        ),
        ignore_conflicts=True,
    )
    return len(nouveaux)


@transaction.atomic
def garder_article(*, article: Article, axe: str, par: Utilisateur, meme_fait_que: Signal | None = None) -> Signal:
    """Make a signal of an item of a feed, as the feed told it. Done twice, done once.

    Args:
        meme_fait_que: a known signal that tells the same fact: the new one is brought together with it.
    """
    article = Article.objects.select_for_update(of=["self"]).select_related("source", "signal").get(pk=article.pk)
    if article.signal:
        return article.signal
    faits = {
        "titre": article.titre[:200],
        "source": article.source,
        "observe_le": timezone.localdate(article.publie_le),
    }
    # A feed that tells the same twice on the same day has one signal.
    signal = Signal.objects.filter(**faits).first() or creer_signal(
        signal=Signal(**faits, resume=article.resume or article.titre, url=article.url, axe=axe)
    )
    if meme_fait_que:
        signal = rapprocher_signaux(signal=signal, autre=meme_fait_que, par=par)
    article.garder(signal=signal)
    article.save()
    return signal


@transaction.atomic
def ecarter_article(*, article: Article) -> Article:
    """Set aside an item that announces nothing.

    Raises:
        Refus: it is a signal already.
    """
    article = Article.objects.select_for_update().get(pk=article.pk)
    if article.etat == Article.Etat.GARDE:
        raise Refus(_("Cet article est déjà devenu un signal. Écartez le signal, avec son motif."))
    if article.etat == Article.Etat.NOUVEAU:
        article.ecarter()
        article.save()
    return article


@transaction.atomic
def reprendre_article(*, article: Article) -> Article:
    """Put an item set aside back among the new ones."""
    article = Article.objects.select_for_update().get(pk=article.pk)
    if article.etat == Article.Etat.ECARTE:
        article.reprendre()
        article.save()
    return article
