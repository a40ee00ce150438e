from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext as _

from academie.autorisations.table import Role
from academie.branchements.accueil import Apport, Ligne
from academie.models import Affectation, Competence, Niveau, Structure, Utilisateur
from certificats.models import Exigence, FichePoste, Parcours, Poste


def fiches_lisibles(utilisateur: Utilisateur) -> QuerySet[FichePoste]:
    """In the order of the ladder, with the number of their requirements: national sheets, those of the reader's structures.

    Whoever writes national sheets reads them all.
    """
    fiches = FichePoste.objects.select_related("structure", "nationale").annotate(nombre_exigences=Count("exigences"))
    if "fiche_poste.gerer" not in utilisateur.permissions:
        siennes = [a.structure_id for a in utilisateur.affectations_du_jour if a.structure_id]
        fiches = fiches.filter(Q(structure=None) | Q(structure__in=siennes))
    return fiches.order_by(
        F("structure").asc(nulls_first=True), F("echelon").asc(nulls_last=True), "titre", "version", "pk"
    )


def exigences_de(fiche: FichePoste) -> QuerySet[Exigence]:
    """What the job asks for where it is held, in the order of the framework."""
    return _ordonnees(fiche).pratiquees()


def exigences_lisibles(fiche: FichePoste) -> list[tuple[Exigence, str]]:
    """Each requirement, practised or not, with the name of its level on its framework's scale."""
    noms = echelle()
    return [
        (exigence, noms.get((exigence.competence.domaine.referentiel_id, exigence.niveau), ""))
        for exigence in _ordonnees(fiche)
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


def personnes_qui_tiennent(fiche: FichePoste) -> int:
    """How many people hold this job today, in any version."""
    return Poste.objects.du_jour().filter(fiche__code=fiche.code).values("utilisateur").distinct().count()


def versions_de(fiche: FichePoste) -> QuerySet[FichePoste]:
    return FichePoste.objects.filter(code=fiche.code).order_by("-version")


def adaptations_de(fiche: FichePoste) -> QuerySet[FichePoste]:
    """What structures made of any version of this national sheet, and still use."""
    adaptees = FichePoste.objects.filter(nationale__code=fiche.code).exclude(etat=FichePoste.Etat.RETIREE)
    return adaptees.select_related("structure", "nationale").order_by("structure__nom", "pk")


def referents_de(structure: Structure | None) -> QuerySet[Utilisateur]:
    du_jour = Affectation.objects.du_jour().filter(structure=structure, role=Role.REFERENT)
    return Utilisateur.objects.filter(pk__in=du_jour.values("utilisateur"), is_active=True)


def accueil(utilisateur: Utilisateur) -> Apport:
    """The sheets of one's structures whose national sheet changed since."""
    structures = utilisateur.structures_comme(Role.REFERENT)
    if not structures:
        return Apport()
    a_revoir = FichePoste.objects.publiees().filter(structure__in=structures, nationale__etat=FichePoste.Etat.RETIREE)
    return Apport(
        a_faire=[
            Ligne(
                libelle=_("Revoir une fiche de poste : %(titre)s") % {"titre": fiche.titre},
                url=fiche.get_absolute_url(),
                detail=_("La fiche nationale a changé"),
                maison="certificats",
            )
            for fiche in a_revoir.order_by("titre", "pk")
        ]
    )


def _ordonnees(fiche: FichePoste) -> QuerySet[Exigence]:
    return fiche.exigences.select_related("competence__domaine__referentiel").order_by(
        "competence__domaine__referentiel", "competence__domaine__ordre", "competence__ordre", "pk"
    )
