import pytest

from academie.autorisations.table import Role
from academie.models import Structure
from tests.distribution import personne, territoire

COMPTES = {
    "concepteur": Role.CONCEPTEUR,
    "relecture": Role.CONCEPTEUR,
    "gestionnaire": Role.GESTIONNAIRE,
    "animateur": Role.ANIMATEUR,
    "referent": Role.REFERENT,
    "formateur": Role.FORMATEUR,
}
REGIONS = {"53": "Bretagne", "75": "Nouvelle-Aquitaine", "76": "Occitanie", "93": "Provence-Alpes-Côte d'Azur", "32": "Hauts-de-France", "27": "Bourgogne-Franche-Comté", "94": "Corse", "28": "Normandie"}  # fmt: skip


@pytest.fixture
def troupe(db):
    """The people and the régions that the story needs."""
    for code, nom in REGIONS.items():
        territoire("region", code, nom)
    espace = Structure.objects.create(
        nom="Espace de Besançon", genre="espace", territoire=territoire("region", "27", REGIONS["27"])
    )
    for nom, role in COMPTES.items():
        utilisateur = personne(nom, role, espace if role in (Role.ANIMATEUR, Role.REFERENT) else None)
        utilisateur.email = f"{nom}@demo.example"
        utilisateur.save()
