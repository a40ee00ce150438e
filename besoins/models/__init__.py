from besoins.models.besoin import Besoin, MouvementBesoin, Preuve
from besoins.models.calcul import Calcul
from besoins.models.codage import Arbitrage, Citation, Codage, Code, SuggestionEcartee
from besoins.models.commentaire import Commentaire, Intervention
from besoins.models.condition import Condition
from besoins.models.correction import Correction
from besoins.models.effectif import EffectifAttendu
from besoins.models.enquete import Combinaison, Enquete, Option, Question, Section
from besoins.models.financement import Financement
from besoins.models.importation import Importation
from besoins.models.invitation import Envoi, Invitation, Profil, profil_de_territoire
from besoins.models.lot import LotRessources
from besoins.models.module import Module
from besoins.models.objectif import Objectif
from besoins.models.plan import (
    BesoinDuPlan,
    DemandeDuPlan,
    DisponibiliteDuPlan,
    LigneDuPlan,
    PlanAnnuel,
    PlancherDuPlan,
    ProgrammeDuPlan,
    ReponseDuPlan,
)
from besoins.models.positionnement import QuestionPositionnement
from besoins.models.presence import Presence
from besoins.models.priorite import PlaceImposee, PoidsPriorite
from besoins.models.programme import MouvementVersion, Programme, VersionProgramme
from besoins.models.rapport import Rapport
from besoins.models.reponse import Reponse, Valeur
from besoins.models.ressource import MouvementRessource, Ressource
from besoins.models.veille import Article, Cotation, Signal, SourceVeille

__all__ = [
    "Arbitrage",
    "Article",
    "Besoin",
    "BesoinDuPlan",
    "Calcul",
    "Citation",
    "Codage",
    "Code",
    "Combinaison",
    "Commentaire",
    "Condition",
    "Correction",
    "Cotation",
    "DemandeDuPlan",
    "DisponibiliteDuPlan",
    "EffectifAttendu",
    "Enquete",
    "Envoi",
    "Financement",
    "Importation",
    "Intervention",
    "Invitation",
    "LigneDuPlan",
    "LotRessources",
    "Module",
    "MouvementBesoin",
    "MouvementRessource",
    "MouvementVersion",
    "Objectif",
    "Option",
    "PlaceImposee",
    "PlanAnnuel",
    "PlancherDuPlan",
    "PoidsPriorite",
    "Presence",
    "Preuve",
    "Profil",
    "Programme",
    "ProgrammeDuPlan",
    "Question",
    "QuestionPositionnement",
    "Rapport",
    "Reponse",
    "ReponseDuPlan",
    "Ressource",
    "Section",
    "Signal",
    "SourceVeille",
    "SuggestionEcartee",
    "Valeur",
    "VersionProgramme",
    "profil_de_territoire",
]
