from datetime import datetime, timedelta

from django.db.models.functions import Coalesce

from academie.regles import regle
from besoins.models import Enquete, Invitation

Etat = Invitation.Etat


def places_prises(enquete: Enquete, le: datetime) -> int:
    """The answers of the open link: those sent, and those begun that were kept lately."""
    depuis = le - timedelta(days=regle("enquete.brouillon_validite"))
    venues = enquete.invitations.filter(par_lien_ouvert=True)
    commencees = venues.filter(etat__in=Invitation.SILENCIEUSES).annotate(
        vue_le=Coalesce("reponse__maj_le", "invitee_le")
    )
    return venues.filter(etat=Etat.REPONDUE).count() + commencees.filter(vue_le__gte=depuis).count()


def est_complet(enquete: Enquete, le: datetime) -> bool:
    return enquete.lien_limite is not None and places_prises(enquete, le) >= enquete.lien_limite
