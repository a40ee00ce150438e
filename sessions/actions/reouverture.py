"""A need that its programme did not meet is examined again, by itself, with what people answered as evidence."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie import francais
from besoins.actions.reouverture import rouvrir_besoin
from besoins.models import VersionProgramme
from sessions.models import Reouverture
from sessions.notifications.evaluation import besoin_rouvert
from sessions.queries.reouverture import Constat, constats_a_tirer


def rouvrir_les_besoins(*, le: datetime | None = None) -> list[Reouverture]:
    """Draw every conclusion that evaluations allow. Called again, none is drawn twice."""
    le = le or timezone.now()
    return [tiree for constat in constats_a_tirer() if (tiree := conclure(constat=constat, le=le))]


@transaction.atomic
def conclure(*, constat: Constat, le: datetime) -> Reouverture | None:
    """Reopen the need of a version once; None when it was done meanwhile."""
    VersionProgramme.objects.select_for_update(no_key=True).get(pk=constat.version.pk)
    if Reouverture.objects.filter(version=constat.version, besoin=constat.besoin).exists():
        return None
    motif = _(
        "À froid, %(n)s réponses sur %(total)s disent ce besoin encore insatisfait après le programme « %(programme)s », "
        "version %(version)s."
    ) % {
        "n": francais.nombre(constat.insatisfaites),
        "total": francais.nombre(constat.reponses),
        "programme": constat.version.programme.titre,
        "version": constat.version.numero,
    }
    rouvert = rouvrir_besoin(besoin=constat.besoin, constats=constat.options, motif=motif, le=le)
    reouverture = Reouverture.objects.create(
        version=constat.version,
        besoin=constat.besoin,
        insatisfaites=constat.insatisfaites,
        reponses=constat.reponses,
        rouvert=rouvert,
        le=le,
    )
    if rouvert:
        besoin_rouvert(reouverture, motif)
    return reouverture
