"""The resources that a module cites, and those that it might: near in subject, and of the territories it is given in first."""

from dataclasses import dataclass

from django.db.models import Case, Count, F, Q, QuerySet, Value, When
from django.utils.translation import gettext as _

from academie.models import Territoire
from academie.recherche import chercher, pertinence
from besoins.models import Module, Ressource, VersionProgramme
from besoins.queries.ressource import Ligne, avec_lieux, en_lignes

PROPOSEES = 8
TROUVEES = 20


@dataclass(frozen=True)
class Proposition:
    """A resource that a module may cite, and why."""

    ligne: Ligne
    raison: str = ""


def citees(module: Module) -> list[Ligne]:
    return en_lignes(avec_lieux(module.ressources.order_by("titre", "pk")))


def trouvees(module: Module, q: str) -> list[Proposition]:
    """The published resources that hold the words of `q`, those of the programme's régions first."""
    if not q.strip():
        return []
    ressources = pertinence(chercher(_citables(module), q), q).order_by("-ici", "rang", "pk")
    return [Proposition(ligne) for ligne in en_lignes(avec_lieux(ressources)[:TROUVEES])]


def proposees(module: Module) -> list[Proposition]:
    """Published resources on the theme of the programme or the competences of the module."""
    competences = module.objectifs.values("competence")
    theme = Case(When(theme=module.version.programme.theme_id, then=Value(1)), default=Value(0))
    communes = Count("competences", filter=Q(competences__in=competences), distinct=True)
    ressources = (
        _citables(module)
        .annotate(meme_theme=theme, communes=communes)
        .filter(Q(meme_theme=1) | Q(communes__gt=0))
        .order_by("-ici", F("communes").desc(), "-meme_theme", "-publiee_le", "pk")
    )
    proches = list(avec_lieux(ressources)[:PROPOSEES])
    return [
        Proposition(ligne, _raison(ressource)) for ressource, ligne in zip(proches, en_lignes(proches), strict=True)
    ]


def citees_par_version(version: VersionProgramme, lieu: Territoire) -> list[Ligne]:
    """The published resources that the modules of a version cite, those of the région of `lieu` first.

    Many versions cite none: their keys are asked first, for a tenth of the time.
    """
    citations = Module.ressources.through.objects.filter(module__version=version)
    if not (cles := set(citations.values_list("ressource", flat=True))):
        return []
    ici = Case(When(region=lieu.region_id or lieu.pk, then=Value(1)), default=Value(0))
    ressources = Ressource.objects.publiees().filter(pk__in=cles).annotate(ici=ici)
    return en_lignes(avec_lieux(ressources.order_by("-ici", "titre", "pk")))


def _citables(module: Module) -> QuerySet:
    """What is published and not cited yet; `ici`: of a région where the programme is given."""
    lieux = module.version.territoires.values_list("region", "pk")
    regions = {region or lieu for region, lieu in lieux}
    ici = Case(When(region__in=regions, then=Value(1)), default=Value(0)) if regions else Value(0)
    return Ressource.objects.publiees().exclude(modules=module).annotate(ici=ici)


def _raison(ressource: Ressource) -> str:
    raisons = []
    if ressource.ici:
        raisons.append(_("même région que le programme"))
    if ressource.communes:
        raisons.append(_("mêmes compétences"))
    if ressource.meme_theme:
        raisons.append(_("même thème"))
    return ", ".join(raisons)
