"""Teams: people who hold a post, and what they prove of it."""

from datetime import date, timedelta

from django.utils import timezone

from academie.autorisations.table import Role
from academie.models import Structure
from certificats.models import Acquis, Poste
from tests.certificats.fabriques import competence
from tests.distribution import recruter, territoire


def hier(jours: int = 1) -> date:
    return timezone.localdate() - timedelta(days=jours)


def demain(jours: int = 1) -> date:
    return timezone.localdate() + timedelta(days=jours)


def poste(personne, fiche, structure, *, fin: date | None = None, debut: date | None = None) -> Poste:
    return Poste.objects.create(
        utilisateur=personne,
        intitule=fiche.titre if fiche else "Poste",
        fiche=fiche,
        structure=structure,
        debut=debut or hier(400),
        fin=fin,
    )


def prouver(personne, code: str = "1.1", niveau: int = 4, *, nature: str = "reconnaissance", le: date | None = None):
    return Acquis.objects.create(
        utilisateur=personne, competence=competence(code), niveau=niveau, nature=nature, obtenu_le=le or hier(30)
    )


def equipe(structure, fiche, *, prouvent: int, manquent: int, nom: str = "p", code: str = "1.1", niveau: int = 4):
    """People whose post in `structure` has `fiche`: the first ones prove the level of `code`."""
    noms = [(f"{nom}{rang}-{nom}", Role.ANIMATEUR, structure) for rang in range(prouvent + manquent)]
    personnes = recruter(noms)
    Poste.objects.bulk_create(
        Poste(utilisateur=une, intitule=fiche.titre, fiche=fiche, structure=structure, debut=hier(400))
        for une in personnes
    )
    Acquis.objects.bulk_create(
        Acquis(utilisateur=une, competence=competence(code), niveau=niveau, nature="reconnaissance", obtenu_le=hier(30))
        for une in personnes[:prouvent]
    )
    return personnes


def structure_en(nom: str, code: str) -> Structure:
    """A structure somewhere in a région of this name."""
    region = territoire("region", code, nom)
    commune = territoire("commune", f"{code}001", f"Ville de {nom}", region=region)
    return Structure.objects.create(nom=f"Espace de {nom}", genre="espace", territoire=commune)
