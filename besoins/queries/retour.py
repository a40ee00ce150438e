"""What became of answers: for a structure, every need that it expressed; for a survey, every need it gave."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academie.branchements.accueil import Figure
from academie.branchements.suites import suites
from academie.francais import nombre
from academie.models import Structure
from besoins.models import Besoin, Codage, Enquete, Invitation, Preuve, Question, Reponse, Valeur
from besoins.queries.contribution import Suite, avec_suites, suite_de


@dataclass(frozen=True)
class Retour:
    """A need that a structure expressed: how, in sentences, and what became of it."""

    suite: Suite
    voies: list[str]


def structures_entendues(structures, q: str = ""):
    """The structures that answered a survey or whose requests and signals support a need."""
    reponses = Invitation.objects.filter(structure=OuterRef("pk"), etat=Invitation.Etat.REPONDUE)
    demandes = Preuve.objects.filter(Q(structure=OuterRef("pk")) | Q(signal__structure=OuterRef("pk")))
    entendues = structures.filter(Exists(reponses) | Exists(demandes)).select_related("territoire")
    return (entendues.filter(nom__icontains=q) if q else entendues).order_by("nom", "pk")


def retours_de(structure: Structure) -> list[Retour]:
    """Every need that a structure expressed, latest decided first, refusals included.

    Only a survey whose answers are named says which needs the structure itself supports. Of another, whoever reads this
    learns no more than its results: all the needs that came out of it.
    """
    voies = besoins_exprimes([structure.pk])
    besoins = avec_suites(Besoin.objects.filter(pk__in=voies)).order_by(F("decide_le").desc(nulls_last=True), "pk")
    return [Retour(suite_de(besoin), list(voies[besoin.pk])) for besoin in besoins]


def besoins_exprimes(structures: list[int]) -> dict[int, dict[str, None]]:
    """The needs that these structures expressed, by key, each with how, in sentences."""
    voies: dict[int, dict[str, None]] = defaultdict(dict)
    if structures:
        for besoin, phrase in chain(
            *(par(structures) for par in (_par_reponses, _par_textes, _par_enquetes, _par_mots))
        ):
            voies[besoin][phrase] = None
    return voies


def nombre_de_besoins(structures: list[int]) -> int:
    """How many needs these structures expressed, in one query."""
    if not structures:
        return 0
    premieres, *autres = (par(structures).order_by().values("besoin") for par in PREUVES)
    return premieres.union(*autres).count()


def _des_reponses(structures: list[int]) -> QuerySet[Preuve]:
    choisies = Valeur.objects.filter(
        ~Q(question__genre=Question.Genre.MATRICE) | Q(nombre__gt=F("maitrise")),
        option__isnull=False,
        reponse__invitation__structure__in=structures,
        reponse__etat=Reponse.Etat.SOUMISE,
        reponse__enquete__regime=Enquete.Regime.NOMME,
    )
    return Preuve.objects.filter(option__in=choisies.values("option"))


def _des_textes(structures: list[int]) -> QuerySet[Preuve]:
    siens = Codage.objects.filter(
        valeur__reponse__invitation__structure__in=structures, valeur__reponse__enquete__regime=Enquete.Regime.NOMME
    )
    return Preuve.objects.filter(code__in=siens.values("code"))


def _des_enquetes(structures: list[int]) -> QuerySet[Preuve]:
    participations = Invitation.objects.filter(structure__in=structures, etat=Invitation.Etat.REPONDUE)
    enquetes = participations.exclude(enquete__regime=Enquete.Regime.NOMME).values("enquete")
    return Preuve.objects.filter(
        Q(option__question__section__enquete__in=enquetes) | Q(code__question__section__enquete__in=enquetes)
    )


def _des_mots(structures: list[int]) -> QuerySet[Preuve]:
    return Preuve.objects.filter(Q(structure__in=structures) | Q(signal__structure__in=structures))


PREUVES = (_des_reponses, _des_textes, _des_enquetes, _des_mots)


def _par_reponses(structures: list[int]) -> Iterable[tuple[int, str]]:
    for preuve in _des_reponses(structures).select_related("option__question__section__enquete"):
        yield (
            preuve.besoin_id,
            _("Votre réponse « %(reponse)s » (%(enquete)s)")
            % {
                "reponse": preuve.option.libelle,
                "enquete": preuve.option.enquete.titre,
            },
        )


def _par_textes(structures: list[int]) -> Iterable[tuple[int, str]]:
    for preuve in _des_textes(structures).select_related("code__question__section__enquete"):
        faits = {"theme": preuve.code.libelle, "enquete": preuve.code.enquete.titre}
        yield preuve.besoin_id, _("Le thème « %(theme)s », lu dans votre réponse (%(enquete)s)") % faits


def _par_enquetes(structures: list[int]) -> Iterable[tuple[int, str]]:
    nom = Coalesce("option__question__section__enquete__titre", "code__question__section__enquete__titre")
    for besoin, titre in _des_enquetes(structures).values_list("besoin", nom):
        yield (
            besoin,
            _("L'enquête « %(enquete)s », à laquelle vous avez participé ; qui a répondu quoi n'y est pas lié")
            % {"enquete": titre},
        )


def _par_mots(structures: list[int]) -> Iterable[tuple[int, str]]:
    for preuve in _des_mots(structures).select_related("signal"):
        phrase = _("Votre signalement « %(mots)s »") if preuve.signal else _("Votre demande : « %(mots)s »")
        yield preuve.besoin_id, phrase % {"mots": preuve.signal.titre if preuve.signal else preuve.note}


def resultats_publies_pour(structure: Structure):
    """The published results of the surveys that a structure answered."""
    siennes = Invitation.objects.filter(structure=structure, etat=Invitation.Etat.REPONDUE).values("enquete")
    return Enquete.objects.filter(pk__in=siennes, resultats_publies=True)


@dataclass(frozen=True)
class SuitesEnquete:
    """What came out of a survey: each answer with its need, and the figures of the programmes that answer them."""

    besoins: list[tuple[str, Suite]]
    chiffres: list[Figure]


def suites_de_l_enquete(enquete: Enquete) -> SuitesEnquete:
    """In the order of the questions, a line for each answer or theme that became evidence."""
    preuves = Preuve.objects.filter(
        Q(option__question__section__enquete=enquete) | Q(code__question__section__enquete=enquete)
    )
    ordre = [
        Coalesce(f"option__{champ}", f"code__{champ}")
        for champ in ("question__section__ordre", "question__ordre", "ordre")
    ]
    paires = list(
        preuves.order_by(*ordre, "besoin").values_list(Coalesce("option__libelle", "code__libelle"), "besoin")
    )
    besoins = {besoin.pk: besoin for besoin in avec_suites(Besoin.objects.filter(pk__in=[b for _l, b in paires]))}
    dites = [(libelle, suite_de(besoins[besoin])) for libelle, besoin in paires]
    programmes = {programme.pk for _libelle, suite in dites for programme in suite.programmes}
    return SuitesEnquete(dites, [_publies(len(programmes)), *suites(programmes).ensemble] if programmes else [])


def _publies(combien: int) -> Figure:
    return Figure(nombre(combien), ngettext("programme au catalogue", "programmes au catalogue", combien))
