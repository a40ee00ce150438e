"""Survey figures in plain sentences: what they say, what they cannot say."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academie.francais import MOIS, enumeration, nombre, pourcentage
from academie.regles import regle
from besoins.models import Option
from besoins.statistiques.egalites import Rang, groupes_egalite
from besoins.statistiques.grim import Verdict, totaux_possibles, verifier_pourcentage
from besoins.statistiques.poids import PartPonderee
from besoins.statistiques.proportion import Proportion


def part(proportion: Proportion) -> str:
    """9 sur 11, soit 81,8 % [52 % – 95 %]."""
    if not proportion.total:
        return _("aucune réponse")
    return f"{sur(proportion)} {crochets(proportion)}"


def sur(proportion: Proportion) -> str:
    """9 sur 11, soit 81,8 %."""
    return _("%(k)s sur %(n)s, soit %(part)s") % {
        "k": nombre(proportion.effectif),
        "n": nombre(proportion.total),
        "part": pourcentage(proportion.valeur or 0),
    }


def crochets(proportion: Proportion | PartPonderee) -> str:
    """[52 % – 95 %]: the 95 % interval, on one line."""
    bornes = proportion.intervalle
    return f"[{pourcentage(bornes.bas, 0)} – {pourcentage(bornes.haut, 0)}]"


def mois(jour: date) -> str:
    """mars 2027."""
    return f"{MOIS[jour.month - 1]}\u00a0{jour.year}"


def chiffre(valeur: float | Decimal) -> str:
    """A number with the decimals it has, four at most: 7, 7,5."""
    arrondi = round(Decimal(str(valeur)), 4).normalize()
    return nombre(arrondi, max(0, -int(arrondi.as_tuple().exponent)))


def place(rang: Rang) -> str:
    """The places that the answers leave possible."""
    if rang.est_certain:
        return _ordinal(rang.meilleur)
    return _("de la %(meilleure)s à la %(pire)s") % {"meilleure": _ordinal(rang.meilleur), "pire": _ordinal(rang.pire)}


def comparer_au_publie(publie: Decimal, total: int, effectif: int | None) -> str:
    """Can the percentage printed elsewhere come from these answers? `effectif` is None when unknown."""
    verdict = verifier_pourcentage(publie.normalize(), total)
    if verdict.est_impossible:
        return _impossible(verdict)
    if effectif is None:
        return _(
            "Le %(publie)s publié peut venir de %(effectifs)s sur %(total)s, mais le nombre exact est inconnu."
        ) % {
            **_mots(verdict),
            "effectifs": enumeration(map(nombre, verdict.effectifs), _("ou")),
        }
    if effectif not in verdict.effectifs:
        return _(
            "Le %(publie)s publié correspond à %(effectifs)s sur %(total)s, pas aux %(k)s réponses comptées ici."
        ) % {
            **_mots(verdict),
            "effectifs": enumeration(map(nombre, verdict.effectifs), _("ou")),
            "k": nombre(effectif),
        }
    faits = _mots(verdict) | {"k": nombre(effectif), "exact": pourcentage(Decimal(effectif) / total)}
    if effectif in verdict.arrondis and effectif in verdict.tronques:
        return _("Le %(publie)s publié est bien %(k)s sur %(total)s (%(exact)s).") % faits
    if effectif in verdict.arrondis:
        return _("Le %(publie)s publié est %(k)s sur %(total)s, soit %(exact)s, arrondi au plus proche.") % faits
    return _("Le %(publie)s publié est %(k)s sur %(total)s, soit %(exact)s, dont on a coupé les décimales.") % faits


def constats_de_classement(proportions: Mapping[Option, Proportion]) -> list[str]:
    """What may be ranked and what may not, one sentence for each tie."""
    connues = {option: proportion for option, proportion in proportions.items() if proportion.total}
    if len(connues) < 2:
        return []
    groupes = groupes_egalite(connues)
    phrases = [_egalite(groupe, len(groupes)) for groupe in groupes if len(groupe) > 1]
    total = max(proportion.total for proportion in connues.values())
    seuil = regle("resultats.classement_minimum")
    if total < seuil:
        phrases.append(
            ngettext(
                "Avec %(total)s réponse, un classement strict est déconseillé : il en faudrait au moins %(seuil)s.",
                "Avec %(total)s réponses, un classement strict est déconseillé : il en faudrait au moins %(seuil)s.",
                total,
            )
            % {"total": nombre(total), "seuil": nombre(seuil)}
        )
    return phrases


def _egalite(groupe: list[Option], groupes: int) -> str:
    if groupes == 1:
        return _(
            "Ces réponses ne permettent pas de classer strictement : de proche en proche, tous les intervalles se recouvrent."
        )
    return _("Ces réponses ne permettent pas de classer strictement %(options)s : leurs intervalles se recouvrent.") % {
        "options": enumeration(f"« {option.libelle} »" for option in groupe)
    }


def _impossible(verdict: Verdict) -> str:
    voisins = [
        _("%(k)s sur %(n)s %(font)s %(part)s")
        % {
            "k": nombre(k),
            "n": nombre(verdict.total),
            "font": _("fait") if k < 2 else _("font"),
            "part": pourcentage(Decimal(k) / verdict.total),
        }
        for k in verdict.voisins
    ]
    possibles = enumeration(map(nombre, totaux_possibles(verdict.publie, 3)), _("ou"))
    return _(
        "Le %(publie)s publié ne peut pas venir de %(total)s réponses : %(voisins)s. Il faut pour cela un autre nombre de "
        "réponses : %(possibles)s, par exemple."
    ) % {**_mots(verdict), "voisins": ", ".join(voisins), "possibles": possibles}


def _mots(verdict: Verdict) -> dict[str, str]:
    decimales = max(0, -int(verdict.publie.as_tuple().exponent))
    return {"publie": pourcentage(verdict.publie / 100, decimales), "total": nombre(verdict.total)}


def _ordinal(rang: int) -> str:
    return _("1re") if rang == 1 else _("%(rang)se") % {"rang": rang}
