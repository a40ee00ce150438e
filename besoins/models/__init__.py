from besoins.models.besoin import Besoin, MouvementBesoin, Preuve
from besoins.models.enquete import Enquete, Invitation, Option, Question, Section
from besoins.models.module import Module
from besoins.models.objectif import Objectif
from besoins.models.programme import MouvementVersion, Programme, VersionProgramme
from besoins.models.reponse import Reponse, Valeur
from besoins.models.veille import Signal, SourceVeille

__all__ = [
    "Besoin",
    "Enquete",
    "Invitation",
    "Module",
    "MouvementBesoin",
    "MouvementVersion",
    "Objectif",
    "Option",
    "Preuve",
    "Programme",
    "Question",
    "Reponse",
    "Section",
    "Signal",
    "SourceVeille",
    "Valeur",
    "VersionProgramme",
]
