from sessions.models.accord import AccordEmployeur
from sessions.models.agenda import Agenda
from sessions.models.alerte import Alerte
from sessions.models.creneau import Creneau, Intervention
from sessions.models.emargement import CorrectionEmargement, Emargement, EnregistrementPresence
from sessions.models.inscription import Inscription, MouvementInscription
from sessions.models.lieu import Lieu
from sessions.models.occupation import Indisponibilite, Occupation
from sessions.models.positionnement import ReponsePositionnement
from sessions.models.reserve import ReserveStructure
from sessions.models.session import MouvementSession, Session

__all__ = [
    "AccordEmployeur",
    "Agenda",
    "Alerte",
    "CorrectionEmargement",
    "Creneau",
    "Emargement",
    "EnregistrementPresence",
    "Indisponibilite",
    "Inscription",
    "Intervention",
    "Lieu",
    "MouvementInscription",
    "MouvementSession",
    "Occupation",
    "ReponsePositionnement",
    "ReserveStructure",
    "Session",
]
