"""Reads about sessions, each with a constant number of queries."""

from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from academie import francais
from academie.autorisations.table import Role
from academie.models import Affectation, Utilisateur
from sessions.agendas.fuseaux import a_l_heure_de
from sessions.models import Creneau, Inscription, Intervention, Session


@dataclass(frozen=True, slots=True)
class LigneDeListe:
    """A session in a long list: told once here, so that the template only prints."""

    url: str
    titre: str
    theme: str
    quand: str
    ou: str
    region: str
    places: str
    complete: bool


def en_lignes(sessions):
    """The columns of a list, without the texts of the programmes; `lignes` presents them."""
    return sessions.values_list(
        "pk",
        "version__programme__titre",
        "version__programme__theme__nom",
        "debut",
        "fin",
        "fuseau",
        "lieu__commune__nom",
        "territoire__nom",
        "capacite",
        "places_prises",
        "places_reservees",
    )


class Rangee(NamedTuple):
    """A session in a table."""

    cle: int
    titre: str
    periode: str
    commune: str | None
    region: str
    etat: str
    places: str
    attente: int

    @property
    def dire_etat(self) -> str:
        return str(Session.Etat(self.etat).label)


def en_tableau(sessions: QuerySet[Session]) -> list[Rangee]:
    """The rows of a page of sessions, from values: to make their objects cost as much as to print them."""
    colonnes = ("pk", "version__programme__titre", "fuseau", "debut", "fin", "lieu__commune__nom", "territoire__nom")
    lues = list(sessions.values_list(*colonnes, "etat", "places_prises", "capacite"))
    en_attente = Inscription.objects.en_attente().filter(session__in=[cle for cle, *_faits in lues])
    attente = dict(en_attente.order_by().values_list("session").annotate(n=Count("*")))
    return [
        Rangee(
            cle,
            titre,
            francais.periode(*a_l_heure_de(fuseau, debut, fin)),
            commune,
            region,
            etat,
            _("%(prises)d sur %(capacite)d") % {"prises": prises, "capacite": capacite},
            attente.get(cle, 0),
        )
        for cle, titre, fuseau, debut, fin, commune, region, etat, prises, capacite in lues
    ]


def lignes(valeurs) -> list[LigneDeListe]:
    """Present what `en_lignes` read."""
    presentees = []
    for pk, titre, theme, debut, fin, fuseau, commune, region, capacite, prises, gardees in valeurs:
        libres = capacite - prises - gardees
        presentees.append(
            LigneDeListe(
                url=reverse("sessions:session_detail", args=[pk]),
                titre=titre,
                theme=theme,
                quand=francais.periode(*a_l_heure_de(fuseau, debut, fin)),
                ou=commune or _("À distance"),
                region=region,
                places=_places(libres, capacite),
                complete=libres <= 0,
            )
        )
    return presentees


def _places(libres: int, capacite: int) -> str:
    if libres <= 0:
        return _("Complet, liste d'attente")
    phrase = (
        _("%(libres)d places libres sur %(capacite)d") if libres > 1 else _("%(libres)d place libre sur %(capacite)d")
    )
    return phrase % {"libres": libres, "capacite": capacite}


def formateurs_possibles(le=None):
    """Who holds the role formateur on that day."""
    jour = timezone.localdate(le)
    affectations = Affectation.objects.du_jour(jour).filter(role=Role.FORMATEUR)
    return Utilisateur.objects.filter(is_active=True, pk__in=affectations.values("utilisateur"))


def formateurs_de(session) -> list[Utilisateur]:
    """Who gives at least one half-day, in the order of names."""
    return list(_formateurs(session))


def _formateurs(session):
    animent = Creneau.objects.filter(session=session).values("interventions__formateur")
    return Utilisateur.objects.filter(pk__in=animent).order_by("nom", "prenom", "pk")


@dataclass(frozen=True, slots=True)
class Deroule:
    """The half-days of a session in their order, and who gives them: read once for all that speaks of them."""

    creneaux: list[Creneau]
    formateurs: list[Utilisateur]


