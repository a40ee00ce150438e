from django.db.models import Count, F, QuerySet

from academie.models import Competence, Niveau
from certificats.models import Exigence, FichePoste, Parcours


def fiches_lisibles() -> QuerySet[FichePoste]:
    """Every sheet in the order of the ladder, with the number of its requirements."""
    fiches = FichePoste.objects.annotate(nombre_exigences=Count("exigences"))
    return fiches.order_by(F("echelon").asc(nulls_last=True), "titre", "version", "pk")


def exigences_de(fiche: FichePoste) -> QuerySet[Exigence]:
    return fiche.exigences.select_related("competence__domaine__referentiel").order_by(
        "competence__domaine__referentiel", "competence__domaine__ordre", "competence__ordre", "pk"
    )


def exigences_lisibles(fiche: FichePoste) -> list[tuple[Exigence, str]]:
    """Each requirement with the name of its level on its framework's scale."""
    noms = echelle()
    return [
        (exigence, noms.get((exigence.competence.domaine.referentiel_id, exigence.niveau), ""))
        for exigence in exigences_de(fiche)
    ]


def echelle() -> dict[tuple[int, int], str]:
    """The name of every level of every framework, by (framework, rank)."""
    return {(niveau.referentiel_id, niveau.rang): niveau.nom for niveau in Niveau.objects.all()}


def competences_groupees() -> list[tuple[str, list[tuple[int, str]]]]:
    """The competences of every framework as grouped choices, by domain."""
    groupes: dict[str, list[tuple[int, str]]] = {}
    for competence in Competence.objects.select_related("domaine__referentiel"):
        domaine = competence.domaine
        groupes.setdefault(f"{domaine.referentiel} – {domaine}", []).append((competence.pk, str(competence)))
    return list(groupes.items())


def personnes_qui_visent(fiche: FichePoste) -> int:
    """How many people aim at any version of this job."""
    return Parcours.objects.filter(fiche_visee__code=fiche.code).count()


def versions_de(fiche: FichePoste) -> QuerySet[FichePoste]:
    return FichePoste.objects.filter(code=fiche.code).order_by("-version")
