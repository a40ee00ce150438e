"""What the results of a survey say, ready to be shown: a question, its lines, the sentences that go with them."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from academie.francais import nombre, pourcentage
from besoins.models import Option, Question, Section
from besoins.queries.comptages import Item
from besoins.queries.constats import chiffre, crochets, sur
from besoins.statistiques.classement import LigneClassement
from besoins.statistiques.dessin import Dessin
from besoins.statistiques.poids import PartPonderee
from besoins.statistiques.proportion import Proportion
from besoins.statistiques.resume import ResumeNombres

Genre = Question.Genre
GABARITS: dict[str, str] = {
    Genre.NOMBRE: "nombre",
    Genre.DATE: "date",
    Genre.TEXTE: "textes",
    Genre.TEXTE_COURT: "repetes",
    Genre.CLASSEMENT: "classement",
    Genre.MATRICE: "matrice",
    Genre.TERRITOIRE: "territoire",
}


@dataclass(frozen=True)
class LigneResultat:
    """One answer of a choice, one step of a scale, one item. `proportion` is None when the count is unknown or hidden."""

    libelle: str
    proportion: Proportion | None
    option: Option | None = None
    place: str = ""
    constat: str = ""
    besoin: int | None = None
    ponderee: PartPonderee | None = None
    masquee: bool = False
    filtre: str = ""
    precisions: list[tuple[str, int]] = field(default_factory=list)
    rangs: LigneClassement | None = None
    item: Item | None = None

    @property
    def sur(self) -> str:
        return sur(self.proportion) if self.proportion else ""

    @property
    def intervalle(self) -> str:
        return crochets(self.proportion) if self.proportion else ""

    @property
    def part_ponderee(self) -> str:
        """The share when answers have weights."""
        return pourcentage(self.ponderee.valeur) if self.ponderee else ""

    @property
    def intervalle_pondere(self) -> str:
        return crochets(self.ponderee) if self.ponderee else ""

    @property
    def cle_carte(self) -> str:
        """The option in the address of its map: "q3.2"."""
        return self.filtre.replace("=", ".")

    # A ranked option.
    @property
    def points(self) -> str:
        return moyenne(self.rangs.points)

    @property
    def rang_moyen(self) -> str:
        return moyenne(self.rangs.rang_moyen)

    @property
    def classee(self) -> str:
        return sur(self.rangs.classee)

    # An item of a matrix: a mean, and how many gave it.
    @property
    def importance(self) -> str:
        return _mesure(self.item and self.item.importance, self.item.importances if self.item else 0)

    @property
    def maitrise(self) -> str:
        return _mesure(self.item and self.item.maitrise, self.item.maitrises if self.item else 0)


@dataclass(frozen=True)
class ResultatQuestion:
    question: Question
    total: int
    lignes: list[LigneResultat] = field(default_factory=list)
    constats: list[str] = field(default_factory=list)
    resume: ResumeNombres | None = None
    textes: list[str] = field(default_factory=list)
    dessin: Dessin | None = None
    non_posee: int = 0
    sans_reponse: int = 0
    total_efficace: float | None = None
    masque: bool = False
    faits: list[tuple[str, str]] = field(default_factory=list)
    listes: list[tuple[str, list[tuple[str, int]]]] = field(default_factory=list)

    @property
    def gabarit(self) -> str:
        """The template that shows it."""
        return f"besoins/resultats/{GABARITS.get(self.question.genre, 'choix')}.html"

    @property
    def a_des_places(self) -> bool:
        return any(ligne.place for ligne in self.lignes)

    @property
    def a_un_publie(self) -> bool:
        return any(ligne.constat for ligne in self.lignes)

    @property
    def precisions(self) -> list[tuple[str, list[tuple[str, int]]]]:
        """What "Autre : …" was completed with, by option."""
        return [(ligne.libelle, ligne.precisions) for ligne in self.lignes if ligne.precisions]

    @property
    def effectifs(self) -> str:
        """Who answered, who did not, who was not asked."""
        phrases = [f"n = {nombre(self.total)}"]
        if self.total_efficace is not None:
            phrases.append(_("n efficace = %(n)s") % {"n": nombre(self.total_efficace, 1)})
        if self.sans_reponse:
            phrases.append(_("sans réponse : %(n)s") % {"n": nombre(self.sans_reponse)})
        if self.non_posee:
            phrases.append(_("question non posée : %(n)s") % {"n": nombre(self.non_posee)})
        return ", ".join(phrases)


@dataclass(frozen=True)
class Resultats:
    soumises: int
    en_cours: int
    invitees: int
    sections: list[tuple[Section, list[ResultatQuestion]]]
    gardees: int = 0  # the answers that the filters keep

    @property
    def questions(self) -> list[ResultatQuestion]:
        return [resultat for _section, resultats in self.sections for resultat in resultats]


def moyenne(valeur: float | None) -> str:
    """A mean with two decimals at most: 3,57."""
    return "–" if valeur is None else chiffre(round(valeur, 2))


def _mesure(valeur: float | None, total: int) -> str:
    return f"{moyenne(valeur)} (n = {nombre(total)})"
