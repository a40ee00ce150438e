"""Who employs a person today, and who follows careers there."""

from django.db.models import QuerySet

from academie.autorisations.table import Role
from academie.models import Affectation, Structure, Utilisateur


def employeur_de(utilisateur: Utilisateur) -> Structure | None:
    """The structure that employs the person today: the latest, or None."""
    postes = Affectation.objects.du_jour().filter(utilisateur=utilisateur, role=Role.ANIMATEUR, structure__isnull=False)
    dernier = postes.select_related("structure").order_by("-debut", "-pk").first()
    return dernier.structure if dernier else None


def referents_de(structure: Structure) -> QuerySet[Utilisateur]:
    """The référentes and référents of the structure today."""
    postes = Affectation.objects.du_jour().filter(role=Role.REFERENT, structure=structure)
    return Utilisateur.objects.filter(pk__in=postes.values("utilisateur"), is_active=True).order_by("pk")


def structures_employeuses(utilisateur: Utilisateur) -> QuerySet[Structure]:
    """Every structure that employs the person today."""
    postes = Affectation.objects.du_jour().filter(utilisateur=utilisateur, role=Role.ANIMATEUR)
    return Structure.objects.filter(pk__in=postes.values("structure")).order_by("nom", "pk")
