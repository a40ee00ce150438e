"""The months to come: what leaves with people, what grows old, who is ready for the next step."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from academie.models import Affectation, Competence, Utilisateur
from academie.regles import regle
from certificats.models import Exigence, FichePoste, Poste
from certificats.queries.acquis import niveaux_de, seuil_d_anciennete
from certificats.queries.ecart import nom_du_niveau, postes_du_jour
from certificats.queries.fiche_poste import echelle
from certificats.queries.regard import personnes_en_vue


@dataclass(frozen=True)
class Prouvee:
    """A competence that a person proves, its level in words, and since when."""

    personne: Utilisateur
    competence: Competence
    rang: int
    niveau: str
    le: date


@dataclass(frozen=True)
class Depart:
    """A person whose post ends: what nobody else of the team proves at that level, and how many others do."""

    personne: Utilisateur
    le: date
    seule: list[Prouvee]
    partagees: int


@dataclass(frozen=True)
class Pret:
    """A person who proves enough of what the next step of the ladder asks."""

    personne: Utilisateur
    fiche: FichePoste
    prouvees: int
    total: int


@dataclass(frozen=True)
class Avenir:
    horizon: date
    departs: list[Depart]
    uniques: list[Prouvee]
    vieillissantes: list[Prouvee]
    prets: list[Pret]


def horizon() -> date:
    """The last day that is looked at."""
    return timezone.localdate() + timedelta(days=regle("projection.horizon"))


def avenir_de(referent: Utilisateur) -> Avenir:
    """What the team of `referent` should expect, in a constant number of queries."""
    personnes = list(personnes_en_vue(referent).order_by("nom", "prenom", "pk"))
    fin, fiches, prouvees = horizon(), postes_du_jour(personnes), _prouvees(personnes)
    partants = departs_prevus(personnes, fin)
    demandees = set(Exigence.objects.filter(fiche__in=list(fiches.values())).values_list("competence", flat=True))
    seuil = seuil_d_anciennete(fin)
    return Avenir(
        horizon=fin,
        departs=sorted(
            (_depart(une, partants[une.pk], prouvees) for une in personnes if une.pk in partants),
            key=lambda depart: depart.le,
        ),
        uniques=[une for une in prouvees if une.competence.pk in demandees and not _autres(une, prouvees)],
        vieillissantes=sorted((une for une in prouvees if une.le < seuil), key=lambda une: une.le),
        prets=_prets(personnes, fiches, prouvees),
    )


def departs_prevus(personnes: Iterable[Utilisateur], fin: date) -> dict[int, date]:
    """By person, the day when their posts or their employments end, when it is known and no later than `fin`."""
    dates: dict[int, date] = {}
    for modele in (Affectation, Poste):
        fins: dict[int, list[date | None]] = {}
        du_jour = modele.objects.du_jour().filter(utilisateur__in=personnes, structure__isnull=False)
        for personne, dernier in du_jour.values_list("utilisateur", "fin"):
            fins.setdefault(personne, []).append(dernier)
        for personne, connues in fins.items():
            dernier = max((le for le in connues if le), default=None)
            if dernier and dernier <= fin and None not in connues:  # whoever keeps another one stays
                dates[personne] = min(dernier, dates.get(personne, dernier))
    return dates


def _prouvees(personnes: list[Utilisateur]) -> list[Prouvee]:
    niveaux, noms = niveaux_de(personnes), echelle()
    competences = Competence.objects.select_related("domaine").in_bulk(
        {une for tenus in niveaux.values() for une in tenus}
    )
    return [
        Prouvee(
            personne,
            competences[competence],
            tenu.prouve.niveau,
            nom_du_niveau(competences[competence], tenu.prouve.niveau, noms),
            tenu.prouve.le,
        )
        for personne in personnes
        for competence, tenu in sorted(niveaux.get(personne.pk, {}).items())
        if tenu.prouve
    ]


def _autres(une: Prouvee, prouvees: list[Prouvee]) -> list[Utilisateur]:
    """Who else proves this competence at this level or above."""
    return [
        autre.personne
        for autre in prouvees
        if autre.competence == une.competence and autre.rang >= une.rang and autre.personne != une.personne
    ]


def _depart(personne: Utilisateur, le: date, prouvees: list[Prouvee]) -> Depart:
    siennes = [une for une in prouvees if une.personne == personne]
    seule = [une for une in siennes if not _autres(une, prouvees)]
    return Depart(personne, le, seule, len(siennes) - len(seule))


def _prets(personnes: list[Utilisateur], fiches: dict[int, FichePoste], prouvees: list[Prouvee]) -> list[Pret]:
    """Those who prove the share of the next step that the rule asks, the readiest first."""
    nationales = list(
        FichePoste.objects.publiees()
        .filter(structure=None, echelon__isnull=False)
        .order_by("echelon", "titre")
        .prefetch_related("exigences")
    )
    tenus: dict[int, dict[int, int]] = {}
    for une in prouvees:
        tenus.setdefault(une.personne.pk, {})[une.competence.pk] = une.rang
    trouves = []
    for personne in personnes:
        for fiche in etapes_suivantes(fiches.get(personne.pk), nationales):
            exigences = list(fiche.exigences.all())
            siens = tenus.get(personne.pk, {})
            prouve = sum(siens.get(exigence.competence_id, 0) >= exigence.niveau for exigence in exigences)
            if exigences and prouve * 100 >= regle("projection.pret") * len(exigences):
                trouves.append(Pret(personne, fiche, prouve, len(exigences)))
    return sorted(trouves, key=lambda pret: -pret.prouvees / pret.total)


def etapes_suivantes(actuelle: FichePoste | None, nationales: list[FichePoste]) -> list[FichePoste]:
    """The sheets of the step just above, among `nationales`, in the order of the ladder."""
    if actuelle is None or actuelle.echelon is None:
        return []
    plus_haut = [fiche for fiche in nationales if fiche.echelon > actuelle.echelon]
    return [fiche for fiche in plus_haut if fiche.echelon == plus_haut[0].echelon]
