"""What a question must be to be asked, whoever writes it: the builder, a file, the library."""

from django.utils.translation import gettext as _

from besoins.models import Condition, Question, Section
from besoins.queries.constats import chiffre

DEGRES_MAXIMUM = 11

Genre = Question.Genre
Operateur = Condition.Operateur
TOUJOURS = [Operateur.REPONDUE, Operateur.SANS_REPONSE]


def defauts(question: Question, options: int | None = None) -> dict[str, str]:
    """What is wrong with the bounds of a question, by field. `options`: how many it proposes, when that is known."""
    if question.genre in Question.AVEC_DEGRES:
        return _defauts_de_degres(question)
    if question.genre in (Genre.CHOIX_MULTIPLE, Genre.CLASSEMENT):
        return _defauts_de_choix(question, options)
    minimum, maximum = question.minimum, question.maximum
    if minimum is not None and maximum is not None and maximum <= minimum:
        return {"maximum": _("Le maximum doit dépasser le minimum.")}
    return {}


def operateurs(source: Question) -> list[Operateur]:
    """What a condition may ask of the answers to `source`."""
    if source.genre in (Genre.ECHELLE, Genre.NOMBRE):
        return [*Condition.AVEC_NOMBRE, *TOUJOURS]
    if source.a_des_options and source.genre != Genre.MATRICE:
        return [*Condition.AVEC_OPTION, *TOUJOURS]
    return TOUJOURS


def sources_possibles(element: Section | Question, sections: list[Section]) -> list[tuple[Section, list[Question]]]:
    """The questions that come before an element, page by page: those that its conditions may call on."""
    pages = []
    for section in sections:
        if section == element:
            break
        questions = list(section.questions.all())
        if element in questions:
            questions = questions[: questions.index(element)]
        pages.append((section, questions))
        if isinstance(element, Question) and element.section_id == section.pk:
            break
    return [(section, questions) for section, questions in pages if questions]


def dire_conditions(element: Section | Question) -> list[tuple[Condition, str]]:
    """The conditions of an element, each with its words."""
    return [
        (condition, dire_condition(condition)) for condition in element.conditions.select_related("source", "option")
    ]


def dire_condition(condition: Condition) -> str:
    """A condition in words, for instance: à la question « Où ? », la réponse comprend « En ville »."""
    if condition.operateur in TOUJOURS:
        repondue = condition.operateur == Operateur.REPONDUE
        phrase = (
            _("la question « %(question)s » a une réponse")
            if repondue
            else _("la question « %(question)s » n'a pas de réponse")
        )
        return phrase % {"question": condition.source}
    attendu = ""
    if condition.option_id is not None:
        attendu = f" « {condition.option} »"
    elif condition.nombre is not None:
        attendu = f" {chiffre(condition.nombre)}"
    return _("à la question « %(question)s », %(operateur)s%(attendu)s") % {
        "question": condition.source,
        "operateur": condition.get_operateur_display(),
        "attendu": attendu,
    }


def _defauts_de_degres(question: Question) -> dict[str, str]:
    minimum, maximum = question.minimum, question.maximum
    if minimum is None or maximum is None:
        return {"maximum": _("Une échelle a besoin de ses deux bornes, par exemple 1 et 5.")}
    if maximum <= minimum:
        return {"maximum": _("Le maximum doit dépasser le minimum.")}
    if maximum - minimum >= DEGRES_MAXIMUM:
        return {
            "maximum": _("Une échelle a au plus %(degres)s degrés, pour tenir sur un téléphone.")
            % {"degres": DEGRES_MAXIMUM}
        }
    if question.genre == Genre.MATRICE and minimum < 0:
        return {"minimum": _("Une échelle d'importance et de maîtrise commence à 0 ou plus.")}
    return {}


def _defauts_de_choix(question: Question, options: int | None) -> dict[str, str]:
    minimum, maximum = question.minimum, question.maximum
    trouves = {}
    if minimum is not None and minimum < 0:
        trouves["minimum"] = _("Indiquez 0 ou plus.")
    elif minimum is not None and options is not None and minimum > options:
        trouves["minimum"] = _("La question ne propose que %(options)s réponses.") % {"options": options}
    if maximum is not None and maximum < 1:
        trouves["maximum"] = _("Indiquez 1 ou plus, ou laissez vide.")
    elif maximum is not None and options is not None and maximum > options:
        trouves["maximum"] = _("La question ne propose que %(options)s réponses.") % {"options": options}
    elif None not in (minimum, maximum) and maximum < minimum:
        trouves["maximum"] = _("Le maximum ne peut pas être plus petit que le minimum.")
    return trouves
