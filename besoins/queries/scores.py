"""Needs scores of the importance × mastery questions: one GROUP BY for all of them, whatever the number of answers."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Count, F, Max, Prefetch, Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from academie.francais import enumeration, nombre
from academie.regles import regle
from besoins.models import Enquete, Option, Preuve, Question
from besoins.queries.constats import place
from besoins.queries.filtres import Filtre
from besoins.queries.resultats import Lecture
from besoins.statistiques.borich import mwds
from besoins.statistiques.ecarts import Wilcoxon, rds, wilcoxon
from besoins.statistiques.egalites import Estimation, ex_aequo, rangs
from besoins.statistiques.hennessy_hicks import difference
from besoins.statistiques.matrice import Matrice, Resume, resumer
from besoins.statistiques.nuage import Nuage, placer
from besoins.statistiques.poids import effectif_efficace
from besoins.statistiques.proportion import Intervalle
from besoins.statistiques.quadrants import (
    Cote,
    Croix,
    Quadrant,
    cote,
    croix_medianes,
    croix_milieu,
    croix_moyennes,
    quadrant,
)

SCORES = {"mwds": gettext_lazy("score de Borich"), "rds": gettext_lazy("écarts ordonnés"), "difference": gettext_lazy("différence des moyennes")}  # fmt: skip
FORMULES = {"mwds": mwds, "rds": rds, "difference": difference}
DECIMALES = {"mwds": 2, "rds": 0, "difference": 2}
SENS = {"mwds": 1, "rds": -1, "difference": 1}  # the greatest need first
CROIX = {
    "moyennes": gettext_lazy("moyennes des besoins"),
    "medianes": gettext_lazy("médianes des besoins"),
    "milieu": gettext_lazy("milieu de l'échelle"),
    "diagonale": gettext_lazy("diagonale : autant de maîtrise que d'importance"),
}
QUADRANTS = {
    Quadrant.CONCENTRER: gettext_lazy("à renforcer d'abord"),
    Quadrant.MAINTENIR: gettext_lazy("à maintenir"),
    Quadrant.SECONDAIRE: gettext_lazy("secondaire"),
    Quadrant.EXCES: gettext_lazy("plus maîtrisé qu'important"),
}
COTES = {
    Cote.BESOIN: gettext_lazy("besoin"),
    Cote.ACQUIS: gettext_lazy("acquis"),
    Cote.INDECIS: gettext_lazy("indécis"),
}


@dataclass(frozen=True)
class Score:
    """One score of one item: what was measured, and the weighted value beside when answers have weights."""

    estimation: Estimation
    decimales: int
    pondere: Estimation | None = None

    @property
    def texte(self) -> str:
        return nombre(self.estimation.valeur, self.decimales)

    @property
    def crochets(self) -> str:
        return _crochets(self.estimation, self.decimales)

    @property
    def texte_pondere(self) -> str:
        if not self.pondere:
            return ""
        return f"{nombre(self.pondere.valeur, self.decimales)} {_crochets(self.pondere, self.decimales)}"


@dataclass(frozen=True, eq=False)
class ScoreItem:
    """Everything that one item scores. `scores` is empty when nothing can be said, `raison` says why."""

    option: Option
    matrice: Matrice
    resume: Resume | None
    scores: dict[str, Score]
    test: Wilcoxon | None
    total_efficace: float | None = None
    besoin: int | None = None
    raison: str = ""

    @property
    def total(self) -> int:
        return round(self.matrice.total)

    @property
    def incomplets(self) -> int:
        return round(self.matrice.incomplets) if self.matrice.est_appariee else 0

    @property
    def importance(self) -> str:
        return nombre(self.resume.importance, 2)

    @property
    def maitrise(self) -> str:
        return nombre(self.resume.maitrise, 2)

    @property
    def dire_test(self) -> str:
        """The signed-rank test in words."""
        if not self.test:
            return _("aucun écart à tester") if self.matrice.est_appariee else ""
        return _("Wilcoxon : %(p)s") % {"p": dire_p(self.test.p)}

    @property
    def cote(self) -> Cote:
        bornes = self.scores["difference"].estimation.intervalle
        return cote(bornes.bas, bornes.haut)


@dataclass(frozen=True)
class LigneScore:
    """An item at its place: its number on the plot, the places it may hold, its tie groups, where it falls on the plot."""

    numero: int
    item: ScoreItem
    place: str
    groupes: str
    situation: str = ""


@dataclass(frozen=True)
class ScoresMatrice:
    """The scores of one question, ordered by `score`."""

    question: Question
    items: list[ScoreItem]
    score: str
    croix: str
    pondere: bool

    @cached_property
    def mesures(self) -> list[ScoreItem]:
        """Items that have scores."""
        return [item for item in self.items if item.scores]

    @cached_property
    def _mesures(self) -> dict[ScoreItem, Estimation]:
        """The chosen score of each item that has it, the greater the greater the need."""
        items = [item for item in self.mesures if self.score in item.scores]
        return {item: _orienter(item.scores[self.score].estimation, SENS[self.score]) for item in items}

    @cached_property
    def groupes(self) -> list[list[ScoreItem]]:
        """Items that the answers do not tell apart, the greatest need first; one may be in several groups."""
        return ex_aequo(self._mesures)

    @cached_property
    def lignes(self) -> list[LigneScore]:
        places = rangs(self._mesures)
        classes = sorted(places, key=lambda item: -self._mesures[item].valeur)
        autres = [item for item in self.items if item not in places]
        return [
            LigneScore(
                numero,
                item,
                place(places[item]) if item in places else "–",
                ", ".join(_lettre(rang) for rang, groupe in enumerate(self.groupes) if item in groupe),
                self._situation(item),
            )
            for numero, item in enumerate([*classes, *autres], start=1)
        ]

    @property
    def constats(self) -> list[str]:
        """What may be ranked and what may not."""
        phrases = _departager(self.groupes)
        seuil = regle("resultats.classement_minimum")
        total = min((item.total for item in self.mesures), default=0)
        if total and total < seuil:
            phrases.append(
                _(
                    "Un besoin au moins n'est mesuré que par %(n)s réponses : un classement strict est déconseillé sous "
                    "%(seuil)s."
                )
                % {"n": nombre(total), "seuil": nombre(seuil)}
            )
        return phrases

    @cached_property
    def reperes(self) -> Croix | None:
        """The cross-hairs, None for the diagonal."""
        moyennes = [(item.resume.importance, item.resume.maitrise) for item in self.mesures]
        if self.croix == "milieu":
            return croix_milieu(self.question.minimum, self.question.maximum)
        if not moyennes or self.croix == "diagonale":
            return None
        return (croix_medianes if self.croix == "medianes" else croix_moyennes)(moyennes)

    @cached_property
    def dessin(self) -> Nuage | None:
        """The plot; its numbers are those of the table."""
        points = [
            (ligne.item.resume.importance, ligne.item.resume.maitrise) for ligne in self.lignes if ligne.item.scores
        ]
        return placer(points, self.question.minimum, self.question.maximum, self.reperes) if points else None

    def _situation(self, item: ScoreItem) -> str:
        if not item.scores:
            return ""
        if self.reperes is None:
            return str(COTES[item.cote])
        return str(QUADRANTS[quadrant(item.resume.importance, item.resume.maitrise, self.reperes)])


@dataclass
class _Comptes:
    """Answers of one item: respondents, their weights and the squares of these, by pair of scores."""

    effectifs: dict = field(default_factory=dict)
    poids: dict = field(default_factory=dict)
    somme: float = 0.0
    carres: float = 0.0


def questions_matrice(enquete: Enquete) -> list[Question]:
    """The matrices of a survey with their items and their competences, in order, in two queries."""
    options = Prefetch("options", Option.objects.order_by("ordre").select_related("competence"))
    questions = Question.objects.filter(section__enquete=enquete, genre=Question.Genre.MATRICE)
    return list(questions.order_by("section__ordre", "ordre").prefetch_related(options))


def scores_matrices(
    enquete: Enquete, filtre: Filtre, lue: Lecture, score: str = "mwds", croix: str = "moyennes"
) -> list[ScoresMatrice]:
    """The scores of every matrix, for the answers of `filtre`, in a constant number of queries."""
    questions = questions_matrice(enquete)
    pondere = enquete.ponderation != Enquete.Ponderation.AUCUNE
    comptes = _compter(filtre.valeurs(enquete).filter(question__in=[q.pk for q in questions]), pondere)
    besoins = _besoins_derives(questions)
    minimum = lue.minimum_croise if filtre else lue.minimum
    return [
        ScoresMatrice(
            question,
            [
                _score_item(option, comptes[option.pk], pondere, minimum, besoins.get(option.pk))
                for option in question.options.all()
            ],
            score,
            croix,
            pondere,
        )
        for question in questions
    ]


def dire_p(p: float) -> str:
    """p < 0,001, p = 0,032."""
    return _("p < 0,001") if p < 0.001 else f"p = {nombre(p, 3)}"


def _compter(valeurs, pondere: bool) -> dict[int, _Comptes]:
    groupes = valeurs.values_list("option", "nombre", "maitrise").annotate(n=Count("*"))
    if pondere:
        groupes = groupes.annotate(w=Sum("reponse__poids"), w2=Sum(F("reponse__poids") * F("reponse__poids")))
    comptes: dict[int, _Comptes] = defaultdict(_Comptes)
    for option, importance, maitrise, n, *poids in groupes:
        compte = comptes[option]
        couple = (None if importance is None else float(importance), maitrise)
        compte.effectifs[couple] = n
        if poids:
            compte.poids[couple] = poids[0]
            if None not in couple:
                compte.somme, compte.carres = compte.somme + poids[0], compte.carres + poids[1]
    return comptes


def _score_item(option: Option, compte: _Comptes, pondere: bool, minimum: int, besoin: int | None) -> ScoreItem:
    matrice = Matrice(compte.effectifs)
    resume = resumer(matrice)
    if resume is None or matrice.total < minimum:
        raison = (
            _("aucune réponse complète")
            if resume is None
            else ngettext("masqué : moins de %(n)s réponse", "masqué : moins de %(n)s réponses", minimum)
            % {"n": minimum}
        )
        return ScoreItem(option, Matrice({}) if resume else matrice, None, {}, None, besoin=besoin, raison=raison)
    estimations = _estimer(matrice, resume, matrice.total)
    efficace, ponderees = None, {}
    if pondere and matrice.est_appariee and compte.somme:
        efficace = effectif_efficace(compte.somme, compte.carres)
        poids = Matrice(compte.poids)
        ponderees = _estimer(poids, resumer(poids), efficace)
    return ScoreItem(
        option,
        matrice,
        resume,
        {cle: Score(mesure, DECIMALES[cle], ponderees.get(cle)) for cle, mesure in estimations.items()},
        wilcoxon(matrice),
        efficace,
        besoin,
    )


def _estimer(matrice: Matrice, resume: Resume, total: float) -> dict[str, Estimation]:
    """Each score and its interval; without pairs, those that the margins are enough for."""
    # numpy weighs on the start of every process: it waits for the first score asked for.
    from besoins.statistiques.reechantillonnage import intervalle_percentile, reechantillonner

    tires = reechantillonner(matrice, regle("resultats.reechantillons"), total)
    estimations = {}
    for cle, formule in FORMULES.items():
        valeur = formule(resume)
        if valeur is not None:
            intervalle = intervalle_percentile(formule(tires), total)
            estimations[cle] = Estimation(valeur, intervalle) if intervalle else Estimation(valeur)
    return estimations


def _orienter(mesure: Estimation, sens: int) -> Estimation:
    bornes = sorted([sens * mesure.intervalle.bas, sens * mesure.intervalle.haut])
    return Estimation(sens * mesure.valeur, Intervalle(*bornes))


def _departager(groupes: list[list[ScoreItem]]) -> list[str]:
    """What stands apart at the top, and what the letters mean."""
    if not groupes or len(groupes) == len(groupes[0]) == 1:
        return []
    tete = groupes[0]
    faits = {"n": nombre(len(tete)), "noms": enumeration(f"« {item.option.libelle} »" for item in tete)}
    if len(groupes) == 1:
        return [_("Ces %(n)s besoins ne se départagent pas : leurs intervalles se recouvrent.") % faits]
    phrase = (
        _("%(noms)s se détache en tête.")
        if len(tete) == 1
        else _("En tête, ces %(n)s besoins ne se départagent pas : %(noms)s.")
    )
    return [
        phrase % faits,
        _("Deux besoins qui partagent une lettre ne se départagent pas : leurs intervalles se recouvrent."),
    ]


def _lettre(rang: int) -> str:
    return chr(ord("A") + rang) if rang < 26 else str(rang + 1)


def _crochets(mesure: Estimation, decimales: int) -> str:
    if mesure.intervalle == Estimation(0).intervalle:
        return _("[intervalle inconnu]")
    return f"[{nombre(mesure.intervalle.bas, decimales)} – {nombre(mesure.intervalle.haut, decimales)}]"


def _besoins_derives(questions: list[Question]) -> dict[int, int]:
    """The need that each item has become, by option."""
    preuves = Preuve.objects.filter(option__question__in=[question.pk for question in questions]).order_by()
    return dict(preuves.values_list("option").annotate(Max("besoin")))
