"""A first draft: objectives and modules that exist already and serve the needs of a version, each with its reasons."""

from dataclasses import dataclass

from django.db.models import Prefetch, Q
from django.utils.translation import gettext as _

from academie import francais
from besoins.models import Besoin, Module, Objectif, VersionProgramme


@dataclass(frozen=True)
class ObjectifPropose:
    objectif: Objectif
    besoins: list[Besoin]
    raisons: list[str]


@dataclass(frozen=True)
class ModulePropose:
    module: Module
    duree: str
    raisons: list[str]


@dataclass(frozen=True)
class PremierJet:
    """`sans_repere`: needs that nothing can be looked up by, neither a competence nor a programme that answered them."""

    objectifs: list[ObjectifPropose]
    modules: list[ModulePropose]
    sans_repere: list[Besoin]


def premier_jet(version: VersionProgramme, choisis: list[int] | None = None) -> PremierJet:
    """What other programmes, once published, hold for the needs of this draft (those of keys `choisis` when given).

    An objective is proposed when its competence is at stake in a need, or when it answered that need elsewhere; a
    module, when it works such an objective. What the draft says already is left out; of two versions of a programme,
    the latest speaks. A constant number of queries.
    """
    besoins = list(version.besoins.retenus().prefetch_related("competences"))
    if choisis:
        besoins = [besoin for besoin in besoins if besoin.pk in choisis]
    proposes: dict[tuple[int, str], ObjectifPropose] = {}
    deja = set(version.objectifs.values_list("intitule", flat=True))
    for objectif in _candidats(version, besoins):
        cle = (objectif.version.programme_id, objectif.intitule)
        if objectif.intitule not in deja and cle not in proposes:
            proposes[cle] = _proposer(objectif, besoins)
    servis = {besoin.pk for propose in proposes.values() for besoin in propose.besoins}
    return PremierJet(
        list(proposes.values()),
        _modules(version, list(proposes.values())),
        [besoin for besoin in besoins if besoin.pk not in servis and not besoin.competences.all()],
    )


def _candidats(version: VersionProgramme, besoins: list[Besoin]):
    competences = {competence.pk for besoin in besoins for competence in besoin.competences.all()}
    modules = Module.objects.select_related("version__programme").prefetch_related("objectifs")
    return (
        Objectif.objects.filter(version__etat__in=VersionProgramme.ETE_PUBLIEES)
        .exclude(version__programme=version.programme_id)
        .filter(Q(competence__in=competences) | Q(besoins__in=besoins))
        .select_related("competence", "version__programme")
        .prefetch_related("besoins", Prefetch("modules", modules))
        .distinct()
        .order_by("-version__publiee_le", "version", "ordre", "pk")
    )


def _proposer(objectif: Objectif, besoins: list[Besoin]) -> ObjectifPropose:
    repondus = {besoin.pk for besoin in objectif.besoins.all()}
    servis, raisons = [], []
    for besoin in besoins:
        en_jeu = objectif.competence_id in {competence.pk for competence in besoin.competences.all()}
        faits = {"competence": objectif.competence, "besoin": besoin.titre, "programme": objectif.version.programme}
        if en_jeu:
            raisons.append(_("Il vise « %(competence)s », en jeu dans le besoin « %(besoin)s ».") % faits)
        if besoin.pk in repondus:
            raisons.append(_("Il répond au besoin « %(besoin)s » dans « %(programme)s ».") % faits)
        if en_jeu or besoin.pk in repondus:
            servis.append(besoin)
    return ObjectifPropose(objectif, servis, raisons)


def _modules(version: VersionProgramme, proposes: list[ObjectifPropose]) -> list[ModulePropose]:
    """Each module once, in the order of the objectives that it works."""
    deja = set(version.modules.values_list("titre", flat=True))
    travaux: dict[int, tuple[Module, list[str]]] = {}
    for propose in proposes:
        for module in propose.objectif.modules.all():
            if module.titre not in deja:
                raisons = travaux.setdefault(module.pk, (module, []))[1]
                raisons.append(_("Il travaille l'objectif « %(objectif)s ».") % {"objectif": propose.objectif})
    return [ModulePropose(module, francais.duree(module.minutes), raisons) for module, raisons in travaux.values()]
