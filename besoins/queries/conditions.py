"""What a person is asked given what they have answered, and the words taken up from it. Pure rules: no query."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from besoins.models import Condition, Question, Section, Valeur
from besoins.models.enquete import Combinaison
from besoins.queries.valeur import reprendre_valeurs

Operateur = Condition.Operateur
Valeurs = Mapping[int, list[Valeur]]

REPRISE = re.compile(r"\{([a-z][a-z0-9_]*)\}")
SANS_REPONSE = "…"


class Parcours:
    """The way of one person through a survey.

    `sections` come from `questionnaire` (conditions loaded), `valeurs` are the values of each question, kept or only
    typed. The answer to a question that is not asked any more counts for nothing.
    """

    def __init__(self, sections: Iterable[Section], valeurs: Valeurs | None = None):
        self.valeurs: dict[int, list[Valeur]] = {}
        self.questions: set[int] = set()
        self.sections: list[Section] = []
        self._codes: dict[str, Question] = {}
        for section in sections:
            self._traverser(section, valeurs or {})

    def montre(self, question: Question) -> bool:
        return question.pk in self.questions

    def reprendre(self, texte: str) -> str:
        """`texte` with each `{code}` of a question replaced by the answer given to it."""
        return REPRISE.sub(self._reprise, texte)

    def _traverser(self, section: Section, valeurs: Valeurs) -> None:
        questions = section.questions.all()
        self._codes |= {question.code: question for question in questions if question.code}
        if not self._remplies(section):
            return
        for question in questions:
            if self._remplies(question):
                self.questions.add(question.pk)
                if gardees := valeurs.get(question.pk):
                    self.valeurs[question.pk] = gardees
        # A page where nothing is asked is not shown, unless it only tells something.
        if not questions or any(question.pk in self.questions for question in questions):
            self.sections.append(section)

    def _remplies(self, element: Section | Question) -> bool:
        resultats = [est_remplie(condition, self.valeurs) for condition in element.conditions.all()]
        if not resultats:
            return True
        return any(resultats) if element.combinaison == Combinaison.UNE else all(resultats)

    def _reprise(self, trouve: re.Match) -> str:
        question = self._codes.get(trouve[1])
        if question is None:
            return trouve[0]
        return reprendre_valeurs(question, self.valeurs.get(question.pk, [])) or SANS_REPONSE


def est_remplie(condition: Condition, valeurs: Valeurs) -> bool:
    """Whether an earlier answer matches. Without an answer nothing is compared: only its absence can match."""
    donnees = valeurs.get(condition.source_id, [])
    if condition.operateur == Operateur.REPONDUE:
        return bool(donnees)
    if condition.operateur == Operateur.SANS_REPONSE:
        return not donnees
    if condition.operateur in Condition.AVEC_OPTION:
        comprend = any(valeur.option_id == condition.option_id for valeur in donnees)
        return comprend == (condition.operateur == Operateur.EST)
    notes = [Decimal(valeur.nombre) for valeur in donnees if valeur.option_id is None and valeur.nombre is not None]
    if condition.operateur == Operateur.AU_MOINS:
        return any(note >= condition.nombre for note in notes)
    return any(note <= condition.nombre for note in notes)
