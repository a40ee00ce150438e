"""Needs in their order, each with what supports it and why it stands where it stands."""

from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academie.francais import date_longue, enumeration
from academie.models import Theme
from academie.models.territoire import normaliser
from besoins.models import Besoin, MouvementBesoin, Preuve
from besoins.queries.constats import part
from besoins.statistiques.egalites import se_chevauchent
from besoins.statistiques.proportion import Proportion


@dataclass(frozen=True)
class LigneBesoin:
    """A need, its strongest survey result, and its place explained."""

    besoin: Besoin
    appui: str
    explication: str
    est_premier: bool
    est_dernier: bool


def avec_preuves(besoins):
    """Load the evidence of each need, and where it comes from."""
    preuves = Preuve.objects.select_related(
        "option__question__section__enquete", "signal__source", "ajoutee_par"
    ).order_by("ajoutee_le", "pk")
    return besoins.select_related("theme", "decide_par").prefetch_related(Prefetch("preuves", preuves))


def besoins_ordonnes(besoins, *, q: str = "", etat: str = "", theme: Theme | None = None) -> list[LigneBesoin]:
    """Needs by rank; each place is explained against the need just before, whatever the filter shows."""
    tous = list(avec_preuves(besoins).order_by("rang"))
    lignes = [
        LigneBesoin(
            besoin,
            appui=appui(besoin),
            explication=expliquer_rang(besoin, precedent),
            est_premier=precedent is None,
            est_dernier=besoin is tous[-1],
        )
        for precedent, besoin in zip([None, *tous], tous, strict=False)
    ]
    return [ligne for ligne in lignes if _repond(ligne.besoin, q, etat, theme)]


def precedent_de(besoin: Besoin) -> Besoin | None:
    """The need just before in the order, with its evidence."""
    return avec_preuves(Besoin.objects.filter(rang__lt=besoin.rang)).order_by("-rang").first()


def proportion_de(preuve: Preuve) -> Proportion | None:
    """The share frozen in a piece of evidence; None for a signal or an unknown count."""
    return None if preuve.k is None else Proportion(preuve.k, preuve.n)


def dire_preuve(preuve: Preuve) -> str:
    """What a piece of evidence says, in words."""
    if preuve.signal_id:
        phrase = _("signal noté %(cotation)s : %(titre)s (%(source)s)")
        if not preuve.signal.cotation:
            phrase = _("signal : %(titre)s (%(source)s)")
        return phrase % {
            "cotation": preuve.signal.cotation,
            "titre": preuve.signal.titre,
            "source": preuve.signal.source.nom,
        }
    faits = {"reponse": preuve.option.libelle, "enquete": preuve.option.question.section.enquete.titre}
    proportion = proportion_de(preuve)
    if proportion is None:
        return _("« %(reponse)s », nombre de réponses inconnu (%(enquete)s)") % faits
    return _("« %(reponse)s » : %(part)s (%(enquete)s)") % {**faits, "part": part(proportion)}


def appui(besoin: Besoin) -> str:
    """The evidence of a need in one line: its strongest share, then how many signals."""
    preuves = list(besoin.preuves.all())
    if not preuves:
        return _("aucune preuve")
    meilleure = meilleure_preuve(besoin)
    morceaux = [part(proportion_de(meilleure))] if meilleure else []
    if any(preuve.option_id and preuve.k is None for preuve in preuves):
        morceaux.append(_("un résultat d'enquête au nombre de réponses inconnu"))
    if cotations := sorted(preuve.signal.cotation for preuve in preuves if preuve.signal_id):
        phrase = ngettext("un signal noté %(cotations)s", "des signaux notés %(cotations)s", len(cotations))
        morceaux.append(phrase % {"cotations": enumeration(cotations)})
    return " ; ".join(morceaux)


def expliquer_rang(besoin: Besoin, precedent: Besoin | None) -> str:
    """Why a need comes after the one before: what the answers say, or that it is a choice."""
    if precedent is None:
        return _("Placé en tête.")
    faits = {"precedent": precedent.titre}
    sienne, autre = meilleure_preuve(besoin), meilleure_preuve(precedent)
    if not (sienne and autre):
        return (
            _("Placé après « %(precedent)s » par choix : aucun résultat d'enquête ne permet de les comparer.") % faits
        )
    parts = proportion_de(sienne), proportion_de(autre)
    if se_chevauchent(parts[0].intervalle, parts[1].intervalle):
        return (
            _(
                "Placé après « %(precedent)s » par choix : leurs intervalles se recouvrent, les réponses ne les départagent pas."
            )
            % faits
        )
    if parts[0].valeur < parts[1].valeur:
        return _("Placé après « %(precedent)s », nettement plus exprimé.") % faits
    return _("Placé après « %(precedent)s » par choix, bien que nettement plus exprimé que lui.") % faits


def historique(besoin: Besoin) -> list[str]:
    """What happened to a need, in sentences, latest first."""
    faits = [
        (
            preuve.ajoutee_le,
            _("%(jour)s, %(qui)s a joint une preuve : %(preuve)s.")
            % {"jour": _jour(preuve.ajoutee_le), "qui": preuve.ajoutee_par, "preuve": dire_preuve(preuve)},
        )
        for preuve in besoin.preuves.all()
    ]
    faits += [(mouvement.le, _dire_mouvement(mouvement)) for mouvement in besoin.mouvements.select_related("par")]
    return [phrase for _le, phrase in sorted(faits, key=lambda fait: fait[0], reverse=True)]


def _dire_mouvement(mouvement: MouvementBesoin) -> str:
    phrases = {
        ("", Besoin.Etat.CANDIDAT): _("%(jour)s, %(qui)s a proposé le besoin."),
        (Besoin.Etat.CANDIDAT, Besoin.Etat.RETENU): _("%(jour)s, %(qui)s a retenu le besoin%(motif)s"),
        (Besoin.Etat.CANDIDAT, Besoin.Etat.REJETE): _("%(jour)s, %(qui)s a rejeté le besoin%(motif)s"),
    }
    phrase = phrases.get((mouvement.de, mouvement.vers), _("%(jour)s, %(qui)s a remis le besoin à l'examen."))
    return phrase % {
        "jour": _jour(mouvement.le),
        "qui": mouvement.par,
        "motif": f" : {mouvement.motif}" if mouvement.motif else ".",
    }


def _jour(instant) -> str:
    phrase = date_longue(instant)
    return phrase[:1].upper() + phrase[1:]


def meilleure_preuve(besoin: Besoin) -> Preuve | None:
    chiffrees = [preuve for preuve in besoin.preuves.all() if preuve.k is not None and preuve.n]
    return max(chiffrees, key=lambda preuve: preuve.k / preuve.n, default=None)


def _repond(besoin: Besoin, q: str, etat: str, theme: Theme | None) -> bool:
    return (
        (not etat or besoin.etat == etat)
        and (theme is None or besoin.theme_id == theme.pk)
        and normaliser(q) in normaliser(f"{besoin.titre} {besoin.description}")
    )
