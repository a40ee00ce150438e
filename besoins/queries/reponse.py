from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import zip_longest

from besoins.models import Enquete, Invitation, Question, Reponse, Section, Valeur
from besoins.queries.conditions import Parcours
from besoins.queries.valeur import ecrire_valeurs


@dataclass(frozen=True)
class LigneReponse:
    """A question as it is asked, with what was answered, written for people; `manque`: mandatory and empty."""

    question: Question
    intitule: str
    texte: str
    manque: bool


@dataclass(frozen=True)
class PageReponse:
    """A section that is asked. `numero` is its place in the whole survey, the one that its address bears."""

    numero: int
    section: Section
    titre: str
    lignes: list[LigneReponse]

    @property
    def est_complete(self) -> bool:
        return not any(ligne.manque for ligne in self.lignes)

    @property
    def est_remplie(self) -> bool:
        return all(ligne.texte for ligne in self.lignes)

    @property
    def est_commencee(self) -> bool:
        return not self.lignes or any(ligne.texte for ligne in self.lignes)


def valeurs_par_question(reponse: Reponse | None) -> dict[int, list[Valeur]]:
    """The values kept so far, by question."""
    par_question: dict[int, list[Valeur]] = {}
    if reponse:
        for valeur in reponse.valeurs.select_related("territoire__departement").order_by("option__ordre", "pk"):
            par_question.setdefault(valeur.question_id, []).append(valeur)
    return par_question


def pages_de_reponse(sections: list[Section], reponse: Reponse | None) -> list[PageReponse]:
    """The whole answer, page by page, as the summary and the copy show it."""
    return pages_du_parcours(sections, Parcours(sections, valeurs_par_question(reponse)))


def pages_du_parcours(sections: Iterable[Section], parcours: Parcours) -> list[PageReponse]:
    """The pages and the questions that are asked, in order."""
    numeros = {section.pk: numero for numero, section in enumerate(sections, start=1)}
    return [
        PageReponse(
            numeros[section.pk],
            section,
            parcours.reprendre(section.titre),
            [_ligne(question, parcours) for question in section.questions.all() if parcours.montre(question)],
        )
        for section in parcours.sections
    ]


def _ligne(question: Question, parcours: Parcours) -> LigneReponse:
    valeurs = parcours.valeurs.get(question.pk, [])
    return LigneReponse(
        question,
        parcours.reprendre(question.intitule),
        ecrire_valeurs(question, valeurs),
        question.obligatoire and not valeurs,
    )


class Situation(StrEnum):
    """Where a person stands who opens their link."""

    A_VENIR = "a_venir"
    OUVERTE = "ouverte"
    REFUSEE = "refusee"
    REPONDUE = "repondue"
    CLOSE = "close"


def situation(invitation: Invitation, jour: date) -> Situation:
    """An answer already sent may be read for ever; otherwise the survey must be open."""
    if invitation.etat == Invitation.Etat.REPONDUE:
        return Situation.REPONDUE
    actuelle = situation_enquete(invitation.enquete, jour)
    if actuelle == Situation.OUVERTE and invitation.etat == Invitation.Etat.REFUSEE:
        return Situation.REFUSEE
    return actuelle


def situation_enquete(enquete: Enquete, jour: date) -> Situation:
    if enquete.accepte_reponses(jour):
        return Situation.OUVERTE
    pas_encore = enquete.etat == Enquete.Etat.OUVERTE and enquete.ouvre_le is not None and jour < enquete.ouvre_le
    return Situation.A_VENIR if pas_encore or enquete.etat == Enquete.Etat.BROUILLON else Situation.CLOSE


def premiere_page_a_remplir(pages: list[PageReponse]) -> int:
    """Where to begin, or to resume: the first page that misses something, else the last where something was written."""
    for page, suivante in zip_longest(pages, pages[1:]):
        if not page.est_complete or suivante is None:
            return page.numero
        if not suivante.est_commencee:
            return suivante.numero if page.est_remplie else page.numero
    return 1
