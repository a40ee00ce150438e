"""The posts of people, and what to propose to whoever writes one."""

from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.autorisations.table import Role
from academie.models import Affectation, Utilisateur
from certificats.models import FichePoste, Poste


def postes_de(utilisateur: Utilisateur) -> QuerySet[Poste]:
    """From the present post to the first one."""
    return Poste.objects.filter(utilisateur=utilisateur).select_related("structure__territoire", "fiche")


def structures_de(utilisateur: Utilisateur) -> list[int]:
    """Where a person works today."""
    return [a.structure_id for a in utilisateur.affectations_du_jour if a.structure_id]


def fiches_proposees(utilisateur: Utilisateur) -> QuerySet[FichePoste]:
    """The published sheets that a person may choose: those of their structures first, then the national ones."""
    fiches = FichePoste.objects.publiees().filter(structure=None) | FichePoste.objects.publiees().filter(
        structure__in=structures_de(utilisateur)
    )
    return fiches.select_related("structure").order_by(
        F("structure").asc(nulls_last=True), F("echelon").asc(nulls_last=True), "titre", "pk"
    )


def choix_de_fiches(utilisateur: Utilisateur) -> list[tuple[str, list[tuple[int, str]]]]:
    """The same as grouped choices."""
    groupes: dict[str, list[tuple[int, str]]] = {}
    for fiche in fiches_proposees(utilisateur):
        groupe = fiche.structure.nom if fiche.structure else _("Fiches nationales")
        groupes.setdefault(groupe, []).append((fiche.pk, fiche.titre))
    return list(groupes.items())


def rattachement_de(poste: Poste) -> Affectation | None:
    """What makes the structure of this post the person's employer: as long as it runs, it sees their career."""
    du_jour = Affectation.objects.filter(utilisateur=poste.utilisateur_id, role=Role.ANIMATEUR, fin=None)
    return (
        du_jour.filter(structure=poste.structure_id, debut__lte=timezone.localdate()).first()
        if poste.structure_id
        else None
    )
