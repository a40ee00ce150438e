"""What points to a person, in every house: read from the models themselves, so that no table is forgotten."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from django.db.models import Count, Field, Model, Q, Value
from django.utils.translation import gettext as _

from academie.autorisations.table import Role
from academie.branchements.fusion import EMPECHEMENTS
from academie.branchements.personne import PROVENANCES, Provenance
from academie.models import Affectation, DemandeEffacement, Fusion, Utilisateur
from academie.regles.fusion import RESTENT


@dataclass(frozen=True)
class Relation:
    """A column that names a person."""

    modele: type[Model]
    champ: Field

    @property
    def nom(self) -> str:
        """As the table of `academie.regles.fusion` writes it."""
        return f"{self.modele._meta.label}.{self.champ.name}"

    @property
    def libelle(self) -> str:
        return str(self.modele._meta.verbose_name_plural)

    @property
    def unique(self) -> bool:
        """May two people's rows meet in a unique constraint?"""
        meta = self.modele._meta
        champs = [contrainte.fields for contrainte in meta.constraints if hasattr(contrainte, "fields")]
        return self.champ.unique or any(self.champ.name in noms for noms in [*champs, *meta.unique_together])


@cache
def relations() -> tuple[Relation, ...]:
    """Every foreign key and one-to-one to a person, those of many-to-many tables included."""
    champs = Utilisateur._meta.get_fields(include_hidden=True)
    liens = [lien for lien in champs if lien.auto_created and not lien.concrete and not lien.many_to_many]
    return tuple(
        sorted((Relation(lien.related_model, lien.field) for lien in liens), key=lambda relation: relation.nom)
    )


@dataclass(frozen=True)
class Ligne:
    """How many rows of a kind each of two accounts has."""

    libelle: str
    premiere: int
    seconde: int


def comparaison(premiere: Utilisateur, seconde: Utilisateur) -> list[Ligne]:
    """What two accounts have, side by side. One query, whatever the number of tables."""
    comptes: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    suivies = [relation for relation in relations() if relation.nom not in RESTENT]
    requetes = [
        relation.modele._base_manager.order_by()
        .filter(**{f"{relation.champ.name}__in": [premiere.pk, seconde.pk]})
        .annotate(_rang=Value(rang))
        .values_list("_rang", relation.champ.attname)
        .annotate(_n=Count("pk"))
        for rang, relation in enumerate(suivies)
    ]
    for rang, personne, nombre in requetes[0].union(*requetes[1:], all=True):
        comptes[suivies[rang].libelle][personne] += nombre
    return [Ligne(libelle, n[premiere.pk], n[seconde.pk]) for libelle, n in sorted(comptes.items())]


def interdictions(gardee: Utilisateur, fermee: Utilisateur, par: Utilisateur) -> list[str]:
    """Why `par` may not merge these two accounts, nor undo their merge."""
    raisons = []
    if par in (gardee, fermee):
        raisons.append(_("L'un de ces comptes est le vôtre : demandez à une autre personne de s'en charger."))
    roles = Affectation.objects.du_jour().filter(utilisateur__in=[gardee, fermee]).values_list("role", flat=True)
    if set(roles) - {Role.ANIMATEUR} and "affectation.gerer" not in par.permissions:
        raisons.append(
            _(
                "L'un de ces comptes porte un autre rôle que celui d'animatrice ou d'animateur : seule une personne "
                "qui administre l'Académie peut s'en charger. Écrivez-lui."
            )
        )
    return raisons


def empechements(gardee: Utilisateur, fermee: Utilisateur, par: Utilisateur) -> list[str]:
    """Why these two accounts cannot be made one, or not by `par`."""
    raisons = interdictions(gardee, fermee, par)
    if DemandeEffacement.objects.filter(
        utilisateur__in=[gardee, fermee], etat=DemandeEffacement.Etat.DEMANDEE
    ).exists():
        raisons.append(_("L'effacement de l'un de ces comptes est demandé : attendez qu'il soit fait, ou abandonné."))
    return raisons + [phrase for empechement in EMPECHEMENTS for phrase in empechement(gardee, fermee)]


def structures_dites(personnes: Iterable[Utilisateur]) -> None:
    """Give each person `structures_dites`, the names of their structures of today. One query."""
    personnes, noms = list(personnes), defaultdict(list)
    affectations = Affectation.objects.du_jour().filter(utilisateur__in=personnes, structure__isnull=False)
    for personne, nom in affectations.values_list("utilisateur", "structure__nom"):
        noms[personne].append(nom)
    for personne in personnes:
        personne.structures_dites = ", ".join(dict.fromkeys(noms[personne.pk]))


def fusions_de(personne: Utilisateur) -> list[Fusion]:
    return list(
        Fusion.objects.filter(Q(gardee=personne) | Q(fermee=personne)).select_related("gardee", "fermee", "par")
    )


def provenances_de(personne: Utilisateur) -> list[Provenance]:
    """Where this account comes from, as the houses know it."""
    return [provenance for dire in PROVENANCES for provenance in dire(personne)]
