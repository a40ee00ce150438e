"""A team as its référente or référent sees it: who proves what their own post asks, who may train whom."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from academie.models import Competence, Utilisateur
from certificats.models import FichePoste
from certificats.queries.acquis import Niveaux, niveaux_de
from certificats.queries.ecart import Ecart, Tenu, ecarts_de
from certificats.queries.regard import personnes_en_vue


@dataclass(frozen=True)
class Membre:
    """A person of the team, the sheet of their post and what separates them from it."""

    personne: Utilisateur
    fiche: FichePoste | None
    ecarts: list[Ecart]

    @property
    def manquent(self) -> list[Ecart]:
        return [ecart for ecart in self.ecarts if not ecart.comble]

    @property
    def prouvees(self) -> int:
        return len(self.ecarts) - len(self.manquent)

    def cases(self, competences: Iterable[Competence]) -> list[Ecart | None]:
        """What the person's post asks of each competence; None where it asks nothing."""
        par_competence = {ecart.competence.pk: ecart for ecart in self.ecarts}
        return [par_competence.get(competence.pk) for competence in competences]


@dataclass(frozen=True)
class Transmission:
    """A competence that some of the team lack and that others of the team prove at the level they need."""

    competence: Competence
    prouvent: list[Utilisateur]
    manque_a: list[Utilisateur]


@dataclass(frozen=True)
class Equipe:
    """`membres` and `competences`: those kept; whoever is of the whole team, `tous`, may train them."""

    tous: list[Membre]
    niveaux: dict[int, dict[int, Niveaux]]
    membres: list[Membre]
    competences: list[Competence]

    @property
    def fiches(self) -> list[FichePoste]:
        fiches = {membre.fiche.pk: membre.fiche for membre in self.tous if membre.fiche}
        return sorted(fiches.values(), key=lambda une: (une.titre, une.pk))

    @property
    def matrice(self) -> list[tuple[Membre, list[Ecart | None]]]:
        return [(membre, membre.cases(self.competences)) for membre in self.membres]

    @property
    def transmissions(self) -> list[Transmission]:
        """Who may train whom: only what somebody lacks and somebody else proves at the level that they need."""
        return [une for competence in self.competences if (une := self._transmission(competence)).prouvent]

    def _transmission(self, competence: Competence) -> Transmission:
        tenus = {
            membre.personne: niveaux.prouve_ou_zero
            for membre in self.tous
            if (niveaux := self.niveaux.get(membre.personne.pk, {}).get(competence.pk))
        }
        demandes = {
            membre.personne: ecart.exigence.niveau
            for membre in self.membres
            for ecart in membre.manquent
            if ecart.competence == competence
        }
        return Transmission(
            competence,
            prouvent=[une for une, tenu in tenus.items() if any(tenu >= demande for demande in demandes.values())],
            manque_a=[une for une, demande in demandes.items() if any(tenu >= demande for tenu in tenus.values())],
        )

    def garder(self, *, fiche: str = "", competence: str = "") -> "Equipe":
        """Those whose post has this sheet, and this competence alone (primary keys, as typed)."""
        membres = [un for un in self.tous if not fiche or (un.fiche and str(un.fiche.pk) == fiche)]
        competences = [une for une in competences_de(membres) if not competence or str(une.pk) == competence]
        return replace(self, membres=membres, competences=competences)


def equipe_de(referent: Utilisateur) -> Equipe:
    """The people whom the structures of `referent` employ today, by name, in a constant number of queries."""
    personnes = list(personnes_en_vue(referent).order_by("nom", "prenom", "pk"))
    trouves = ecarts_de(personnes)
    membres = [Membre(personne, *trouves.get(personne.pk, (None, []))) for personne in personnes]
    return Equipe(membres, niveaux_de(personnes), membres, competences_de(membres))


def competences_de(membres: Iterable[Membre]) -> list[Competence]:
    """What their posts ask, in the order of the frameworks."""
    par_pk = {ecart.competence.pk: ecart.competence for membre in membres for ecart in membre.ecarts}
    return sorted(par_pk.values(), key=lambda une: (une.domaine.referentiel_id, une.domaine.ordre, une.ordre, une.pk))


def rangees(equipe: Equipe) -> Iterator[list[str | int | date | None]]:
    """The matrix as a table: one row for a person and a competence."""
    yield [
        _("Personne"),
        _("Fiche de poste"),
        _("Compétence"),
        _("Niveau demandé"),
        _("Niveau prouvé"),
        _("Prouvé le"),
        _("Niveau constaté"),
        _("Constaté le"),
        _("Niveau déclaré"),
        _("Déclaré le"),
        _("Niveaux à gagner"),
    ]
    for membre in equipe.membres:
        for ecart in membre.cases(equipe.competences):
            if ecart:
                yield [
                    membre.personne.get_full_name(),
                    str(membre.fiche),
                    str(ecart.competence),
                    ecart.demande,
                    *_cellules(ecart.prouve),
                    *_cellules(ecart.constate),
                    *_cellules(ecart.declare),
                    max(ecart.manque, 0),
                ]


def _cellules(tenu: Tenu | None) -> tuple[str, date | None]:
    return (tenu.nom, tenu.le) if tenu else ("", None)
