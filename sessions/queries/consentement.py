from django.db.models import Exists, OuterRef, Q, QuerySet

from academie.autorisations.table import Role
from academie.models import Affectation, Structure, Utilisateur
from sessions.models import ConsentementNom, Inscription


def structures_a_choisir(utilisateur: Utilisateur) -> QuerySet[Structure]:
    """Those which could name this person: they work there, enrolled in its name, or once agreed. `nommee`: they agree."""
    emplois = Affectation.objects.du_jour().filter(utilisateur=utilisateur, role=Role.ANIMATEUR)
    inscriptions = Inscription.objects.actives().filter(utilisateur=utilisateur)
    donnes = ConsentementNom.objects.en_vigueur().filter(utilisateur=utilisateur)
    siennes = (
        Q(pk__in=emplois.values("structure"))
        | Q(pk__in=inscriptions.values("structure"))
        | Q(pk__in=donnes.values("structure"))
    )
    nommee = Exists(donnes.filter(structure=OuterRef("pk")))
    return Structure.objects.filter(siennes).annotate(nommee=nommee).order_by("nom", "pk")
