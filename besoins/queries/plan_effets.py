"""What each change costs: against the proposal of the solver, and one step at a time."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academie.francais import nombre, pourcentage
from academie.models import Territoire
from besoins.models import Calcul, PlanAnnuel, ProgrammeDuPlan
from besoins.optimisation import Bilan, Plan, evaluer
from besoins.queries.plan import Case, Chiffres, chiffres_du_plan, dire_manquement, part, regions_du_plan, respectables

PAS_VISIBLE = 0.001


@dataclass(frozen=True)
class Changement:
    """A number that is not the one proposed, and what it changes by itself."""

    programme: ProgrammeDuPlan
    region: Territoire
    propose: int
    nombre: int
    effet: str


@dataclass(frozen=True)
class Pas:
    """One run more or less."""

    nombre: int
    effet: str


@dataclass(frozen=True)
class LigneRegionale:
    """A programme in a région: its runs, whether they are locked, and what one more or one less would do."""

    region: Territoire
    case: Case
    moins: Pas | None
    plus: Pas


@dataclass(frozen=True)
class Ecart:
    """Two plans side by side: a cell where they differ."""

    programme: str
    region: str
    ici: int
    la: int


def changements(chiffres: Chiffres) -> list[Changement]:
    """Every number changed by hand: what it costs alone, the other numbers being as they are."""
    trouves = []
    for (programme, region), ligne in chiffres.lignes.items():
        if ligne.nombre != ligne.propose:
            sans = {**chiffres.sessions, (programme, region): ligne.propose}
            effet = dire_effet(chiffres, evaluer(chiffres.instance, sans), chiffres.bilan)
            trouves.append(
                Changement(chiffres.programmes[programme], chiffres.regions[region], ligne.propose, ligne.nombre, effet)
            )
    return trouves


def effet_des_changements(chiffres: Chiffres) -> str:
    """What all the changes cost together, against the proposal."""
    effet = dire_effet(chiffres, evaluer(chiffres.instance, chiffres.proposition), chiffres.bilan)
    return f"{effet[:1].lower()}{effet[1:]}"


def pas_du_programme(chiffres: Chiffres, programme: int) -> list[LigneRegionale]:
    """Every région of the plan, for one programme."""
    lignes = []
    for region in regions_du_plan(chiffres):
        cellule = (programme, region.pk)
        ligne, nombre_actuel = chiffres.lignes.get(cellule), chiffres.sessions.get(cellule, 0)
        case = Case(
            nombre_actuel,
            ligne.propose if ligne else 0,
            bool(ligne and ligne.verrouille),
            cellule in chiffres.instance.utiles,
        )
        moins = _pas(chiffres, cellule, nombre_actuel - 1) if nombre_actuel else None
        lignes.append(LigneRegionale(region, case, moins, _pas(chiffres, cellule, nombre_actuel + 1)))
    return lignes


def dire_effet(chiffres: Chiffres, avant: Bilan, apres: Bilan) -> str:
    """From one account to another: coverage, half-days, and what is broken or mended."""
    morceaux = [_dire_couverture(apres.part - avant.part)]
    heures = apres.demi_journees - avant.demi_journees
    if heures:
        phrase = ngettext("%(n)s demi-journée de plus", "%(n)s demi-journées de plus", heures)
        if heures < 0:
            phrase = ngettext("%(n)s demi-journée rendue", "%(n)s demi-journées rendues", -heures)
        morceaux.append(phrase % {"n": nombre(abs(heures))})
    effet = " ; ".join(morceaux) + "."
    connus = {(m.genre, m.cle) for m in respectables(avant)}
    nouveaux = [dire_manquement(chiffres, m) for m in respectables(apres) if (m.genre, m.cle) not in connus]
    return " ".join([effet, *nouveaux])


def dire_borne(calcul: Calcul) -> str:
    """What the search proved, in plain words."""
    if calcul.valeur is None or not calcul.total:
        return ""
    faits = {
        "part": part(calcul.valeur, calcul.total),
        "borne": part(calcul.borne, calcul.total),
        "ecart": pourcentage(calcul.ecart, 2),
    }
    if calcul.etat == Calcul.Etat.OPTIMAL:
        return (
            _(
                "La proposition couvre %(part)s du besoin pondéré, et c'est prouvé : avec ces chiffres, aucun plan ne peut "
                "couvrir davantage."
            )
            % faits
        )
    return (
        _(
            "La proposition couvre %(part)s du besoin pondéré. Aucun plan ne peut couvrir plus de %(borne)s : le meilleur "
            "la dépasserait d'au plus %(ecart)s."
        )
        % faits
    )


def ecarts(chiffres: Chiffres, autre: PlanAnnuel) -> tuple[Chiffres, list[Ecart]]:
    """The other plan, and the programmes (whatever their version) and régions where the two differ."""
    autres = chiffres_du_plan(autre)
    ici, la = _par_nom(chiffres), _par_nom(autres)
    differences = [
        Ecart(titre, region, ici.get((titre, region), 0), la.get((titre, region), 0))
        for titre, region in sorted(ici.keys() | la.keys())
        if ici.get((titre, region), 0) != la.get((titre, region), 0)
    ]
    return autres, differences


def _par_nom(chiffres: Chiffres) -> dict[tuple[str, str], int]:
    return {
        (str(chiffres.programmes[programme]), chiffres.regions[region].nom): fois
        for (programme, region), fois in chiffres.sessions.items()
    }


def _pas(chiffres: Chiffres, cellule: tuple[int, int], fois: int) -> Pas:
    sessions: Plan = {**chiffres.sessions, cellule: fois}
    return Pas(fois, dire_effet(chiffres, chiffres.bilan, evaluer(chiffres.instance, sessions)))


def _dire_couverture(ecart: float) -> str:
    if not ecart:
        return _("Couvre autant")
    if abs(ecart) < PAS_VISIBLE:
        return _("Couvre un rien de plus") if ecart > 0 else _("Couvre un rien de moins")
    points = nombre(abs(ecart) * 100, 1)
    phrase = _("Couvre %(points)s point de plus") if ecart > 0 else _("Couvre %(points)s point de moins")
    if abs(ecart) * 100 >= 2:
        phrase = _("Couvre %(points)s points de plus") if ecart > 0 else _("Couvre %(points)s points de moins")
    return phrase % {"points": points}
