"""The parts of a draft survey: sections, questions and the answers they propose, all called elements here."""

from collections.abc import Iterable
from itertools import count
from typing import TypeVar

from django.db import transaction
from django.db.models import Max, ProtectedError
from django.utils.translation import gettext as _

from academie.regles import Refus
from besoins.actions.ordre import echanger, voisin
from besoins.models import Condition, Enquete, Option, Question, Section
from besoins.queries.enquete import incoherences, questionnaire

Element = Section | Question | Option
E = TypeVar("E", bound=Element)


@transaction.atomic
def ajouter_element(*, element: E) -> E:
    """Add an element after its siblings. The same element sent twice is added once.

    Raises:
        Refus: the survey is no longer a draft, another sibling bears the same words, the code is taken, or a text
            takes up an answer that no earlier page asks.
    """
    verrouiller_brouillon(element.enquete)
    if jumeau := _jumeau(element):
        if _contenu(jumeau) == _contenu(element):
            return jumeau
        raise _deja_ecrit(element)
    element.ordre = _derniere_place(element) + 1
    _coder(element)
    element.save()
    _refuser_incoherence(element)
    return element


@transaction.atomic
def ajouter_question(*, question: Question, libelles: Iterable[str] = (), options: Iterable[Option] = ()) -> Question:
    """Add a question and, in order, the answers it proposes: mere words, then whole options."""
    question = ajouter_element(element=question)
    if question.genre == Question.Genre.OUI_NON:
        libelles = (_("Oui"), _("Non"), _("Ne sait pas"))
    return ajouter_options(question=question, options=[*(Option(libelle=mots) for mots in libelles), *options])


@transaction.atomic
def ajouter_options(*, question: Question, options: Iterable[Option]) -> Question:
    """Add answers after those that a question proposes already; the same ones sent twice are added once.

    Raises:
        Refus: the survey is no longer a draft, or an answer is there already with another detail.
    """
    verrouiller_brouillon(question.enquete)
    presentes = {option.libelle: option for option in Option.objects.filter(question=question)}
    derniere = max((option.ordre for option in presentes.values()), default=0)
    nouvelles: list[Option] = []
    for option in options:
        option.question = question
        if jumelle := presentes.get(option.libelle):
            if _contenu(jumelle) != _contenu(option):
                raise _deja_ecrit(option)
            continue
        option.ordre = derniere + len(nouvelles) + 1
        nouvelles.append(option)
        presentes[option.libelle] = option
    Option.objects.bulk_create(nouvelles)
    return question


@transaction.atomic
def modifier_element(*, element: Element) -> Element:
    """Correct an element of a draft; a question sent to another section goes to its end.

    Raises:
        Refus: the survey is no longer a draft, another sibling bears the same words, the code is taken, or a condition
            or a text would call on a question that does not come before.
    """
    verrouiller_brouillon(element.enquete)
    if _jumeau(element):
        raise _deja_ecrit(element)
    if not element.freres().filter(pk=element.pk).exists():
        element.ordre = _derniere_place(element) + 1
    _coder(element)
    element.save()
    _refuser_incoherence(element)
    return element


@transaction.atomic
def deplacer_element(*, element: Element, sens: str, depuis: int) -> Element:
    """Exchange an element with the one before (`sens` "monter") or after ("descendre").

    `depuis` is the place that the person saw: when it has changed, the move was made already.

    Raises:
        Refus: the survey is no longer a draft, or a condition or a text needs the present order.
    """
    verrouiller_brouillon(element.enquete)
    element.refresh_from_db(fields=["ordre"])
    autre = voisin(element.freres(), element, champ="ordre", sens=sens)
    if element.ordre == depuis and autre:
        echanger(element, autre, champ="ordre")
        _refuser_incoherence(element)
    return element


@transaction.atomic
def supprimer_element(*, element: Element) -> None:
    """Remove an element from a draft.

    Raises:
        Refus: the survey is no longer a draft, the section still holds questions, or a condition or a text depends on it.
    """
    enquete = verrouiller_brouillon(element.enquete)
    if isinstance(element, Section) and element.questions.exists():
        raise Refus(
            _(
                "Vous ne pouvez pas supprimer cette section : elle contient des questions. Supprimez-les ou "
                "changez-les de section d'abord."
            )
        )
    _refuser_si_attendu(element)
    try:
        element.delete()
    except ProtectedError as erreur:
        raise Refus(
            _(
                "Vous ne pouvez pas supprimer « %(element)s » : les poids des réponses en dépendent. Changez-les d'abord."
            )
            % {"element": element}
        ) from erreur
    refuser_incoherences(enquete)


def verrouiller_brouillon(enquete: Enquete) -> Enquete:
    """Lock a survey and check that its structure may still change.

    Raises:
        Refus: it is no longer a draft.
    """
    enquete = Enquete.objects.select_for_update().get(pk=enquete.pk)
    if enquete.etat != Enquete.Etat.BROUILLON:
        raise Refus(
            _(
                "L'enquête est ouverte : ses questions ne changent plus, pour que toutes les réponses se comparent. "
                "Corrigez une formulation, ou faites une nouvelle version de l'enquête."
            )
        )
    return enquete


def refuser_incoherences(enquete: Enquete) -> None:
    """Refuse what was just written when a condition or a text now calls on a question that does not come before.

    Raises:
        Refus: it does; the transaction undoes the writing.
    """
    if trouvees := incoherences(questionnaire(enquete)):
        raise Refus(trouvees[0].phrase, champ=trouvees[0].champ)


def code_libre(pris: set[str]) -> str:
    """The first of q1, q2… that is not taken."""
    return next(code for rang in count(len(pris) + 1) if (code := f"q{rang}") not in pris)


def codes_pris(enquete: Enquete) -> dict[str, int]:
    """The codes of the questions of a survey, with their keys."""
    return dict(Question.objects.filter(section__enquete=enquete).values_list("code", "pk"))


def _refuser_incoherence(element: Element) -> None:
    """Options are in no order that conditions mind."""
    if not isinstance(element, Option):
        refuser_incoherences(element.enquete)


def _refuser_si_attendu(element: Element) -> None:
    if isinstance(element, Section):
        return
    attendue = {"source": element} if isinstance(element, Question) else {"option": element}
    if condition := Condition.objects.filter(**attendue).select_related("section", "question").first():
        raise Refus(
            _(
                "Vous ne pouvez pas supprimer « %(element)s » : « %(cible)s » s'affiche selon cette réponse. Retirez "
                "d'abord cette condition."
            )
            % {"element": element, "cible": condition.section or condition.question}
        )


def _coder(element: Element) -> None:
    if not isinstance(element, Question):
        return
    pris = codes_pris(element.enquete)
    element.code = element.code or code_libre({code for code, pk in pris.items() if pk != element.pk})
    if pris.get(element.code, element.pk) != element.pk:
        raise Refus(
            _("Une autre question de l'enquête porte déjà le code « %(code)s ». Choisissez-en un autre.")
            % {"code": element.code},
            champ="code",
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
    return Refus(
        _("« %(mots)s » est déjà pris au même endroit. Changez ces mots, ou modifiez l'existant.") % {"mots": element},
        champ=element.CLE,
    )


def _derniere_place(element: Element) -> int:
    return element.freres().aggregate(Max("ordre"))["ordre__max"] or 0
