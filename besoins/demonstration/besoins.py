"""Needs in every state, each with its evidence."""

import json
from datetime import timedelta
from functools import cache
from pathlib import Path

from django.utils import timezone

from academie.models import Theme, Utilisateur
from besoins.actions.besoin import ecarter_besoin, modifier_besoin, qualifier_besoin, retenir_besoin
from besoins.actions.preuve import (
    deriver_besoin_d_option,
    deriver_besoin_de_signal,
    joindre_resultat,
)
from besoins.demonstration import enquete, etude_2013
from besoins.models import Besoin, Option, Signal

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
        modifier_besoin(besoin=besoin)
        if faits["decision"]:
            decider = DECISIONS[faits["decision"]]
            qualifier_besoin(besoin=besoin, par=_concepteur(), le=le + timedelta(days=1))
            decider(besoin=besoin, par=_concepteur(), motif=faits["motif"], le=le + timedelta(days=2))


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
