"""Who may look at the career of whom. Rights follow the employment of the day: a former employer sees nothing more."""

from django.utils import timezone

from academie.autorisations.table import Role
from academie.models import Affectation, Utilisateur
from certificats.models import Consultation


def personnes_en_vue(utilisateur: Utilisateur):
    """The people whose career `utilisateur` may read today as référente or référent: those that the structure employs."""
    return Utilisateur.objects.filter(pk__in=_emplois_suivis(utilisateur).values("utilisateur"))


def consultation_ouverte(lecteur: Utilisateur, personne: Utilisateur, etendue: str) -> bool:
    """Whether `lecteur` noted this reading today (`actions.consultation.noter_consultation`): without it, no page."""
    notee = Consultation.objects.filter(
        utilisateur=personne, lecteur=lecteur, etendue=etendue, jour=timezone.localdate()
    )
    return lecteur == personne or notee.exists()


def qualite_de(lecteur: Utilisateur, personne: Utilisateur) -> str:
    """As what `lecteur` reads of `personne`: the role and the structure, kept in words."""
    emploi = _emplois_suivis(lecteur).filter(utilisateur=personne).select_related("structure").first()
    if emploi:
        return f"{Role.REFERENT.label}, {emploi.structure.nom}"
    roles = [Role(role) for role in Role if role in lecteur.roles and role != Role.CONNECTE]
    return ", ".join(str(role.label) for role in roles)[:300]


def _emplois_suivis(utilisateur: Utilisateur):
    return Affectation.objects.du_jour().filter(
        role=Role.ANIMATEUR, structure__in=utilisateur.structures_comme(Role.REFERENT)
    )
