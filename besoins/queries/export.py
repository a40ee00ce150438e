"""The answers of a survey as a table, read as a stream: one row a respondent, the columns that an import understands."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from operator import itemgetter

from django.db.models import QuerySet
from django.utils import timezone

from academie.models import Structure, Territoire
from academie.regles import Refus
from academie.tableaux.ecriture import Case, chiffres
from besoins.models import Enquete, Option, Question, Section, Valeur
from besoins.models.invitation import Profil
from besoins.queries.bibliotheque import decrire_enquete
from besoins.queries.cellule import nommer
from besoins.queries.colonne import BASE, colonnes
from besoins.queries.enquete import questionnaire
from besoins.queries.filtres import Filtre
from besoins.queries.importation import FORMAT, VERSION
from besoins.queries.resultats import lecture

Genre = Question.Genre
NUMERO = "N°"
LOT = 5_000
VALEUR = ("reponse_id", "question_id", "option_id", "nombre", "maitrise", "texte", "jour", "territoire_id")
REPONDANT = (
    "pk", "libelle", "invitation__structure__nom", "invitation__nom", "invitation__email", "soumise_le", "region__code",
    "departement__code", "niveau", "nature", "role", "poids",
)  # fmt: skip


@dataclass(frozen=True)
class Tableau:
    """`rangees` may be gone through once, in a constant number of queries, whatever the number of answers."""

    entetes: list[str]
    rangees: Iterator[list[Case]]

    @property
    def toutes(self) -> Iterator[list[Case]]:
        yield list(self.entetes)
        yield from self.rangees


def reponses_a_exporter(enquete: Enquete, filtre: Filtre) -> QuerySet:
    """The submitted answers that a view keeps.

    Raises:
        Refus: they may not be read, or not with this filter.
    """
    permission = lecture(enquete, filtre)
    if not permission.permise:
        raise Refus(permission.raison)
    return filtre.reponses(enquete)


def tableau_des_reponses(enquete: Enquete, reponses: QuerySet) -> Tableau:
    """One row for each of `reponses`. Who answered, when and from where is said in a survey of named answers only."""
    sections = questionnaire(enquete)
    nomme = enquete.regime == Enquete.Regime.NOMME
    base = [NUMERO, *(colonne.entete for colonne in BASE if nomme)]
    entetes = [*base, *(colonne.entete for colonne in colonnes(sections))]
    return Tableau(entetes, _rangees(reponses.order_by("pk"), _Rangement(sections, entetes), nomme=nomme))


def json_des_reponses(enquete: Enquete, tableau: Tableau) -> Iterator[str]:
    """The survey and its answers, as docs/formats/reponses.md says; an answer a line."""
    debut = {"format": FORMAT, "version": VERSION, "enquete": decrire_enquete(enquete), "colonnes": tableau.entetes}
    yield json.dumps(debut, ensure_ascii=False)[:-1] + ', "reponses": ['
    virgule = "\n"
    for rangee in tableau.rangees:
        dites = {nom: _json(case) for nom, case in zip(tableau.entetes, rangee, strict=True) if case not in (None, "")}
        yield virgule + json.dumps(dites, ensure_ascii=False)
        virgule = ",\n"
    yield "\n]}\n"


def _rangees(reponses: QuerySet, rangement: "_Rangement", *, nomme: bool) -> Iterator[list[Case]]:
    valeurs = Valeur.objects.filter(reponse__in=reponses.order_by().values("pk")).order_by("reponse_id")
    groupes = groupby(valeurs.values_list(*VALEUR).iterator(chunk_size=LOT), key=itemgetter(0))
    suivant = next(groupes, None)
    for numero, repondant in enumerate(reponses.values_list(*REPONDANT).iterator(chunk_size=LOT), start=1):
        rangee = rangement.vide()
        rangee[0] = numero
        if nomme:
            rangee[1 : 1 + len(BASE)] = _repondant(*repondant[1:])
        if suivant and suivant[0] == repondant[0]:
            for valeur in suivant[1]:
                rangement.poser(rangee, *valeur[1:])
            suivant = next(groupes, None)
        yield rangee


def _repondant(libelle, structure, nom, email, soumise_le, region, departement, niveau, nature, role, poids):
    return [
        libelle or structure or nom or email or "",
        timezone.localdate(soumise_le),
        region or "",
        departement or "",
        *(
            str(choix(code).label) if code else ""
            for choix, code in ((Territoire.Genre, niveau), (Structure.Genre, nature), (Profil.Role, role))
        ),
        poids,
    ]


class _Rangement:
    """Where each value of an answer goes in its row."""

    def __init__(self, sections: list[Section], entetes: list[str]):
        self._largeur = len(entetes)
        self._rangs = {entete: rang for rang, entete in enumerate(entetes)}
        self._questions = {question.pk: question for section in sections for question in section.questions.all()}
        self._places = {
            (question.pk, option.pk): self._place(question, option)
            for question in self._questions.values()
            for option in question.options.all()
        }
        self._cases = {
            question.pk: [self._rangs[f"{question.code}[{option.ordre}]"] for option in question.options.all()]
            for question in self._questions.values()
            if question.genre == Genre.CHOIX_MULTIPLE
        }
        territoires = Valeur.objects.filter(
            question__in=[q.pk for q in self._questions.values() if q.genre == Genre.TERRITOIRE]
        )
        nommes = Territoire.objects.filter(pk__in=territoires.values("territoire")).select_related("departement")
        self._territoires = {territoire.pk: territoire.designation for territoire in nommes.iterator()}

    def vide(self) -> list[Case]:
        return [None] * self._largeur

    def poser(self, rangee, question, option, nombre, maitrise, texte, jour, territoire) -> None:
        if option is None:
            rang = self._rangs[self._questions[question].code]
            rangee[rang] = self._simple(nombre, texte, jour, territoire)
            return
        genre, rang, rang_du_texte, mot = self._places[question, option]
        if genre == Genre.MATRICE:
            rangee[rang : rang + 2] = [nombre, maitrise]
        elif genre == Genre.CLASSEMENT:
            rangee[rang + int(nombre) - 1] = mot
        elif genre == Genre.CHOIX_MULTIPLE:
            for case in self._cases[question]:
                rangee[case] = rangee[case] or 0
            rangee[rang] = 1
        else:
            rangee[rang] = mot
        if texte:
            rangee[rang_du_texte] = texte

    def _simple(self, nombre, texte, jour, territoire) -> Case:
        if nombre is not None:
            return nombre
        return texte or jour or self._territoires[territoire]

    def _place(self, question: Question, option: Option) -> tuple[str, int, int | None, str]:
        code = question.code
        premiere = {
            Genre.MATRICE: f"{code}[{option.ordre}][importance]",
            Genre.CLASSEMENT: f"{code}[rang 1]",
            Genre.CHOIX_MULTIPLE: f"{code}[{option.ordre}]",
        }.get(Genre(question.genre), code)
        texte = self._rangs.get(f"{code}[{option.ordre}][texte]")
        return question.genre, self._rangs[premiere], texte, nommer(option, list(question.options.all()))


def _json(case: Case):
    if isinstance(case, Decimal):
        return int(case) if case == int(case) else float(chiffres(case))
    return case if isinstance(case, str | int | float) else case.isoformat()
