"""The columns of a table of answers: one list for what leaves and for what comes in."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from besoins.models import Option, Question, Section

Genre = Question.Genre


@dataclass(frozen=True)
class Colonne:
    """`entete` names it in files. `champ` says which part of an answer, or which field of the respondent, it holds."""

    entete: str
    libelle: str | Promise
    champ: str
    question: Question | None = None
    option: Option | None = None
    rang: int = 0


# About the respondent. Their names are no code of a question: codes have no capital and no space.
REPONDANT = Colonne("Répondant", gettext_lazy("Nom ou jeton du répondant"), "libelle")
JOUR = Colonne("Jour", gettext_lazy("Jour de la réponse"), "jour")
PROFIL = (
    Colonne("Région", gettext_lazy("Région (code)"), "region"),
    Colonne("Département", gettext_lazy("Département (code)"), "departement"),
    Colonne("Niveau", gettext_lazy("Niveau de territoire"), "niveau"),
    Colonne("Nature", gettext_lazy("Nature de la structure"), "nature"),
    Colonne("Qui répond", gettext_lazy("Qui répond"), "role"),
)
POIDS = Colonne("Poids", gettext_lazy("Poids de la réponse"), "poids")
BASE = (REPONDANT, JOUR, *PROFIL, POIDS)
# How other tools name them.
AUTRES_NOMS = {
    "libelle": ("token", "jeton", "repondant", "respondent", "nomdelastructure", "structure"),
    "jour": ("submitdate", "datedesoumission", "datesubmitted", "horodateur", "timestamp", "date"),
}


def colonnes(sections: Iterable[Section]) -> list[Colonne]:
    """Every column of the questions, in the order of the survey."""
    return [colonne for section in sections for question in section.questions.all() for colonne in de(question)]


def de(question: Question) -> list[Colonne]:
    """The columns of one question: one, or one for each option, rank, or score of an item."""
    code, options = question.code, list(question.options.all())
    if question.genre == Genre.CLASSEMENT:
        return [
            Colonne(f"{code}[rang {rang}]", _("Placé au rang %(rang)s") % {"rang": rang}, "rang", question, rang=rang)
            for rang in range(1, min(question.maximum or len(options), len(options)) + 1)
        ]
    if question.genre == Genre.MATRICE:
        mots = (("importance", _("importance")), ("maitrise", _("maîtrise")))
        return [
            Colonne(f"{code}[{option.ordre}][{champ}]", f"{option.libelle} – {mot}", champ, question, option)
            for option in options
            for champ, mot in mots
        ]
    textes = [
        Colonne(f"{code}[{option.ordre}][texte]", _("Précision de « %s »") % option.libelle, "texte", question, option)
        for option in options
        if option.libre
    ]
    if question.genre == Genre.CHOIX_MULTIPLE:
        cases = [Colonne(f"{code}[{option.ordre}]", option.libelle, "case", question, option) for option in options]
        return [*cases, *textes]
    return [Colonne(code, _("La réponse"), "valeur", question), *textes]


def liste(question: Question) -> Colonne:
    """Another way to bring a multiple choice: all the ticks in one column."""
    return Colonne(question.code, _("Toutes les réponses cochées, dans une seule colonne"), "liste", question)


def a_apporter(question: Question) -> list[Colonne]:
    """The columns that a file may bring for one question."""
    return [*de(question), liste(question)] if question.genre == Genre.CHOIX_MULTIPLE else de(question)


def deviner(entetes: list[str], sections: list[Section], base: list[Colonne]) -> dict[str, str]:
    """`{column of ours: header of the file}`, as far as names tell: ours, LimeSurvey's, the words of the questions."""
    exacts = set(entetes)
    presents: dict[str, str] = {}
    for entete in entetes:
        presents.setdefault(cle(entete), entete)
    trouves, pris = {}, set()
    questions = [q for section in sections for q in section.questions.all()]
    for colonne in [*(c for question in questions for c in a_apporter(question)), *base]:
        noms = [colonne.entete] if colonne.entete in exacts else []
        noms += [presents[nom] for nom in _autres_noms(colonne) if nom in presents]
        libres = [nom for nom in noms if nom not in pris]
        if libres:
            trouves[colonne.entete] = libres[0]
            pris.add(libres[0])
    return trouves


def cle(texte: str) -> str:
    """A header without accents, capitals, spaces or signs other than brackets: "Q2[SQ001]" is "q2[sq001]"."""
    nu = "".join(c for c in unicodedata.normalize("NFKD", texte.casefold()) if not unicodedata.combining(c))
    return re.sub(r"[^\w\[\]#]|_", "", nu)


def _autres_noms(colonne: Colonne) -> list[str]:
    if colonne.question is None:
        return [*AUTRES_NOMS.get(colonne.champ, ()), cle(colonne.entete)]
    debuts = [cle(colonne.question.code), cle(colonne.question.intitule)]
    return [f"{debut}{fin}" for debut in debuts for fin in _fins(colonne)]


def _fins(colonne: Colonne) -> list[str]:
    """What follows the name of the question, LimeSurvey's ways first."""
    option = colonne.option
    if colonne.champ == "rang":
        return [f"[{colonne.rang}]", f"[rang{colonne.rang}]"]
    if option is None:
        return [""]
    noms = [f"[sq{option.ordre:03}]", f"[{option.ordre}]", f"[{cle(option.libelle)}]"]
    if colonne.champ == "texte":
        return ["[other]", "[autre]", *(f"{nom}{fin}" for nom in noms for fin in ("[texte]", "[comment]", "comment"))]
    if colonne.champ == "case":
        return noms
    numero = 1 if colonne.champ == "importance" else 2
    crochet, dieze = [f"{nom}[{numero}]" for nom in noms], [f"{nom[:-1]}#{numero - 1}]" for nom in noms]
    mots = [f"{nom}[{mot}]" for nom in noms for mot in (colonne.champ, f"scale{numero}", f"echelle{numero}")]
    return [*crochet, *dieze, *mots]
