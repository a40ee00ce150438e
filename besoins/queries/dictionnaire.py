"""The codebook of a survey: what each column of its exports holds."""

from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext as _

from academie.tableaux.ecriture import Case
from besoins.models import Enquete, Question, Section, Valeur
from besoins.models.enquete import Combinaison
from besoins.queries.colonne import BASE, Colonne, de
from besoins.queries.enquete import avec_conditions_dites, questionnaire
from besoins.queries.export import NUMERO

Genre = Question.Genre


@dataclass(frozen=True)
class Entree:
    """One question. `n`: how many answered it; None where answers may not be read."""

    question: Question
    section: str
    colonnes: list[Colonne]
    valeurs: str
    condition: str
    n: int | None


def dictionnaire(enquete: Enquete, *, lisible: bool) -> list[Entree]:
    """Every question in its order, in a constant number of queries."""
    sections = avec_conditions_dites(questionnaire(enquete))
    n = _repondants(enquete) if lisible else {}
    return [
        Entree(
            question,
            section.titre,
            de(question),
            _valeurs(question),
            _condition(section, question),
            n.get(question.pk, 0) if lisible else None,
        )
        for section in sections
        for question in section.questions.all()
    ]


def tableau_du_dictionnaire(enquete: Enquete, entrees: list[Entree]) -> list[list[Case]]:
    """The same as rows, one for each column of the exports."""
    rangees: list[list[Case]] = [
        [_("Colonne"), _("Contenu"), _("Question"), _("Type"), _("Section"), _("Valeurs"), _("Posée quand"), "n"]
    ]
    rangees.append([NUMERO, _("Rang de la réponse dans cet export"), "", "", "", "", "", None])
    if enquete.regime == Enquete.Regime.NOMME:
        rangees += [[colonne.entete, str(colonne.libelle), "", "", "", "", "", None] for colonne in BASE]
    for entree in entrees:
        question = entree.question
        commun: list[Case] = [
            question.intitule,
            str(question.get_genre_display()),
            entree.section,
            entree.valeurs,
            entree.condition,
        ]
        rangees += [[colonne.entete, str(colonne.libelle), *commun, entree.n] for colonne in entree.colonnes]
    return rangees


def _repondants(enquete: Enquete) -> dict[int, int]:
    soumises = Valeur.objects.filter(reponse__in=enquete.reponses.soumises().order_by().values("pk")).order_by()
    return dict(soumises.values_list("question").annotate(n=Count("reponse", distinct=True)))


def _valeurs(question: Question) -> str:
    options = list(question.options.all())
    match question.genre:
        case Genre.CHOIX_MULTIPLE:
            return _("1 : coché ; 0 : non coché")
        case Genre.ECHELLE | Genre.MATRICE:
            bas, haut = question.libelle_minimum, question.libelle_maximum
            return " – ".join(
                f"{borne} ({mot})" if mot else str(borne)
                for borne, mot in ((question.minimum, bas), (question.maximum, haut))
            )
        case Genre.NOMBRE:
            return question.unite
        case Genre.TERRITOIRE:
            return _("nom, niveau et code INSEE")
        case Genre.DATE:
            return _("année-mois-jour")
    return " ; ".join(f"{option.ordre} : {option.libelle}" for option in options)


def _condition(section: Section, question: Question) -> str:
    return _(" ; et ").join(filter(None, map(_dire, (section, question))))


def _dire(element: Section | Question) -> str:
    return (_(" ou ") if element.combinaison == Combinaison.UNE else _(" et ")).join(map(str, element.quand))
