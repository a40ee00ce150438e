"""What the public feeds hold: the rows of `EvenementPublie` that a `Filtre` chooses, and the versions that tell if it moved."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial, reduce
from operator import or_

from django.conf import settings
from django.db import connection
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academie.diffusion.contenu import Contenu
from academie.diffusion.memoire import memoire
from academie.models import Territoire, Theme
from academie.regles import regle
from besoins.models import Programme, VersionProgramme
from sessions.agendas.calendrier import EnteteCalendrier, calendrier_ics, fuseaux_de
from sessions.agendas.filtre import AXES, DISTANCE, Filtre
from sessions.agendas.texte import ligne_sure
from sessions.models import EvenementPublie, Session, VersionAgenda

TYPE = "text/calendar; charset=utf-8"
NOMS = 3  # of one axis that a title gives; it counts the others
CODE = re.compile(r"[A-Za-z0-9_-]{1,80}")
TERRITOIRES = (Territoire.Genre.REGION, Territoire.Genre.DEPARTEMENT, Territoire.Genre.EPCI)
GENRES = {
    "programme": gettext_lazy("Le programme"),
    "epci": gettext_lazy("L'intercommunalité"),
    "departement": gettext_lazy("Le département"),
    "theme": gettext_lazy("Le thème"),
    "region": gettext_lazy("La région"),
    "profil": gettext_lazy("Le profil"),
}


class DemandeIllisible(Exception):
    """An address that asks for no feed; its text is a sentence for whoever asked."""


class CodeInconnu(Exception):
    """A feed of something that does not exist; its text is a sentence for whoever asked."""


@dataclass(frozen=True)
class Flux:
    """A feed as people see it: what it holds, its name, its address and the page that presents it."""

    nom: str
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
class Resolu:
    """A filter whose codes all exist: the condition on the rows, and what each code is called."""

    condition: Q
    noms: dict[str, list[str]]

    @property
    def nom(self) -> str:
        """ "Bretagne, Normandie – Inclusion numérique – à distance"."""
        return " – ".join(_enumerer(noms) for noms in self.noms.values()) or _("Toutes les sessions")


@dataclass(frozen=True)
class Etat:
    """The versions of one axis of a feed, and the day: as long as they stay, so do its bytes."""

    versions: tuple[tuple[str, int], ...]
    change_le: datetime | None
    modifie_le: datetime
    jour: date


def marque_de(cles: Iterable[str]) -> tuple:
    """What changes whenever `etat_de` does. A subscriber asks nothing else: SQL, five times quicker here than the ORM."""
    cles = list(cles)
    table, places = VersionAgenda._meta.db_table, ", ".join(["%s"] * len(cles))
    with connection.cursor() as curseur:
        curseur.execute(f"SELECT cle, version FROM {table} WHERE cle IN ({places})", cles)
        return timezone.localdate(), *sorted(curseur.fetchall())


def etat_de(cles: Iterable[str]) -> Etat:
    """One query on a unique index."""
    jour = timezone.localdate()
    minuit = timezone.make_aware(datetime.combine(jour, datetime.min.time()))
    lues = sorted(VersionAgenda.objects.filter(cle__in=list(cles)).values_list("cle", "version", "modifie_le"))
    change_le = max((modifie_le for _cle, _version, modifie_le in lues), default=None)
    versions = tuple((cle, version) for cle, version, _modifie_le in lues)
    # Old events leave at midnight.
    return Etat(versions, change_le, max(change_le or minuit, minuit), jour)


def calendrier_du_filtre(filtre: Filtre) -> Contenu:
    """The feed: one query when this process made it already, four otherwise.

    Raises:
        CodeInconnu: a région, a theme, a programme… that does not exist.
    """
    return memoire.obtenir(("agenda", filtre.cle, marque_de(filtre.cles_de_version)), partial(_fabriquer, filtre))


def calendrier_de_la_session(pk: int) -> Contenu | None:
    """The feed of one session; None when it was never public."""
    _jour, *versions = marque = marque_de([cle := f"session/{pk}"])
    return memoire.obtenir(("agenda", cle, marque), partial(_fabriquer_session, pk, cle)) if versions else None


def flux_du_filtre(filtre: Filtre) -> Flux:
    """Raises:
    CodeInconnu: a région, a theme, a programme… that does not exist.
    """
    return _flux(filtre, resoudre(filtre).nom)


def evenements_du_filtre(filtre: Filtre, jour: date | None = None):
    """The rows that a feed shows.

    Raises:
        CodeInconnu: a région, a theme, a programme… that does not exist.
    """
    return visibles(resoudre(filtre).condition, jour or timezone.localdate())


def visibles(condition: Q, jour: date):
    """Rows of `condition` that are not too old; where a half-day left and is still, or left twice, the last word alone."""
    debut_du_jour = timezone.make_aware(datetime.combine(jour, datetime.min.time()))
    memoire_jours, annules = timedelta(days=regle("agenda.memoire")), timedelta(days=regle("agenda.annules"))
    autres = EvenementPublie.objects.filter(condition, Q(retire_le=None) | Q(sequence__gt=OuterRef("sequence")))
    return EvenementPublie.objects.filter(
        condition,
        Q(annule_le=None, fin__gte=debut_du_jour - memoire_jours) | Q(annule_le__gte=debut_du_jour - annules),
        Q(retire_le=None) | ~Exists(autres.filter(uid=OuterRef("uid"))),
        # Nothing older can be shown: it is what the indexes are read from.
        fin__gte=debut_du_jour - memoire_jours - annules,
    )


def resoudre(filtre: Filtre) -> Resolu:
    """What the codes of `filtre` name, in one query.

    Raises:
        CodeInconnu: naming the first that does not exist.
    """
    trouves = {(genre, code): (nom, valeur) for genre, code, nom, valeur in _lignes(filtre)}
    noms: dict[str, list[str]] = defaultdict(list)
    valeurs: dict[str, list] = defaultdict(list)
    for genre, code in filtre.valeurs():
        if (genre, code) not in trouves:
            raise CodeInconnu(_inconnu(genre, code))
        nom, valeur = trouves[genre, code]
        noms[genre].append(str(nom))
        valeurs[genre].append(valeur)
    if filtre.distance:
        valeurs["a_distance"], noms[DISTANCE] = [True], [_("à distance")]
    # `__in` even for one value: an index is read for it on both databases, booleans included.
    return Resolu(Q(**{f"{colonne}__in": choisies for colonne, choisies in valeurs.items()}), noms)


def filtre_demande(parametres: QueryDict) -> Filtre:
    """The filter that an address asks for.

    Raises:
        DemandeIllisible: a parameter that does not exist, or too many values.
    """
    axes: dict[str, list[str]] = {}
    distance = False
    for nom, valeurs in parametres.lists():
        if nom == DISTANCE and set(valeurs) <= {"1", ""}:
            distance = "1" in valeurs
        elif nom in AXES:
            axes[AXES[nom]] = [valeur for valeur in valeurs if valeur]
        else:
            raise DemandeIllisible(
                _("Le paramètre « %(nom)s » n'existe pas ou ne convient pas. Ceux d'un agenda : %(noms)s, distance=1.")
                % {"nom": ligne_sure(nom)[:80], "noms": ", ".join(AXES)}
            )
    filtre = Filtre(**axes, distance=distance)
    nombre, maximum = len(list(filtre.valeurs())), regle("agenda.valeurs")
    if nombre > maximum:
        raise DemandeIllisible(
            _(
                "Cet agenda demande %(nombre)d valeurs : %(maximum)d au plus. Abonnez-vous plutôt à toutes les sessions, "
                "ou à plusieurs agendas."
            )
            % {"nombre": nombre, "maximum": maximum}
        )
    for genre, code in filtre.valeurs():
        if not CODE.fullmatch(code):
            raise CodeInconnu(_inconnu(genre, code))
    return filtre


def _inconnu(genre: str, code: str) -> str:
    return _("%(quoi)s « %(code)s » n'existe pas. Composez à nouveau cet agenda : %(page)s") % {
        "quoi": GENRES[genre],
        "code": ligne_sure(code)[:80],
        "page": settings.BASE_URL + reverse("sessions:agenda_list"),
    }


def _lignes(filtre: Filtre) -> Iterable[tuple]:
    """Genre, code, name and value of what `filtre` names and exists."""
    lectures: list[QuerySet] = []
    if territoires := {genre: codes for genre in TERRITOIRES if (codes := getattr(filtre, AXES[genre]))}:
        choisis = reduce(or_, (Q(genre=genre, code__in=codes) for genre, codes in territoires.items()))
        lectures.append(Territoire.objects.filter(choisis).order_by().values_list("genre", "code", "nom", "pk"))
    if filtre.themes:
        themes = Theme.objects.filter(slug__in=filtre.themes).order_by()
        lectures.append(themes.values_list(Value("theme", CharField()), "slug", "nom", "pk"))
    if filtre.programmes:
        # The title of a draft is nobody's business.
        publies = VersionProgramme.objects.filter(programme=OuterRef("pk"), publiee_le__isnull=False)
        programmes = Programme.objects.filter(Exists(publies), slug__in=filtre.programmes).order_by()
        lectures.append(programmes.values_list(Value("programme", CharField()), "slug", "titre", "pk"))
    profils = [("profil", code, nom, code) for code, nom in EvenementPublie.Profil.choices]
    return [*profils, *(lectures[0].union(*lectures[1:], all=True) if lectures else ())]


def _enumerer(noms: list[str]) -> str:
    if len(noms) <= NOMS + 1:
        return ", ".join(noms)
    return _("%(noms)s et %(autres)d autres") % {"noms": ", ".join(noms[:NOMS]), "autres": len(noms) - NOMS}


def _flux(filtre: Filtre, nom: str) -> Flux:
    return Flux(nom, settings.BASE_URL + filtre.adresse_relative(), settings.BASE_URL + reverse("sessions:agenda_list"))


def _fabriquer(filtre: Filtre) -> Contenu:
    etat, resolu = etat_de(filtre.cles_de_version), resoudre(filtre)
    return _contenu(_flux(filtre, resolu.nom), filtre.nom_de_fichier, resolu.condition, etat)


def _fabriquer_session(pk: int, cle: str) -> Contenu:
    etat = etat_de([cle])
    session = Session.objects.completes().get(pk=pk)
    adresse = settings.BASE_URL + reverse("sessions:session_ics", args=[pk])
    flux = Flux(session.titre, adresse, settings.BASE_URL + session.get_absolute_url())
    return _contenu(flux, f"oten-academie-session-{pk}.ics", Q(session=pk), etat)


def _contenu(flux: Flux, fichier: str, condition: Q, etat: Etat) -> Contenu:
    """The join of the bytes of each row, in one pass. No UID of its own: vdirsyncer would take it for that of each event."""
    entete = EnteteCalendrier(
        nom=f"OTeN Académie – {flux.nom}",
        description=_("Sessions de formation à la médiation numérique : %(nom)s.") % {"nom": flux.nom},
        url=flux.page,
        source=flux.url,
        couleur="teal",
        modifie_le=etat.change_le,
    )
    lignes = visibles(condition, etat.jour).order_by("fin", "pk")
    fragments = b"".join(lignes.values_list("fragment", flat=True))
    return Contenu(calendrier_ics(entete, [fragments], fuseaux_de(fragments)), TYPE, etat.modifie_le, fichier)
