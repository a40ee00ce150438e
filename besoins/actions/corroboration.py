"""Signals that tell the same fact, brought together or parted."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.models import Utilisateur
from academie.regles import Refus
from besoins.models import Preuve, Signal
from besoins.notifications.signal import annoncer_corroboration


@transaction.atomic
def rapprocher_signaux(*, signal: Signal, autre: Signal, par: Utilisateur, le: datetime | None = None) -> Signal:
    """Say that two signals tell the same fact; whatever each was already brought together with comes along.

    Raises:
        Refus: a signal with itself.
    """
    if signal.pk == autre.pk:
        raise Refus(_("Choisissez un autre signal : celui-ci ne se confirme pas lui-même."), champ="autre")
    verrouilles = Signal.objects.select_for_update().order_by("pk").in_bulk([signal.pk, autre.pk])
    signal, autre = verrouilles[signal.pk], verrouilles[autre.pk]
    if signal.fait and signal.fait == autre.fait:
        return signal
    fait = signal.fait or autre.fait or uuid.uuid4()
    membres = signal.meme_fait() | autre.meme_fait()
    membres.exclude(fait=fait).update(fait=fait, rapproche_par=par, rapproche_le=le or timezone.now())
    for membre in Signal.objects.filter(fait=fait, propose_par__isnull=False):
        annoncer_corroboration(membre)
    return Signal.objects.get(pk=signal.pk)


@transaction.atomic
def separer_signal(*, signal: Signal) -> Signal:
    """Take a signal out of the fact it was brought together with.

    Raises:
        Refus: a need rests on this corroboration.
    """
    signal = Signal.objects.select_for_update().get(pk=signal.pk)
    if not signal.fait:
        return signal
    if Preuve.objects.filter(signal__fait=signal.fait).exists():
        raise Refus(
            _(
                "Un besoin s'appuie sur ces signaux réunis. Retirez d'abord la preuve de ce besoin, puis séparez le signal."
            )
        )
    autres = signal.meme_fait().exclude(pk=signal.pk)
    seul = {"fait": None, "rapproche_par": None, "rapproche_le": None}
    if autres.count() == 1:
        autres.update(**seul)
    Signal.objects.filter(pk=signal.pk).update(**seul)
    return Signal.objects.get(pk=signal.pk)
