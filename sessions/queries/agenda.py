"""What the public feeds hold: one row per feed, named by its key ("public", "region/11", "theme/inclusion"…)."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.models import Territoire, Theme
from academie.regles import regle
from besoins.models import Programme
from sessions.agendas.calendrier import EnteteCalendrier, calendrier_ics
from sessions.models import Creneau, Session


@dataclass(frozen=True)
class Flux:
    """A feed: its key is also its address, `/agendas/<cle>.ics`."""

    cle: str
    nom: str
    filtre: Q

    @property
    def chemin(self) -> str:
        return f"/agendas/{self.cle}.ics"


def flux_public() -> Flux:
    return Flux("public", _("Toutes les sessions"), Q())


def flux_region(region: Territoire) -> Flux:
    return Flux(f"region/{region.code}", region.nom, Q(session__territoire=region))


def flux_departement(departement: Territoire) -> Flux:
    return Flux(f"departement/{departement.code}", departement.nom, Q(session__departement=departement))


def flux_theme(theme: Theme) -> Flux:
    return Flux(f"theme/{theme.slug}", theme.nom, Q(session__version__programme__theme=theme))


def flux_programme(programme: Programme) -> Flux:
    return Flux(f"programme/{programme.slug}", programme.titre, Q(session__version__programme=programme))


def flux_de(session) -> list[Flux]:
    """Every feed that carries `session`."""
    programme = session.version.programme
    flux = [flux_public(), flux_region(session.territoire), flux_theme(programme.theme), flux_programme(programme)]
    if session.departement:
        flux.append(flux_departement(session.departement))
    return flux


def calendrier_du_flux(flux: Flux) -> bytes:
    """The feed, joined from the half-days' own bytes: one query."""
    depuis = timezone.now() - timedelta(days=regle("agenda.memoire"))
    fragments = (
        Creneau.objects.filter(flux.filtre, session__ouverte_le__isnull=False, fin__gt=depuis)
        .order_by("debut", "pk")
        .values_list("fragment_ics", flat=True)
    )
    entete = EnteteCalendrier(
        nom=f"OTeN Académie – {flux.nom}",
        description=_("Sessions de formation à la médiation numérique : %(nom)s.") % {"nom": flux.nom},
        url=settings.BASE_URL + reverse("sessions:agenda_list"),
        source=settings.BASE_URL + flux.chemin,
        couleur="teal",
    )
    return calendrier_ics(entete, map(bytes, fragments))


def calendrier_de_session(session: Session) -> bytes:
    """One session alone, as attached to a confirmation."""
    fragments = session.creneaux.order_by("debut", "pk").values_list("fragment_ics", flat=True)
    entete = EnteteCalendrier(nom=session.titre, url=settings.BASE_URL + session.get_absolute_url())
    return calendrier_ics(entete, map(bytes, fragments))
