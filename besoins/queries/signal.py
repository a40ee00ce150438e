"""Weak signals: found, compared, corroborated, and what became of each."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.francais import date_sans_jour
from academie.models import Territoire
from academie.regles import regle
from besoins.models import Signal
from besoins.statistiques.ressemblance import SEUIL, adresse_comparable, racines, ressemblance
from besoins.statistiques.veille import echeance, poids, vigueur

# How many recent signals a title is compared with, and how many look-alikes are worth showing.
COMPARES, MONTRES = 2000, 5


def sources_independantes(signal: Signal) -> int:
    """How many independent sources tell the fact of `signal`: one per publisher, signals set aside left out."""
    return signal.meme_fait().actifs().order_by().values("source__origine").distinct().count()


def signaux_trouves(
    signaux,
    *,
    q: str = "",
    axe: str = "",
    note: str = "",
    source=None,
    territoire: Territoire | None = None,
    depuis: date | None = None,
    jusqu_au: date | None = None,
    utilisateur=None,
):
    """Signals that answer a search. `note`: "oui", "non", "moi" (awaits `utilisateur`), "ecarte"; empty, the active ones."""
    if q:
        signaux = signaux.filter(Q(titre__icontains=q) | Q(resume__icontains=q) | Q(source__nom__icontains=q))
    if axe:
        signaux = signaux.filter(axe=axe)
    if source:
        signaux = signaux.filter(source=source)
    if territoire:
        signaux = signaux.filter(territoire__in=Territoire.objects.sous(territoire))
    if depuis:
        signaux = signaux.filter(observe_le__gte=depuis)
    if jusqu_au:
        signaux = signaux.filter(observe_le__lte=jusqu_au)
    return _par_notation(signaux, note, utilisateur).order_by("-observe_le", "-pk")


def _par_notation(signaux, note: str, utilisateur):
    if note == "ecarte":
        return signaux.filter(ecarte_le__isnull=False)
    if note == "moi" and utilisateur:
        return signaux.a_noter_par(utilisateur)
    if note in ("oui", "non"):
        signaux = signaux.filter(note_le__isnull=note == "non")
    return signaux.actifs()


def semblables(*, titre: str, url: str = "", sauf: Signal | None = None) -> list[Signal]:
    """Signals that may say the same: same page on the web, or nearly the same title. Closest first, a few at most."""
    signaux = Signal.objects.all()
    if sauf is not None and sauf.pk:
        signaux = signaux.exclude(pk=sauf.pk)
        if sauf.fait:
            signaux = signaux.exclude(fait=sauf.fait)
    adresse, mots = adresse_comparable(url)[:500], racines(titre)
    memes = set(signaux.filter(adresse=adresse).values_list("pk", flat=True)) if adresse else set()
    recents = signaux.order_by("-observe_le", "-pk").values_list("pk", "racines")[:COMPARES]
    notes = {pk: ressemblance(mots, frozenset(autres.split())) for pk, autres in recents}
    retenus = {pk: note for pk, note in notes.items() if note >= SEUIL} | dict.fromkeys(memes, 1.0)
    premiers = sorted(retenus, key=lambda pk: (-retenus[pk], -pk))[:MONTRES]
    trouves = Signal.objects.select_related("source").in_bulk(premiers)
    return [trouves[pk] for pk in premiers]


@dataclass(frozen=True)
class Fraicheur:
    """How much a fact still weighs, in figures and in words."""

    poids: float
    code: str
    mot: str
    phrase: str


def fraicheur(signal: Signal, jour: date | None = None) -> Fraicheur:
    """The weight of a signal today; a later observation of the same fact has started it again."""
    jour, demi_vie = jour or timezone.localdate(), regle("signal.demi_vie")
    dernier = signal.meme_fait().actifs().aggregate(dernier=Max("observe_le"))["dernier"] or signal.observe_le
    valeur = poids((jour - dernier).days, demi_vie)
    code = vigueur(valeur)
    mots = {"vif": _("vif"), "tiede": _("qui s'éteint"), "eteint": _("éteint")}
    if dernier > signal.observe_le:
        phrase = _("Confirmé pour la dernière fois le %(jour)s.")
    else:
        phrase = _("Observé le %(jour)s, sans confirmation plus récente.")
    moitie = echeance(dernier, demi_vie)
    suite = (
        _("Il aura perdu la moitié de son poids le %(jour)s.")
        if moitie > jour
        else _("Une confirmation le raviverait.")
    )
    return Fraicheur(
        valeur,
        code,
        mots[code],
        f"{phrase % {'jour': date_sans_jour(dernier)}} {suite % {'jour': date_sans_jour(moitie)}}",
    )
