"""Who may be asked: the structures that are not in the population of a survey yet."""

from django.db.models import QuerySet

from academie.models import Structure, Territoire
from academie.models.territoire import normaliser
from besoins.models import Enquete, Invitation


def structures_a_ajouter(
    enquete: Enquete, *, texte: str = "", territoire: Territoire | None = None, genre: str = ""
) -> QuerySet[Structure]:
    """Structures that are not in the population and answer the search; those of a territory and of what is under it."""
    structures = Structure.objects.exclude(
        pk__in=Invitation.objects.filter(enquete=enquete, structure__isnull=False).values("structure")
    ).select_related("territoire__region")
    if texte:
        structures = structures.filter(nom__icontains=texte) | structures.filter(
            territoire__recherche__contains=normaliser(texte) or texte
        )
    if territoire:
        structures = structures.filter(territoire__in=Territoire.objects.sous(territoire).values("pk"))
    if genre:
        structures = structures.filter(genre=genre)
    return structures.order_by("nom", "pk")
