"""Sessions as open data: every session that was opened once, cancelled ones included. Nobody is named.

Seats left are not told: they change with each enrolment, and a copy of an hour ago would lie. The page of a session says them.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from functools import cache, partial

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from academie.diffusion.collection import (
    ADRESSE,
    CODE,
    ENTIER,
    INSTANT,
    JOUR,
    TEXTE,
    Champ,
    Jeu,
    Parametre,
    liste,
    ou_rien,
)
from academie.diffusion.instants import heure_locale, heure_universelle
from academie.diffusion.parametres import VRAI, a_partir_du, choix, codes, depuis, jusqu_au, valeurs_de
from academie.models import Territoire
from academie.resources.territoire import parametre_territoire, parametre_theme
from besoins.models import VersionProgramme
from sessions.agendas.filtre import DONNEES, PUBLIC
from sessions.models import Creneau, EvenementPublie, Session, VersionAgenda

Etat, Genre = Session.Etat, Territoire.Genre
# The files of a session are nobody else's matter: archived is held, like any other.
ETATS = {
    str(etat): etat.label
    for etat in (Etat.OUVERTE, Etat.CONFIRMEE, Etat.EN_COURS, Etat.REALISEE, Etat.REPORTEE, Etat.ANNULEE)
}
CONDITIONS = {etat: Q(etat=etat) for etat in ETATS} | {str(Etat.REALISEE): Q(etat__in=Session.TENUES)}
MODALITES = {str(valeur): libelle for valeur, libelle in Session.Modalite.choices}
PROFILS = {str(valeur): libelle for valeur, libelle in EvenementPublie.Profil.choices if valeur}
DEMI_JOURNEE = {
    "type": "object",
    "properties": {
        "uid": TEXTE | {"description": "Identifiant de l'événement dans les agendas."},
        "debut": INSTANT,
        "fin": INSTANT,
        "modalite": {"type": "string", "enum": list(MODALITES)},
    },
    "required": ["uid", "debut", "fin", "modalite"],
}


def demi_journees(sessions: Sequence[int]) -> dict[int, list[Sequence]]:
    trouvees: dict[int, list[Sequence]] = defaultdict(list)
    lignes = Creneau.objects.filter(session__in=sessions).order_by("session", "debut", "pk")
    for session, *demi_journee in lignes.values_list("session", "uid", "debut", "fin", "fuseau", "modalite"):
        trouvees[session].append(demi_journee)
    return trouvees


def _demi_journees(modalite: str, lues: Sequence[Sequence]) -> list[dict]:
    return [
        {
            "uid": str(uid),
            "debut": heure_locale(debut, fuseau),
            "fin": heure_locale(fin, fuseau),
            "modalite": propre or modalite,
        }
        for uid, debut, fin, fuseau, propre in lues
    ]


def marque() -> tuple[tuple | None, datetime | None]:
    """The versions that rise in the transaction of each change: what calendars show, and what they do not."""
    versions = VersionAgenda.objects.filter(cle__in=[PUBLIC, DONNEES]).order_by("cle")
    lues = list(versions.values_list("cle", "version", "modifie_le"))
    return tuple(lues) or None, max((modifie_le for *_version, modifie_le in lues), default=None)


def _url(nom: str, pk: int) -> str:
    return f"{settings.BASE_URL}{_chemin(nom) % pk}"


@cache
def _chemin(nom: str) -> str:
    """Found once: two for each row would take a third of the time of a page."""
    return reverse(f"sessions:{nom}", args=[0]).replace("/0", "/%d")


def _programmes_connus(lisibles):
    return VersionProgramme.objects.filter(
        programme__slug__in=lisibles, etat__in=VersionProgramme.ETE_PUBLIEES
    ).values_list("programme__slug", flat=True)


def _profils() -> dict[str, Q]:
    """Who gives it, as the public feeds know it."""
    actifs = EvenementPublie.objects.actifs().filter(session=OuterRef("pk"))
    return {profil: Q(Exists(actifs.filter(profil=profil))) for profil in PROFILS}


SESSIONS = Jeu(
    nom="sessions",
    objet="Session",
    titre=_("Sessions"),
    description=_("Les sessions ouvertes un jour aux inscriptions\xa0: à venir, en cours, passées, reportées et annulées."),
    lignes=Session.objects.publiques,
    identifiant="pk",
    ordre=("modifiee_le", "pk"),
    marque=marque,
    champs=(
        Champ("id", ENTIER, _("Identifiant\xa0; il ne change pas."), ("pk",)),
        Champ("url", ADRESSE, _("Sa page\xa0: les places libres y sont dites à la minute."), ("pk",), partial(_url, "session_detail")),
        Champ("agenda", ADRESSE, _("Son agenda (iCalendar)."), ("pk",), partial(_url, "session_ics")),
        Champ("programme", CODE, _("Identifiant du programme suivi."), ("version__programme__slug",)),
        Champ("version", ENTIER, _("Version du programme suivie."), ("version__numero",)),
        Champ("titre", TEXTE, _("Titre du programme."), ("version__programme__titre",)),
        Champ("theme", CODE, _("Identifiant du thème."), ("version__programme__theme__slug",)),
        Champ("etat", TEXTE, _("Où elle en est."), ("etat",), lambda etat: etat if etat in ETATS else str(Etat.REALISEE), valeurs=ETATS),
        Champ("modalite", TEXTE, _("Comment elle se tient."), ("modalite",), valeurs=MODALITES),
        Champ("debut", INSTANT, _("Début de la première demi-journée, à l'heure du lieu. D'une session reportée\xa0: les dates retirées."), ("debut", "fuseau"), heure_locale),
        Champ("fin", INSTANT, _("Fin de la dernière demi-journée, à l'heure du lieu."), ("fin", "fuseau"), heure_locale),
        Champ("fuseau", TEXTE, _("Fuseau horaire du lieu (base de données de l'IANA)."), ("fuseau",)),
        Champ("demi_journees", liste(DEMI_JOURNEE), _("Chaque demi-journée, à l'heure du lieu."), ("modalite",), _demi_journees, joindre=demi_journees, cellule=lambda d: "\n".join(f"{x['debut']}/{x['fin']}" for x in d)),
        Champ("lieu", ou_rien(TEXTE), _("Nom du lieu. Rien à distance, comme pour l'adresse et la commune."), ("lieu__nom",)),
        Champ("adresse", ou_rien(TEXTE), _("Adresse du lieu."), ("lieu__adresse",)),
        Champ("commune", ou_rien(CODE), _("Code INSEE de la commune."), ("lieu__commune__code",)),
        Champ("commune_nom", ou_rien(TEXTE), _("Nom de la commune."), ("lieu__commune__nom",)),
        Champ("epci", ou_rien(CODE), _("SIREN de l'intercommunalité."), ("lieu__commune__epci__code",)),
        Champ("departement", ou_rien(CODE), _("Code INSEE du département."), ("departement__code",)),
        Champ("region", CODE, _("Code INSEE de la région."), ("territoire__code",)),
        Champ("region_nom", TEXTE, _("Nom de la région."), ("territoire__nom",)),
        Champ("capacite", ENTIER, _("Nombre de places en tout."), ("capacite",)),
        Champ("inscription_du", ou_rien(JOUR), _("Premier jour pour s'inscrire. Rien\xa0: dès que la session est ouverte."), ("ouverture_inscriptions",), lambda jour: jour and jour.isoformat()),
        Champ("inscription_au", JOUR, _("Dernier jour pour s'inscrire."), ("cloture_inscriptions",), lambda jour: jour.isoformat()),
        Champ("remplacante", ou_rien(ENTIER), _("Identifiant de la session proposée à la place, quand elle est annulée."), ("remplacante",)),
        Champ("ouverte_le", INSTANT, _("Ouverture des inscriptions."), ("ouverte_le",), heure_universelle),
        Champ("modifie_le", INSTANT, _("Dernier changement de ces données."), ("modifiee_le",), heure_universelle),
    ),
    parametres=(
        parametre_territoire(Genre.REGION, "territoire", _("Code INSEE de la région."), "11"),
        parametre_territoire(Genre.DEPARTEMENT, "departement", _("Code INSEE du département."), "58"),
        parametre_territoire(Genre.EPCI, "lieu__commune__epci", _("SIREN de l'intercommunalité."), "245804406"),
        parametre_theme("version__programme__theme__slug"),
        Parametre("programme", CODE, _("Identifiant d'un programme."), codes("version__programme__slug", _programmes_connus), "accueillir", repete=True),
        Parametre("profil", TEXTE, _("Qui l'anime\xa0: une personne salariée, externe, ou les deux ensemble."), choix(_profils()), "interne", repete=True, valeurs=PROFILS),
        Parametre("distance", CODE, _("1\xa0: les sessions entièrement à distance."), choix({VRAI: Q(modalite=Session.Modalite.DISTANCE)}), VRAI),
        Parametre("etat", TEXTE, _("Où elle en est."), choix(CONDITIONS), "annulee", repete=True, valeurs=ETATS),
        Parametre("modalite", TEXTE, _("Comment elle se tient."), valeurs_de("modalite", MODALITES), "hybride", repete=True, valeurs=MODALITES),
        Parametre("du", JOUR, _("Celles qui commencent ce jour-là ou après (heure de Paris)."), a_partir_du("debut"), "2026-09-01"),
        Parametre("au", JOUR, _("Celles qui commencent ce jour-là ou avant (heure de Paris)."), jusqu_au("debut"), "2026-12-31"),
        Parametre("modifie_depuis", INSTANT, _("Ce qui a changé depuis ce moment, annulations comprises."), depuis("modifiee_le"), "2026-03-31T09:00:00+02:00"),
    ),
)  # fmt: skip
