"""The waves of a survey, and which of their questions ask the same thing."""

from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from besoins.models import Enquete, Option, Question


@dataclass(frozen=True)
class Jumelle:
    """A question in an earlier wave: the same, or why it is not (`raison`)."""

    question: Question | None
    raison: str = ""


def vagues(enquete: Enquete) -> list[Enquete]:
    """The survey and its earlier versions and waves, the oldest first, in two queries."""
    precedentes = dict(Enquete.objects.exclude(precedente=None).order_by().values_list("pk", "precedente"))
    chaine = [enquete.pk]
    while (precedente := precedentes.get(chaine[-1])) and precedente not in chaine:
        chaine.append(precedente)
    lues = Enquete.objects.in_bulk(chaine)
    return [lues[pk] for pk in reversed(chaine)]


def questions_des_vagues(enquetes: list[Enquete]) -> dict[int, list[Question]]:
    """The questions of each wave with their options, in order, in two queries."""
    questions = Question.objects.filter(section__enquete__in=enquetes).select_related("section")
    options = Prefetch("options", Option.objects.order_by("ordre"))
    par_vague: dict[int, list[Question]] = {enquete.pk: [] for enquete in enquetes}
    for question in questions.order_by("section__ordre", "ordre").prefetch_related(options):
        par_vague[question.section.enquete_id].append(question)
    return par_vague


def jumelle(question: Question, anciennes: list[Question]) -> Jumelle:
    """The question of the same code in an earlier wave, when its wording, its answers and its scale did not change.

    The items of a matrix are each a question of their own: those in both waves compare, whatever was added.
    """
    ancienne = next((autre for autre in anciennes if autre.code == question.code), None)
    if ancienne is None:
        return Jumelle(None, _("la question n'était pas posée"))
    if ancienne.genre != question.genre:
        return Jumelle(None, _("le type de réponse a changé"))
    if ancienne.intitule != question.intitule:
        return Jumelle(None, _("le texte de la question a changé"))
    if any(getattr(ancienne, champ) != getattr(question, champ) for champ in _MESURE):
        return Jumelle(None, _("l'échelle ou l'unité a changé"))
    if question.genre != Question.Genre.MATRICE and _libelles(ancienne) != _libelles(question):
        return Jumelle(None, _("les réponses proposées ont changé"))
    return Jumelle(ancienne)


_MESURE = ("minimum", "maximum", "unite", "libelle_minimum", "libelle_maximum")


def _libelles(question: Question) -> set[str]:
    return {option.libelle for option in question.options.all()}
