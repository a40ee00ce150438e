from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.regles import Refus
from besoins.models import SourceVeille

# A reading asked so long ago was lost: it may be asked again.
ATTENTE = timedelta(hours=1)


@transaction.atomic
def creer_source(*, source: SourceVeille) -> SourceVeille:
    """Keep a source. The same one sent twice is kept once."""
    champs = {nom: getattr(source, nom) for nom in ("genre", "url", "organisme")}
    return SourceVeille.objects.get_or_create(nom=source.nom, defaults=champs)[0]


@transaction.atomic
def modifier_source(*, source: SourceVeille) -> SourceVeille:
    """Correct a source; a feed whose address changes is read from the beginning."""
    connue = SourceVeille.objects.select_for_update().get(pk=source.pk)
    champs = ["nom", "genre", "url", "organisme", "origine"]
    if connue.url != source.url:
        source.etag = source.modifie = source.erreur = ""
        source.erreurs = 0
        champs += ["etag", "modifie", "erreur", "erreurs"]
    source.save(update_fields=champs)
    return source


@transaction.atomic
def suspendre_source(*, source: SourceVeille) -> SourceVeille:
    """Stop reading a feed; what was read stays."""
    SourceVeille.objects.filter(pk=source.pk).update(actif=False, demandee_le=None)
    return SourceVeille.objects.get(pk=source.pk)


@transaction.atomic
def reprendre_source(*, source: SourceVeille) -> SourceVeille:
    """Read a feed again, its failures forgotten."""
    SourceVeille.objects.filter(pk=source.pk, actif=False).update(actif=True, erreurs=0)
    return SourceVeille.objects.get(pk=source.pk)


@transaction.atomic
def demander_releve(*, source: SourceVeille, le: datetime | None = None) -> bool:
    """Claim the reading of a feed; False when somebody else already asked for it.

    Raises:
        Refus: the source is not a feed, or is paused.
    """
    le = le or timezone.now()
    if source.genre != SourceVeille.Genre.FLUX:
        raise Refus(_("Seuls les flux se relèvent. Indiquez l'adresse du flux de cette source, et sa nature « flux »."))
    if not source.actif:
        raise Refus(_("Ce flux est suspendu. Reprenez-le d'abord."))
    libres = SourceVeille.objects.filter(Q(demandee_le=None) | Q(demandee_le__lt=le - ATTENTE), pk=source.pk)
    return bool(libres.update(demandee_le=le))


@transaction.atomic
def constater_releve(
    *, source: SourceVeille, etag: str = "", modifie: str = "", inchange: bool = False, le: datetime | None = None
) -> None:
    """The feed answered: remember what to ask for next time."""
    faits = {"releve_le": le or timezone.now(), "erreur": "", "erreurs": 0, "demandee_le": None}
    if not inchange:
        # A mark too long for its column is not one: the feed is read whole next time.
        faits |= {"etag": etag if len(etag) <= 300 else "", "modifie": modifie if len(modifie) <= 100 else ""}
    SourceVeille.objects.filter(pk=source.pk, url=source.url).update(**faits)


@transaction.atomic
def constater_echec(*, source: SourceVeille, raison: str, le: datetime | None = None) -> None:
    """The feed could not be read: say why, and count."""
    SourceVeille.objects.filter(pk=source.pk).update(
        releve_le=le or timezone.now(), erreur=raison[:300], erreurs=F("erreurs") + 1, demandee_le=None
    )
