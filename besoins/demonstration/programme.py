"""Ten programmes: eight in the catalogue, one of them in its second version, one in review, one still a draft."""

import json
from datetime import date, datetime, timedelta
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from academie.models import Competence, Structure, Territoire, Theme, Utilisateur
from besoins.actions.effectif import compter_effectifs, viser_territoires
from besoins.actions.financement import enregistrer_financement, financer_version
from besoins.actions.module import ajouter_module, modifier_module
from besoins.actions.objectif import ajouter_objectif
from besoins.actions.positionnement import ajouter_positionnement
from besoins.actions.programme import modifier_version, nouvelle_version_programme, rediger_programme
from besoins.actions.publication import publier_version, rendre_avis, soumettre_version
from besoins.demonstration.ressource import ressources_citees
from besoins.models import Besoin, Financement, Objectif, Programme, VersionProgramme

DONNEES = Path(__file__).parent.parent / "donnees" / "programmes.json"
CHAMPS = (
    "presentation",
    "publics",
    "publics_accompagnes",
    "niveau",
    "prerequis",
    "methodes",
    "modalites_evaluation",
    "seuil_assiduite",
)
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
    for financement in recit["financements"]:
        enregistrer_financement(
            financement=Financement(**financement | {"debut": date.fromisoformat(financement["debut"])})
        )
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
    besoins = [version.besoins.get(titre=titre) for titre in programme["besoins"]]
    objectifs = [_ajouter_objectif(version, objectif, besoins, equipe) for objectif in programme["objectifs"]]
    for module in programme["modules"]:
        liens = {
            "objectifs": [objectifs[rang - 1] for rang in module["objectifs"]],
            "ressources": ressources_citees(programme["titre"], module["titre"]),
        }
        ajouter_module(version=version, par=equipe.autrice, **module | liens)
    for question in programme["positionnements"]:
        rang = question["objectif"]
        ajouter_positionnement(
            version=version, par=equipe.autrice, **question | {"objectif": rang and objectifs[rang - 1]}
        )
    _dire_pour_qui(version, programme, equipe)
    return version


def _ajouter_objectif(version: VersionProgramme, objectif: dict, besoins: list[Besoin], equipe: Equipe) -> Objectif:
    """`besoins` of the story are the ranks of those of the programme; none means all of them."""
    servis = [besoins[rang - 1] for rang in objectif.get("besoins", ())] or besoins
    competence = _competence(objectif["competence"])
    return ajouter_objectif(
        version=version, par=equipe.autrice, **objectif | {"competence": competence, "besoins": servis}
    )


def _dire_pour_qui(version: VersionProgramme, programme: dict, equipe: Equipe) -> None:
    """Territories, people expected by structure, money."""
    regions = Territoire.objects.regions().filter(code__in=programme["regions"])
    viser_territoires(version=version, territoires=list(regions), par=equipe.autrice)
    structures = Structure.objects.filter(territoire__region__code__in=programme["effectifs"]).order_by("pk")
    effectifs = {structure: 1 + rang % 4 for rang, structure in enumerate(structures)}
    compter_effectifs(version=version, effectifs=effectifs, par=equipe.autrice)
    financements = Financement.objects.filter(nom__in=programme["financements"])
    financer_version(version=version, financements=list(financements), cout=programme["cout"], par=equipe.autrice)


def _publier(version: VersionProgramme, equipe: Equipe, le: datetime) -> None:
    avis = _("Programme clair, durées tenables, objectifs vérifiables.")
    rendre_avis(version=version, favorable=True, avis=avis, par=equipe.relectrice, le=le)
    publier_version(version=version, par=equipe.gestionnaire, le=le + timedelta(days=1))


def _reprendre(version: VersionProgramme, reprise: dict, equipe: Equipe, le: datetime) -> None:
    nouvelle = nouvelle_version_programme(version=version, par=equipe.autrice, le=le)
    modifier_version(version=nouvelle, par=equipe.autrice, **reprise["textes"])
    objectif = _ajouter_objectif(nouvelle, reprise["objectif"], list(nouvelle.besoins.all()), equipe)
    module = nouvelle.modules.get(titre=reprise["module"]["titre"])
    travailles = [*module.objectifs.all(), objectif]
    modifier_module(module=module, par=equipe.autrice, objectifs=travailles, **reprise["module"])
    soumettre_version(version=nouvelle, par=equipe.autrice, le=le + timedelta(days=3))
    avis = _("Dites en présentation ce qui change depuis la première version.")
    rendre_avis(version=nouvelle, favorable=False, avis=avis, par=equipe.relectrice, le=le + timedelta(days=5))
    soumettre_version(version=nouvelle, par=equipe.autrice, le=le + timedelta(days=7))
    _publier(nouvelle, equipe, le + timedelta(days=9))


def _besoins(titres: list[str]) -> list[Besoin]:
    return list(Besoin.objects.retenus().filter(titre__in=titres))


def _competence(code: str) -> Competence:
    return Competence.objects.get(code=code, domaine__referentiel__code="digcomp", domaine__referentiel__version="2.2")
