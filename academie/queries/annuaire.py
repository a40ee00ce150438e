"""The directory: structures, and the people who agree to be found, by territory and competence."""

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from academie.models import Affectation, Competence, FicheAnnuaire, Structure, Territoire
from academie.models.territoire import normaliser


def personnes_trouvees(
    *, q: str = "", territoire: Territoire | None = None, competence: Competence | None = None
) -> QuerySet:
    """Those who agreed, as long as they hold a role: a person who has left is not shown.

    Each word of `q` is in their name, their structure's or their presentation. Who works in no place that we know is
    in no territory.
    """
    du_jour = Affectation.objects.du_jour()
    fiches = FicheAnnuaire.objects.filter(
        Exists(du_jour.filter(utilisateur=OuterRef("utilisateur"))), utilisateur__is_active=True
    )
    for mot in normaliser(q).split():
        ou = du_jour.filter(utilisateur=OuterRef("utilisateur"), structure__recherche__contains=mot)
        fiches = fiches.filter(Q(recherche__contains=mot) | Exists(ou))
    if territoire:
        lieux = Territoire.objects.sous(territoire)
        ici = du_jour.filter(utilisateur=OuterRef("utilisateur"), structure__territoire__in=lieux)
        fiches = fiches.filter(Q(utilisateur__territoire__in=lieux) | Exists(ici))
    if competence:
        fiches = fiches.filter(competences=competence)
    structures = du_jour.exclude(structure=None).select_related("structure__territoire").order_by("structure__nom")
    return (
        fiches.select_related("utilisateur__territoire")
        .prefetch_related(
            Prefetch("competences", Competence.objects.select_related("domaine")),
            Prefetch("utilisateur__affectations", structures, to_attr="affectations_en_structure"),
        )
        .order_by("utilisateur__nom", "utilisateur__prenom", "pk")
    )


def structures_trouvees(
    *,
    q: str = "",
    territoire: Territoire | None = None,
    competence: Competence | None = None,
    genre: str = "",
) -> QuerySet:
    """Structures by name; with `competence`, those where somebody who agreed to be found can pass it on."""
    structures = Structure.objects.select_related("territoire__departement").nommees(q)
    if territoire:
        structures = structures.filter(territoire__in=Territoire.objects.sous(territoire))
    if competence:
        savent = Affectation.objects.du_jour().filter(
            structure=OuterRef("pk"), utilisateur__fiche_annuaire__competences=competence, utilisateur__is_active=True
        )
        structures = structures.filter(Exists(savent))
    if genre:
        structures = structures.filter(genre=genre)
    return structures.order_by("nom", "pk")
