"""How a session fills: its seats by structure, and day after day."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from academie import francais
from sessions.models import Inscription, MouvementInscription

Etat = Inscription.Etat
# The drawing: the size of the frame and what surrounds it.
LARGEUR, HAUTEUR, GAUCHE, HAUT = 560, 180, 40, 12


@dataclass
class PlacesDeStructure:
    nom: str
    tenues: int = 0
    reservees: int = 0
    attente: int = 0


def places_par_structure(session) -> list[PlacesDeStructure]:
    """Seats held, seats still kept and people who wait, the structures that hold most first. Two queries."""
    lignes: dict = defaultdict(lambda: PlacesDeStructure(_("Sans structure")))
    inscriptions = session.inscriptions.actives().order_by().values_list("structure", "structure__nom", "etat")
    for structure, nom, etat in inscriptions:
        ligne = lignes[structure]
        ligne.nom = nom or ligne.nom
        if etat == Etat.EN_ATTENTE:
            ligne.attente += 1
        else:
            ligne.tenues += 1
    for reserve in session.reserves.en_vigueur().avec_reste().select_related("structure"):
        ligne = lignes[reserve.structure_id]
        ligne.nom = reserve.structure.nom
        ligne.reservees += max(reserve.reste, 0)
    return sorted(lignes.values(), key=lambda ligne: (-ligne.tenues, -ligne.reservees, ligne.nom))


@dataclass(frozen=True)
class Courbe:
    """The seats held at the end of each day where they changed, and the same as a drawing."""

    jours: list[tuple[date, int]]
    minimum: int
    capacite: int
    trace: str = ""
    y_minimum: float = 0
    y_capacite: float = 0
    atteint_le: date | None = None
    graduations: list[tuple[float, str]] = field(default_factory=list)


def courbe_de_remplissage(session, le: date | None = None) -> Courbe | None:
    """From the first movement to the first day of the session, or to today. None before anybody came. One query."""
    tenantes = {*Inscription.TENANTES}
    variations: Counter = Counter()
    mouvements = MouvementInscription.objects.filter(inscription__session=session).order_by("le", "pk")
    for quand, de, vers in mouvements.values_list("le", "de", "vers"):
        variations[timezone.localdate(quand)] += (vers in tenantes) - (de in tenantes)
    jours, tenues = [], 0
    for jour in sorted(variations):
        tenues += variations[jour]
        if not jours or jours[-1][1] != tenues:
            jours.append((jour, tenues))
    if not jours:
        return None
    fin = max(jours[-1][0], min(session.debut.date(), le or timezone.localdate()))
    debut = min(jours[0][0], timezone.localdate(session.ouverte_le)) if session.ouverte_le else jours[0][0]
    return _dessiner(session, jours, debut, max(fin, debut + timedelta(days=1)))


def _dessiner(session, jours, debut: date, fin: date) -> Courbe:
    sommet = max(session.capacite, *(nombre for _jour, nombre in jours))

    def x(jour: date) -> float:
        return round(GAUCHE + LARGEUR * (jour - debut).days / (fin - debut).days, 1)

    def y(nombre: int) -> float:
        return round(HAUT + HAUTEUR * (1 - nombre / sommet), 1)

    trace = [f"M{x(debut)} {y(0)}", *(f"H{x(jour)}V{y(nombre)}" for jour, nombre in jours), f"H{x(fin)}"]
    atteint = next((jour for jour, nombre in jours if nombre >= session.minimum), None)
    return Courbe(
        jours=jours,
        minimum=session.minimum,
        capacite=session.capacite,
        trace="".join(trace),
        y_minimum=y(session.minimum),
        y_capacite=y(session.capacite),
        atteint_le=atteint,
        graduations=[(x(jour), francais.date_courte(jour)) for jour in (debut, fin)],
    )
