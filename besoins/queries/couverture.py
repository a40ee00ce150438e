"""What of a version answers what: its needs, objectives and modules side by side, and where the minutes go."""

from dataclasses import dataclass

from academie import francais
from besoins.models import Besoin, Module, Objectif, VersionProgramme
from besoins.queries.priorite import poids_des_besoins
from besoins.statistiques.couverture import Bilan, couvrir


@dataclass(frozen=True)
class LigneBesoin:
    """A need: what answers it, its part of the weights and of the minutes in words, and as bars out of 100."""

    rang: int
    besoin: Besoin
    objectifs: str
    modules: str
    poids: str
    minutes: str
    part_des_minutes: str
    barre_poids: int
    barre_minutes: int


@dataclass(frozen=True)
class Couverture:
    """What answers the needs, and what nothing answers yet. A reviewer judges: none of it forbids to publish."""

    lignes: list[LigneBesoin]
    part: str
    couverts: int
    minutes_sans_besoin: str
    besoins: list[Besoin]
    objectifs_sans_besoin: list[Objectif]
    objectifs_sans_module: list[Objectif]
    modules: list[Module]

    @property
    def complete(self) -> bool:
        return not (self.besoins or self.objectifs_sans_besoin or self.objectifs_sans_module or self.modules)


@dataclass(frozen=True)
class Case:
    """Whether two elements are linked: `valeur` names both in the form, `libelle` says what the link means."""

    valeur: str
    cochee: bool
    entete: str
    libelle: str


@dataclass(frozen=True)
class Rangee:
    rang: int
    objectif: Objectif
    besoins: list[Case]
    modules: list[Case]


@dataclass(frozen=True)
class Matrice:
    besoins: list[Besoin]
    modules: list[Module]
    rangees: list[Rangee]


def couverture(version: VersionProgramme) -> Couverture:
    """`version` comes from `avec_contenu`: one query here, for the weights in force."""
    besoins, objectifs, modules = _contenu(version)
    bilan = couvrir(
        poids_des_besoins(besoins),
        {objectif.pk: _besoins_de(objectif) for objectif in objectifs},
        {module.pk: (module.minutes, {objectif.pk for objectif in module.objectifs.all()}) for module in modules},
    )
    travailles = {objectif.pk for module in modules for objectif in module.objectifs.all()}
    utiles = {pk for liste in bilan.modules.values() for pk in liste}
    return Couverture(
        lignes=_lignes(besoins, objectifs, modules, bilan),
        part=francais.pourcentage(bilan.part_couverte, 0),
        couverts=sum(bool(liste) for liste in bilan.modules.values()),
        minutes_sans_besoin=francais.duree(bilan.minutes_sans_besoin) if bilan.minutes_sans_besoin else "",
        besoins=[besoin for besoin in besoins if not bilan.modules[besoin.pk]],
        objectifs_sans_besoin=[objectif for objectif in objectifs if not _besoins_de(objectif) & bilan.poids.keys()],
        objectifs_sans_module=[objectif for objectif in objectifs if objectif.pk not in travailles],
        modules=[module for module in modules if module.pk not in utiles],
    )


def matrice(version: VersionProgramme) -> Matrice:
    """The objectives in rows; needs, then modules, in columns. `version` comes from `avec_contenu`: no query here."""
    besoins, objectifs, modules = _contenu(version)
    return Matrice(
        besoins,
        modules,
        [_rangee(rang, objectif, besoins, modules) for rang, objectif in enumerate(objectifs, start=1)],
    )


def _contenu(version: VersionProgramme) -> tuple[list[Besoin], list[Objectif], list[Module]]:
    besoins = [besoin for besoin in version.besoins.all() if besoin.etat in Besoin.SERVIS]
    return besoins, list(version.objectifs.all()), list(version.modules.all())


def _besoins_de(objectif: Objectif) -> set[int]:
    return {besoin.pk for besoin in objectif.besoins.all()}


def _lignes(
    besoins: list[Besoin], objectifs: list[Objectif], modules: list[Module], bilan: Bilan[int, int]
) -> list[LigneBesoin]:
    rangs = {module.pk: str(rang) for rang, module in enumerate(modules, start=1)}
    return [
        LigneBesoin(
            rang=rang,
            besoin=besoin,
            objectifs=francais.enumeration(
                str(place) for place, objectif in enumerate(objectifs, start=1) if besoin.pk in _besoins_de(objectif)
            ),
            modules=francais.enumeration(rangs[pk] for pk in bilan.modules[besoin.pk]),
            poids=francais.pourcentage(bilan.poids[besoin.pk], 0),
            minutes=francais.duree(round(bilan.minutes[besoin.pk])),
            part_des_minutes=francais.pourcentage(bilan.part_des_minutes(besoin.pk), 0),
            barre_poids=round(100 * bilan.poids[besoin.pk]),
            barre_minutes=round(100 * bilan.part_des_minutes(besoin.pk)),
        )
        for rang, besoin in enumerate(besoins, start=1)
    ]


def _rangee(rang: int, objectif: Objectif, besoins: list[Besoin], modules: list[Module]) -> Rangee:
    repondus = _besoins_de(objectif)
    return Rangee(
        rang,
        objectif,
        [
            Case(
                f"{objectif.pk}-{besoin.pk}",
                besoin.pk in repondus,
                f"B{place}",
                besoin.titre,
            )
            for place, besoin in enumerate(besoins, start=1)
        ],
        [
            Case(
                f"{module.pk}-{objectif.pk}",
                objectif in module.objectifs.all(),
                f"M{place}",
                module.titre,
            )
            for place, module in enumerate(modules, start=1)
        ],
    )
