"""What the base knows when a yearly plan begins: needs and their weights, who expects them where, what answers them."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet, Sum
from django.utils import timezone

from academie.autorisations.table import Role
from academie.models import Territoire, Utilisateur
from academie.regles import regle
from besoins.models import Besoin, EffectifAttendu, Enquete, Question, Reponse, Valeur, VersionProgramme
from besoins.queries.besoin import avec_preuves, preuves_de
from besoins.queries.priorite import poids_des_besoins

# {need: {région: people}}, by keys.
Effectifs = dict[int, dict[int, int]]


@dataclass(frozen=True)
class ProgrammeConnu:
    """A published version, its half-days, and the share of each need that it answers, in hundredths."""

    version: VersionProgramme
    demi_journees: int
    parts: dict[int, int]


def besoins_a_couvrir() -> dict[Besoin, int]:
    """The retained needs, each with its score of priority brought to 100."""
    besoins = list(avec_preuves(Besoin.objects.retenus().order_by("recu_le", "pk")).prefetch_related("territoires"))
    poids = poids_des_besoins(besoins)
    return {besoin: max(1, round(100 * poids[besoin.pk])) for besoin in besoins}


def programmes_du_catalogue() -> list[ProgrammeConnu]:
    """Published versions: what their objectives answer counts as far as their modules work it."""
    versions = VersionProgramme.objects.publiees().avec_minutes().select_related("programme")
    versions = versions.prefetch_related("objectifs__besoins", "modules__objectifs").order_by("programme__recherche")
    demi = regle("programme.demi_journee")
    return [
        ProgrammeConnu(version, max(1, -(-version.minutes_prevues // demi)), _parts(version)) for version in versions
    ]


def formateurs_du_jour() -> QuerySet:
    jour = timezone.localdate()
    en_cours = Q(affectations__fin=None) | Q(affectations__fin__gte=jour)
    return (
        Utilisateur.objects.filter(en_cours, affectations__role=Role.FORMATEUR, affectations__debut__lte=jour)
        .filter(is_active=True)
        .distinct()
        .order_by("nom", "prenom", "pk")
    )


def effectifs_attendus(besoins: list[Besoin]) -> Effectifs:
    """How many people expect each need in each région: those that structures announced in a programme's dossier;
    where nobody said, so many for each structure or territory that expressed it. `besoins`: of `besoins_a_couvrir`.
    """
    regions = {pk: pk for pk in Territoire.objects.regions().values_list("pk", flat=True)}
    par_structure = regle("plan.personnes_par_structure")
    exprimes = _structures(besoins, regions), _reponses(besoins), _territoires(besoins, regions)
    annonces = _annonces(besoins)
    attendus: Effectifs = {besoin.pk: {} for besoin in besoins}
    for besoin, comptes in attendus.items():
        for source in exprimes:
            for region, structures in source.get(besoin, {}).items():
                comptes[region] = max(comptes.get(region, 0), structures * par_structure)
        comptes.update(annonces.get(besoin, {}))
    return attendus


def _parts(version: VersionProgramme) -> dict[int, int]:
    travailles = {objectif.pk for module in version.modules.all() for objectif in module.objectifs.all()}
    objectifs: dict[int, list[bool]] = defaultdict(list)
    for objectif in version.objectifs.all():
        for besoin in objectif.besoins.all():
            objectifs[besoin.pk].append(objectif.pk in travailles)
    return {besoin: 100 * sum(faits) // len(faits) for besoin, faits in objectifs.items() if any(faits)}


def _region(territoire: Territoire, regions: dict[int, int]) -> int | None:
    return regions.get(territoire.pk, territoire.region_id)


def _structures(besoins: list[Besoin], regions: dict[int, int]) -> Effectifs:
    """The structures that asked for it, or for a need grouped under it, each once."""
    demandeuses = {
        besoin.pk: {
            structure
            for structure in (
                besoin.structure_id,
                *(membre.structure_id for membre in besoin.membres.all()),
                *(preuve.structure_id for preuve in preuves_de(besoin)),
            )
            if structure
        }
        for besoin in besoins
    }
    toutes = set().union(*demandeuses.values())
    territoires = Territoire.objects.filter(structures__in=toutes).annotate(structure=F("structures__pk"))
    ou = {territoire.structure: _region(territoire, regions) for territoire in territoires}
    comptes: Effectifs = defaultdict(lambda: defaultdict(int))
    for besoin, structures in demandeuses.items():
        for structure in structures:
            if region := ou.get(structure):
                comptes[besoin][region] += 1
    return comptes


def _territoires(besoins: list[Besoin], regions: dict[int, int]) -> Effectifs:
    """The territories that it concerns, each once."""
    comptes: Effectifs = defaultdict(lambda: defaultdict(int))
    for besoin in besoins:
        for territoire in besoin.territoires.all():
            if region := _region(territoire, regions):
                comptes[besoin.pk][region] += 1
    return comptes


def _reponses(besoins: list[Besoin]) -> Effectifs:
    """Answers of surveys where everybody is named: the counts of the others might tell who answered."""
    options = {preuve.option_id: besoin.pk for besoin in besoins for preuve in preuves_de(besoin) if preuve.option_id}
    exprimees = (
        Valeur.objects.filter(
            ~Q(question__genre=Question.Genre.MATRICE) | Q(nombre__gt=F("maitrise")),
            option__in=options,
            reponse__etat=Reponse.Etat.SOUMISE,
            reponse__enquete__regime=Enquete.Regime.NOMME,
            reponse__region__isnull=False,
        )
        .order_by()
        .values_list("option", "reponse__region")
        .annotate(n=Count("reponse", distinct=True))
    )
    comptes: Effectifs = defaultdict(dict)
    for option, region, n in exprimees:
        lieu = comptes[options[option]]
        lieu[region] = max(lieu.get(region, 0), n)
    return comptes


def _annonces(besoins: list[Besoin]) -> Effectifs:
    """What structures announced for the programmes that answer it: of several programmes, the largest."""
    annonces = (
        EffectifAttendu.objects.filter(version__besoins__in=[besoin.pk for besoin in besoins])
        .exclude(version__etat=VersionProgramme.Etat.RETIREE)
        .order_by()
        .values_list("version__besoins", "version", "structure__territoire", "structure__territoire__region")
        .annotate(n=Sum("effectif"))
    )
    par_version: dict[tuple[int, int], dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for besoin, version, territoire, region, n in annonces:
        par_version[besoin, version][region or territoire] += n
    comptes: Effectifs = defaultdict(dict)
    for (besoin, _version), lieux in par_version.items():
        for region, n in lieux.items():
            comptes[besoin][region] = max(comptes[besoin].get(region, 0), n)
    return comptes
