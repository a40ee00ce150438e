"""Progress on each objective: the same person before and after, and whether the needs behind it are met."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from besoins.models import Besoin, Objectif, Option, QuestionPositionnement, Reponse, Valeur
from besoins.statistiques.progres import Progres, progres
from besoins.statistiques.proportion import Proportion
from sessions.models import Evaluation, Inscription, ReponsePositionnement, Session
from sessions.queries.modele_evaluation import AISANCE, INCONNU, INSATISFAIT, PREFIXE_BESOIN, PREFIXE_OBJECTIF

Genre = Evaluation.Genre
Notes = dict[tuple[int, int], float]
APRES = (Genre.A_CHAUD, Genre.A_FROID)


@dataclass(frozen=True)
class ProgresObjectif:
    """Progress at the end, and some months later; None when too few people said it twice."""

    objectif: Objectif
    a_chaud: Progres | None
    a_froid: Progres | None
    paires: int


@dataclass(frozen=True)
class BesoinJuge:
    """How many say that a need is not met, out of those who have an opinion or not, by moment."""

    besoin: Besoin
    genre: str
    libelle: str
    insatisfaites: int
    sans_avis: int
    reponses: int
    option: Option

    @property
    def proportion(self) -> Proportion:
        return Proportion(self.insatisfaites, self.reponses)


def progres_par_objectif(sessions: QuerySet[Session], *, minimum: int) -> list[ProgresObjectif]:
    """For each objective of the programmes given in `sessions`; a group under `minimum` is not told."""
    avant = _avant(sessions)
    apres = {genre: _notes(sessions, genre) for genre in APRES}
    objectifs = Objectif.objects.filter(version__in=sessions.order_by().values("version"))
    lignes = []
    for objectif in objectifs.select_related("version__programme").order_by("version", "ordre", "pk"):
        paires = {genre: _paires(avant, apres[genre], objectif.pk) for genre in APRES}
        dits = {
            genre: progres(liste, etendue=AISANCE[1] - AISANCE[0]) if len(liste) >= max(minimum, 1) else None
            for genre, liste in paires.items()
        }
        lignes.append(
            ProgresObjectif(
                objectif, dits[Genre.A_CHAUD], dits[Genre.A_FROID], max(len(liste) for liste in paires.values())
            )
        )
    return lignes


def progres_d_ensemble(sessions: QuerySet[Session]) -> Progres | None:
    """All the objectives of each person as one: the mean of theirs before, the mean after. A person counts once."""
    avant, apres = _avant(sessions), _notes(sessions, Genre.A_CHAUD)
    par_personne: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for (inscription, objectif), note in apres.items():
        if (inscription, objectif) in avant:
            par_personne[inscription].append((avant[inscription, objectif], note))
    moyennes = [
        (sum(a for a, _b in notes) / len(notes), sum(b for _a, b in notes) / len(notes))
        for notes in par_personne.values()
    ]
    return progres(moyennes, etendue=AISANCE[1] - AISANCE[0])


def notes_des_personnes(session: Session, inscriptions: Collection[int]) -> tuple[Notes, Notes]:
    """What these people said of each objective before and after, by (enrolment, objective): for their own papers alone."""
    une = Session.objects.filter(pk=session.pk)
    return _avant(une, inscriptions), _notes(une, Genre.A_CHAUD, inscriptions)


def besoins_juges(sessions: QuerySet[Session], *, genres=Evaluation.A_FROID, minimum: int = 1) -> list[BesoinJuge]:
    """What people and employers say of each need of the programmes, months after."""
    comptes: dict[tuple, dict[int, int]] = defaultdict(dict)
    valeurs = _valeurs(sessions, PREFIXE_BESOIN).filter(
        reponse__invitation__sollicitation__evaluation__genre__in=genres, option__isnull=False
    )
    for genre, question, code, ordre, n in valeurs.values_list(
        "reponse__invitation__sollicitation__evaluation__genre", "question", "question__code", "option__ordre"
    ).annotate(n=Count("pk")):
        comptes[code, genre, question][ordre] = n
    pks = {int(code.removeprefix(PREFIXE_BESOIN)) for code, _genre, _question in comptes}
    besoins = Besoin.objects.in_bulk(pks)
    options = Option.objects.filter(question__in=[cle[2] for cle in comptes], ordre=INSATISFAIT)
    non = {option.question_id: option for option in options.select_related("question__section__enquete")}
    juges = [
        BesoinJuge(besoin, genre, str(Genre(genre).label), n.get(INSATISFAIT, 0), n.get(INCONNU, 0), sum(n.values()), non[question])
        for (code, genre, question), n in comptes.items()
        if (besoin := besoins.get(int(code.removeprefix(PREFIXE_BESOIN)))) and question in non
    ]  # fmt: skip
    return sorted((j for j in juges if j.reponses >= minimum), key=lambda j: (j.besoin.titre, j.genre, j.option.pk))


def _paires(avant: dict, apres: dict, objectif: int) -> list[tuple[float, float]]:
    return [
        (avant[inscription, vise], note)
        for (inscription, vise), note in apres.items()
        if vise == objectif and (inscription, vise) in avant
    ]


def _avant(sessions: QuerySet[Session], parmi: Collection[int] | None = None) -> Notes:
    """What each person said before: when enrolling, else in the evaluation before the session."""
    notes = _notes(sessions, Genre.POSITIONNEMENT, parmi)
    confirmees = Inscription.objects.confirmees().filter(session__in=sessions.order_by().values("pk"))
    dites = ReponsePositionnement.objects.filter(
        inscription__in=confirmees if parmi is None else confirmees.filter(pk__in=parmi),
        question__genre=QuestionPositionnement.Genre.AISANCE,
        question__objectif__isnull=False,
        degre__isnull=False,
    )
    return notes | {
        (inscription, objectif): float(degre)
        for inscription, objectif, degre in dites.order_by().values_list("inscription", "question__objectif", "degre")
    }


def _notes(sessions: QuerySet[Session], genre: str, parmi: Collection[int] | None = None) -> Notes:
    valeurs = _valeurs(sessions, PREFIXE_OBJECTIF).filter(
        reponse__invitation__sollicitation__evaluation__genre=genre, nombre__isnull=False
    )
    if parmi is not None:
        valeurs = valeurs.filter(reponse__invitation__sollicitation__inscription__in=parmi)
    return {
        (inscription, int(code.removeprefix(PREFIXE_OBJECTIF))): float(nombre)
        for inscription, code, nombre in valeurs.values_list(
            "reponse__invitation__sollicitation__inscription", "question__code", "nombre"
        )
    }


def _valeurs(sessions: QuerySet[Session], prefixe: str) -> QuerySet[Valeur]:
    return Valeur.objects.filter(
        reponse__etat=Reponse.Etat.SOUMISE,
        reponse__invitation__sollicitation__session__in=sessions.order_by().values("pk"),
        question__code__regex=rf"^{prefixe}[0-9]+$",
    ).order_by()
