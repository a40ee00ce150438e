"""Who sees what belongs to a person: the person, and whoever employs them today."""

from django.db.models import Q

from academie.autorisations.perimetre import PerimetreQuerySet, Portee
from academie.autorisations.table import Role
from academie.models import Affectation


class PersonnelQuerySet(PerimetreQuerySet):
    """Rows that a person owns by `utilisateur`. A structure sees them while the person is its animateur, not a day longer."""

    chemins = {Portee.SOI: "utilisateur"}

    def _dans(self, portee: Portee, role: Role, utilisateur) -> Q:
        if portee != Portee.STRUCTURE:
            return super()._dans(portee, role, utilisateur)
        employees = Affectation.objects.du_jour().filter(
            role=Role.ANIMATEUR, structure__in=utilisateur.structures_comme(role)
        )
        return Q(utilisateur__in=employees.values("utilisateur"))
