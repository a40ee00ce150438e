from certificats.models.certificat import Certificat
from certificats.models.fiche_poste import Exigence, FichePoste
from certificats.models.parcours import Acquis, Parcours

__all__ = ["Acquis", "Certificat", "Exigence", "FichePoste", "Parcours"]
