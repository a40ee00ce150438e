"""What was once public, and where to go from there."""

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from besoins.models import VersionProgramme


def versions_parues(slug: str) -> dict[str, VersionProgramme]:
    """Every version of a programme that was once public, by its number, the last first."""
    parues = VersionProgramme.objects.filter(programme__slug=slug, etat__in=VersionProgramme.ETE_PUBLIEES)
    return {str(version.numero): version for version in parues.select_related("programme").order_by("-numero")}


def programmes_voisins(version: VersionProgramme) -> QuerySet:
    """Published programmes that answer the same needs, then those of the same theme."""
    besoins = version.besoins.values("pk")
    return (
        VersionProgramme.objects.publiees()
        .exclude(programme=version.programme_id)
        .annotate(communs=Count("besoins", Q(besoins__in=besoins), distinct=True))
        .filter(Q(communs__gt=0) | Q(programme__theme=version.programme.theme_id))
        .select_related("programme__theme")
        .order_by("-communs", "programme__recherche", "pk")[:5]
    )


def dernieres_parues() -> QuerySet:
    """Of each programme once public, the version in force, or the last one; `parue_le` is when it came or went."""
    parues = VersionProgramme.objects.filter(etat__in=VersionProgramme.ETE_PUBLIEES)
    suivantes = parues.filter(programme=OuterRef("programme"), numero__gt=OuterRef("numero"))
    return parues.annotate(parue_le=Coalesce("retiree_le", "publiee_le")).filter(~Exists(suivantes))
