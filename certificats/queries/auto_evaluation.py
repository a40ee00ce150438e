"""What to ask of oneself: the competences of a job sheet or of a framework, domain by domain."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from academie.models import Competence, Domaine, Niveau, Referentiel
from certificats.models import FichePoste


@dataclass(frozen=True)
class Section:
    """One page of the questionnaire."""

    domaine: Domaine
    competences: list[Competence]

    @property
    def libelle(self) -> str:
        return self.domaine.nom


def sections_de_fiche(fiche: FichePoste) -> list[Section]:
    demandees = fiche.exigences.pratiquees().values("competence")
    return _sections(Competence.objects.filter(pk__in=demandees))


def sections_de_referentiel(referentiel: Referentiel) -> list[Section]:
    return _sections(Competence.objects.filter(domaine__referentiel=referentiel))


def niveaux_groupes() -> list[tuple[str, list[tuple[int, str]]]]:
    """The levels of every framework as grouped choices, by its name."""
    groupes: dict[str, list[tuple[int, str]]] = {}
    for niveau in Niveau.objects.select_related("referentiel").order_by("referentiel", "rang"):
        groupes.setdefault(str(niveau.referentiel), []).append((niveau.pk, f"{niveau.rang} – {niveau.nom}"))
    return list(groupes.items())


def echelons_de(referentiels: set[int]) -> dict[int, list[tuple[int, str, str]]]:
    """By framework: rank, name and description of each level, none first."""
    aucun = (0, _("Aucun"), _("Je ne sais pas le faire, ou je ne l'ai jamais fait."))
    echelons = {pk: [aucun] for pk in referentiels}
    for niveau in Niveau.objects.filter(referentiel__in=referentiels).order_by("referentiel", "rang"):
        echelons[niveau.referentiel_id].append((niveau.rang, niveau.nom, niveau.description))
    return echelons


def _sections(competences: QuerySet[Competence]) -> list[Section]:
    sections: dict[int, Section] = {}
    for competence in competences.select_related("domaine__referentiel"):
        section = sections.setdefault(competence.domaine_id, Section(competence.domaine, []))
        section.competences.append(competence)
    return list(sections.values())
