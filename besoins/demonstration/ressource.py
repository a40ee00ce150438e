"""The network's memory: what the founding documents tell, paraphrased with its source, and examples that say so."""

import json
from datetime import datetime, timedelta
from pathlib import Path

from django.utils import timezone

from academie.models import Competence, Territoire, Theme, Utilisateur
from besoins.actions.parution import relire_ressource, retirer_ressource, soumettre_ressource
from besoins.actions.ressource import commencer_ressource, corriger_ressource, modifier_ressource
from besoins.models import Ressource

DONNEES = Path(__file__).parent.parent / "donnees" / "ressources.json"


def raconter_ressources() -> None:
    """Idempotent: told once."""
    if Ressource.objects.exists():
        return
    for recit in json.loads(DONNEES.read_text("utf-8"))["ressources"]:
        _raconter(recit)


def ressources_citees(programme: str, module: str) -> list[Ressource]:
    """What this module of the story cites: chosen while the programme is a draft."""
    citations = json.loads(DONNEES.read_text("utf-8"))["citations"]
    return list(Ressource.objects.publiees().filter(titre__in=citations.get(programme, {}).get(module, ())))


def _raconter(recit: dict) -> None:
    autrice, relectrice = (
        Utilisateur.objects.get(email=f"{compte}@demo.example") for compte in ("concepteur", "relecture")
    )
    etat, motif, correction = recit.pop("etat"), recit.pop("motif", ""), recit.pop("correction", None)
    le = timezone.now() - timedelta(days=recit.pop("jours"))
    ressource = commencer_ressource(par=autrice, le=le, **_reconnaitre(recit))
    if etat == Ressource.Etat.BROUILLON:
        return
    ressource = soumettre_ressource(ressource=ressource, par=autrice, le=le + timedelta(days=1))
    if etat == Ressource.Etat.EN_RELECTURE:
        return
    ressource = relire_ressource(ressource=ressource, favorable=True, par=relectrice, le=le + timedelta(days=3))
    if correction:
        _corriger(ressource, correction, autrice, relectrice, le + timedelta(days=40))
    if etat == Ressource.Etat.RETIREE:
        retirer_ressource(ressource=ressource, motif=motif, par=relectrice, le=le + timedelta(days=60))


def _corriger(ressource: Ressource, textes: dict, autrice: Utilisateur, relectrice: Utilisateur, le: datetime) -> None:
    avis = textes.pop("avis")
    brouillon = corriger_ressource(ressource=ressource, par=autrice, le=le)
    modifier_ressource(ressource=brouillon, par=autrice, **textes)
    brouillon = soumettre_ressource(ressource=brouillon, par=autrice, le=le + timedelta(days=1))
    relire_ressource(ressource=brouillon, favorable=True, avis=avis, par=relectrice, le=le + timedelta(days=2))


def _reconnaitre(recit: dict) -> dict:
    """The keys of the story as objects."""
    genre, code = recit.pop("territoire", (None, None))
    return recit | {
        "theme": Theme.objects.get(slug=recit["theme"]),
        "territoire": code and Territoire.objects.get(genre=genre, code=code),
        "competences": Competence.objects.filter(domaine__referentiel__code="digcomp", code__in=recit["competences"]),
    }
