"""The answers of a survey counted by the database: one GROUP BY a genre of question, whatever the number of answers."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Avg, Count, Exists, F, FloatField, Func, IntegerField, Max, Min, OuterRef, Q, Sum, Window
from django.db.models.functions import Cast, Coalesce, RowNumber, TruncMonth

from besoins.models import Condition, Enquete, Question, Section, Valeur
from besoins.models.enquete import Combinaison
from besoins.queries.filtres import Filtre

Genre = Question.Genre
A_PLUSIEURS_LIGNES = (Genre.CHOIX_MULTIPLE, Genre.CLASSEMENT, Genre.MATRICE)
LIEUX_MONTRES = 10
Poids = Cast("reponse__poids", FloatField())


@dataclass(frozen=True)
class Effectif:
    """How many answers; what they weigh and the squares of it, when the survey is weighted."""

    n: int = 0
    poids: float = 0.0
    carres: float = 0.0


RIEN = Effectif()


@dataclass(frozen=True)
class Item:
    """An item of a matrix: mean importance and mastery, each with how many gave it."""

    importance: float | None
    maitrise: float | None
    importances: int
    maitrises: int


@dataclass
class Comptages:
    """Counts by key: of the question, of the option, or of the question and what was answered."""

    repondants: dict[int, Effectif] = field(default_factory=lambda: defaultdict(Effectif))
    options: dict[int, Effectif] = field(default_factory=dict)
    notes: dict[int, dict[float, Effectif]] = field(default_factory=lambda: defaultdict(dict))
    rangs: dict[int, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    items: dict[int, Item] = field(default_factory=dict)
    mois: dict[int, list[tuple[date, int]]] = field(default_factory=lambda: defaultdict(list))
    jours: dict[int, tuple[date, date]] = field(default_factory=dict)
    regions: dict[int, list[tuple[str, int]]] = field(default_factory=lambda: defaultdict(list))
    lieux: dict[int, list[tuple[str, int]]] = field(default_factory=lambda: defaultdict(list))
    repetes: dict[int, list[tuple[str, int]]] = field(default_factory=lambda: defaultdict(list))
    precisions: dict[int, list[tuple[str, int]]] = field(default_factory=lambda: defaultdict(list))
    textes: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))


def compter(enquete: Enquete, questions: Iterable[Question], filtre: Filtre, textes: int | None) -> Comptages:
    """Everything that the results of `questions` show. `textes`: how many texts of each question; None: all."""
    par_genre = defaultdict(list)
    for question in questions:
        par_genre[question.genre].append(question.pk)

    def valeurs(*genres):
        return filtre.valeurs(enquete, [pk for genre in genres for pk in par_genre[genre]])

    comptes = Comptages()
    pondere = enquete.ponderation != Enquete.Ponderation.AUCUNE
    _choix(comptes, valeurs(*Question.A_UN_CHOIX, Genre.CHOIX_MULTIPLE), pondere)
    _degres(comptes, valeurs(Genre.ECHELLE, Genre.NOMBRE, Genre.CLASSEMENT), pondere)
    _repondants(comptes, valeurs(*A_PLUSIEURS_LIGNES), pondere)
    _matrices(comptes, valeurs(Genre.MATRICE))
    _dates(comptes, valeurs(Genre.DATE))
    _territoires(comptes, valeurs(Genre.TERRITOIRE))
    _textes(comptes, valeurs(Genre.TEXTE), textes)
    for question, _option, texte, n, tous in _repetes(valeurs(Genre.TEXTE_COURT), textes):
        comptes.repetes[question].append((texte, n))
        comptes.repondants[question] = Effectif(tous)
    libres = [option for question in questions for option in question.options.all() if option.libre]
    precisees = filtre.valeurs(enquete, {option.question_id for option in libres}).filter(option__in=libres)
    for _question, option, texte, n, _tous in _repetes(precisees.exclude(texte=""), textes):
        comptes.precisions[option].append((texte, n))
    return comptes


def non_posees(sections: Iterable[Section], reponses) -> dict[int, int]:
    """How many of `reponses` were not asked each conditional question; the rules of `queries.conditions`, in SQL."""
    visibles = {
        question.pk: visible
        for section in sections
        for question in section.questions.all()
        if (visible := _visible(section) & _visible(question))
    }
    if not visibles:
        return {}
    montrees = {f"q{pk}": Count("pk", filter=visible) for pk, visible in visibles.items()}
    comptes = reponses.aggregate(toutes=Count("*"), **montrees)
    return {pk: comptes["toutes"] - comptes[f"q{pk}"] for pk in visibles}


def _visible(element: Section | Question) -> Q:
    conditions = [_remplie(condition) for condition in element.conditions.all()]
    visible = Q()
    for condition in conditions:
        visible = visible | condition if element.combinaison == Combinaison.UNE else visible & condition
    return visible


def _remplie(condition: Condition) -> Q:
    donnees = Valeur.objects.filter(reponse=OuterRef("pk"), question=condition.source_id).order_by()
    operateurs = Condition.Operateur
    match condition.operateur:
        case operateurs.REPONDUE | operateurs.SANS_REPONSE:
            pass
        case operateurs.EST | operateurs.N_EST_PAS:
            donnees = donnees.filter(option=condition.option_id)
        case operateurs.AU_MOINS:
            donnees = donnees.filter(option=None, nombre__gte=condition.nombre)
        case operateurs.AU_PLUS:
            donnees = donnees.filter(option=None, nombre__lte=condition.nombre)
    negation = condition.operateur in (operateurs.SANS_REPONSE, operateurs.N_EST_PAS)
    return Q(~Exists(donnees) if negation else Exists(donnees))


def _grouper(valeurs, *cles: str, pondere: bool):
    """Rows of (keys…, Effectif)."""
    mesures = {"n": Count("*")}
    if pondere:
        mesures |= {"poids": Sum(Poids), "carres": Sum(Poids * Poids)}
    for ligne in valeurs.values_list(*cles).annotate(**mesures):
        yield *ligne[: len(cles)], Effectif(*ligne[len(cles) :])


def _choix(comptes: Comptages, valeurs, pondere: bool) -> None:
    """Where several options are allowed, `_repondants` counts the people afterwards."""
    for question, option, effectif in _grouper(valeurs, "question", "option", pondere=pondere):
        comptes.options[option] = effectif
        comptes.repondants[question] = _plus(comptes.repondants[question], effectif)


def _degres(comptes: Comptages, valeurs, pondere: bool) -> None:
    """Numbers too: people give the same ones, and the summary of what is grouped costs a fifth of sorting all of them."""
    for question, option, note, effectif in _grouper(valeurs, "question", "option", "nombre", pondere=pondere):
        if option is None:
            comptes.notes[question][float(note)] = effectif
            comptes.repondants[question] = _plus(comptes.repondants[question], effectif)
        else:
            comptes.rangs[option][int(note)] = effectif.n


def _repondants(comptes: Comptages, valeurs, pondere: bool) -> None:
    """Several rows come from one person: count people, not rows."""
    if not pondere:
        nombres = valeurs.values_list("question").annotate(n=Count("reponse", distinct=True))
        comptes.repondants |= {question: Effectif(n) for question, n in nombres}
        return
    une_chacun = Valeur.objects.filter(
        pk__in=valeurs.values("question", "reponse").annotate(une=Min("pk")).values("une")
    ).order_by()
    comptes.repondants |= dict(_grouper(une_chacun, "question", pondere=True))


def _matrices(comptes: Comptages, valeurs) -> None:
    mesures = valeurs.values_list("option").annotate(Avg("nombre"), Avg("maitrise"), Count("nombre"), Count("maitrise"))
    for option, importance, maitrise, importances, maitrises in mesures:
        comptes.items[option] = Item(_reel(importance), _reel(maitrise), importances, maitrises)


def _dates(comptes: Comptages, valeurs) -> None:
    mois = valeurs.annotate(mois=TruncMonth("jour")).values_list("question", "mois")
    comptes_par_mois = mois.annotate(n=Count("*"), premier=Min("jour"), dernier=Max("jour"))
    for question, debut, n, premier, dernier in comptes_par_mois.order_by("mois"):
        comptes.mois[question].append((debut, n))
        comptes.repondants[question] = _plus(comptes.repondants[question], Effectif(n))
        comptes.jours[question] = (min(premier, comptes.jours.get(question, (premier,))[0]), dernier)


def _territoires(comptes: Comptages, valeurs) -> None:
    region = Coalesce("territoire__region__nom", "territoire__nom")
    regions = valeurs.annotate(nom=region).values_list("question", "nom").annotate(n=Count("*")).order_by("-n", "nom")
    for question, nom, n in regions:
        comptes.regions[question].append((nom, n))
        comptes.repondants[question] = _plus(comptes.repondants[question], Effectif(n))
    lieux = valeurs.values("question", "territoire", "territoire__nom", "territoire__code").annotate(n=Count("*"))
    for ligne in _premiers(lieux, ["question"], ["-n", "territoire"], LIEUX_MONTRES):
        comptes.lieux[ligne["question"]].append((ligne["territoire__nom"], ligne["n"]))


def _textes(comptes: Comptages, valeurs, au_plus: int | None) -> None:
    """Long texts in the order they were sent."""
    comptes.repondants |= {q: Effectif(n) for q, n in valeurs.values_list("question").annotate(n=Count("*"))}
    if au_plus is None:
        ordonnes = valeurs.order_by("reponse__soumise_le", "pk").values("question", "texte")
    else:
        ordonnes = _premiers(valeurs.values("question", "texte"), ["question"], ["reponse__soumise_le", "pk"], au_plus)
    for ligne in ordonnes:
        comptes.textes[ligne["question"]].append(ligne["texte"])


def _repetes(valeurs, au_plus: int | None) -> Iterator[tuple]:
    """(question, option, text, how many wrote it, how many wrote something): the same words are counted together.

    Short texts, and what "Autre : …" was completed with.
    """
    tous = Window(_Somme(Count("*")), partition_by=[F("question"), F("option")])
    groupes = valeurs.values("question", "option", "texte").annotate(n=Count("*")).annotate(tous=tous)
    if au_plus is None:
        lignes = groupes.order_by("-n", "texte")
    else:
        lignes = _premiers(groupes, ["question", "option"], ["-n", "texte"], au_plus)
    for ligne in lignes:
        yield ligne["question"], ligne["option"], ligne["texte"], ligne["n"], int(ligne["tous"])


class _Somme(Func):
    """A sum over rows that are groups already: Django's own takes no count."""

    function, window_compatible, output_field = "SUM", True, IntegerField()


def _premiers(lignes, groupe: list[str], ordre: list[str], au_plus: int):
    """The `au_plus` first rows of each group, by the database."""
    tri = [F(champ[1:]).desc() if champ.startswith("-") else F(champ).asc() for champ in ordre]
    rang = Window(RowNumber(), partition_by=[F(champ) for champ in groupe], order_by=tri)
    return lignes.annotate(rang=rang).filter(rang__lte=au_plus).order_by("rang")


def _plus(a: Effectif, b: Effectif) -> Effectif:
    return Effectif(a.n + b.n, a.poids + b.poids, a.carres + b.carres)


def _reel(valeur: Decimal | float | None) -> float | None:
    return None if valeur is None else float(valeur)
