"""Reads about places."""

from datetime import datetime

from django.utils.http import urlencode

from sessions.models import Creneau, Lieu, Occupation, Session


def sessions_a_venir_dans(lieu: Lieu, le: datetime) -> list[Session]:
    """Every session not over that happens there, were it for a half-day."""
    return list(Session.objects.completes().filter(pk__in=sessions_dans(lieu), fin__gt=le).order_by("pk"))


def sessions_dans(lieu: Lieu):
    """The keys of every session that happens or happened there, were it for a half-day."""
    siennes = Session.objects.filter(lieu=lieu).order_by().values("pk")
    return siennes.union(Creneau.objects.filter(lieu=lieu).order_by().values("session"))


def url_de_la_carte(lieu: Lieu) -> str:
    """Its address searched in OpenStreetMap: a link to follow, nothing is asked by this product."""
    return f"https://www.openstreetmap.org/search?{urlencode({'query': lieu.adresse_complete})}" if lieu.adresse else ""


def prochaines_occupations(lieu: Lieu, le: datetime, combien: int = 20):
    """The half-days that come there next."""
    return (
        Occupation.objects.filter(lieu=lieu, fin__gt=le)
        .select_related("creneau__session__version__programme")
        .order_by("debut", "pk")[:combien]
    )
