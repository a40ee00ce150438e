from certificats.models.acquis import Acquis
from certificats.models.badge import Badge
from certificats.models.campagne import Campagne
from certificats.models.certificat import Certificat
from certificats.models.cle import CleEmission
from certificats.models.consultation import Consultation
from certificats.models.document import DocumentDelivre
from certificats.models.entretien import AddendumEntretien, Entretien
from certificats.models.fiche_poste import Exigence, FichePoste
from certificats.models.formation import FormationPassee
from certificats.models.importation import ImportationReseau, LigneReseau, LotReseau
from certificats.models.modele import ModeleDocument
from certificats.models.parcours import Parcours
from certificats.models.partage import OuverturePartage, Partage
from certificats.models.plan import EtapeCompetence, EtapePlan, PlanParcours
from certificats.models.poste import Poste
from certificats.models.reconnaissance import AvisReconnaissance, NiveauDemande, PieceReconnaissance, Reconnaissance

__all__ = [
    "Acquis",
    "AddendumEntretien",
    "AvisReconnaissance",
    "Badge",
    "Campagne",
    "Certificat",
    "CleEmission",
    "Consultation",
    "DocumentDelivre",
    "Entretien",
    "EtapeCompetence",
    "EtapePlan",
    "Exigence",
    "FichePoste",
    "FormationPassee",
    "ImportationReseau",
    "LigneReseau",
    "LotReseau",
    "ModeleDocument",
    "NiveauDemande",
    "OuverturePartage",
    "Parcours",
    "Partage",
    "PieceReconnaissance",
    "PlanParcours",
    "Poste",
    "Reconnaissance",
]
