"""Which structures asked for what a programme answers: what evidence says of each, in sentences."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Q
from django.utils.translation import gettext as _

from academie.models import Structure
from besoins.models import Codage, Enquete, Preuve, Question, Reponse, Valeur, VersionProgramme

# More would make a page that nobody reads: the others are found by their name.
PROPOSITIONS = 60


@dataclass(frozen=True)
class Demandeuse:
    """A structure that asked, and how."""

    structure: Structure
    raisons: list[str]


def demandeuses(version: VersionProgramme) -> list[Demandeuse]:
    """The structures whose requests, signals or named answers support the needs of a version, by name, in four queries.

    An anonymous survey names nobody: it says nothing here.
    """
    besoins = version.besoins.values("pk")
    preuves = list(
        Preuve.objects.filter(Q(besoin__in=besoins) | Q(besoin__groupe__in=besoins))
        .select_related("signal", "option__question__section__enquete", "code__question__section__enquete")
        .order_by("pk")
    )
    raisons: dict[int, dict[str, None]] = defaultdict(dict)
    for structure, raison in (*_par_mots(preuves), *_par_reponses(preuves), *_par_textes(preuves)):
        raisons[structure][raison] = None
    structures = Structure.objects.filter(pk__in=raisons).select_related("territoire").order_by("nom", "pk")
    return [Demandeuse(structure, list(raisons[structure.pk])) for structure in structures]


def structures_cherchees(q: str, *, sauf: Iterable[int], limite: int = 20) -> list[Structure]:
    """Structures by the words of their name and territory."""
    if not q.strip():
        return []
    trouvees = Structure.objects.nommees(q).exclude(pk__in=sauf).select_related("territoire")
    return list(trouvees.order_by("nom", "pk")[:limite])


def _par_mots(preuves: list[Preuve]) -> Iterable[tuple[int, str]]:
    for preuve in preuves:
        if preuve.structure_id:
            yield preuve.structure_id, _("demande : « %(mots)s »") % {"mots": preuve.note}
        elif preuve.signal and preuve.signal.structure_id:
            yield preuve.signal.structure_id, _("signalement : « %(mots)s »") % {"mots": preuve.signal.titre}


def _par_reponses(preuves: list[Preuve]) -> Iterable[tuple[int, str]]:
    """The item of a matrix is asked for by those for whom it matters more than they master it."""
    par_option = {preuve.option_id: preuve for preuve in preuves if preuve.option_id}
    choisies = Valeur.objects.filter(
        ~Q(question__genre=Question.Genre.MATRICE) | Q(nombre__gt=F("maitrise")),
        option__in=par_option,
        reponse__invitation__structure__isnull=False,
        reponse__etat=Reponse.Etat.SOUMISE,
        reponse__enquete__regime=Enquete.Regime.NOMME,
    ).order_by("question", "option", "pk")
    for structure, option in choisies.values_list("reponse__invitation__structure", "option"):
        faits = {"reponse": par_option[option].option.libelle, "enquete": par_option[option].option.enquete.titre}
        yield structure, _("réponse « %(reponse)s » (%(enquete)s)") % faits


def _par_textes(preuves: list[Preuve]) -> Iterable[tuple[int, str]]:
    par_code = {preuve.code_id: preuve for preuve in preuves if preuve.code_id}
    lus = Codage.objects.filter(
        code__in=par_code,
        valeur__reponse__invitation__structure__isnull=False,
        valeur__reponse__etat=Reponse.Etat.SOUMISE,
        valeur__reponse__enquete__regime=Enquete.Regime.NOMME,
    ).order_by("code", "pk")
    for structure, code in lus.values_list("valeur__reponse__invitation__structure", "code"):
        faits = {"theme": par_code[code].code.libelle, "enquete": par_code[code].code.enquete.titre}
        yield structure, _("thème « %(theme)s » lu dans sa réponse (%(enquete)s)") % faits
