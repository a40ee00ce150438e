"""What the public feeds hold: one row per feed, named by its key ("public", "region/11", "theme/inclusion"…)."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from academie.models import Territoire, Theme
from academie.regles import regle
from besoins.models import Programme
from sessions.agendas.calendrier import EnteteCalendrier, calendrier_ics, etag
from sessions.models import Agenda, Creneau, Session


@dataclass(frozen=True)
class Flux:
    """A feed: its key, its name, the half-days it holds, its address and the page that presents it."""

    cle: str
    nom: str
    filtre: Q
    url: str
    page: str

    @property
    def webcal(self) -> str:
        """The same address, that opens the calendar application."""
        return f"webcal:{self.url.partition(':')[2]}"

    @property
    def google(self) -> str:
        return f"https://calendar.google.com/calendar/r?{urlencode({'cid': self.webcal})}"

    @property
    def outlook(self) -> str:
        adresse = urlencode({"url": self.url, "name": f"OTeN Académie – {self.nom}"})
        return f"https://outlook.live.com/calendar/0/addfromweb?{adresse}"


@dataclass(frozen=True)
class Calendrier:
    """Bytes to serve."""

    nom: str
    contenu: bytes
    etag: str


def flux_public() -> Flux:
    return _flux("public", "", _("Toutes les sessions"), Q())


def flux_region(region: Territoire) -> Flux:
    return _flux("region", region.code, region.nom, Q(session__territoire=region))


def flux_departement(departement: Territoire) -> Flux:
    return _flux("departement", departement.code, departement.nom, Q(session__departement=departement))


def flux_theme(theme: Theme) -> Flux:
    return _flux("theme", theme.slug, theme.nom, Q(session__version__programme__theme=theme))


def flux_programme(programme: Programme) -> Flux:
    return _flux("programme", programme.slug, programme.titre, Q(session__version__programme=programme))


def flux_session(session: Session) -> Flux:
    """One session alone: what is attached to a confirmation."""
    return Flux(
        f"session/{session.pk}",
        session.titre,
        Q(session=session),
        settings.BASE_URL + reverse("sessions:session_ics", args=[session.pk]),
        settings.BASE_URL + session.get_absolute_url(),
    )


def _flux(genre: str, code: str, nom: str, filtre: Q) -> Flux:
    return Flux(
        f"{genre}/{code}" if code else genre,
        nom,
        filtre,
        settings.BASE_URL + reverse(f"sessions:agenda_{genre}", kwargs={"code": code} if code else {}),
        settings.BASE_URL + reverse("sessions:agenda_list"),
    )


def flux_de(session) -> list[Flux]:
    """Every feed that carries `session`."""
    programme = session.version.programme
    flux = [
        flux_public(),
        flux_region(session.territoire),
        flux_theme(programme.theme),
        flux_programme(programme),
        flux_session(session),
    ]
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
        url=flux.page,
        source=flux.url,
        couleur="teal",
    )
    return calendrier_ics(entete, map(bytes, fragments))


def calendrier_de_session(session: Session) -> bytes:
    """The calendar of an opened session, as kept by the last action that changed it."""
    return bytes(Agenda.objects.values_list("contenu", flat=True).get(cle=f"session/{session.pk}"))


# Which rows may have a feed, by which field their code is, and how the feed is made.
GENRES = {
    "region": (Territoire.objects.regions(), "code", flux_region),
    "departement": (Territoire.objects.filter(genre=Territoire.Genre.DEPARTEMENT), "code", flux_departement),
    "theme": (Theme.objects, "slug", flux_theme),
    "programme": (Programme.objects, "slug", flux_programme),
}


def flux_de_cle(cle: str) -> Flux | None:
    """The feed of this key; None when its région, theme or programme does not exist."""
    if cle == "public":
        return flux_public()
    genre, _barre, code = cle.partition("/")
    if genre not in GENRES:
        return None
    lignes, champ, fabrique = GENRES[genre]
    objet = lignes.filter(**{champ: code}).first()
    return fabrique(objet) if objet else None


def calendrier_de_cle(genre: str, code: str = "") -> Calendrier | None:
    """The feed as the last action left it: one query. An existing région without sessions has an empty feed."""
    cle = f"{genre}/{code}" if code else genre
    nom = f"oten-academie-{cle.replace('/', '-')}"
    if ligne := Agenda.objects.filter(cle=cle).values_list("contenu", "etag").first():
        return Calendrier(nom, bytes(ligne[0]), ligne[1])
    flux = flux_de_cle(cle)
    if flux is None:
        return None
    contenu = calendrier_du_flux(flux)
    return Calendrier(nom, contenu, etag(contenu))


def choix_d_agendas() -> list[tuple]:
    """Every feed that can be chosen, grouped, as a form field's choices."""
    return [
        ("public", _("Toutes les sessions")),
        (_("Régions"), _choix("region", Territoire.objects.regions().order_by("nom"))),
        (_("Thèmes"), _choix("theme", Theme.objects.all())),
        (_("Programmes"), _choix("programme", Programme.objects.filter(versions__etat="publiee"))),
        (
            _("Départements"),
            _choix("departement", Territoire.objects.filter(genre=Territoire.Genre.DEPARTEMENT).order_by("code")),
        ),
    ]


def _choix(genre: str, lignes) -> list[tuple[str, str]]:
    champ = GENRES[genre][1]
    return [(f"{genre}/{getattr(ligne, champ)}", str(ligne)) for ligne in lignes]
