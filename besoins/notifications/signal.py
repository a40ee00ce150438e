"""Whoever reported a fact is told what became of it, once for each outcome."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from academie.actions.message import mettre_en_file
from academie.regles import regle
from besoins.models import Besoin, Signal
from besoins.queries.signal import sources_independantes

GABARIT = "besoins/messages/signalement.txt"


def annoncer_note(signal: Signal) -> None:
    """Two people have judged the report."""
    _annoncer(
        signal,
        "note",
        sujet=_("Votre signalement est noté"),
        phrase=_("Il est noté %(cotation)s : %(fiabilite)s ; %(credibilite)s.")
        % {
            "cotation": signal.cotation,
            "fiabilite": signal.get_fiabilite_display(),
            "credibilite": signal.get_credibilite_display(),
        },
    )


def annoncer_corroboration(signal: Signal) -> None:
    """Enough independent sources tell the same fact."""
    nombre = sources_independantes(signal)
    if nombre >= regle("signal.sources_minimum"):
        _annoncer(
            signal,
            "corrobore",
            sujet=_("Votre signalement est confirmé"),
            phrase=_("%(nombre)d sources indépendantes rapportent le même fait : il peut devenir un besoin.")
            % {"nombre": nombre},
        )


def annoncer_ecart(signal: Signal) -> None:
    _annoncer(
        signal,
        f"ecarte:{signal.ecarte_le:%Y%m%d%H%M%S}",
        sujet=_("Votre signalement n'est pas retenu"),
        phrase=_("Il a été écarté pour ce motif : %(motif)s") % {"motif": signal.motif},
    )


def annoncer_suite(besoin: Besoin, mouvement) -> None:
    """A need moved: tell whoever reported one of the facts it rests on. `mouvement` is the move, told once."""
    preuves = besoin.preuves.filter(signal__isnull=False).select_related("signal")
    faits = [preuve.signal.fait for preuve in preuves if preuve.signal.fait]
    signaux = Signal.objects.filter(pk__in=[preuve.signal_id for preuve in preuves]) | Signal.objects.filter(
        fait__in=faits
    )
    for signal in signaux.filter(propose_par__isnull=False).select_related("propose_par"):
        motif = _(" Motif : %(motif)s") % {"motif": besoin.motif} if besoin.motif else ""
        _annoncer(
            signal,
            f"besoin:{mouvement.pk}",
            sujet=_("Votre signalement nourrit un besoin"),
            phrase=_("Il appuie le besoin « %(besoin)s », aujourd'hui %(etat)s.%(motif)s")
            % {"besoin": besoin.titre, "etat": besoin.get_etat_display(), "motif": motif},
        )


def _annoncer(signal: Signal, suite: str, *, sujet: str, phrase: str) -> None:
    if signal.propose_par is None:
        return
    mettre_en_file(
        cle=f"signal:{signal.pk}:{suite}",
        gabarit=GABARIT,
        contexte={
            "signal": signal,
            "sujet": sujet,
            "phrase": phrase,
            "lien": f"{settings.BASE_URL}{reverse('besoins:contribution_list')}#signalement-{signal.pk}",
        },
        utilisateur=signal.propose_par,
    )
