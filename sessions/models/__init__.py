from sessions.models.agenda import Agenda
from sessions.models.alerte import Alerte
from sessions.models.creneau import Creneau, Intervention
from sessions.models.emargement import CorrectionEmargement, Emargement
from sessions.models.inscription import Inscription, MouvementInscription
from sessions.models.lieu import Lieu
from sessions.models.session import MouvementSession, Session

__all__ = [
    "Agenda",
    "Alerte",
    "CorrectionEmargement",
    "Creneau",
    "Emargement",
    "Inscription",
    "Intervention",
    "Lieu",
    "MouvementInscription",
    "MouvementSession",
    "Session",
]
