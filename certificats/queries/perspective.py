"""What the network should expect in the months to come, by territory; small groups hidden as in `territoire`."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, Value

from academie.autorisations.table import Role
from academie.models import Affectation, Competence
from academie.regles import regle
from certificats.models import Acquis, FichePoste
from certificats.queries.acquis import seuil_d_anciennete
from certificats.queries.projection import horizon
from certificats.queries.territoire import (
    CACHEE,
    Part,
    demandes,
    grouper,
    lignes_lisibles,
    par_competence,
    part_du_groupe,
    postes_comptes,
    prouve,
)


@dataclass(frozen=True)
class Perspective:
    """Of those who hold each competence, who leaves and whose proof grows old; of each step, who is ready for the next."""

    horizon: date
    departs: list[tuple[Competence, Part]]
    vieillissantes: list[tuple[Competence, Part]]
    prets: list[tuple[FichePoste, Part]]


def perspective(region: str = "") -> Perspective:
    """Of the whole network, or of one région (its key, as typed)."""
    fin = horizon()
    tenues = demandes().filter(tenue=True)
    rattachements = Affectation.objects.du_jour().filter(
        role=Role.ANIMATEUR, utilisateur=OuterRef("utilisateur"), structure=OuterRef("structure"), fin__lte=fin
    )
    departs = grouper(tenues, Q(fin__lte=fin) | Q(Exists(rattachements)), "competence")
    vieilles = grouper(tenues, ~prouve(obtenu_le__gte=seuil_d_anciennete(fin)), "competence")
    tenues_par_groupe = par_competence()
    for parts in (departs, vieilles):
        _taire(parts, tenues_par_groupe)
    return Perspective(fin, lignes_lisibles(departs, region), lignes_lisibles(vieilles, region), _prets(region))


def _taire(parts: dict, tenues: dict) -> None:
    """How many hold a competence is told here only where it is told of the competence itself."""
    for competence, groupes in parts.items():
        for groupe in groupes:
            if tenues[competence][groupe].oui is None:
                groupes[groupe] = CACHEE


def _prets(region: str) -> list[tuple[FichePoste, Part]]:
    """For each step above the first, who stands on the step below and proves enough of it."""
    fiches = FichePoste.objects.publiees().filter(structure=None, echelon__isnull=False).order_by("echelon", "titre")
    echelons = sorted({fiche.echelon for fiche in fiches})
    dessous = dict(zip(echelons[1:], echelons, strict=False))
    trouves = []
    for fiche in fiches.prefetch_related("exigences"):
        if fiche.echelon in dessous:
            postes = postes_comptes().filter(
                fiche__echelon__gte=dessous[fiche.echelon], fiche__echelon__lt=fiche.echelon
            )
            parts = grouper(postes.annotate(tous=Value(1)), Q(utilisateur__in=_assez_prouvent(fiche)), "tous")
            trouves += [(fiche, part_du_groupe(groupes, region)) for groupes in parts.values()]
    return trouves


def _assez_prouvent(fiche: FichePoste):
    """Who proves the share of this sheet that the rule asks."""
    exigences = list(fiche.exigences.all())
    atteint = Q(pk__in=[])
    for exigence in exigences:
        atteint |= Q(competence=exigence.competence_id, niveau__gte=exigence.niveau)
    seuil = -(-regle("projection.pret") * len(exigences) // 100)
    prouves = Acquis.objects.prouves().filter(atteint).order_by().values("utilisateur")
    return prouves.annotate(n=Count("competence", distinct=True)).filter(n__gte=max(seuil, 1)).values("utilisateur")
