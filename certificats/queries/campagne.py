"""What is being issued, and where something is missing."""

from django.db.models import Count, Exists, IntegerField, OuterRef, QuerySet, Subquery

from certificats.models import Campagne, Certificat
from sessions.models import Emargement, Inscription, Session


def derniere_campagne(session: Session) -> Campagne | None:
    return Campagne.objects.filter(session=session).order_by("-demandee_le", "-pk").first()


def sessions_a_servir(sessions: QuerySet[Session]) -> QuerySet[Session]:
    """Closed sessions with people who were there and have no document, oldest first; `manquants` counts them.

    Said of minutes alone, as the rules do: whoever was there at least a minute gets the attestation d'assiduité.
    """
    servies = Certificat.objects.decisifs().filter(inscription=OuterRef("pk"))
    venues = Emargement.objects.filter(inscription=OuterRef("pk"), absent=False)
    manquantes = (
        Inscription.objects.confirmees()
        .filter(Exists(venues), ~Exists(servies), session=OuterRef("pk"))
        .order_by()
        .values("session")
        .annotate(n=Count("pk"))
        .values("n")
    )
    en_route = Campagne.objects.en_route().filter(session=OuterRef("pk"))
    return (
        sessions.filter(etat__in=Session.TENUES)
        .annotate(manquants=Subquery(manquantes, output_field=IntegerField()), en_route=Exists(en_route))
        .filter(manquants__gt=0)
        .completes()
        .order_by("fin", "pk")
    )
