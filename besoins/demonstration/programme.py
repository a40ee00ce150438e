"""Ten programmes: eight in the catalogue, one of them in its second version, one in review, one still a draft."""

import json
from datetime import datetime, timedelta
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from academie.models import Competence, Theme, Utilisateur
from besoins.actions.module import ajouter_module
from besoins.actions.objectif import ajouter_objectif
from besoins.actions.programme import modifier_version, nouvelle_version_programme, rediger_programme
from besoins.actions.publication import publier_version, rendre_avis, soumettre_version
from besoins.models import Besoin, Programme, QuestionPositionnement, VersionProgramme

DONNEES = Path(__file__).parent.parent / "donnees" / "programmes.json"
CHAMPS = ("presentation", "publics", "niveau", "prerequis", "methodes", "modalites_evaluation", "seuil_assiduite")
# Days before today when the first draft was begun, by the state that the programme has reached.
DEPUIS = {"publiee": 480, "en_relecture": 12, "brouillon": 20}
DEUXIEME_VERSION = 60


class Equipe:
    """Who writes, who reviews and who publishes."""

    def __init__(self):
        self.autrice, self.relectrice, self.gestionnaire = (
            Utilisateur.objects.get(email=f"{compte}@demo.example")
            for compte in ("concepteur", "relecture", "gestionnaire")
        )


def raconter_programmes() -> None:
    """Idempotent: told once."""
    if Programme.objects.exists():
        return
    recit = json.loads(DONNEES.read_text("utf-8"))
    equipe = Equipe()
    for rang, programme in enumerate(recit["programmes"]):
        le = timezone.now() - timedelta(days=DEPUIS[programme["etat"]] - rang)
        version = _rediger(programme, recit["communs"], equipe, le)
        if programme["etat"] == "brouillon":
            continue
        soumettre_version(version=version, par=equipe.autrice, le=le + timedelta(days=2))
        if programme["etat"] == "publiee":
            _publier(version, equipe, le + timedelta(days=4))
        if "version_2" in programme:
            _reprendre(version, programme["version_2"], equipe, timezone.now() - timedelta(days=DEUXIEME_VERSION))


def _rediger(programme: dict, communs: dict, equipe: Equipe, le: datetime) -> VersionProgramme:
    version = rediger_programme(
        titre=programme["titre"],
        theme=Theme.objects.get(slug=programme["theme"]),
        besoins=_besoins(programme["besoins"]),
        par=equipe.autrice,
        le=le,
    )
    modifier_version(version=version, par=equipe.autrice, **communs, **{champ: programme[champ] for champ in CHAMPS})
    besoins = list(version.besoins.all())
    objectifs = [
        ajouter_objectif(
            version=version,
            par=equipe.autrice,
            competence=_competence(objectif.pop("competence")),
            besoins=besoins,
            **objectif,
        )
        for objectif in programme["objectifs"]
    ]
    for module in programme["modules"]:
        travailles = [objectifs[rang - 1] for rang in module.pop("objectifs")]
        ajouter_module(version=version, par=equipe.autrice, objectifs=travailles, **module)
    for ordre, question in enumerate(programme["positionnements"], start=1):
        rang = question.pop("objectif")
        QuestionPositionnement.objects.create(
            version=version, ordre=ordre, objectif=rang and objectifs[rang - 1], **question
        )
    return version


def _publier(version: VersionProgramme, equipe: Equipe, le: datetime) -> None:
    avis = _("Programme clair, durées tenables, objectifs vérifiables.")
    rendre_avis(version=version, favorable=True, avis=avis, par=equipe.relectrice, le=le)
    publier_version(version=version, par=equipe.gestionnaire, le=le + timedelta(days=1))


def _reprendre(version: VersionProgramme, textes: dict, equipe: Equipe, le: datetime) -> None:
    nouvelle = nouvelle_version_programme(version=version, par=equipe.autrice, le=le)
    modifier_version(version=nouvelle, par=equipe.autrice, **textes)
    soumettre_version(version=nouvelle, par=equipe.autrice, le=le + timedelta(days=3))
    avis = _("Dites en présentation ce qui change depuis la première version.")
    rendre_avis(version=nouvelle, favorable=False, avis=avis, par=equipe.relectrice, le=le + timedelta(days=5))
    soumettre_version(version=nouvelle, par=equipe.autrice, le=le + timedelta(days=7))
    _publier(nouvelle, equipe, le + timedelta(days=9))


def _besoins(titres: list[str]) -> list[Besoin]:
    return list(Besoin.objects.retenus().filter(titre__in=titres))


def _competence(code: str) -> Competence:
    return Competence.objects.get(code=code, domaine__referentiel__code="digcomp", domaine__referentiel__version="2.2")
