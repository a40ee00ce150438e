from academie.models import bornes
from academie.models.affectation import Affectation
from academie.models.annuaire import FicheAnnuaire
from academie.models.effacement import DemandeEffacement
from academie.models.fusion import Doublon, Fusion, MouvementFusion
from academie.models.gabarit import VersionGabarit
from academie.models.message import AdresseEnErreur, Message, PieceMessage
from academie.models.organisme import Organisme
from academie.models.qualiopi import DossierAudit, PieceQualiopi
from academie.models.referentiel import Competence, Domaine, Niveau, Referentiel
from academie.models.regle import ValeurRegle
from academie.models.structure import Structure
from academie.models.territoire import Territoire
from academie.models.theme import Theme
from academie.models.utilisateur import Utilisateur

__all__ = [
    "AdresseEnErreur",
    "Affectation",
    "Competence",
    "DemandeEffacement",
    "Domaine",
    "DossierAudit",
    "Doublon",
    "FicheAnnuaire",
    "Fusion",
    "Message",
    "MouvementFusion",
    "Niveau",
    "Organisme",
    "PieceMessage",
    "PieceQualiopi",
    "Referentiel",
    "Structure",
    "Territoire",
    "Theme",
    "Utilisateur",
    "ValeurRegle",
    "VersionGabarit",
    "bornes",
]
