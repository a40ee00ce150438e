"""Our formulas against figures that others published: what a reader may check."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _

from academie.francais import nombre
from besoins.queries.scores import QUADRANTS
from besoins.statistiques.borich import mwds
from besoins.statistiques.matrice import Matrice, resumer
from besoins.statistiques.proportion import (
    Intervalle,
    intervalle_wald_ajuste,
    intervalle_wilson,
    intervalle_wilson_continuite,
)
from besoins.statistiques.quadrants import Quadrant, croix_moyennes, quadrant

DONNEES = Path(__file__).parent.parent / "donnees" / "tna"
COMPETENCES = {
    "Managing the district": "Diriger le district",
    "Quality improvement": "Améliorer la qualité",
    "Health information management": "Gérer l'information de santé",
    "Epidemiology": "Épidémiologie",
    "Chronic disease management": "Prendre en charge les maladies chroniques",
    "Planning and evaluation": "Planifier et évaluer",
    "Research in the health system": "Recherche sur le système de santé",
    "Advocacy and community participation": "Plaidoyer et participation des habitants",
    "Accrual accounting": "Comptabilité d'exercice",
    "Health economics": "Économie de la santé",
    "Human resources and organisational creativity": "Ressources humaines et créativité",
    "Management, leadership": "Encadrer, entraîner",
    "Rules and ethics": "Règles et éthique",
}
QUADRANTS_PUBLIES = {
    "keep_up": Quadrant.MAINTENIR,
    "low_priority": Quadrant.SECONDAIRE,
    "possible_overkill": Quadrant.EXCES,
    "concentrate_here": Quadrant.CONCENTRER,
}
PERTINENCES, NIVEAUX = (1, 3, 5), (1, 2, 3, 4, 5)  # relevance from 1 to 3, put on the scale of competence


@dataclass(frozen=True)
class Verification:
    """One published figure and ours."""

    quoi: str
    obtenu: str
    publie: str
    exact: bool


@dataclass(frozen=True)
class Tableau:
    titre: str
    formule: str
    source: str
    adresse: str
    lignes: list[Verification]


def verifications() -> list[Tableau]:
    """Intervals of R, intervals of the 2013 study, scores of a published table."""
    r = [
        (intervalle_wald_ajuste(12, 100, 400), _("12 sur 100, dans une population de 400")),
        (intervalle_wilson_continuite(12, 100), _("12 sur 100")),
    ]
    formules = (
        _("Intervalle de Wald ajusté, corrigé pour une population finie (R, statpsych : ci.prop.fpc)"),
        _("Intervalle de Wilson avec correction de continuité (R, statpsych : ci.prop)"),
    )
    tableaux = []
    for (obtenu, quoi), formule, oracle in zip(r, formules, lire("oracles")["proportion_intervals"], strict=True):
        attendu = Intervalle(oracle["expected"]["ll"], oracle["expected"]["ul"])
        lignes = [_intervalle(quoi, obtenu, attendu, 7)]
        tableaux.append(Tableau(formule, "", _("Manuel du paquet statpsych"), oracle["source"], lignes))
    return [*tableaux, _etude_2013(), *_gholipour()]


@cache
def lire(nom: str) -> dict:
    """A file of published figures."""
    return json.loads((DONNEES / f"{nom}.json").read_text("utf-8"))


def _etude_2013() -> Tableau:
    oracles = lire("oracles")
    lignes = []
    for cle, population, suffixe in (
        ("wilson_95_n11", None, ""),
        ("wilson_finite_N26_n11", 26, _(", dans une population de 26")),
    ):
        for ligne in oracles[cle]:
            quoi = _("%(k)s sur 11%(suite)s") % {"k": ligne["k"], "suite": suffixe}
            obtenu = intervalle_wilson(ligne["k"], 11, population)
            lignes.append(_intervalle(quoi, obtenu, Intervalle(ligne["low"], ligne["high"]), 3))
    return Tableau(
        _("Intervalle de Wilson des résultats de l'étude de 2013"),
        _("(k + ψ/2 ± √(ψ·k·(n − k)/n + ψ²/4)) ÷ (n + ψ), avec ψ = 1,96² × (N − n)/(N − 1), ou 1,96² sans limite."),
        _(
            "Wilson (1927) ; O'Neill (2021). La borne 0,098 de 3 sur 11 avait été arrondie deux fois : 0,0975 puis 0,098."
        ),
        "",
        lignes,
    )


def _gholipour() -> list[Tableau]:
    publie = lire("gholipour2018")
    resumes = {
        item["item"]: resumer(matrice_publiee(item["relevance_pct_1to3"], item["competence_pct_1to5"]))
        for item in publie["items"]
    }
    croix = croix_moyennes([(resume.importance, resume.maitrise) for resume in resumes.values()])
    rangs = sorted(resumes, key=lambda nom: -mwds(resumes[nom]))
    lignes = []
    for item in publie["items"]:
        resume, attendu = resumes[item["item"]], item["expected"]
        place = QUADRANTS[quadrant(resume.importance, resume.maitrise, croix)]
        obtenu = _score(resume.maitrise, resume.importance, mwds(resume), rangs.index(item["item"]) + 1, place)
        reference = _score(
            attendu["mean_competence"],
            attendu["mean_importance_rescaled_1to5"],
            attendu["mwds"],
            attendu["mwds_rank"],
            QUADRANTS[QUADRANTS_PUBLIES[attendu["ipa_quadrant_grand_means"]]],
        )
        lignes.append(Verification(COMPETENCES[item["item"]], obtenu, reference, obtenu == reference))
    source, adresse = publie["citation"], "https://doi.org/10.1136/bmjopen-2017-020603"
    return [
        Tableau(
            _("Scores de besoin d'une table publiée : maîtrise, importance, score de Borich, rang, situation"),
            _(
                "Score de Borich : (importance − maîtrise) × importance. La pertinence, notée de 1 à 3, est ramenée à "
                "l'échelle de la maîtrise : 1, 3, 5. Les auteurs publient les répartitions, en pourcentages ; les "
                "scores de référence en ont été calculés à part."
            ),
            source,
            adresse,
            lignes,
        ),
        _conclusion_publiee(resumes, source, adresse),
    ]


def _conclusion_publiee(resumes, source: str, adresse: str) -> Tableau:
    """The one ranking that the authors print: the three competences best mastered."""
    trois = sorted(resumes, key=lambda nom: -resumes[nom].maitrise)[:3]
    publiees = ["Quality improvement", "Managing the district", "Planning and evaluation"]
    mots = [", ".join(COMPETENCES[nom] for nom in noms) for noms in (trois, publiees)]
    return Tableau(
        _("Ce que les auteurs en concluent"),
        "",
        source,
        adresse,
        [Verification(_("Les trois compétences les mieux maîtrisées, dans l'ordre"), *mots, exact=trois == publiees)],
    )


def matrice_publiee(pertinences, competences) -> Matrice:
    """Two margins without pairs, as a table prints them."""
    return Matrice(
        {(note, None): part for note, part in zip(PERTINENCES, pertinences, strict=True)}
        | {(None, note): part for note, part in zip(NIVEAUX, competences, strict=True)}
    )


def _intervalle(quoi: str, obtenu: Intervalle, publie: Intervalle, decimales: int) -> Verification:
    mots = [f"[{nombre(bornes.bas, decimales)} – {nombre(bornes.haut, decimales)}]" for bornes in (obtenu, publie)]
    return Verification(quoi, *mots, exact=mots[0] == mots[1])


def _score(maitrise: float, importance: float, score: float, rang: int, situation) -> str:
    return f"{nombre(maitrise, 3)} / {nombre(importance, 3)} / {nombre(score, 3)} / {rang} / {situation}"
