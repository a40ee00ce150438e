"""Weak signals: found, compared, corroborated, and what became of each."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.francais import date_longue, date_sans_jour
from academie.models import Territoire
from academie.regles import regle
from besoins.models import Besoin, Cotation, Preuve, Signal
from besoins.statistiques.ressemblance import SEUIL, adresse_comparable, racines, ressemblance
from besoins.statistiques.veille import echeance, poids, vigueur

# How many recent signals a title is compared with, and how many look-alikes are worth showing.
COMPARES, MONTRES, CANDIDATS = 2000, 5, 20


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
    proches = _proches(titre, adresse_comparable(url)[:500], _recents(signaux))
    trouves = signaux.select_related("source").in_bulk(proches)
    return [trouves[pk] for pk in proches]


def candidats_au_meme_fait(signal: Signal, q: str = "", choisi: str | None = None):
    """The signals among which to choose one of the same fact: look-alikes, or those that `q` finds; `choisi` stays."""
    autres = Signal.objects.exclude(pk=signal.pk)
    if signal.fait:
        autres = autres.exclude(fait=signal.fait)
    if q:
        trouves = [autre.pk for autre in signaux_trouves(autres, q=q[:100])[:CANDIDATS]]
    else:
        trouves = [autre.pk for autre in semblables(titre=signal.titre, url=signal.url, sauf=signal)]
    if choisi and choisi.isdecimal() and len(choisi) < 19:
        trouves.append(int(choisi))
    # The signals already of this fact stay acceptable: sent twice, done once.
    return Signal.objects.exclude(pk=signal.pk).filter(pk__in=trouves).select_related("source")


def semblables_des_articles(articles) -> dict[int, Signal]:
    """For each item of a page of feeds, by key, the signal that it looks most like. Two queries."""
    recents = _recents(Signal.objects.all())
    proches = {article.pk: _proches(article.titre, article.adresse, recents)[:1] for article in articles}
    trouves = Signal.objects.in_bulk([pk for premiers in proches.values() for pk in premiers])
    return {article: trouves[premiers[0]] for article, premiers in proches.items() if premiers}


def _recents(signaux) -> list[tuple[int, str, frozenset[str]]]:
    """What the latest signals are compared by: key, address, stems of the title."""
    lignes = signaux.order_by("-observe_le", "-pk").values_list("pk", "adresse", "racines")[:COMPARES]
    return [(pk, adresse, frozenset(mots.split())) for pk, adresse, mots in lignes]


def _proches(titre: str, adresse: str, recents) -> list[int]:
    mots = racines(titre)
    notes = {
        pk: 1.0 if adresse and adresse == autre else ressemblance(mots, autres_mots)
        for pk, autre, autres_mots in recents
    }
    retenus = [pk for pk, note in notes.items() if note >= SEUIL]
    return sorted(retenus, key=lambda pk: (-notes[pk], -pk))[:MONTRES]


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


@dataclass(frozen=True)
class Dossier:
    """Everything that the page of a signal says about it to one reader."""

    signal: Signal
    cotations: list[Cotation]
    ma_cotation: Cotation | None
    notees: int
    membres: list[Signal]
    nombre_sources: int
    fraicheur: Fraicheur
    semblables: list[Signal]
    besoins: list[Besoin]
    manques: list[str]
    historique: list[str]

    @property
    def notes_divergent(self) -> bool:
        return len({(c.fiabilite, c.credibilite) for c in self.cotations}) > 1


def dossier(signal: Signal, lecteur) -> Dossier:
    """What is known of a signal. The ratings of others are shown once all are given, never before."""
    cotations = list(signal.cotations.select_related("par"))
    membres = list(signal.meme_fait().exclude(pk=signal.pk).select_related("source").order_by("observe_le", "pk"))
    preuves = Preuve.objects.filter(signal__in=[signal, *membres]).select_related("besoin")
    nombre_sources = sources_independantes(signal)
    return Dossier(
        signal=signal,
        cotations=cotations if signal.note_le else [],
        ma_cotation=next((cotation for cotation in cotations if cotation.par_id == lecteur.pk), None),
        notees=len(cotations),
        membres=membres,
        nombre_sources=nombre_sources,
        fraicheur=fraicheur(signal),
        semblables=semblables(titre=signal.titre, url=signal.url, sauf=signal),
        besoins=list({preuve.besoin_id: preuve.besoin for preuve in preuves}.values()),
        manques=manques_pour_un_besoin(signal, nombre_sources),
        historique=_historique(signal, cotations),
    )


def manques_pour_un_besoin(signal: Signal, nombre_sources: int | None = None) -> list[str]:
    """What a signal still lacks to become a need, one sentence each: what, and what to do."""
    manques = []
    if signal.ecarte_le:
        manques.append(_("Ce signal est écarté : reprenez-le d'abord."))
    if not signal.note_le:
        manques.append(
            _("Notez d'abord ce signal : %(nombre)d personnes jugent la source, puis le fait, chacune de son côté.")
            % {"nombre": regle("signal.notations")}
        )
    minimum = regle("signal.sources_minimum")
    nombre = sources_independantes(signal) if nombre_sources is None else nombre_sources
    if nombre < minimum:
        manques.append(
            _(
                "Une source seule ne fait pas un besoin : il en faut %(minimum)d qui soient indépendantes, ce signal en a"
                " %(nombre)d. Rapprochez-le d'un signal du même fait venu d'ailleurs, ou posez la question aux"
                " structures dans une enquête."
            )
            % {"minimum": minimum, "nombre": nombre}
        )
    return manques


def _historique(signal: Signal, cotations: list[Cotation]) -> list[str]:
    """What happened to a signal, in sentences, latest first."""
    faits: list[tuple] = [
        (signal.propose_le, _("%(jour)s, %(qui)s a signalé ce fait."), signal.propose_par),
        (signal.note_le, _("%(jour)s, le signal est noté."), ""),
        (signal.rapproche_le, _("%(jour)s, %(qui)s l'a rapproché d'un signal du même fait."), signal.rapproche_par),
        (signal.ecarte_le, _("%(jour)s, %(qui)s l'a écarté."), signal.ecarte_par),
    ]
    faits += [(c.le, _("%(jour)s, %(qui)s a donné sa note."), c.par) for c in cotations]
    for preuve in signal.preuves.select_related("besoin", "ajoutee_par"):
        phrase = _("%(jour)s, %(qui)s l'a joint au besoin « %(besoin)s ».")
        faits.append((preuve.ajoutee_le, phrase, preuve.ajoutee_par, preuve.besoin.titre))
    dates = sorted((fait for fait in faits if fait[0]), key=lambda fait: fait[0], reverse=True)
    return [phrase % {"jour": _jour(le), "qui": qui, "besoin": "".join(besoin)} for le, phrase, qui, *besoin in dates]


def _jour(instant) -> str:
    phrase = date_longue(instant)
    return phrase[:1].upper() + phrase[1:]


@dataclass(frozen=True)
class Signalement:
    """What became of a report, for whoever made it: a step, a sentence, and the needs it feeds."""

    signal: Signal
    etape: str
    libelle: str
    phrase: str
    besoins: list[Besoin]


def signalements_de(utilisateur) -> list[Signalement]:
    """The reports of a person, latest first, and what became of each."""
    signaux = list(Signal.objects.filter(propose_par=utilisateur).avec_sources().order_by("-propose_le", "-pk"))
    faits = {signal.fait for signal in signaux if signal.fait}
    preuves = Preuve.objects.filter(Q(signal__in=signaux) | Q(signal__fait__in=faits)).select_related(
        "signal", "besoin"
    )
    par_signal, par_fait = defaultdict(dict), defaultdict(dict)
    for preuve in preuves.order_by("ajoutee_le", "pk"):
        par_signal[preuve.signal_id][preuve.besoin_id] = preuve.besoin
        par_fait[preuve.signal.fait or preuve.signal_id][preuve.besoin_id] = preuve.besoin
    return [
        _signalement(signal, list((par_fait[signal.fait] if signal.fait else par_signal[signal.pk]).values()))
        for signal in signaux
    ]


def _signalement(signal, besoins: list[Besoin]) -> Signalement:
    if besoins:
        etape, libelle, phrase = (
            "qualifie",
            _("devenu un besoin"),
            _("Ce fait appuie un besoin : voyez ce qui en est décidé."),
        )
    elif signal.ecarte_le:
        etape, libelle, phrase = "ecarte", _("écarté"), _("Motif : %(motif)s") % {"motif": signal.motif}
    elif signal.nombre_sources >= regle("signal.sources_minimum"):
        phrase = _("%(nombre)d sources indépendantes rapportent ce fait.") % {"nombre": signal.nombre_sources}
        etape, libelle = "fait", _("corroboré")
    elif signal.note_le:
        phrase = _("Noté %(cotation)s. Nous cherchons une autre source qui le confirme.") % {
            "cotation": signal.cotation
        }
        etape, libelle = "pret", _("noté")
    else:
        etape, libelle, phrase = "recu", _("reçu"), _("Deux personnes vont le lire et le noter, chacune de son côté.")
    return Signalement(signal, etape, libelle, phrase, besoins)
