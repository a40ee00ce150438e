"""The ladder of jobs, step by step: what each asks, what changes from the one before, and where a person stands."""

from dataclasses import dataclass

from django.db.models import Prefetch

from academie.models import Utilisateur
from certificats.models import Exigence, FichePoste, Parcours, Poste
from certificats.queries.comparaison import Changement, changements_des_exigences
from certificats.queries.fiche_poste import echelle

LARGEUR, HAUTEUR, BORD = 600, 200, 10


@dataclass(frozen=True)
class Marche:
    """A step. `x`, `y`, `largeur`: its place on the drawing."""

    fiche: FichePoste
    exigences: list[tuple[Exigence, str]]
    changements: list[Changement]
    tenue: bool
    visee: bool
    x: int
    y: int
    largeur: int

    @property
    def milieu(self) -> int:
        return self.x + self.largeur // 2

    @property
    def nouvelles(self) -> list[Changement]:
        return [c for c in self.changements if c.genre == "ajoute"]

    @property
    def plus_hautes(self) -> list[Changement]:
        return [c for c in self.changements if c.genre == "monte"]


def marches(utilisateur: Utilisateur) -> list[Marche]:
    """The published national sheets that have a place on the ladder, lowest first."""
    ordonnees = Exigence.objects.pratiquees().select_related("competence__domaine__referentiel").order_by(
        "competence__domaine__referentiel", "competence__domaine__ordre", "competence__ordre", "pk"
    )  # fmt: skip
    fiches = list(
        FichePoste.objects.publiees()
        .filter(structure=None, echelon__isnull=False)
        .order_by("echelon", "titre", "pk")
        .prefetch_related(Prefetch("exigences", ordonnees))
    )
    noms, tenues, visee = echelle(), _codes_tenus(utilisateur), _code_vise(utilisateur)
    lues = [_lisibles(fiche, noms) for fiche in fiches]
    return [
        Marche(
            fiche=fiche,
            exigences=lues[rang],
            changements=changements_des_exigences(lues[rang - 1], lues[rang]) if rang else [],
            tenue=fiche.code in tenues,
            visee=fiche.code == visee,
            **_place(rang, len(fiches)),
        )
        for rang, fiche in enumerate(fiches)
    ]


def escalier(lues: list[Marche]) -> str:
    """The outline of the stairs, as the path of a drawing."""
    if not lues:
        return ""
    points = "".join(f"V{marche.y}H{marche.x + marche.largeur}" for marche in lues)
    return f"M{BORD} {HAUTEUR}{points}V{HAUTEUR}Z"


def _place(rang: int, nombre: int) -> dict[str, int]:
    largeur = (LARGEUR - 2 * BORD) // nombre
    return {"x": BORD + rang * largeur, "y": HAUTEUR - (rang + 1) * (HAUTEUR - 50) // nombre, "largeur": largeur}


def _lisibles(fiche: FichePoste, noms: dict[tuple[int, int], str]) -> list[tuple[Exigence, str]]:
    return [
        (exigence, noms.get((exigence.competence.domaine.referentiel_id, exigence.niveau), ""))
        for exigence in fiche.exigences.all()
    ]


def _codes_tenus(utilisateur: Utilisateur) -> set[str]:
    """The national sheets, by code, of the posts held today: a structure's sheet counts for the one it adapts."""
    tenus = Poste.objects.du_jour().filter(utilisateur=utilisateur, fiche__isnull=False)
    return {nationale or code for code, nationale in tenus.values_list("fiche__code", "fiche__nationale__code")}


def _code_vise(utilisateur: Utilisateur) -> str:
    visees = Parcours.objects.filter(utilisateur=utilisateur, fiche_visee__isnull=False)
    code, nationale = visees.values_list("fiche_visee__code", "fiche_visee__nationale__code").first() or ("", "")
    return nationale or code
