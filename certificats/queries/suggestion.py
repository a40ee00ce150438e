"""The programmes that would close the gaps between what a person proves and the job they aim at."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from academie import francais
from academie.branchements.catalogue import Suggestion
from academie.models import Utilisateur
from besoins.models import Objectif, VersionProgramme
from certificats.models import FichePoste
from certificats.queries.ecart import Ecart
from certificats.queries.parcours import ecarts_ouverts

PROPOSEES = 3


def suggestions(utilisateur: Utilisateur) -> list[Suggestion]:
    """For the job that a person aims at, or their present one when there is none."""
    return suggerer(*ecarts_ouverts(utilisateur))


def suggerer(fiche: FichePoste | None, ouverts: list[Ecart]) -> list[Suggestion]:
    """Published programmes whose objectives reach what a job asks and is not proved; those that close most gaps first."""
    if fiche is None:
        return []
    a_combler = {ecart.exigence.competence_id: ecart for ecart in ouverts}
    programmes: dict[tuple[str, str], list[Ecart]] = {}
    for titre, slug, competence in _objectifs(a_combler):
        programmes.setdefault((titre, slug), []).append(a_combler[competence])
    classes = sorted(programmes.items(), key=lambda programme: -len(programme[1]))
    return [_suggestion(titre, slug, combles, fiche) for (titre, slug), combles in classes[:PROPOSEES]]


def _objectifs(a_combler: dict[int, Ecart]):
    """(title, slug, competence) of each programme that reaches the level asked, by title."""
    atteint = Q(pk__in=[])
    for competence, ecart in a_combler.items():
        atteint |= Q(competence=competence, niveau__gte=ecart.exigence.niveau)
    return (
        Objectif.objects.filter(atteint, version__etat=VersionProgramme.Etat.PUBLIEE)
        .order_by("version__programme__recherche", "version__programme", "competence__domaine", "competence__ordre")
        .values_list("version__programme__titre", "version__programme__slug", "competence")
        .distinct()
    )


def _suggestion(titre: str, slug: str, combles: list[Ecart], fiche: FichePoste) -> Suggestion:
    vises = francais.enumeration(
        [
            _("%(competence)s (niveau demandé : %(niveau)s)")
            % {"competence": ecart.competence, "niveau": ecart.demande}
            for ecart in combles
        ]
    )
    raison = _("Vise ce que demande le poste que vous préparez, « %(poste)s » : %(vises)s.") % {
        "poste": fiche.titre,
        "vises": vises,
    }
    return Suggestion(titre, reverse("besoins:catalogue_detail", args=[slug]), raison)
