"""One question by another, or by who answers: counted by the database in four GROUP BY, small cells hidden."""

from dataclasses import dataclass, field

from django.db.models import Avg, Count
from django.utils.translation import gettext as _

from academie.francais import nombre
from academie.models import Territoire
from besoins.models import Enquete, Question
from besoins.queries.constats import crochets, sur
from besoins.queries.enquete import questionnaire
from besoins.queries.filtres import CLES_DE_PROFIL, LISTES, TERRITOIRES, Filtre, cle_de_question
from besoins.queries.resultat import moyenne
from besoins.queries.resultats import Lecture
from besoins.statistiques.masquage import masquer, masquer_tableau
from besoins.statistiques.proportion import Proportion

Genre = Question.Genre
CROISABLES = (*Question.A_UN_CHOIX, Genre.CHOIX_MULTIPLE, Genre.ECHELLE)


@dataclass(frozen=True)
class Axe:
    """What the rows or the columns are: a key of the profile, a question, or an item of a matrix (`option`)."""

    cle: str
    libelle: str
    question: Question | None = None
    option: int | None = None

    @property
    def champ(self) -> str:
        """What is grouped by, seen from a value of the question, or from an answer for a profile."""
        if self.question is None:
            return self.cle
        return "nombre" if self.question.genre == Genre.ECHELLE else "option"

    @property
    def modalites(self) -> list[tuple[object, str]]:
        """What each row or column holds, in order; a profile finds its own in the answers."""
        if self.question.genre == Genre.ECHELLE:
            return [(note, str(note)) for note in range(self.question.minimum, self.question.maximum + 1)]
        return [(option.pk, option.libelle) for option in self.question.options.all()]


@dataclass(frozen=True)
class Cellule:
    """`proportion` is None when there is nobody to share among; a hidden cell says nothing."""

    effectif: int
    proportion: Proportion | None
    masquee: bool = False

    @property
    def part(self) -> str:
        return sur(self.proportion) if self.proportion else "–"

    @property
    def intervalle(self) -> str:
        return crochets(self.proportion) if self.proportion else ""


@dataclass(frozen=True)
class LigneCroisee:
    libelle: str
    cellules: list[Cellule]
    total: str
    moyennes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Croisement:
    """`lignes` end with the totals. With the means of an item, `colonnes` are its two scores."""

    titre: str
    colonnes: list[str]
    lignes: list[LigneCroisee]
    total: int
    masquees: bool = False
    moyennes: bool = False

    @property
    def rangees(self) -> list[list[str]]:
        """The table for a spreadsheet: counts, then shares."""
        entetes = [self.titre, *self.colonnes, "n"]
        corps = [
            [ligne.libelle, *(ligne.moyennes or [_texte(cellule) for cellule in ligne.cellules]), ligne.total]
            for ligne in self.lignes
        ]
        return [entetes, *corps]


def axes(enquete: Enquete) -> tuple[dict[str, Axe], dict[str, Axe]]:
    """What may be put in rows, and in columns, by their name in the address."""
    questions = [question for section in questionnaire(enquete) for question in section.questions.all()]
    noms = {cle: str(nom) for cle, (nom, _genre) in (TERRITOIRES | LISTES).items()}
    profils = {} if enquete.regime == Enquete.Regime.ANONYME else {cle: Axe(cle, noms[cle]) for cle in CLES_DE_PROFIL}
    posees = {cle_de_question(q): Axe(cle_de_question(q), q.intitule, q) for q in questions if q.genre in CROISABLES}
    items = {
        f"{cle_de_question(q)}.{option.ordre}": Axe("", f"{q.intitule} – {option.libelle}", q, option.pk)
        for q in questions
        if q.genre == Genre.MATRICE
        for option in q.options.all()
    }
    return profils | posees, posees | items


