"""The ladder of jobs as the Académie proposes it: data, with its source, that national writers then own."""

import json
from pathlib import Path

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from academie.models import Competence
from academie.regles import Refus
from certificats.actions.fiche_poste import LONGUEUR_CODE, exiger_competence, publier_fiche, rediger_fiche
from certificats.models import FichePoste

FICHIER = Path(__file__).parent.parent / "donnees" / "echelle.json"


@transaction.atomic
def charger_echelle() -> list[FichePoste]:
    """Publish the steps of the ladder, and leave the sheets announced in 2013 to be written. What exists is left alone.

    Returns:
        The sheets that were written.

    Raises:
        Refus: the framework that the levels are expressed in is not loaded.
    """
    donnees = json.loads(FICHIER.read_text("utf-8"))
    competences = {
        competence.code: competence
        for competence in Competence.objects.filter(
            domaine__referentiel__code=donnees["referentiel"]["code"],
            domaine__referentiel__version=donnees["referentiel"]["version"],
        )
    }
    if manquantes := {code for marche in donnees["fiches"] for code in marche["niveaux"]} - competences.keys():
        raise Refus(
            _("Chargez d'abord le référentiel DigComp 2.2 : il manque les compétences %(codes)s.")
            % {"codes": ", ".join(sorted(manquantes))}
        )
    ecrites = [_publier(marche, donnees["source"], competences) for marche in donnees["fiches"]]
    a_renseigner = donnees["a_renseigner"]
    for numero in range(1, a_renseigner["nombre"] + 1):
        titre = a_renseigner["titre"] % {"numero": numero}
        ecrites.append(_rediger(FichePoste(titre=titre, source=a_renseigner["source"])))
    return [fiche for fiche in ecrites if fiche]


def _publier(marche: dict, source: str, competences: dict[str, Competence]) -> FichePoste | None:
    niveaux = marche.pop("niveaux")
    if fiche := _rediger(FichePoste(source=source, **marche)):
        for code, niveau in niveaux.items():
            exiger_competence(fiche=fiche, competence=competences[code], niveau=niveau)
        return publier_fiche(fiche=fiche)
    return None


def _rediger(fiche: FichePoste) -> FichePoste | None:
    """Nothing when a sheet of this name exists, in whatever version: it is in the hands of those who write them."""
    code = slugify(fiche.titre)[:LONGUEUR_CODE].strip("-")
    return None if FichePoste.objects.filter(code=code).exists() else rediger_fiche(fiche=fiche)
