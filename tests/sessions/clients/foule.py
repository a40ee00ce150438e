"""Many sessions at once, of every kind, in every zone: written in bulk, then published by the product itself."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from sessions.models import Creneau, Lieu, Session
from tests.distribution import territoire
from tests.sessions.fabriques import version_publiee

from .lignes import FUSEAUX

Etat = Session.Etat
# Not a backslash right before an n or a semicolon: some of the readers mistake it, whoever wrote the calendar.
TITRES = [
    "Accompagner, écouter ; orienter : l'accueil « à l'œuvre »",
    "Écrans 📱 et tout-petits 👩🏽‍👧, mode d'emploi",
    r"C:\Dossiers ; sauvegarder, \restaurer",
    "Ligne trop longue " + "é€𝄞" * 40,
    'Dire "oui" : BEGIN:VEVENT, 100 %',
    "العربية, 日本語 et français",
]
SALLE = ("L'« Atelier », salle 3 ; étage\\2", "3, rue du Port ; bât. B\nHall d'entrée")
MOTIF = "Inondation, salle fermée ;\nretour prévu \\ bientôt 🌧 " + "é" * 200
COMMUNES = [("29", "53", "29232", "Quimper")] + [
    (code, code, f"{code}01" if len(code) == 3 else code, f"Commune de {code}") for code in FUSEAUX
]


def jours_de_bascule() -> list[date]:
    """The Sundays of next year on which clocks change, in Paris and in Saint-Pierre-et-Miquelon."""
    an = timezone.localdate().year + 1
    return [
        jour
        for jour in (date(an, 1, 1) + timedelta(rang) for rang in range(365))
        for zone in ("Europe/Paris", "America/Miquelon")
        if _decalage(jour, zone) != _decalage(jour + timedelta(1), zone)
    ]


def _decalage(jour: date, zone: str):
    return datetime.combine(jour, time(), ZoneInfo(zone)).utcoffset()


def peupler(d, nombre: int, *, par_session: int = 10) -> list[Session]:
    """`nombre` half-days in public sessions, of `par_session` each; nothing is published yet."""
    versions = [version_publiee(d, slug=f"p{rang}", titre=titre) for rang, titre in enumerate(TITRES)]
    lieux = [_lieu(*codes) for codes in COMMUNES]
    genres = [Etat.OUVERTE, Etat.ANNULEE, Etat.CONFIRMEE, Etat.REPORTEE, Etat.OUVERTE]
    sessions, creneaux = [], []
    for rang in range(-(-nombre // par_session)):
        lieu = None if rang % 7 == 6 else lieux[rang % len(lieux)]
        session = _session(versions[rang % len(versions)], lieu, genres[rang % len(genres)], d)
        heures = _heures(rang, min(par_session, nombre - len(creneaux)), session.fuseau)
        session.debut, session.fin = heures[0][0], heures[-1][1]
        sessions.append(session)
        creneaux += [Creneau(session=session, debut=a, fin=b, fuseau=session.fuseau) for a, b in heures]
    Session.objects.bulk_create(sessions)
    Creneau.objects.bulk_create(creneaux, batch_size=500)
    return sessions


def _lieu(departement: str, region: str, commune: str, nom: str) -> Lieu:
    parent = territoire("region", region, f"Région {region}")
    voisin = territoire("departement", departement, f"Département {departement}", region=parent)
    ville = territoire("commune", commune, nom, region=parent, departement=voisin)
    return Lieu.objects.create(nom=SALLE[0], adresse=SALLE[1].replace("\n", " "), commune=ville)


def _session(version, lieu, etat, d) -> Session:
    le = timezone.now()
    dates = {
        Etat.ANNULEE: {"annulee_le": le, "motif_annulation": MOTIF, "sequence": 1},
        Etat.REPORTEE: {"reportee_le": le, "motif_report": MOTIF, "sequence": 3},
    }
    return Session(
        version=version,
        modalite=Session.Modalite.PRESENTIEL if lieu else Session.Modalite.DISTANCE,
        lieu=lieu,
        territoire=lieu.commune.region if lieu else d.region,
        departement=lieu.commune.departement if lieu else None,
        capacite=12,
        minimum=1,
        cloture_inscriptions=timezone.localdate(),
        etat=etat,
        fuseau=FUSEAUX.get(lieu.commune.code[:3], "Europe/Paris") if lieu else "Europe/Paris",
        ouverte_le=le,
        cree_le=le,
        modifiee_le=le,
        **dates.get(etat, {}),
    )


def _heures(rang: int, nombre: int, fuseau: str) -> list[tuple[datetime, datetime]]:
    """Half-days of mornings and afternoons; the first ones on a day when clocks change, one of them while they do."""
    zone, bascules = ZoneInfo(fuseau), jours_de_bascule()
    depart = bascules[rang % len(bascules)]
    horaires = [("00:30", "04:30"), ("09:00", "12:15"), ("13:45", "17:00")]
    return [
        tuple(
            datetime.combine(depart + timedelta(numero // 3), time.fromisoformat(heure), zone)
            for heure in horaires[numero % 3]
        )
        for numero in range(nombre)
    ]
