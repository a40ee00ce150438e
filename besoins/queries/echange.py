"""A programme written as data: to keep it, to take it elsewhere. Format: docs/formats/programme.md."""

import json

from django.db import models
from django.db.models import Prefetch

from besoins.models import Module, Objectif, QuestionPositionnement, VersionProgramme
from besoins.queries.bibliotheque import designer

FORMAT, VERSION = "oten-programme", 1
CHAMPS: dict[type[models.Model], tuple[str, ...]] = {
    VersionProgramme: (*VersionProgramme.CHAMPS_OBLIGATOIRES, "seuil_assiduite", "cout"),
    Objectif: ("intitule", "niveau", "evaluation"),
    Module: ("titre", "minutes", "contenu", "methode", "modalite", "supports", "cas_local", "profil_formateur"),
    QuestionPositionnement: ("intitule", "genre"),
}


def decrire_programme(version: VersionProgramme) -> dict:
    """All that a version teaches and promises; nothing of who wrote it, of its review, of its dates."""
    version = _a_decrire().get(pk=version.pk)
    besoins = sorted({besoin.titre for besoin in version.besoins.all()})
    objectifs = list(version.objectifs.all())
    rangs = {objectif.pk: rang for rang, objectif in enumerate(objectifs, start=1)}
    return {
        "format": FORMAT,
        "version": VERSION,
        "titre": version.programme.titre,
        "theme": version.programme.theme.nom,
        **_champs(version),
        **_s_il_y_en_a(
            publics_accompagnes=version.publics_accompagnes,
            territoires=_territoires(version),
            besoins=besoins,
            objectifs=[_objectif(objectif, besoins) for objectif in objectifs],
            modules=[_module(module, rangs) for module in version.modules.all()],
            positionnement=[_positionnement(question, rangs) for question in version.positionnements.all()],
            financements=sorted(financement.nom for financement in version.financements.all()),
        ),
    }


def ecrire_programme(version: VersionProgramme) -> str:
    """The text of the file."""
    return json.dumps(decrire_programme(version), ensure_ascii=False, indent=2) + "\n"


def _a_decrire() -> models.QuerySet:
    objectifs = Objectif.objects.select_related("competence__domaine__referentiel").prefetch_related("besoins")
    return VersionProgramme.objects.select_related("programme__theme").prefetch_related(
        "territoires",
        "financements",
        "positionnements",
        "besoins",
        Prefetch("objectifs", objectifs),
        Prefetch("modules", Module.objects.prefetch_related("objectifs", "ressources")),
    )


def _territoires(version: VersionProgramme) -> list[dict]:
    lieux = sorted(version.territoires.all(), key=lambda lieu: (lieu.genre, lieu.code))
    return [{"genre": lieu.genre, "code": lieu.code, "nom": lieu.nom} for lieu in lieux]


def _objectif(objectif: Objectif, besoins: list[str]) -> dict:
    rangs = sorted({besoins.index(besoin.titre) + 1 for besoin in objectif.besoins.all() if besoin.titre in besoins})
    return {
        "intitule": objectif.intitule,
        "competence": designer(objectif.competence),
        **_champs(objectif),
        **_s_il_y_en_a(besoins=rangs),
    }


def _module(module: Module, rangs: dict[int, int]) -> dict:
    ressources = sorted({(ressource.titre, ressource.source) for ressource in module.ressources.all()})
    return {
        **_champs(module),
        **_s_il_y_en_a(
            objectifs=sorted(rangs[objectif.pk] for objectif in module.objectifs.all()),
            ressources=[_dits({"titre": titre, "source": source}) for titre, source in ressources],
        ),
    }


def _positionnement(question: QuestionPositionnement, rangs: dict[int, int]) -> dict:
    return {**_champs(question), **_dits({"objectif": rangs.get(question.objectif_id)})}


def _champs(objet: models.Model) -> dict:
    return _dits({champ: _brut(getattr(objet, champ)) for champ in CHAMPS[type(objet)]})


def _dits(valeurs: dict) -> dict:
    """Without what says nothing; 0 does say something."""
    return {cle: valeur for cle, valeur in valeurs.items() if valeur not in ("", None)}


def _s_il_y_en_a(**listes: list) -> dict[str, list]:
    return {cle: liste for cle, liste in listes.items() if liste}


def _brut(valeur):
    return str(valeur) if isinstance(valeur, str) else valeur  # the member of a choice too
