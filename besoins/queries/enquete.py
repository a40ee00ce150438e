from dataclasses import dataclass

from django.db.models import Count, OuterRef, Prefetch, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from academie.francais import enumeration
from besoins.models import Enquete, Invitation, Option, Question, Reponse, Section
from besoins.queries.conditions import REPRISE
from besoins.queries.question import defauts, dire_condition

TEXTES = {Section: ("titre", "aide"), Question: ("intitule", "aide")}


def enquetes_avec_chiffres(enquetes):
    """Add to each survey how many structures are invited and have answered, and how many answers came."""
    return enquetes.annotate(
        invitees=_nombre(Invitation.objects.filter(par_lien_ouvert=False)),
        repondues=_nombre(Invitation.objects.filter(etat=Invitation.Etat.REPONDUE, par_lien_ouvert=False)),
        soumises=_nombre(Reponse.objects.soumises()),
    )


def questionnaire(enquete: Enquete) -> list[Section]:
    """Sections with their conditions, questions and options, in order, in five queries."""
    options = Prefetch("options", Option.objects.order_by("ordre"))
    questions = Question.objects.order_by("ordre").prefetch_related(options, "conditions")
    sections = list(enquete.sections.order_by("ordre").prefetch_related("conditions", Prefetch("questions", questions)))
    for section in sections:
        section.enquete = enquete
    return sections


def avec_conditions_dites(sections: list[Section]) -> list[Section]:
    """Add to each section and question `quand`: its conditions in words. No query."""
    questions = {question.pk: question for section in sections for question in section.questions.all()}
    options = {option.pk: option for question in questions.values() for option in question.options.all()}
    for element in (*sections, *questions.values()):
        element.quand = []
        for condition in element.conditions.all():
            condition.source = questions[condition.source_id]
            condition.option = options.get(condition.option_id)
            element.quand.append(dire_condition(condition))
    return sections


def questions_reprenables(element, sections: list[Section]) -> list[Question]:
    """The questions whose answer the texts of an element may take up: those of the pages before its own."""
    page = element.section if isinstance(element, Question) else element
    if not isinstance(page, Section):
        return []
    avant = sections[: sections.index(page)] if page in sections else sections
    return [question for section in avant for question in section.questions.all()]


def manques(sections: list[Section]) -> list[str]:
    """What a draft still needs before it may open, in sentences; empty when it is ready."""
    if not sections:
        return [_("elle n'a aucune section. Ajoutez une section, puis une question.")]
    phrases = [
        _("la section « %(titre)s » n'a aucune question.") % {"titre": section.titre}
        for section in sections
        if not section.questions.all()
    ]
    for section in sections:
        for question in section.questions.all():
            phrases += _manques_de_question(question)
    return phrases


def _manques_de_question(question: Question) -> list[str]:
    options = len(question.options.all())
    # One item is enough for a matrix; a choice between fewer than two is none.
    if question.a_des_options and options < (1 if question.genre == Question.Genre.MATRICE else 2):
        return [_("la question « %(intitule)s » propose moins de deux réponses.") % {"intitule": question.intitule}]
    return [
        _("à la question « %(intitule)s » : %(defaut)s") % {"intitule": question.intitule, "defaut": defaut}
        for defaut in defauts(question, options).values()
    ]


@dataclass(frozen=True)
class Incoherence:
    """A section or a question that calls on a question which does not come before it."""

    element: Section | Question
    champ: str
    phrase: str


def incoherences(sections: list[Section]) -> list[Incoherence]:
    """Conditions whose question does not come before, `{code}` that no earlier page answers."""
    trouvees, passees, codes = [], {}, {}
    toutes = {question.pk: question for section in sections for question in section.questions.all()}
    for section in sections:
        trouvees += [*_conditions_rompues(section, toutes, passees), *_reprises_rompues(section, codes)]
        for question in section.questions.all():
            trouvees += [*_conditions_rompues(question, toutes, passees), *_reprises_rompues(question, codes)]
            passees[question.pk] = question
        codes |= {question.code: question for question in section.questions.all()}
    return trouvees


def codes_repris(element: Section | Question) -> dict[str, list[str]]:
    """The `{code}` of each text of an element."""
    return {champ: REPRISE.findall(getattr(element, champ)) for champ in TEXTES[type(element)]}


def _conditions_rompues(element, toutes: dict[int, Question], passees: dict[int, Question]):
    for condition in element.conditions.all():
        if condition.source_id not in passees:
            phrase = _(
                "« %(element)s » s'affiche selon la réponse à « %(source)s », qui doit être posée avant. Retirez d'abord "
                "cette condition."
            )
            yield Incoherence(
                element, "conditions", phrase % {"element": element, "source": toutes.get(condition.source_id, "?")}
            )


def _reprises_rompues(element, codes: dict[str, Question]):
    for champ, repris in codes_repris(element).items():
        for code in repris:
            if code not in codes:
                yield Incoherence(element, champ, _dire_reprise(element, code, codes))


def _dire_reprise(element, code: str, codes: dict[str, Question]) -> str:
    phrase = _("« %(element)s » reprend la réponse à {%(code)s}, qu'aucune page précédente ne demande.")
    suite = _("Vous pouvez y reprendre : %(codes)s.") if codes else _("Aucune réponse ne peut encore y être reprise.")
    return (f"{phrase} {suite}") % {
        "element": element,
        "code": code,
        "codes": enumeration(f"{{{connu}}}" for connu in codes),
    }


def _nombre(lignes):
    """Rows of `lignes` in each survey, by a subquery: joins would multiply them by each other."""
    par_enquete = lignes.filter(enquete=OuterRef("pk")).order_by().values("enquete").annotate(n=Count("*"))
    return Coalesce(Subquery(par_enquete.values("n")), 0)
