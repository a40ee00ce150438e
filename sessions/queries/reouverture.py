"""The needs that those trained, or their employers, say unmet: clearly enough, and not reopened yet for this version."""

from collections import defaultdict
from dataclasses import dataclass

from academie.regles import regle
from besoins.models import Besoin, Option, VersionProgramme
from sessions.models import Evaluation, Reouverture, Session
from sessions.queries.progres import besoins_juges


@dataclass(frozen=True)
class Constat:
    """A need of a version, and the answers that say it unmet beyond the threshold."""

    besoin: Besoin
    version: VersionProgramme
    options: list[Option]
    insatisfaites: int
    reponses: int


def depasse(insatisfaites: int, reponses: int, *, part: int, minimum: int) -> bool:
    """Whether enough people answered, and enough of them say no. Whole numbers: no rounding decides."""
    return reponses >= max(minimum, 1) and 100 * insatisfaites >= part * reponses


def constats_a_tirer() -> list[Constat]:
    """Version by version, what its sessions say of its needs; those already reopened for it are left out."""
    versions = VersionProgramme.objects.filter(
        pk__in=Evaluation.objects.filter(genre__in=Evaluation.A_FROID).values("version")
    ).select_related("programme")
    deja = set(Reouverture.objects.values_list("version", "besoin"))
    return [
        constat
        for version in versions.order_by("pk")
        for constat in constats_de(version)
        if (version.pk, constat.besoin.pk) not in deja
    ]


def constats_de(version: VersionProgramme) -> list[Constat]:
    part, minimum = regle("evaluation.besoin_part"), regle("evaluation.besoin_minimum")
    par_besoin = defaultdict(list)
    for juge in besoins_juges(Session.objects.filter(version=version)):
        if depasse(juge.insatisfaites, juge.reponses, part=part, minimum=minimum):
            par_besoin[juge.besoin].append(juge)
    return [
        Constat(
            besoin,
            version,
            [juge.option for juge in juges],
            sum(juge.insatisfaites for juge in juges),
            sum(juge.reponses for juge in juges),
        )
        for besoin, juges in par_besoin.items()
    ]


def reouvertures_du_programme(programme: int):
    """What evaluations reopened, latest first."""
    return (
        Reouverture.objects.filter(version__programme=programme)
        .select_related("besoin", "version__programme")
        .order_by("-le", "-pk")
    )
