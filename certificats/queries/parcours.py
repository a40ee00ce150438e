"""Where a person stands: the post they hold, the one they aim at, and what separates them from it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from academie.models import Utilisateur
from certificats.models import FichePoste, Parcours
from certificats.queries.acquis import niveaux_actuels
from certificats.queries.ecart import Ecart, ecarts, postes_du_jour
from certificats.queries.proposition import proposer_sessions
from certificats.queries.radar import dessiner


class Cible(TextChoices):
    """What the levels of a person are compared with."""

    VISE = "vise", _("le poste que je vise")
    ACTUEL = "actuel", _("mon poste actuel")


@dataclass(frozen=True)
class Comparaison:
    """The sheet that is compared with, under which title; the other one, if any, to switch to."""

    fiche: FichePoste | None
    cible: Cible
    autre: Cible | None = None


def parcours_de(utilisateur: Utilisateur) -> Parcours:
    """The person's profile; one that is not written yet when they never chose anything."""
    deja = Parcours.objects.filter(utilisateur=utilisateur).select_related("fiche_visee").first()
    return deja or Parcours(utilisateur=utilisateur)


def comparaison(utilisateur: Utilisateur, cible: str = "") -> Comparaison:
    """With the post that is asked for, even when there is none; else with the one aimed at, else with the present one."""
    fiches: Mapping[Cible, FichePoste | None] = {
        Cible.VISE: parcours_de(utilisateur).fiche_visee,
        Cible.ACTUEL: postes_du_jour([utilisateur]).get(utilisateur.pk),
    }
    connues = [genre for genre in Cible if fiches[genre]]
    choisie = Cible(cible) if cible in Cible.values else next(iter(connues), Cible.VISE)
    return Comparaison(fiches[choisie], choisie, next((genre for genre in connues if genre != choisie), None))


def ecarts_ouverts(utilisateur: Utilisateur, cible: str = "") -> tuple[FichePoste | None, list[Ecart]]:
    """The sheet and what it asks that is not proved yet."""
    fiche = comparaison(utilisateur, cible).fiche
    if fiche is None:
        return None, []
    return fiche, [ecart for ecart in ecarts(fiche, niveaux_actuels(utilisateur)) if not ecart.comble]


def parcours_lisible(utilisateur: Utilisateur, cible: str = "") -> dict:
    """Everything the page of the gaps shows."""
    compare = comparaison(utilisateur, cible)
    lignes = ecarts(compare.fiche, niveaux_actuels(utilisateur)) if compare.fiche else []
    proposer_sessions(utilisateur, lignes)
    return {
        "comparaison": compare,
        "fiche": compare.fiche,
        "ecarts": lignes,
        "comblees": sum(ecart.comble for ecart in lignes),
        "radar": dessiner(lignes),
    }
