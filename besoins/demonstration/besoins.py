"""Needs in every state, each with its evidence."""

import json
from datetime import timedelta
from functools import cache
from pathlib import Path

from django.utils import timezone

from academie.models import Competence, Theme, Utilisateur
from besoins.actions.besoin import (
    ecarter_besoin,
    modifier_besoin,
    qualifier_besoin,
    retenir_besoin,
    satisfaire_besoin,
)
from besoins.actions.contribution import proposer_besoin
from besoins.actions.preuve import (
    deriver_besoin_d_option,
    deriver_besoin_de_signal,
    joindre_resultat,
)
from besoins.actions.priorite import changer_poids, imposer_place
from besoins.actions.regroupement import regrouper_besoins
from besoins.demonstration import enquete, etude_2013
from besoins.models import Besoin, Option, PoidsPriorite, Signal

DONNEES = Path(__file__).parent.parent / "donnees" / "veille.json"
PUBLICS = "Animatrices et animateurs d'espaces de médiation numérique"
DECISIONS = {"retenir": retenir_besoin, "ecarter": ecarter_besoin}


def raconter_besoins() -> None:
    """In their order: from the survey of 2013 and from signals; the programmes answer those retained."""
    for faits in _recit()["besoins"]:
        le = timezone.now() - timedelta(days=faits["jours"])
        besoin = _deriver(faits, le)
        besoin.titre, besoin.publics = faits["titre"], PUBLICS
        besoin.exprime_par = "Collectivités interrogées en 2013" if faits["option_2013"] else "Équipes de terrain"
        besoin.theme = Theme.objects.filter(slug=faits["theme"]).first()
        besoin.urgence, besoin.faisabilite = faits.get("urgence"), faits.get("faisabilite")
        competences = Competence.objects.filter(
            domaine__referentiel__code="digcomp", code__in=faits.get("competences", ())
        )
        modifier_besoin(besoin=besoin, competences=competences)
        if faits["decision"]:
            _decider(besoin, faits["decision"], faits["motif"], le)


def _decider(besoin: Besoin, decision: str, motif: str, le) -> None:
    qualifier_besoin(besoin=besoin, par=_concepteur(), le=le + timedelta(days=1))
    if decision in DECISIONS:
        DECISIONS[decision](besoin=besoin, par=_concepteur(), motif=motif, le=le + timedelta(days=2))


def raconter_preuves() -> None:
    """This year's survey brings figures to needs already known."""
    le = timezone.now() - timedelta(days=1)
    for faits in _recit()["besoins"]:
        if faits["option"]:
            besoin = Besoin.objects.get(titre=faits["titre"])
            joindre_resultat(besoin=besoin, option=_option(enquete.TITRE, faits["option"]), par=_concepteur(), le=le)


def _deriver(faits: dict, le) -> Besoin:
    if faits["option_2013"]:
        option = _option(etude_2013.TITRE, faits["option_2013"])
        return deriver_besoin_d_option(option=option, par=_concepteur(), le=le)
    return deriver_besoin_de_signal(signal=Signal.objects.get(titre=faits["signal"]), par=_concepteur(), le=le)


def _option(titre: str, libelle: str) -> Option:
    return Option.objects.get(question__section__enquete__titre=titre, libelle=libelle)


def _concepteur() -> Utilisateur:
    return Utilisateur.objects.get(email="concepteur@demo.example")


@cache
def _recit() -> dict:
    return json.loads(DONNEES.read_text("utf-8"))


def raconter_suites() -> None:
    """Once the programmes are known: what the field proposed and what became of it, a group, weights, a place imposed."""
    if PoidsPriorite.objects.exists():
        return
    contributions = {faits["titre"]: _proposer(**faits) for faits in _recit()["propositions"]}
    par, maintenant = _concepteur(), timezone.now()
    for titre, sous in _recit()["reunis"].items():
        existant = Besoin.objects.filter(titre=sous).first()
        regrouper_besoins(
            besoins=[contributions[titre]],
            sous=existant,
            titre="" if existant else sous,
            par=par,
            le=maintenant - timedelta(days=5),
        )
    satisfait = _recit()["satisfait"]
    satisfaire_besoin(
        besoin=Besoin.objects.get(titre=satisfait["titre"]),
        motif=satisfait["motif"],
        par=par,
        le=maintenant - timedelta(days=6),
    )
    changer_poids(**_recit()["poids"], par=par, le=maintenant - timedelta(days=30))
    place = _recit()["place"]
    imposer_place(
        besoin=Besoin.objects.get(titre=place["titre"]),
        place=place["place"],
        motif=place["motif"],
        par=par,
        le=maintenant - timedelta(days=4),
    )


def _proposer(titre: str, description: str, compte: str, jours: int, decision: str = "", motif: str = "") -> Besoin:
    par = Utilisateur.objects.get(email=f"{compte}@demo.example")
    le = timezone.now() - timedelta(days=jours)
    besoin = proposer_besoin(
        besoin=Besoin(titre=titre, description=description), par=par, structure=par.structure, le=le
    )
    if decision:
        _decider(besoin, decision, motif, le)
    return besoin
