"""What became of the needs that somebody proposed, in words for them."""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from besoins.models import Besoin, Programme, VersionProgramme

Etat = Besoin.Etat


@dataclass(frozen=True)
class Suite:
    """A need, what became of it, and the published programmes that answer it or its group."""

    besoin: Besoin
    phrase: str
    programmes: list[Programme]


def avec_suites(besoins: QuerySet) -> QuerySet:
    """Load what `suite_de` tells of each need, in a constant number of queries."""
    publiees = VersionProgramme.objects.publiees().select_related("programme")
    return besoins.select_related("structure", "groupe").prefetch_related(
        Prefetch("versions", publiees, to_attr="versions_publiees"),
        Prefetch("groupe__versions", publiees, to_attr="versions_publiees"),
    )


def suite_de(besoin: Besoin) -> Suite:
    """`besoin` comes from `avec_suites`."""
    versions = [*besoin.versions_publiees, *(besoin.groupe.versions_publiees if besoin.groupe else [])]
    return Suite(besoin, dire_suite(besoin), [version.programme for version in versions])


def propositions_de(utilisateur) -> list[Suite]:
    """The needs that a person proposed, latest first, and what became of each."""
    besoins = Besoin.objects.autorises(utilisateur, "besoin.proposer").order_by("-recu_le", "-pk")
    return [suite_de(besoin) for besoin in avec_suites(besoins)]


def dire_suite(besoin: Besoin, groupe: Besoin | None = None) -> str:
    """Where a need stands, told to who expressed it; the reason of a refusal is part of it."""
    groupe = groupe or besoin.groupe
    if groupe is None:
        return _phrase(besoin)
    return _("Il est réuni avec d'autres sous « %(groupe)s ». %(phrase)s") % {
        "groupe": groupe.titre,
        "phrase": _phrase(groupe),
    }


def _phrase(besoin: Besoin) -> str:
    phrase = {
        Etat.RECU: _("L'équipe l'a reçu et va l'étudier."),
        Etat.QUALIFIE: _("L'équipe l'a étudié : il reste à décider s'il est retenu."),
        Etat.REGROUPE: _("Il est réuni avec d'autres qui disent la même chose."),
        Etat.RETENU: _("Il est retenu : un programme de formation y répondra."),
        Etat.ECARTE: _("Il est écarté."),
        Etat.PROGRAMME: _("Un programme du catalogue y répond."),
        Etat.SATISFAIT: _("Il est satisfait."),
    }[Etat(besoin.etat)]
    return phrase + (_(" Motif : %(motif)s") % {"motif": besoin.motif} if besoin.motif else "")
