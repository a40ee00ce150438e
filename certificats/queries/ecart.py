"""What a job asks of people, and what they prove, what others saw of them, what they declare: side by side, never one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academie.models import Competence, Utilisateur
from certificats.models import Exigence, FichePoste, Poste
from certificats.queries.acquis import NiveauDate, Niveaux, niveaux_de
from certificats.queries.fiche_poste import echelle, exigences_de
from sessions.models import Session

Noms = Mapping[tuple[int, int], str]


@dataclass(frozen=True)
class Tenu:
    """A level that a person holds, in words. `ancien`: old enough to be looked at again."""

    niveau: int
    nom: str
    le: date
    ancien: bool


@dataclass
class Ecart:
    """What a job asks of a competence and what the person holds. Only a proved level closes it.

    Args:
        plafond: the highest level of the framework's scale.
    """

    exigence: Exigence
    demande: str
    plafond: int
    prouve: Tenu | None = None
    constate: Tenu | None = None
    declare: Tenu | None = None
    sessions: list[Session] = field(default_factory=list)

    @property
    def competence(self) -> Competence:
        return self.exigence.competence

    @property
    def manque(self) -> int:
        return self.exigence.niveau - (self.prouve.niveau if self.prouve else 0)

    @property
    def comble(self) -> bool:
        return self.manque <= 0

    @property
    def libelle(self) -> str:
        return ngettext("%(manque)d niveau à gagner", "%(manque)d niveaux à gagner", self.manque) % {
            "manque": self.manque
        }


def ecarts(fiche: FichePoste, niveaux: Mapping[int, Niveaux]) -> list[Ecart]:
    """One line per requirement of `fiche`, in the order of the framework."""
    noms = echelle()
    return [_ecart(exigence, niveaux.get(exigence.competence_id), noms) for exigence in exigences_de(fiche)]


def ecarts_de(personnes: Iterable[Utilisateur]) -> dict[int, tuple[FichePoste, list[Ecart]]]:
    """By person (primary key), the sheet of the post they hold today and its gaps; who holds none is absent.

    A constant number of queries.
    """
    personnes = list(personnes)
    fiches = postes_du_jour(personnes)
    demandes: dict[int, list[Exigence]] = {}
    for exigence in Exigence.objects.filter(fiche__in=[fiche.pk for fiche in fiches.values()]).select_related(
        "competence__domaine"
    ):
        demandes.setdefault(exigence.fiche_id, []).append(exigence)
    niveaux, noms = niveaux_de(personnes), echelle()
    return {
        personne: (
            fiche,
            [
                _ecart(exigence, niveaux.get(personne, {}).get(exigence.competence_id), noms)
                for exigence in demandes.get(fiche.pk, [])
            ],
        )
        for personne, fiche in fiches.items()
    }


def postes_du_jour(personnes: Iterable[Utilisateur]) -> dict[int, FichePoste]:
    """By person (primary key), the sheet of the post held today: the latest one that has a sheet."""
    postes = Poste.objects.du_jour().filter(utilisateur__in=personnes, fiche__isnull=False)
    return {poste.utilisateur_id: poste.fiche for poste in postes.select_related("fiche").order_by("debut", "pk")}


def nom_du_niveau(competence: Competence, rang: int, noms: Noms) -> str:
    if not rang:
        return _("aucun")
    return noms.get((competence.domaine.referentiel_id, rang)) or _("niveau %(rang)s") % {"rang": rang}


def _ecart(exigence: Exigence, niveaux: Niveaux | None, noms: Noms) -> Ecart:
    niveaux = niveaux or Niveaux()
    competence = exigence.competence
    return Ecart(
        exigence=exigence,
        demande=nom_du_niveau(competence, exigence.niveau, noms),
        plafond=max(
            [exigence.niveau, *(rang for referentiel, rang in noms if referentiel == competence.domaine.referentiel_id)]
        ),
        prouve=_tenu(competence, niveaux.prouve, noms),
        constate=_tenu(competence, niveaux.constate, noms),
        declare=_tenu(competence, niveaux.declare, noms),
    )


def _tenu(competence: Competence, tenu: NiveauDate | None, noms: Noms) -> Tenu | None:
    if tenu is None:
        return None
    return Tenu(tenu.niveau, nom_du_niveau(competence, tenu.niveau, noms), tenu.le, tenu.ancien)
