"""Feeds read in the background: fetched outside any transaction, then kept in one."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks import task

from academie.regles import regle
from besoins.actions.article import recevoir_articles
from besoins.actions.source import constater_echec, constater_releve, demander_releve
from besoins.models import SourceVeille
from besoins.tasks.flux import lire_flux
from besoins.tasks.telechargement import Inaccessible, telecharger

# A feed that keeps failing is asked less and less, down to once every 2**5 intervals.
REPIT_MAXIMUM = 5


@task()
def relever_source(source_id: int) -> None:
    """Read one feed: what is new is kept, or the reason why nothing could be read."""
    source = SourceVeille.objects.filter(pk=source_id, genre=SourceVeille.Genre.FLUX, actif=True).first()
    if source is None:
        return
    try:
        recu = telecharger(source.url, etag=source.etag, modifie=source.modifie)
        elements = [] if recu.contenu is None else lire_flux(recu.contenu, type_mime=recu.type, url=recu.url)
    except Inaccessible as raison:
        constater_echec(source=source, raison=str(raison))
        return
    with transaction.atomic():
        recevoir_articles(source=source, elements=elements)
        constater_releve(source=source, etag=recu.etag, modifie=recu.modifie, inchange=recu.contenu is None)


@transaction.atomic
def programmer_releve(source: SourceVeille) -> bool:
    """Queue the reading of a feed, once however many ask; False when it was already waiting."""
    demandee = demander_releve(source=source)
    if demandee:
        relever_source.enqueue(source.pk)
    return demandee


def relever_flux_dus() -> None:
    """Queue the feeds that have not been read for a while."""
    maintenant, intervalle = timezone.now(), timedelta(minutes=regle("veille.releve_intervalle"))
    dus = Q(releve_le=None) | Q(erreurs=0, releve_le__lte=maintenant - intervalle)
    for echecs in range(1, REPIT_MAXIMUM + 1):
        rang = Q(erreurs__gte=echecs) if echecs == REPIT_MAXIMUM else Q(erreurs=echecs)
        dus |= rang & Q(releve_le__lte=maintenant - intervalle * 2**echecs)
    for source in SourceVeille.objects.filter(dus, genre=SourceVeille.Genre.FLUX, actif=True):
        programmer_releve(source)
