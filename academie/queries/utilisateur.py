"""People in a table: their names, their addresses, and what they do today."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from academie.autorisations.table import Role
from academie.models import Affectation, Utilisateur
from academie.models.utilisateur import nom_affiche


@dataclass(frozen=True, slots=True)
class LigneDePersonne:
    """Told once here, so that the template only prints."""

    url: str
    nom: str
    email: str
    roles: str


def lignes(personnes: QuerySet[Utilisateur]) -> list[LigneDePersonne]:
    lues = list(personnes.values_list("pk", "prenom", "nom", "email"))
    roles = _roles_du_jour([pk for pk, *_noms in lues])
    return [
        LigneDePersonne(
            url=reverse("utilisateur_detail", args=[pk]),
            nom=nom_affiche(prenom, nom, email),
            email=email,
            roles=", ".join(roles[pk]),
        )
        for pk, prenom, nom, email in lues
    ]


def _roles_du_jour(personnes: list[int]) -> dict[int, list[str]]:
    libelles = {role.value: str(role.label) for role in Role}
    roles = defaultdict(list)
    tenus = Affectation.objects.du_jour().filter(utilisateur__in=personnes)
    for personne, role, structure in tenus.values_list("utilisateur", "role", "structure__nom"):
        roles[personne].append(f"{libelles[role]} ({structure})" if structure else libelles[role])
    return roles
