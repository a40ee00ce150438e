"""French formats as template filters, by `academie.francais`. Format once in a query when a list is long."""

from zoneinfo import ZoneInfo

from django import template

from academie import francais

register = template.Library()

for nom in (
    "duree",
    "heure",
    "date_longue",
    "date_sans_jour",
    "date_courte",
    "nombre",
    "pourcentage",
    "enumeration",
    "debut",
):
    register.filter(nom, getattr(francais, nom))


@register.filter
def a_l_heure_de(instant, nom):
    """`{{ emargement.signe_le|a_l_heure_de:creneau.fuseau|heure }}`: what was read in UTC, told where it happened."""
    return instant.astimezone(ZoneInfo(nom))


@register.filter
def plage(debut, fin) -> str:
    """`{{ creneau.debut|plage:creneau.fin }}`: 9 h 30 – 12 h 15."""
    return francais.plage(debut, fin)


@register.filter
def periode(debut, fin) -> str:
    """`{{ session.debut|periode:session.fin }}`: du 3 au 5 mars 2027."""
    return francais.periode(debut, fin)


@register.filter
def moment(instant) -> str:
    """A date and its hour: mardi 3 mars 2027, 9 h 04."""
    return f"{francais.date_longue(instant)}, {francais.heure(instant)}"


@register.filter
def moment_court(instant) -> str:
    """The same in figures, for tables: 03/03/2027, 9 h 04."""
    return f"{francais.date_courte(instant)}, {francais.heure(instant)}"
