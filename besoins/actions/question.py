"""The parts of a draft survey: sections, questions and the answers they propose, all called elements here."""

from itertools import count
from typing import TypeVar

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from academie.regles import Refus
from besoins.actions.ordre import echanger, voisin
from besoins.models import Enquete, Option, Question, Section

Element = Section | Question | Option
E = TypeVar("E", bound=Element)


@transaction.atomic
def ajouter_element(*, element: E) -> E:
    """Add an element after its siblings. The same element sent twice is added once.

    Raises:
        Refus: the survey is no longer a draft, or another sibling bears the same words.
    """
    _verrouiller_brouillon(element.enquete)
    if jumeau := _jumeau(element):
        if _contenu(jumeau) == _contenu(element):
            return jumeau
        raise _deja_ecrit(element)
    element.ordre = _derniere_place(element) + 1
    if isinstance(element, Question) and not element.code:
        element.code = _code_libre(element.enquete)
    element.save()
    return element


@transaction.atomic
def ajouter_question(*, question: Question, libelles: list[str]) -> Question:
    """Add a question and, in order, the answers it proposes."""
    question = ajouter_element(element=question)
    if question.genre == Question.Genre.OUI_NON:
        libelles = [_("Oui"), _("Non"), _("Ne sait pas")]
    for libelle in libelles:
        ajouter_element(element=Option(question=question, libelle=libelle))
    return question


@transaction.atomic
def modifier_element(*, element: Element) -> Element:
    """Correct an element of a draft; a question sent to another section goes to its end.

    Raises:
        Refus: the survey is no longer a draft, or another sibling bears the same words.
    """
    _verrouiller_brouillon(element.enquete)
    if _jumeau(element):
        raise _deja_ecrit(element)
    if not element.freres().filter(pk=element.pk).exists():
        element.ordre = _derniere_place(element) + 1
    element.save()
    return element


@transaction.atomic
def deplacer_element(*, element: Element, sens: str, depuis: int) -> Element:
    """Exchange an element with the one before (`sens` "monter") or after ("descendre").

    `depuis` is the place that the person saw: when it has changed, the move was made already.

    Raises:
        Refus: the survey is no longer a draft.
    """
    _verrouiller_brouillon(element.enquete)
    element.refresh_from_db(fields=["ordre"])
    autre = voisin(element.freres(), element, champ="ordre", sens=sens)
    if element.ordre == depuis and autre:
        echanger(element, autre, champ="ordre")
    return element


@transaction.atomic
def supprimer_element(*, element: Element) -> None:
    """Remove an element from a draft.

    Raises:
        Refus: the survey is no longer a draft, or the section still holds questions.
    """
    _verrouiller_brouillon(element.enquete)
    if isinstance(element, Section) and element.questions.exists():
        raise Refus(
            _(
                "Vous ne pouvez pas supprimer cette section : elle contient des questions. Supprimez-les ou "
                "changez-les de section d'abord."
            )
        )
    element.delete()


def _verrouiller_brouillon(enquete: Enquete) -> None:
    if Enquete.objects.select_for_update().get(pk=enquete.pk).etat != Enquete.Etat.BROUILLON:
        raise Refus(
            _("L'enquête est ouverte : ses questions ne changent plus, pour que toutes les réponses se comparent.")
        )


def _jumeau(element: E) -> E | None:
    mots = {element.CLE: getattr(element, element.CLE)}
    return element.freres().filter(**mots).exclude(pk=element.pk).first()


def _contenu(element: Element) -> dict:
    return {
        champ.attname: getattr(element, champ.attname)
        for champ in element._meta.concrete_fields
        if champ.name not in ("id", "ordre", "code")
    }


def _deja_ecrit(element: Element) -> Refus:
    return Refus(_("Ces mots sont déjà pris au même endroit. Changez-les, ou modifiez l'existant."), champ=element.CLE)


def _code_libre(enquete: Enquete) -> str:
    pris = set(Question.objects.filter(section__enquete=enquete).values_list("code", flat=True))
    return next(code for rang in count(len(pris) + 1) if (code := f"q{rang}") not in pris)


def _derniere_place(element: Element) -> int:
    return element.freres().aggregate(Max("ordre"))["ordre__max"] or 0
