from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.models import Utilisateur
from academie.regles import Refus, regle
from besoins.models import Cotation, Signal, SourceVeille


@transaction.atomic
def enregistrer_source(*, nom: str, genre: str, url: str = "", organisme: str = "") -> SourceVeille:
    """Return the source of this name, made when it is new."""
    defaut = {"genre": genre, "url": url, "organisme": organisme}
    return SourceVeille.objects.get_or_create(nom=nom, defaults=defaut)[0]


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
    """Correct what was observed; its ratings stay."""
    champs = ["titre", "source", "resume", "url", "observe_le", "axe", "territoire", "adresse", "racines"]
    signal.save(update_fields=champs)
    return signal


@transaction.atomic
def noter_signal(
    *, signal: Signal, fiabilite: str, credibilite: int, par: Utilisateur, note: str = "", le: datetime | None = None
) -> Signal:
    """Give one's own rating: reliability of the source (A to F), credibility of the fact (1 to 6), each on its own.

    Once `signal.notations` people gave theirs, the signal is rated: the more cautious of each scale is retained.

    Raises:
        Refus: the signal is set aside, or was reported by the same person.
    """
    signal = Signal.objects.select_for_update().get(pk=signal.pk)
    if signal.ecarte_le:
        raise Refus(_("Ce signal est écarté : il ne se note plus. Reprenez-le d'abord."))
    if signal.propose_par_id == par.pk:
        raise Refus(_("Vous avez signalé ce fait : d'autres personnes le notent, pour un regard indépendant."))
    le = le or timezone.now()
    avis = {"fiabilite": fiabilite, "credibilite": int(credibilite), "note": note}
    cotation, nouvelle = Cotation.objects.get_or_create(signal=signal, par=par, defaults={**avis, "le": le})
    if not nouvelle:
        if avis == {nom: getattr(cotation, nom) for nom in avis}:
            return signal
        for nom, valeur in {**avis, "le": le}.items():
            setattr(cotation, nom, valeur)
        cotation.save()
    return _retenir_la_note(signal, le)


def _retenir_la_note(signal: Signal, le: datetime) -> Signal:
    """The more cautious of each scale: F after E (what cannot be judged carries less than what is judged), 6 after 5."""
    cotations = list(signal.cotations.all())
    if len(cotations) < regle("signal.notations"):
        return signal
    signal.fiabilite = max(cotation.fiabilite for cotation in cotations)
    signal.credibilite = max(cotation.credibilite for cotation in cotations)
    signal.note_le = signal.note_le or le
    signal.save()
    return signal