def deroule_de(session) -> Deroule:
    creneaux = session.creneaux.select_related("lieu__commune", "module").order_by("debut", "pk")
    lus = creneaux.only(
        "session",
        "debut",
        "fin",
        "fuseau",
        "uid",
        "modalite",
        "lien_distance",
        "module__titre",
        "lieu__genre",
        "lieu__nom",
        "lieu__adresse",
        "lieu__lien_distance",
        "lieu__commune__code",
        "lieu__commune__nom",
    )
    return Deroule(list(lus), list(_formateurs(session).only("nom", "prenom", "email")))


def rencontres(creneaux, *, sauf=None):
    """Half-days of other sessions, neither cancelled nor postponed, during one of `creneaux` (each with `debut`, `fin`)."""
    pendant = Q(pk__in=[])
    for creneau in creneaux:
        pendant |= Q(debut__lt=creneau.fin, fin__gt=creneau.debut)
    return (
        Creneau.objects.filter(pendant)
        .exclude(session__etat__in=[Session.Etat.ANNULEE, Session.Etat.REPORTEE])
        .exclude(session=sauf)
        .select_related("session__version__programme")
        .order_by("debut", "pk")
    )


def horaires(creneaux) -> str:
    """Every half-day, one a line, with what it has of its own: "mardi 3 mars 2027, 9 h – 12 h 15 (à distance)"."""
    return "\n".join(_horaire(creneau) for creneau in creneaux)


def _horaire(creneau) -> str:
    horaire = f"{francais.date_longue(creneau.debut)}, {francais.plage(creneau.debut, creneau.fin)}"
    return f"{horaire} ({creneau.particularite})" if creneau.particularite else horaire


def adresse(session) -> str:
    """Where it happens, on one line."""
    return session.lieu.en_une_ligne if session.lieu else _("À distance")


def adresse_du_creneau(creneau) -> str:
    """Where this half-day happens, on one line. Never its link."""
    return creneau.salle.en_une_ligne if creneau.salle else _("À distance")


def liens(session, creneaux=None) -> str:
    """Where to connect, for those who have a seat: one link, or one a half-day, each on its line."""
    a_distance = [creneau for creneau in creneaux or session.creneaux.situes() if creneau.lien]
    uniques = {creneau.lien for creneau in a_distance}
    if len(uniques) == 1:
        return uniques.pop()
    return "\n".join(f"{_horaire(creneau)} : {creneau.lien}" for creneau in a_distance)


def portrait(session) -> dict[str, str]:
    """What people who enrolled count on. A change here is told to them and to calendars."""
    creneaux = list(Creneau.objects.filter(session=session).situes())
    return {
        _("Dates et heures"): horaires(creneaux),
        _("Modalité"): session.get_modalite_display(),
        _("Lieu"): adresse(session),
        _("Lien de connexion"): liens(session, creneaux),
        _("Formatrices et formateurs"): francais.enumeration(str(f) for f in formateurs_de(session)),
    }


def changements(avant: dict[str, str], apres: dict[str, str]) -> list[tuple[str, str, str]]:
    """What is not the same in two portraits: its name, what it was, what it is."""
    return [(libelle, avant[libelle], apres[libelle]) for libelle in avant if avant[libelle] != apres[libelle]]


def alertes(session) -> list[str]:
    """What a gestionnaire should see to before the session begins, one sentence each."""
    if session.etat not in Session.MODIFIABLES or session.debut <= timezone.now():
        return []
    trouvees = []
    creneaux = Creneau.objects.filter(session=session).situes()
    creneaux = list(creneaux.annotate(animee=Exists(Intervention.objects.filter(creneau=OuterRef("pk")))))
    if not all(creneau.animee for creneau in creneaux):
        trouvees.append(_("Une demi-journée au moins n'a personne pour l'animer."))
    if any(creneau.a_distance and not creneau.lien for creneau in creneaux):
        trouvees.append(_("Le lien de connexion n'est pas encore indiqué."))
    if session.etat in Session.OUVERTES and session.places_prises < session.minimum:
        trouvees.append(
            _("Il manque %(nombre)d inscriptions pour atteindre le minimum.")
            % {"nombre": session.minimum - session.places_prises}
        )
    return trouvees