def croiser(enquete: Enquete, filtre: Filtre, lecture: Lecture, lignes: Axe, colonnes: Axe, *, par: str) -> Croisement:
    """Shares of each row (`par` "lignes") or of each column ("colonnes"), of those who answered both."""
    valeurs = filtre.valeurs(enquete, [colonnes.question.pk])
    if lignes.question:
        valeurs = valeurs.filter(reponse__valeurs__question=lignes.question)
    chemin = f"reponse__valeurs__{lignes.champ}" if lignes.question else f"reponse__{lignes.champ}"
    if colonnes.option:
        return _moyennes(valeurs.filter(option=colonnes.option), chemin, lignes, colonnes, lecture.minimum_croise)
    comptes = {(l, c): n for l, c, n in valeurs.values_list(chemin, colonnes.champ).annotate(n=Count("*"))}  # noqa: E741
    personnes = Count("reponse", distinct=True)
    par_ligne = dict(valeurs.values_list(chemin).annotate(n=personnes))
    par_colonne = dict(valeurs.values_list(colonnes.champ).annotate(n=personnes))
    total = valeurs.aggregate(n=personnes)["n"]
    modalites = _modalites(lignes, par_ligne)
    grille = [
        [*(comptes.get((ligne, colonne), 0) for colonne, _libelle in colonnes.modalites), par_ligne.get(ligne, 0)]
        for ligne, _libelle in modalites
    ]
    grille.append([*(par_colonne.get(colonne, 0) for colonne, _libelle in colonnes.modalites), total])
    return _presenter(grille, [libelle for _cle, libelle in modalites], lignes, colonnes, lecture.minimum_croise, par)


def _modalites(axe: Axe, par_ligne: dict) -> list[tuple[object, str]]:
    """The rows: those of the question, or the profiles met, the unknown one last."""
    if axe.question:
        return axe.modalites
    if axe.cle in TERRITOIRES:
        noms = dict(Territoire.objects.filter(pk__in=[pk for pk in par_ligne if pk]).values_list("pk", "nom"))
    else:
        noms = {cle: str(libelle) for cle, libelle in LISTES[axe.cle][1].choices}
    connues = sorted((cle for cle in par_ligne if cle), key=lambda cle: str(noms.get(cle, cle)))
    inconnues = [cle for cle in par_ligne if not cle]
    return [(cle, noms.get(cle, str(cle))) for cle in connues] + [(cle, _("non précisé")) for cle in inconnues]


def _presenter(grille, libelles: list[str], lignes: Axe, colonnes: Axe, minimum: int, par: str) -> Croisement:
    caches = masquer_tableau(grille, minimum) if minimum else set()
    derniere = len(grille) - 1
    largeur = len(grille[0]) - 1

    def cellule(rang: int, colonne: int) -> Cellule:
        n = grille[rang][colonne]
        base = (rang, largeur) if par == "lignes" else (derniere, colonne)
        if (rang, colonne) in caches or base in caches:
            return Cellule(0, None, masquee=True)
        total = grille[base[0]][base[1]]
        return Cellule(n, Proportion(n, total) if total else None)

    rangees = [
        LigneCroisee(
            [*libelles, _("Ensemble")][rang],
            [cellule(rang, colonne) for colonne in range(largeur)],
            _("masqué") if (rang, largeur) in caches else nombre(grille[rang][largeur]),
        )
        for rang in range(len(grille))
    ]
    return Croisement(
        _titre(lignes, colonnes),
        [libelle for _cle, libelle in colonnes.modalites],
        rangees,
        grille[-1][-1],
        bool(caches),
    )


def _moyennes(valeurs, chemin: str, lignes: Axe, colonnes: Axe, minimum: int) -> Croisement:
    mesures = {"importance": Avg("nombre"), "maitrise": Avg("maitrise"), "n": Count("*")}
    par_ligne = {ligne.pop(chemin): ligne for ligne in valeurs.values(chemin).annotate(**mesures)}
    ensemble = valeurs.aggregate(**mesures)
    rien = {"importance": None, "maitrise": None, "n": 0}
    comptes = [(libelle, par_ligne.get(cle, rien)) for cle, libelle in _modalites(lignes, par_ligne)]
    caches = masquer([mesure["n"] for _libelle, mesure in comptes], minimum) if minimum else set()
    rangees = [
        LigneCroisee(
            libelle,
            [],
            _("masqué") if rang in caches else nombre(mesure["n"]),
            [_("masqué")] * 2 if rang in caches else [moyenne(mesure["importance"]), moyenne(mesure["maitrise"])],
        )
        for rang, (libelle, mesure) in enumerate([*comptes, (_("Ensemble"), ensemble)])
    ]
    scores = [_("Importance moyenne"), _("Maîtrise moyenne")]
    return Croisement(_titre(lignes, colonnes), scores, rangees, ensemble["n"], bool(caches), moyennes=True)


def _titre(lignes: Axe, colonnes: Axe) -> str:
    return _("%(colonnes)s, par : %(lignes)s") % {"colonnes": colonnes.libelle, "lignes": lignes.libelle}


def _texte(cellule: Cellule) -> str:
    return _("masqué") if cellule.masquee else f"{cellule.part} {cellule.intervalle}".strip()
