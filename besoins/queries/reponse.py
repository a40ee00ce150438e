from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _

from academie.francais import enumeration
from besoins.models import Invitation, Question, Reponse, Section, Valeur
from besoins.queries.constats import chiffre
from besoins.queries.enquete import questionnaire


@dataclass(frozen=True)
class LigneReponse:
    """A question with what was answered, written for people; `manque` when it is mandatory and empty."""

    question: Question
    texte: str
    manque: bool


@dataclass(frozen=True)
class PageReponse:
    numero: int
    section: Section
    lignes: list[LigneReponse]

    @property
    def est_complete(self) -> bool:
        return not any(ligne.manque for ligne in self.lignes)

    @property
    def est_commencee(self) -> bool:
        return any(ligne.texte for ligne in self.lignes)


def valeurs_par_question(reponse: Reponse | None) -> dict[int, list[Valeur]]:
    """The values kept so far, by question."""
    par_question: dict[int, list[Valeur]] = {}
    if reponse:
        for valeur in reponse.valeurs.order_by("option__ordre", "pk"):
            par_question.setdefault(valeur.question_id, []).append(valeur)
    return par_question


def pages_de_reponse(sections: list[Section], reponse: Reponse | None) -> list[PageReponse]:
    """The whole answer, page by page, as the summary and the copy show it."""
    par_question = valeurs_par_question(reponse)
    return [
        PageReponse(
            numero,
            section,
            [_ligne(question, par_question.get(question.pk, [])) for question in section.questions.all()],
        )
        for numero, section in enumerate(sections, start=1)
    ]


def questions_manquantes(reponse: Reponse) -> list[Question]:
    """Mandatory questions that have no answer yet."""
    return [
        ligne.question
        for page in pages_de_reponse(questionnaire(reponse.enquete), reponse)
        for ligne in page.lignes
        if ligne.manque
    ]


def _ligne(question: Question, valeurs: list[Valeur]) -> LigneReponse:
    return LigneReponse(question, _texte(question, valeurs), question.obligatoire and not valeurs)


def _texte(question: Question, valeurs: list[Valeur]) -> str:
    if not valeurs:
        return ""
    if question.a_des_options:
        choisies = {valeur.option_id for valeur in valeurs}
        return enumeration(option.libelle for option in question.options.all() if option.pk in choisies)
    [valeur] = valeurs
    if question.genre == Question.Genre.TEXTE:
        return valeur.texte
    note = chiffre(valeur.nombre)
    if question.genre == Question.Genre.ECHELLE:
        return _("%(note)s sur une échelle de %(minimum)s à %(maximum)s") % {
            "note": note,
            "minimum": question.minimum,
            "maximum": question.maximum,
        }
    return f"{note} {question.unite}".strip()


class Situation(StrEnum):
    """Where a person stands who opens their link."""

    OUVERTE = "ouverte"
    REPONDUE = "repondue"
    CLOSE = "close"


def situation(invitation: Invitation, jour: date) -> Situation:
    """An answer already sent may be read for ever; otherwise the survey must be open."""
    if invitation.etat == Invitation.Etat.REPONDUE:
        return Situation.REPONDUE
    return Situation.OUVERTE if invitation.enquete.accepte_reponses(jour) else Situation.CLOSE


def premiere_page_a_remplir(pages: list[PageReponse]) -> int:
    """Where to begin, or to resume: the first page with nothing kept or something missing, else the last."""
    for page in pages:
        if not (page.est_commencee and page.est_complete):
            return page.numero
    return len(pages)
