"""What any reader of calendars tells of an event, and what the database says it should tell."""

from dataclasses import dataclass, fields
from datetime import UTC, date, datetime

from sessions.models import Creneau, Session

Etat = Session.Etat
STATUTS = {
    Etat.REPORTEE: ("CANCELLED", "[REPORTÉ] "),
    Etat.ANNULEE: ("CANCELLED", "[ANNULÉ] "),
}
# The first three figures of a commune's code: never read through the product's own table.
FUSEAUX = {
    "971": "America/Guadeloupe",
    "972": "America/Martinique",
    "973": "America/Cayenne",
    "974": "Indian/Reunion",
    "975": "America/Miquelon",
    "976": "Indian/Mayotte",
    "977": "America/St_Barthelemy",
    "978": "America/Marigot",
    "986": "Pacific/Wallis",
    "987": "Pacific/Tahiti",
    "988": "Pacific/Noumea",
}


@dataclass(frozen=True, kw_only=True)
class Ligne:
    """One event. None: this reader does not tell."""

    uid: str
    debut: str
    fin: str
    titre: str
    description: str | None = None
    fuseau: str | None = None
    lieu: str | None = None
    statut: str | None = None
    sequence: int | None = None
    categories: tuple[str, ...] | None = None

    def ecarts(self, autre: "Ligne") -> list[str]:
        """Where both tell, and not the same."""
        paires = ((f.name, getattr(self, f.name), getattr(autre, f.name)) for f in fields(self))
        return [f"{nom}: {ici!r} / {la!r}" for nom, ici, la in paires if None not in (ici, la) and ici != la]


def instant(moment: date) -> str:
    """A day, or a moment in UTC."""
    if not isinstance(moment, datetime):
        return f"{moment:%Y%m%d}"
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def attendues() -> dict[str, tuple[Ligne, list[str]]]:
    """By UID, the event of each half-day of the sessions that were opened, and what its description must hold."""
    sessions = Session.objects.filter(ouverte_le__isnull=False).select_related(
        "version__programme__theme", "territoire", "lieu__commune"
    )
    lignes = {}
    for session in sessions.prefetch_related("creneaux"):
        creneaux = sorted(session.creneaux.all(), key=lambda c: (c.debut, c.pk))
        for numero, creneau in enumerate(creneaux, start=1):
            rang = f" (demi-journée {numero} sur {len(creneaux)})" if len(creneaux) > 1 else ""
            lignes[str(creneau.uid)] = (ligne(session, creneau, rang), faits(session))
    return lignes


def ligne(session, creneau: Creneau, rang: str) -> Ligne:
    statut, marque = STATUTS.get(session.etat, ("CONFIRMED", ""))
    salle = session.lieu
    return Ligne(
        uid=str(creneau.uid),
        debut=instant(creneau.debut),
        fin=instant(creneau.fin),
        fuseau=FUSEAUX.get(salle.commune.code[:3], "Europe/Paris") if salle else "Europe/Paris",
        titre=f"{marque}{session.version.programme.titre}{rang}",
        lieu=f"{salle.nom}, {salle.adresse}, {salle.commune.nom}" if salle else "À distance",
        statut=statut,
        sequence=session.sequence,
        categories=(session.version.programme.theme.nom,),
    )


def faits(session) -> list[str]:
    motif = [session.motif_annulation] if session.etat == Etat.ANNULEE else []
    return [session.territoire.nom, session.get_modalite_display(), *motif]
