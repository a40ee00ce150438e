from certificats.models.acquis import Acquis
from certificats.models.campagne import Campagne
from certificats.models.certificat import Certificat
from certificats.models.cle import CleEmission
from certificats.models.consultation import Consultation
from certificats.models.document import DocumentDelivre
from certificats.models.fiche_poste import Exigence, FichePoste
from certificats.models.parcours import Parcours
from certificats.models.partage import OuverturePartage, Partage
from certificats.models.poste import Poste
from certificats.models.reconnaissance import AvisReconnaissance, NiveauDemande, PieceReconnaissance, Reconnaissance

__all__ = [
    "Acquis",
    "AvisReconnaissance",
    "Campagne",
    "Certificat",
    "CleEmission",
    "Consultation",
    "DocumentDelivre",
    "Exigence",
    "FichePoste",
    "NiveauDemande",
    "OuverturePartage",
    "Parcours",
    "Partage",
    "PieceReconnaissance",
    "Poste",
    "Reconnaissance",
]
