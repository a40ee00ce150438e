"""What changed from one wave of a survey to the next, item by item, where the same thing was asked."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count
from django.utils.translation import gettext as _

from academie.francais import date_sans_jour, nombre, pourcentage
from besoins.models import Enquete, Option, Question, Reponse, Valeur
from besoins.queries.constats import part
from besoins.queries.resultats import Lecture, lecture
from besoins.queries.reunies import Reunies, reponses_reunies
from besoins.queries.scores import dire_p
from besoins.queries.vagues import Jumelle, jumelle, questions_des_vagues, vagues
from besoins.statistiques.appariement import Appariement
from besoins.statistiques.differences import Difference, difference_de_moyennes, difference_de_parts
from besoins.statistiques.matrice import moyenne
from besoins.statistiques.proportion import Proportion

Genre = Question.Genre
PARTS = (Genre.CHOIX_UNIQUE, Genre.CHOIX_MULTIPLE, Genre.OUI_NON)
MOYENNES = (Genre.ECHELLE, Genre.NOMBRE)
COMPARABLES = (*PARTS, *MOYENNES, Genre.MATRICE)
Notes = dict[float, int]


@dataclass(frozen=True)
class LigneEvolution:
    """One answer or one mean: (wave, figures) for each wave, then what changed since the wave before."""

    libelle: str
    cellules: list[tuple[str, str]]
    constat: str
    apparie: str = ""


@dataclass(frozen=True)
class QuestionEvolution:
    """`absences` says, for each wave left out, why."""

    question: Question
    lignes: list[LigneEvolution]
    absences: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Evolution:
    vagues: list[tuple[Enquete, str]]
    masquees: list[tuple[Enquete, str]]
    questions: list[QuestionEvolution]
    reunies: int


@dataclass(frozen=True)
class _Mesures:
    """The answers of one wave, counted."""

    enquete: Enquete
    minimum: int
    options: dict[int, int]
    repondants: dict[int, int]
    notes: dict[tuple[int, str], Notes]

    def part(self, option: Option) -> Proportion | None:
        total = self.repondants.get(option.question_id, 0)
        if option.effectif_inconnu or total < max(1, self.minimum):
            return None
        population = self.enquete.population if (self.enquete.population or 0) >= total else None
        return Proportion(self.options.get(option.pk, 0), total, population)

    def de(self, pk: int, cote: str = "nombre") -> Notes | None:
        notes = self.notes.get((pk, cote), {})
        return notes if sum(notes.values()) >= max(1, self.minimum) else None


Suite = list[tuple[_Mesures, Question | None]]


def evolution(enquete: Enquete) -> Evolution:
    """Waves that may be read, question by question of the latest, in a number of queries that answers do not change."""
    lectures = [(vague, lecture(vague)) for vague in vagues(enquete)]
    lues = [(vague, lue) for vague, lue in lectures if lue.permise]
    enquetes = [vague for vague, _lue in lues]
    questions = questions_des_vagues(enquetes)
    mesures = _mesurer(lues, questions)
    nommees = [vague for vague in enquetes[-2:] if vague.regime == Enquete.Regime.NOMME]
    reunies = reponses_reunies(*nommees) if len(nommees) == 2 else Reunies()
    return Evolution(
        [(vague, nom(vague)) for vague in enquetes],
        [(vague, lue.raison) for vague, lue in lectures if not lue.permise],
        [
            _comparer(question, enquetes, questions, mesures, reunies)
            for question in questions.get(enquete.pk, [])
            if question.genre in COMPARABLES and len(enquetes) > 1
        ],
        reunies.structures,
    )


def _mesurer(lues: list[tuple[Enquete, Lecture]], questions: dict[int, list[Question]]) -> dict[int, _Mesures]:
    par_genre = defaultdict(list)
    for question in (question for liste in questions.values() for question in liste):
        par_genre[question.genre].append(question.pk)
    valeurs = Valeur.objects.filter(reponse__etat=Reponse.Etat.SOUMISE).order_by()
    options: dict[int, int] = {}
    repondants: dict[int, int] = defaultdict(int)
    notes: dict[tuple[int, str], Notes] = defaultdict(lambda: defaultdict(int))
    voulues = valeurs.filter(question__in=[pk for genre in COMPARABLES for pk in par_genre[genre]])
    for question, option, note, maitrise, n in voulues.values_list("question", "option", "nombre", "maitrise").annotate(
        n=Count("*")
    ):
        if option and note is None and maitrise is None:
            options[option] = options.get(option, 0) + n
            repondants[question] += n
            continue
        cible = option or question
        for cote, valeur in (("nombre", note), ("maitrise", maitrise)):
            if valeur is not None:
                notes[cible, cote][float(valeur)] += n
    multiples = valeurs.filter(question__in=par_genre[Genre.CHOIX_MULTIPLE])
    repondants |= dict(multiples.values_list("question").annotate(Count("reponse", distinct=True)))
    return {vague.pk: _Mesures(vague, lue.minimum, options, repondants, notes) for vague, lue in lues}


def _comparer(
    question: Question,
    enquetes: list[Enquete],
    questions: dict[int, list[Question]],
    mesures: dict[int, _Mesures],
    reunies: Reunies,
) -> QuestionEvolution:
    jumelles = [
        (vague, Jumelle(question) if vague == enquetes[-1] else jumelle(question, questions[vague.pk]))
        for vague in enquetes
    ]
    absences = [(nom(vague), trouvee.raison) for vague, trouvee in jumelles if trouvee.question is None]
    if len(absences) == len(enquetes) - 1:
        return QuestionEvolution(question, [], absences)
    suite = [(mesures[vague.pk], trouvee.question) for vague, trouvee in jumelles]
    if question.genre in PARTS:
        apparies = reunies.comptes if suite[-2][1] else {}
        lignes = [_ligne_part(option, suite, apparies.get(option.pk)) for option in question.options.all()]
    elif question.genre == Genre.MATRICE:
        lignes = [
            _ligne_moyenne(f"{option.libelle} – {mot}", suite, [_notes_item(m, q, option, cote) for m, q in suite])
            for option in question.options.all()
            for cote, mot in (("nombre", _("importance")), ("maitrise", _("maîtrise")))
        ]
    else:
        lignes = [_ligne_moyenne(_("Moyenne"), suite, [q and m.de(q.pk) for m, q in suite])]
    return QuestionEvolution(question, lignes, absences)


def _ligne_part(option: Option, suite: Suite, apparie: Appariement | None) -> LigneEvolution:
    parts = [jumelee and mesures.part(jumelee) for mesures, q in suite for jumelee in [_option(q, option.libelle)]]
    connues = [proportion for proportion in parts if proportion]
    difference = difference_de_parts(*connues[-2:]) if len(connues) > 1 and parts[-1] else None
    return LigneEvolution(
        option.libelle,
        _cellules(suite, parts, part),
        _constat(difference, _points),
        _dire_apparie(apparie),
    )


def _ligne_moyenne(libelle: str, suite: Suite, notes: list[Notes | None]) -> LigneEvolution:
    connues = [effectifs for effectifs in notes if effectifs]
    difference = difference_de_moyennes(*connues[-2:]) if len(connues) > 1 and notes[-1] else None
    return LigneEvolution(
        libelle,
        _cellules(suite, notes, _dire_moyenne),
        _constat(difference, lambda valeur: nombre(valeur, 2)),
    )


def nom(vague: Enquete) -> str:
    """Waves often bear one title: the day each opened tells them apart."""
    return f"{vague.titre} ({date_sans_jour(vague.ouverte_le)})" if vague.ouverte_le else vague.titre


def _cellules(suite: Suite, mesures: list, dire) -> list[tuple[str, str]]:
    return [
        (nom(vague.enquete), dire(mesure) if mesure else "–")
        for (vague, _question), mesure in zip(suite, mesures, strict=True)
    ]


def _dire_moyenne(notes: Notes) -> str:
    return _("%(moyenne)s (n = %(n)s)") % {"moyenne": nombre(moyenne(notes), 2), "n": nombre(sum(notes.values()))}


def _notes_item(mesures: _Mesures, question: Question | None, option: Option, cote: str) -> Notes | None:
    jumelee = _option(question, option.libelle)
    return mesures.de(jumelee.pk, cote) if jumelee else None


def _option(question: Question | None, libelle: str) -> Option | None:
    if question is None:
        return None
    return next((option for option in question.options.all() if option.libelle == libelle), None)


def _constat(difference: Difference | None, dire) -> str:
    if difference is None:
        return _("rien à comparer")
    faits = {
        "ecart": _signe(difference.valeur, dire),
        "bas": _signe(difference.intervalle.bas, dire),
        "haut": _signe(difference.intervalle.haut, dire),
    }
    if not difference.est_nette:
        return _("pas d'évolution nette : %(ecart)s [%(bas)s ; %(haut)s]") % faits
    if difference.valeur > 0:
        return _("en hausse : %(ecart)s [%(bas)s ; %(haut)s]") % faits
    return _("en baisse : %(ecart)s [%(bas)s ; %(haut)s]") % faits


def _dire_apparie(compte: Appariement | None) -> str:
    if not compte or not compte.total:
        return ""
    return _("%(n)s structures aux deux vagues : %(plus)s l'expriment de plus, %(moins)s de moins (%(p)s)") % {
        "n": nombre(compte.total),
        "plus": nombre(compte.second),
        "moins": nombre(compte.premier),
        "p": dire_p(compte.p),
    }


def _signe(valeur: float, dire) -> str:
    return f"+{dire(valeur)}" if valeur > 0 else dire(valeur)


def _points(valeur: float) -> str:
    return pourcentage(valeur).replace("%", _("pts"))
