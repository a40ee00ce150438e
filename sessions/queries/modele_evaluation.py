"""What an evaluation asks: the model of its kind, then one question for each objective, one for each need."""

import json
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _

from besoins.models import QuestionPositionnement, VersionProgramme
from besoins.queries.bibliotheque import decrire_enquete, sans_publication
from sessions.models import Evaluation, ModeleEvaluation

DOSSIER = Path(__file__).parent.parent / "donnees" / "evaluations"
Genre = Evaluation.Genre
# The ease of a person with an objective, on the scale of the questions asked at enrolment.
AISANCE = (0, 4)
PREFIXE_OBJECTIF, PREFIXE_BESOIN = "objectif_", "besoin_"
SATISFAIT, INSATISFAIT, INCONNU = 1, 2, 3  # ranks of the options of a question about a need
AVEC_OBJECTIFS = (Genre.POSITIONNEMENT, Genre.A_CHAUD, Genre.A_FROID)
TITRE = 200


def description_du_modele(genre: str) -> dict:
    """The survey that a concepteur keeps for this kind, else the one that comes with the product."""
    modele = ModeleEvaluation.objects.select_related("enquete").filter(genre=genre).first()
    return sans_publication(decrire_enquete(modele.enquete)) if modele else modele_livre(genre)


@cache
def modele_livre(genre: str) -> dict:
    return json.loads((DOSSIER / f"{genre}.json").read_text("utf-8"))


def description_pour(genre: str, version: VersionProgramme | None, annee: int | None = None) -> dict:
    """The whole survey to open. Sections that hold nothing are left out: a model may be a draft in progress."""
    description = description_du_modele(genre)
    suite = f" : {version.programme.titre}" if version else f" : {annee}"
    sections = [section for section in description["sections"] if section["questions"]]
    if version:
        rang = 0 if genre == Genre.POSITIONNEMENT else 1
        sections = [*sections[:rang], *_sections_de(genre, version), *sections[rang:]]
    return {**description, "titre": f"{description['titre'][: TITRE - len(suite)]}{suite}", "sections": sections}


def _sections_de(genre: str, version: VersionProgramme) -> list[dict]:
    objectifs = list(version.objectifs.order_by("ordre", "pk")) if genre in AVEC_OBJECTIFS else []
    if genre == Genre.POSITIONNEMENT:
        deja = demandes_a_l_inscription(version)
        objectifs = [objectif for objectif in objectifs if objectif.pk not in deja]
    besoins = list(version.besoins.order_by("pk")) if genre in Evaluation.A_FROID else []
    parts = [
        (_("Aujourd'hui, dans quelle mesure savez-vous…"), [_question_d_objectif(objectif) for objectif in objectifs]),
        (_("Les besoins à l'origine de la session"), [_question_de_besoin(besoin) for besoin in besoins]),
    ]
    return [{"titre": titre, "questions": questions} for titre, questions in parts if questions]


def demandes_a_l_inscription(version: VersionProgramme) -> set[int]:
    """The objectives about which people already say their ease when they enrol."""
    aisances = version.positionnements.filter(genre=QuestionPositionnement.Genre.AISANCE, objectif__isnull=False)
    return set(aisances.values_list("objectif", flat=True))


def _question_d_objectif(objectif) -> dict:
    return {
        "code": f"{PREFIXE_OBJECTIF}{objectif.pk}",
        "genre": "echelle",
        "intitule": objectif.intitule,
        "minimum": AISANCE[0],
        "maximum": AISANCE[1],
        "libelle_minimum": _("Pas du tout"),
        "libelle_maximum": _("Très bien"),
    }


def _question_de_besoin(besoin) -> dict:
    return {
        "code": f"{PREFIXE_BESOIN}{besoin.pk}",
        "genre": "choix_unique",
        "intitule": _("Chez vous, ce besoin est-il maintenant satisfait ? « %(besoin)s »") % {"besoin": besoin.titre},
        "options": [
            {"libelle": _("Oui, ce besoin est satisfait")},
            {"libelle": _("Non, ce besoin n'est pas satisfait")},
            {"libelle": _("Je ne sais pas")},
        ],
    }
