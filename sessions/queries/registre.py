"""What the register says: how an attendance is written in it, what is read from it, what contradicts it."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import Error
from django.utils import timezone

from sessions.models import Creneau, Emargement, EnregistrementPresence, PiecePresence, Registre, Session
from sessions.scellement import ORIGINE, Maillon, breches_de_la_chaine

Genre = EnregistrementPresence.Genre
VERSION = 1
SESSIONS_PAR_LOT = 50
# What a broken column may raise when it is read: not a date, not a UUID, not UTF-8, not JSON, a key missing.
ILLISIBLE = (ValueError, TypeError, AttributeError, LookupError, Error)


def instant(le: datetime | None) -> str | None:
    """A moment as it is sealed: local, to the microsecond, with its offset from UTC."""
    return timezone.localtime(le).isoformat(timespec="microseconds") if le else None


def horaire(creneau: Creneau) -> dict:
    return {"id": creneau.pk, "debut": instant(creneau.debut), "fin": instant(creneau.fin)}


def presence_scellee(emargement: Emargement) -> dict[str, Any]:
    """All that an attendance says, as it is sealed."""
    return {
        "absent": emargement.absent,
        "minutes": emargement.minutes,
        "moyen": str(emargement.moyen),
        "nom_saisi": emargement.nom_saisi,
        "signe_le": instant(emargement.signe_le),
        "declare_par": emargement.declare_par_id,
        "motif": emargement.motif,
        "justifiee": emargement.justifiee,
        "arrivee": instant(emargement.arrivee),
        "depart": instant(emargement.depart),
        "trace": sha256(emargement.trace.encode()).hexdigest() if emargement.trace else "",
        "cle": str(emargement.cle) if emargement.cle else None,
        "appareil_le": instant(emargement.appareil_le),
    }


@dataclass(frozen=True)
class Correction:
    """A correction as the register tells it."""

    le: datetime
    par: str
    motif: str
    avant: int
    apres: int


def corrections(creneaux: Iterable[Creneau]) -> dict[tuple[int, int | None], list[Correction]]:
    """By half-day and enrolment, oldest first: one query."""
    lues = defaultdict(list)
    for maillon in EnregistrementPresence.objects.filter(creneau__in=creneaux, genre=Genre.CORRECTION).order_by(
        "numero"
    ):
        faits = json.loads(maillon.contenu)
        lues[maillon.creneau_id, maillon.inscription_id].append(
            Correction(
                datetime.fromisoformat(faits["le"]),
                faits["par"]["nom"],
                faits["motif"],
                faits["avant"]["minutes"],
                faits["presence"]["minutes"],
            )
        )
    return lues


def contreseings(creneaux: Iterable[Creneau]) -> dict[int, dict[int, tuple[str, datetime]]]:
    """By half-day: who countersigned it (name and moment, by account)."""
    lus = defaultdict(dict)
    for maillon in EnregistrementPresence.objects.filter(creneau__in=creneaux, genre=Genre.CONTRESEING).order_by(
        "numero"
    ):
        faits = json.loads(maillon.contenu)
        lus[maillon.creneau_id][faits["par"]["id"]] = (faits["par"]["nom"], datetime.fromisoformat(faits["le"]))
    return lus


@dataclass(frozen=True)
class Enregistrement:
    """A link as it is shown."""

    numero: int
    nature: str
    creneau: Creneau
    empreinte: str
    le: datetime | None = None
    personne: str = ""
    par: str = ""
    motif: str = ""
    minutes: int | None = None


def lire_enregistrement(lien: EnregistrementPresence) -> Enregistrement:
    """What was sealed, in words; what cannot be read any more is left out, and told by `breches_du_registre`."""
    commun = (lien.numero, lien.get_genre_display(), lien.creneau, lien.empreinte)
    try:
        dit = json.loads(lien.contenu)
        return Enregistrement(
            *commun,
            le=datetime.fromisoformat(dit["le"]),
            personne=dit["inscription"]["nom"] if dit["inscription"] else "",
            par=dit["par"]["nom"] if dit["par"] else "",
            motif=dit["motif"],
            minutes=dit["presence"]["minutes"] if dit["presence"] else None,
        )
    except ILLISIBLE:
        return Enregistrement(*commun)


def registres_intacts() -> Iterator[str]:
    """Replay every chain: one sentence for each thing, of the register or of what is shown, that contradicts it."""
    tenues = Creneau.objects.exclude(emargement=Creneau.Emargement.FERME).values("session")
    concernees = set(tenues.values_list("session", flat=True))
    for modele, chemin in (
        (EnregistrementPresence, "session"),
        (Registre, "session"),
        (Emargement, "creneau__session"),
        (PiecePresence, "creneau__session"),
    ):
        concernees.update(modele.objects.order_by().values_list(chemin, flat=True).distinct())
    toutes = sorted(concernees)
    for debut in range(0, len(toutes), SESSIONS_PAR_LOT):
        yield from _breches_du_lot(toutes[debut : debut + SESSIONS_PAR_LOT])


def breches_du_registre(session: Session) -> list[str]:
    return list(_breches_du_lot([session.pk]))


def _breches_du_lot(sessions: Sequence[int]) -> Iterator[str]:
    try:
        lus = _lire(sessions)
    except ILLISIBLE:
        if len(sessions) > 1:
            for session in sessions:
                yield from _breches_du_lot([session])
            return
        yield f"Session {sessions[0]} : son registre de présence, ou ce qu'il scelle, n'est pas lisible."
        return
    for session in sessions:
        for breche in _breches(session, *(lu[session] for lu in lus)):
            yield f"Session {session} : {breche}."


def _lire(sessions: Sequence[int]) -> tuple[dict[int, list], ...]:
    """Links, heads, half-days, attendances and pieces, by session."""
    requetes = (
        (EnregistrementPresence.objects.order_by("session", "numero"), "session", "session_id"),
        (Registre.objects.all(), "session", "session_id"),
        (Creneau.objects.order_by("pk"), "session", "session_id"),
        (Emargement.objects.select_related("creneau").order_by("pk"), "creneau__session", "creneau.session_id"),
        (PiecePresence.objects.select_related("creneau").order_by("pk"), "creneau__session", "creneau.session_id"),
    )
    lus = tuple(defaultdict(list) for _ in requetes)
    for lu, (requete, chemin, attribut) in zip(lus, requetes, strict=True):
        for ligne in requete.filter(**{f"{chemin}__in": sessions}):
            porteur = ligne.creneau if attribut.startswith("creneau.") else ligne
            lu[porteur.session_id].append(ligne)
    return lus


def _breches(session: int, liens: list, tetes: list, creneaux: list, emargements: list, pieces: list) -> Iterator[str]:
    tete = tetes[0] if tetes else Registre(session_id=session, nombre=0, empreinte=ORIGINE)
    maillons = [Maillon(lien.numero, lien.contenu, lien.precedent, lien.empreinte) for lien in liens]
    yield from breches_de_la_chaine(maillons, nombre=tete.nombre, derniere=tete.empreinte)
    try:
        faits = [json.loads(lien.contenu) for lien in liens]
        yield from _colonnes(liens, faits)
        yield from _presences(faits, emargements)
        yield from _demi_journees(liens, faits, creneaux)
        yield from _pieces(faits, pieces)
    except ILLISIBLE:
        yield "un enregistrement n'est pas lisible"


def _colonnes(liens: list, faits: list[dict]) -> Iterator[str]:
    for lien, dit in zip(liens, faits, strict=True):
        colonnes = (lien.session_id, lien.numero, lien.genre, lien.creneau_id, lien.inscription_id)
        inscription = dit["inscription"]["id"] if dit["inscription"] else None
        if colonnes != (dit["session"], dit["numero"], dit["genre"], dit["creneau"]["id"], inscription):
            yield f"l'enregistrement n° {lien.numero} n'est pas rangé où son contenu le dit"


def _presences(faits: list[dict], emargements: list[Emargement]) -> Iterator[str]:
    """The attendances are what the last link about each says."""
    dites = {(dit["inscription"]["id"], dit["creneau"]["id"]): dit["presence"] for dit in faits if dit["presence"]}
    for emargement in emargements:
        dite = dites.pop((emargement.inscription_id, emargement.creneau_id), None)
        if dite != presence_scellee(emargement):
            yield f"l'émargement {emargement.pk} n'est pas ce que dit le registre"
    for inscription, creneau in dites:
        yield f"l'émargement de l'inscription {inscription} à la demi-journée {creneau} a disparu"


def _demi_journees(liens: list, faits: list[dict], creneaux: list[Creneau]) -> Iterator[str]:
    """The half-days are open, sealed, when and by whom the register says."""
    ouvertures, contreseings_ = {}, {}
    for lien, dit in zip(liens, faits, strict=True):
        if dit["genre"] == Genre.OUVERTURE:
            ouvertures.setdefault(dit["creneau"]["id"], dit)
        elif dit["genre"] == Genre.CONTRESEING:
            contreseings_.setdefault(dit["creneau"]["id"], (lien, dit))
    for creneau in creneaux:
        ouverture, (lien, sceau) = ouvertures.get(creneau.pk), contreseings_.get(creneau.pk, (None, None))
        attendu = (
            "contresigne" if sceau else "ouvert" if ouverture else "ferme",
            ouverture and ouverture["le"],
            sceau and sceau["le"],
            sceau and sceau["par"]["id"],
            lien.empreinte if lien else "",
        )
        constate = (
            creneau.emargement,
            instant(creneau.ouvert_le),
            instant(creneau.contresigne_le),
            creneau.contresigne_par_id,
            creneau.empreinte_contreseing,
        )
        if constate != attendu or (ouverture and ouverture["creneau"] != horaire(creneau)):
            yield f"la demi-journée {creneau.pk} n'est pas ce que dit le registre"


def _pieces(faits: list[dict], pieces: list[PiecePresence]) -> Iterator[str]:
    dites = {dit["piece"]["id"]: dit for dit in faits if dit["genre"] == Genre.PIECE}
    for piece in pieces:
        dite = dites.pop(piece.pk, None)
        if dite is None or piece_scellee(piece) != (
            dite["piece"],
            dite["creneau"]["id"],
            dite["le"],
            dite["par"]["id"],
        ):
            yield f"la pièce {piece.pk} n'est pas ce que dit le registre"
        elif empreinte_du_fichier(piece) != piece.empreinte:
            yield f"le fichier de la pièce {piece.pk} a changé ou manque"
    for pk in dites:
        yield f"la pièce {pk} a disparu"


def piece_scellee(piece: PiecePresence) -> tuple[dict, int, str | None, int]:
    faits = {
        "id": piece.pk,
        "nature": str(piece.nature),
        "fichier": str(piece.fichier),
        "empreinte": piece.empreinte,
        "inscription": piece.inscription_id,
    }
    return faits, piece.creneau_id, instant(piece.le), piece.par_id


def empreinte_du_fichier(piece: PiecePresence) -> str:
    """SHA-256 of the file as it is stored today; empty when it is not there."""
    somme = sha256()
    try:
        with piece.fichier.open() as fichier:
            for morceau in fichier.chunks():
                somme.update(morceau)
    except OSError:
        return ""
    return somme.hexdigest()
