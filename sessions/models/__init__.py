from sessions.models.abonnement import AbonnementAgenda
from sessions.models.accord import AccordEmployeur
from sessions.models.agenda import EvenementPublie, VersionAgenda
from sessions.models.alerte import Alerte
from sessions.models.amelioration import Amelioration
from sessions.models.bpf import MontantBPF
from sessions.models.consentement import ConsentementNom
from sessions.models.creneau import Creneau, Intervention, RetraitFormateur
from sessions.models.emargement import Emargement, EnregistrementPresence, Registre
from sessions.models.evaluation import Evaluation, Financeur, ModeleEvaluation, Reouverture, Sollicitation
from sessions.models.formateur import Enseignement, EntretienFormateur, FicheFormateur, Titre
from sessions.models.inscription import Inscription, MouvementInscription
from sessions.models.lieu import Lieu
from sessions.models.occupation import Indisponibilite, Occupation
from sessions.models.piece import PiecePresence
from sessions.models.positionnement import ReponsePositionnement
from sessions.models.reclamation import ContactAbsence, EchangeReclamation, Reclamation
from sessions.models.reserve import ReserveStructure
from sessions.models.session import MouvementSession, Session
from sessions.models.tache import ModeleTache, Tache
from sessions.models.temps import LigneTemps, MoisTemps

__all__ = [
    "AbonnementAgenda",
    "AccordEmployeur",
    "Alerte",
    "Amelioration",
    "ConsentementNom",
    "ContactAbsence",
    "Creneau",
    "EchangeReclamation",
    "Emargement",
    "EnregistrementPresence",
    "Enseignement",
    "EntretienFormateur",
    "Evaluation",
    "EvenementPublie",
    "FicheFormateur",
    "Financeur",
    "Indisponibilite",
    "Inscription",
    "Intervention",
    "Lieu",
    "LigneTemps",
    "ModeleEvaluation",
    "ModeleTache",
    "MoisTemps",
    "MontantBPF",
    "MouvementInscription",
    "MouvementSession",
    "Occupation",
    "PiecePresence",
    "Reclamation",
    "Registre",
    "Reouverture",
    "ReponsePositionnement",
    "ReserveStructure",
    "RetraitFormateur",
    "Session",
    "Sollicitation",
    "Tache",
    "Titre",
    "VersionAgenda",
]
