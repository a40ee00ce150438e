"""Whom one may assess, and what one said of them."""

from django.db.models import Q, QuerySet

from academie.models import Utilisateur
from certificats.models import Acquis
from certificats.queries.acquis import nom_du_niveau
from certificats.queries.fiche_poste import echelle
from sessions.models import Inscription


def stagiaires_evaluables(utilisateur: Utilisateur) -> QuerySet[Inscription]:
    """The enrolments of the sessions that one gives."""
    return (
        Inscription.objects.confirmees()
        .autorises(utilisateur, "acquis.evaluer_stagiaire")
        .filter(~Q(utilisateur=utilisateur))
        .select_related("utilisateur", "session__version__programme")
        .order_by("-session__debut", "utilisateur__nom", "utilisateur__prenom", "pk")
    )


def evaluations_par(evaluateur: Utilisateur, personne: Utilisateur) -> list[tuple[Acquis, str]]:
    """What `evaluateur` said of `personne`, latest first, with the name of each level."""
    noms = echelle()
    lignes = (
        Acquis.objects.filter(utilisateur=personne, par=evaluateur, nature=Acquis.Nature.TIERS)
        .select_related("competence__domaine")
        .order_by("-obtenu_le", "-note_le", "-pk")
    )
    return [(acquis, nom_du_niveau(acquis.competence, acquis.niveau, noms)) for acquis in lignes]
