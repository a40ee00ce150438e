"""Reads about when trainers cannot come."""

from academie.autorisations.perimetre import Portee
from academie.autorisations.table import TABLE
from sessions.queries.session import formateurs_possibles

PERMISSION = "formateur.completer"


def formateurs_a_declarer(utilisateur):
    """For whom this person may say so: for herself, or for any trainer."""
    formateurs = formateurs_possibles().order_by("nom", "prenom", "pk")
    portees = {TABLE[PERMISSION].get(role) for role in utilisateur.roles}
    return formateurs if Portee.TOUT in portees else formateurs.filter(pk=utilisateur.pk)
