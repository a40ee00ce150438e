from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.models import Structure, Utilisateur
from academie.regles import Refus, regle
from besoins.actions.corroboration import rapprocher_signaux
from besoins.models import Cotation, Signal, SourceVeille
from besoins.notifications.signal import annoncer_ecart, annoncer_note


@transaction.atomic
def enregistrer_source(*, nom: str, genre: str, url: str = "", organisme: str = "") -> SourceVeille:
    """Return the source of this name, made when it is new."""
    defaut = {"genre": genre, "url": url, "organisme": organisme}
    return SourceVeille.objects.get_or_create(nom=nom, defaults=defaut)[0]


@transaction.atomic
def creer_signal(*, signal: Signal, par: Utilisateur | None = None, meme_fait_que: Signal | None = None) -> Signal:
    """Keep what was observed. The same observation sent twice is kept once.

    Args:
        meme_fait_que: a known signal that tells the same fact, as `par` says: both are brought together.

    Raises:
        Refus: another signal of the same source and day bears this title.
    """
    SourceVeille.objects.select_for_update().get(pk=signal.source_id)
    jumeau = Signal.objects.filter(titre=signal.titre, source=signal.source, observe_le=signal.observe_le).first()
    if jumeau is None:
        signal.save()
        if meme_fait_que and par:
            return rapprocher_signaux(signal=signal, autre=meme_fait_que, par=par)
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
    avis = {"fiabilite": fiabilite, "credibilite": int(credibilite), "note": note}
    deja = signal.cotations.filter(par=par).first()
    if deja and avis == {nom: getattr(deja, nom) for nom in avis}:
        return signal
    if signal.ecarte_le:
        raise Refus(_("Ce signal est écarté : il ne se note plus. Reprenez-le d'abord."))
    if signal.propose_par_id == par.pk:
        raise Refus(_("Vous avez signalé ce fait : d'autres personnes le notent, pour un regard indépendant."))
    le = le or timezone.now()
    Cotation.objects.update_or_create(signal=signal, par=par, defaults={**avis, "le": le})
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
    annoncer_note(signal)
    return signal


@transaction.atomic
def proposer_signal(
    *, signal: Signal, par: Utilisateur, structure: Structure | None = None, le: datetime | None = None
) -> Signal:
    """Keep what somebody in the field saw, told for their structure. The same report sent twice is kept once.

    Reports of one structure are one source; those of trainers, who belong to none, are one too.
    """
    origine = structure.nom if structure else _("Formatrices et formateurs de l'Académie")
    nom = _("Terrain : %(origine)s") % {"origine": origine}
    signal.source = enregistrer_source(nom=nom[:200], genre=SourceVeille.Genre.CAPTEUR, organisme=origine)
    SourceVeille.objects.select_for_update().get(pk=signal.source_id)
    memes = Signal.objects.filter(titre=signal.titre, resume=signal.resume, axe=signal.axe, url=signal.url)
    if deja := memes.filter(propose_par=par, observe_le=signal.observe_le).first():
        return deja
    if structure and not signal.territoire:
        signal.territoire = structure.territoire
    signal.propose_par, signal.propose_le, signal.structure = par, le or timezone.now(), structure
    signal.save()
    return signal


@transaction.atomic
def ecarter_signal(*, signal: Signal, motif: str, par: Utilisateur, le: datetime | None = None) -> Signal:
    """Set aside a signal, with the reason that its reporter will read. Done twice, done once.

    Raises:
        Refus: a need rests on it.
    """
    signal = Signal.objects.select_for_update().get(pk=signal.pk)
    if signal.ecarte_le:
        return signal
    if signal.preuves.exists():
        raise Refus(
            _("Un besoin s'appuie sur ce signal. Retirez d'abord la preuve de ce besoin, puis écartez le signal.")
        )
    signal.ecarte_le, signal.ecarte_par, signal.motif = le or timezone.now(), par, motif
    signal.save()
    annoncer_ecart(signal)
    return signal


@transaction.atomic
def reprendre_signal(*, signal: Signal) -> Signal:
    """Put a signal set aside back among the others."""
    signal = Signal.objects.select_for_update().get(pk=signal.pk)
    signal.ecarte_le, signal.ecarte_par, signal.motif = None, None, ""
    signal.save()
    return signal
