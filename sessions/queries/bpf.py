"""The bilan pédagogique et financier of a year (Code du travail R6352-22, form Cerfa 10443), computed from attendance.

Hours are those followed, from signed half-days of the year; a person in two sessions counts twice, as the form asks.
Which line a structure's people go to is our reading of its notice: the page says so.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.db.models import Count, DurationField, ExpressionWrapper, F, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academie import francais
from academie.models import Organisme, Structure, Theme
from sessions.models import Creneau, Emargement, FicheFormateur, Intervention, MontantBPF, Session

# Frame F-1: where the people of a structure go. Collectivités' agents are "other trainees".
AUTRES = "e"
TYPES: dict[str, str] = {
    "a": gettext_lazy("a. Salariées et salariés d'employeurs privés, hors apprentis"),
    AUTRES: gettext_lazy("e. Autres stagiaires, dont les agents publics"),
}
TYPE_DES_STRUCTURES = {Structure.Genre.ASSOCIATION: "a"}
OBJECTIF = gettext_lazy("d. Autres formations professionnelles")
SPECIALITES_DETAILLEES = 4


@dataclass(frozen=True)
class Ligne:
    """One line of a frame: `nombre` people, `heures`, or `euros`. `filtre` leads to its detail."""

    libelle: str
    nombre: int | None = None
    heures: int | None = None
    euros: int | None = None
    filtre: str = ""


@dataclass(frozen=True)
class Cadre:
    code: str
    titre: str
    lignes: list[Ligne]
    total: Ligne | None = None
    detail: str = ""
    note: str = ""


@dataclass
class Compte:
    """People and minutes of one line, before hours are rounded."""

    personnes: int = 0
    minutes: int = 0

    def ajouter(self, personnes: int, minutes: int) -> None:
        self.personnes += personnes
        self.minutes += minutes


@dataclass
class Bilan:
    annee: int
    identite: list[tuple[str, str]]
    cadres: list[Cadre]
    manques: list[str] = field(default_factory=list)


def annees() -> list[int]:
    """Years with a signed half-day, the latest first."""
    jours = Creneau.objects.filter(emargement=Creneau.Emargement.CONTRESIGNE).dates("debut", "year", order="DESC")
    return [jour.year for jour in jours]


def bilan(annee: int) -> Bilan:
    """Every frame of the form for the civil year `annee`, with a constant number of queries."""
    montants = dict(MontantBPF.objects.filter(annee=annee).values_list("ligne", "euros"))
    types, specialites, distance = _stagiaires(annee)
    total = Compte(sum(c.personnes for c in types.values()), sum(c.minutes for c in types.values()))
    organisme = Organisme.charger()
    cadres = [
        _cadre_euros("C", _("Produits, hors taxes"), montants),
        _cadre_euros("D", _("Charges, hors taxes"), montants),
        _cadre_e(annee),
        _cadre_heures("F-1", _("Stagiaires par type"), {TYPES[t]: (c, f"type={t}") for t, c in types.items()}, total),
        _cadre_heures("F-1 bis", _("Dont formés en tout ou partie à distance"), {_("À distance"): (distance, "distance=on")}, distance),
        _cadre_heures("F-3", _("Objectif général des prestations"), {OBJECTIF: (total, "")}, total),
        _cadre_heures("F-4", _("Spécialités de formation"), _principales(specialites), total),
        Cadre("F-2, G", _("Confiés à, ou reçus d'un autre organisme"), [], note=_("L'Académie n'en confie ni n'en reçoit : néant.")),
    ]  # fmt: skip
    return Bilan(annee, _identite(organisme), cadres, _manques(organisme, montants, specialites))


def presences(annee: int) -> QuerySet:
    """The attendance of the year that counts: signed half-days, minutes followed."""
    return Emargement.objects.filter(
        creneau__debut__year=annee, creneau__emargement=Creneau.Emargement.CONTRESIGNE, minutes__gt=0
    ).order_by()


def stagiaires(annee: int) -> QuerySet:
    """The detail of frame F: one row for each person and session, by name."""
    cles = ("inscription__utilisateur__nom", "inscription__utilisateur__prenom", "inscription__structure__nom")
    faits = (
        "inscription__structure__genre",
        "inscription__session",
        "inscription__session__version__programme__titre",
        "inscription__session__modalite",
        "inscription__session__version__programme__theme__specialite",
    )
    return presences(annee).values(*cles, *faits, "inscription").annotate(total=Sum("minutes")).order_by(*cles, "inscription")  # fmt: skip


def filtrer(lignes: QuerySet, *, genre: str = "", specialite: str = "", distance: bool = False) -> QuerySet:
    """What one line of frame F counts."""
    privees = [structure for structure, cible in TYPE_DES_STRUCTURES.items() if cible != AUTRES]
    if genre:
        est_privee = Q(inscription__structure__genre__in=privees)
        lignes = lignes.filter(est_privee if genre != AUTRES else ~est_privee | Q(inscription__structure=None))
    if specialite:
        lignes = lignes.filter(inscription__session__version__programme__theme__specialite=specialite)
    if distance:
        lignes = lignes.exclude(inscription__session__modalite=Session.Modalite.PRESENTIEL)
    return lignes


def interventions(annee: int) -> QuerySet:
    """The detail of frame E: hours that each person gave."""
    statut = FicheFormateur.objects.filter(formateur=OuterRef("formateur")).values("statut")
    duree = ExpressionWrapper(F("creneau__fin") - F("creneau__debut"), DurationField())
    return (
        Intervention.objects.filter(creneau__debut__year=annee, creneau__emargement=Creneau.Emargement.CONTRESIGNE)
        .annotate(statut=Coalesce(Subquery(statut), Value("")))
        .values("formateur", "formateur__nom", "formateur__prenom", "statut")
        .annotate(demi_journees=Count("*"), duree=Sum(duree))
        .order_by("formateur__nom", "formateur__prenom", "formateur")
    )


def arrondir(minutes: Sequence[int]) -> list[int]:
    """Whole hours for each line whose sum is the rounded whole: the largest remainders are rounded up."""
    entieres = [m // 60 for m in minutes]
    reste = round(sum(minutes) / 60) - sum(entieres)
    rangs = sorted(range(len(minutes)), key=lambda rang: (-(minutes[rang] % 60), rang))
    for rang in rangs[: max(reste, 0)]:
        entieres[rang] += 1
    return entieres


def rangees(resultat: Bilan) -> Iterator[list]:
    """The frames for a spreadsheet."""
    yield [_("Cadre"), _("Ligne"), _("Nombre"), _("Heures"), _("Euros")]
    for libelle, valeur in resultat.identite:
        yield ["A", f"{libelle} : {valeur}"]
    yield ["B", _("Exercice du 1er janvier au 31 décembre %(annee)d") % {"annee": resultat.annee}]
    for cadre in resultat.cadres:
        for ligne in [*cadre.lignes, *([cadre.total] if cadre.total else [])]:
            yield [cadre.code, str(ligne.libelle), ligne.nombre, ligne.heures, ligne.euros]


def rangees_des_stagiaires(annee: int) -> Iterator[list]:
    yield [_("Nom"), _("Prénom"), _("Structure"), _("Session"), _("Programme"), _("Modalité"), _("Minutes suivies")]
    for ligne in stagiaires(annee).iterator():
        yield [
            ligne["inscription__utilisateur__nom"],
            ligne["inscription__utilisateur__prenom"],
            ligne["inscription__structure__nom"] or "",
            ligne["inscription__session"],
            ligne["inscription__session__version__programme__titre"],
            str(Session.Modalite(ligne["inscription__session__modalite"]).label),
            ligne["total"],
        ]


def _stagiaires(annee: int) -> tuple[dict[str, Compte], dict[str, Compte], Compte]:
    """Counts by type, by speciality, and of those trained remotely."""
    groupes = presences(annee).values_list(
        "inscription__structure__genre",
        "inscription__session__version__programme__theme__specialite",
        "inscription__session__modalite",
    )
    types: dict[str, Compte] = {cle: Compte() for cle in TYPES}
    specialites: dict[str, Compte] = defaultdict(Compte)
    distance = Compte()
    for genre, specialite, modalite, personnes, minutes in groupes.annotate(
        n=Count("inscription", distinct=True), total=Sum("minutes")
    ):
        comptes = [types[TYPE_DES_STRUCTURES.get(genre, AUTRES)], specialites[specialite]]
        for compte in [*comptes, *([distance] if modalite != Session.Modalite.PRESENTIEL else [])]:
            compte.ajouter(personnes, minutes)
    return types, specialites, distance


def _principales(specialites: dict[str, Compte]) -> dict[str, tuple[Compte, str]]:
    """The four main specialities, then the others together."""
    noms = {code: str(libelle) for code, libelle in Theme.Specialite.choices}
    rangees = sorted(specialites.items(), key=lambda paire: (-paire[1].minutes, paire[0]))
    lignes = {noms[code]: (compte, f"specialite={code}") for code, compte in rangees if code}
    detaillees = dict(list(lignes.items())[:SPECIALITES_DETAILLEES])
    autres = Compte()
    for nom, (compte, _filtre) in lignes.items():
        if nom not in detaillees:
            autres.ajouter(compte.personnes, compte.minutes)
    if autres.personnes:
        detaillees[_("Autres spécialités")] = (autres, "")
    if "" in specialites:
        detaillees[_("Spécialité à indiquer")] = (specialites[""], "")
    return detaillees


def _cadre_heures(code: str, titre: str, lignes: dict[str, tuple[Compte, str]], total: Compte) -> Cadre:
    heures = arrondir([compte.minutes for compte, _filtre in lignes.values()])
    return Cadre(
        code,
        titre,
        [
            Ligne(libelle, compte.personnes, heure, filtre=filtre)
            for (libelle, (compte, filtre)), heure in zip(lignes.items(), heures, strict=True)
        ],
        Ligne(_("Total"), total.personnes, round(total.minutes / 60)),
        detail="stagiaires",
    )


def _cadre_e(annee: int) -> Cadre:
    """Inside or outside people, by their file; whoever has none is said so."""
    comptes: dict[str, Compte] = defaultdict(Compte)
    for ligne in interventions(annee):
        comptes[ligne["statut"]].ajouter(1, int(ligne["duree"].total_seconds()) // 60)
    libelles = {
        FicheFormateur.Statut.INTERNE: _("Personnes de l'organisme"),
        FicheFormateur.Statut.EXTERNE: _("Personnes extérieures, dans le cadre de contrats de sous-traitance"),
        "": _("Statut à indiquer"),
    }
    presents = {statut: compte for statut in libelles if (compte := comptes.get(statut))}
    heures = arrondir([compte.minutes for compte in presents.values()])
    return Cadre(
        "E",
        _("Personnes qui dispensent des heures de formation"),
        [
            Ligne(libelles[statut], compte.personnes, heure)
            for (statut, compte), heure in zip(presents.items(), heures, strict=True)
        ],
        Ligne(_("Total"), sum(compte.personnes for compte in presents.values()), sum(heures)),
        detail="formateurs",
        note=_("Chaque personne compte les heures des demi-journées qu'elle anime, seule ou à plusieurs."),
    )


def _cadre_euros(cadre: str, titre: str, montants: dict[str, int]) -> Cadre:
    lignes = [Ligne(label, euros=montants.get(code)) for code, label in MontantBPF.Ligne.choices if code[0] == cadre]
    total = Ligne(_("Total"), euros=sum(montants.get(f"C{rang}", 0) for rang in range(1, 12)))
    return Cadre(cadre, titre, lignes, total if cadre == "C" else None)


def _identite(organisme) -> list[tuple[str, str]]:
    return [
        (_("Dénomination"), organisme.nom),
        (_("Numéro de déclaration d'activité"), organisme.declaration),
        (_("SIRET"), organisme.siret),
        (_("Adresse"), francais.enumeration(organisme.adresse.split("\n"), ",")),
        (_("Représentant légal"), " ".join([organisme.representant_nom, organisme.representant_fonction]).strip()),
    ]


def _manques(organisme, montants: dict, specialites: dict) -> list[str]:
    manques = []
    if not organisme.declaration:
        manques.append(_("Le numéro de déclaration d'activité n'est pas renseigné."))
    if not montants:
        manques.append(_("Les produits et les charges de l'exercice ne sont pas saisis."))
    if "" in specialites:
        manques.append(
            _("Des thèmes n'ont pas de spécialité de formation : leurs heures ne sont dans aucune ligne du cadre F-4.")
        )
    return manques
