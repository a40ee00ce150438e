"""The scope of a permission as a filter: lists and single objects are checked by the same rule."""

from django.db import models
from django.db.models import Q

from academie.autorisations.table import TABLE, Portee, Role

__all__ = ["PerimetreQuerySet", "Portee"]


class PerimetreQuerySet(models.QuerySet):
    """A QuerySet that knows its scopes.

    `chemins` gives, for each scope that the permission table uses with this model, the lookup that leads to the
    person (SOI, ANIMEES) or to the structure (STRUCTURE). TOUT needs none.
    """

    chemins: dict[Portee, str] = {}

    def autorises(self, utilisateur, permission: str):
        """Keep the rows on which `utilisateur` holds `permission` today.

        Raises:
            KeyError: `permission` is not in the table, or one of its scopes has no path for this model.
        """
        if not (utilisateur.is_authenticated and utilisateur.is_active):
            return self.none()
        filtre = Q(pk__in=[])
        for role, portee in TABLE[permission].items():
            if role not in utilisateur.roles:
                continue
            if portee == Portee.TOUT:
                return self
            filtre |= self._dans(portee, role, utilisateur)
        return self.filter(filtre)

    def _dans(self, portee: Portee, role: Role, utilisateur) -> Q:
        chemin = self.chemins[portee]
        if portee == Portee.STRUCTURE:
            condition = Q(**{f"{chemin}__in": utilisateur.structures_comme(role)})
        else:
            condition = Q(**{chemin: utilisateur.pk})
        if "__" not in chemin:
            return condition
        # A path may cross several rows: a subquery keeps each object once.
        return Q(pk__in=self.model._base_manager.filter(condition).values("pk"))
