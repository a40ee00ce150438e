from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.models import Utilisateur
from academie.regles import Refus
from besoins.models import Signal, SourceVeille


@transaction.atomic
def enregistrer_source(*, nom: str, genre: str, url: str = "") -> SourceVeille:
    """Return the source of this name, made when it is new."""
    return SourceVeille.objects.get_or_create(nom=nom, defaults={"genre": genre, "url": url})[0]


@transaction.atomic
def creer_signal(*, signal: Signal) -> Signal:
    """Keep what was observed. The same observation sent twice is kept once.

    Raises:
        Refus: another signal of the same source and day bears this title.
    """
    SourceVeille.objects.select_for_update().get(pk=signal.source_id)
    jumeau = Signal.objects.filter(titre=signal.titre, source=signal.source, observe_le=signal.observe_le).first()
    if jumeau is None:
        signal.save()
        return signal
    if (jumeau.resume, jumeau.url, jumeau.axe) != (signal.resume, signal.url, signal.axe):
        raise Refus(_("Un signal de ce titre existe déjà pour cette source et ce jour. Modifiez-le."), champ="titre")
    return jumeau


@transaction.atomic
def modifier_signal(*, signal: Signal) -> Signal:
    """Correct what was observed; its rating stays."""
    signal.save(update_fields=["titre", "source", "resume", "url", "observe_le", "axe"])
    return signal


@transaction.atomic
def noter_signal(
    *, signal: Signal, fiabilite: str, credibilite: int, par: Utilisateur, le: datetime | None = None
) -> Signal:
    """Rate a signal: reliability of the source (A to F) and credibility of the fact (1 to 6), each on its own."""
    signal = Signal.objects.select_for_update().get(pk=signal.pk)
    if (signal.fiabilite, signal.credibilite) == (fiabilite, credibilite):
        return signal
    signal.fiabilite, signal.credibilite = fiabilite, credibilite
    signal.note_par, signal.note_le = par, le or timezone.now()
    signal.save()
    return signal
