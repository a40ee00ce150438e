"""What evaluations say of some sessions: how many were asked and answered, what they answered, what they wrote."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, Q, QuerySet

from academie.regles import regle
from besoins.models import Enquete, Invitation, Question, Reponse, Valeur
from besoins.statistiques.progres import Moyenne, moyenne_des_notes
from besoins.statistiques.proportion import Proportion
from sessions.models import Evaluation, Sollicitation
from sessions.queries.modele_evaluation import PREFIXE_BESOIN, PREFIXE_OBJECTIF

Genre = Evaluation.Genre
SATISFACTION = "satisfaction"
TEXTES = 50
# What a trainer reads of their sessions: what those trained say together, never what employers or colleagues say.
DES_FORMATEURS = (Genre.POSITIONNEMENT, Genre.A_CHAUD, Genre.A_FROID)


@dataclass(frozen=True)
class Lecteur:
    """What somebody may read: the kinds of evaluations, and the size under which a group is hidden from them.

    A survey whose answers are not named hides small groups from everybody: that is what its people were promised.
    """

    genres: tuple[str, ...]
    textes: bool
    minimum_nomme: int
    minimum_progres: int


@dataclass(frozen=True)
class Ligne:
    """One answer of a scale or of a choice."""

    libelle: str
    proportion: Proportion


@dataclass(frozen=True)
class Resultat:
    """One question, asked in one or several programmes under the same code. `masque`: too few people answered."""

    code: str
    intitule: str
    genre: str
    total: int
    masque: bool = False
    moyenne: Moyenne | None = None
    maximum: int = 0
    lignes: list[Ligne] = field(default_factory=list)
    textes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class ResultatsDuMoment:
    """All that was answered at one moment. `taux` is the share of those asked."""

    genre: str
    libelle: str
    demandees: int
    repondues: int
    resultats: list[Resultat]

    @property
    def taux(self) -> Proportion:
        return Proportion(self.repondues, self.demandees)

    @property
    def chiffres(self) -> list[Resultat]:
        """What belongs to no programme alone: objectives and needs have tables of their own."""
        propres = (PREFIXE_OBJECTIF, PREFIXE_BESOIN)
        return [r for r in self.resultats if r.genre not in Question.AVEC_TEXTE and not r.code.startswith(propres)]

    @property
    def mots(self) -> list[Resultat]:
        return [r for r in self.resultats if r.genre in Question.AVEC_TEXTE]


def lecteur(utilisateur) -> Lecteur:
    minimum = regle("resultats.effectif_minimum")
    if "evaluation.gerer" in utilisateur.permissions or "message.gerer" in utilisateur.permissions:
        return Lecteur(tuple(Genre), True, 1, minimum)
    return Lecteur(DES_FORMATEURS, True, minimum, minimum)


def resultats(sollicitations: QuerySet[Sollicitation], lit: Lecteur) -> list[ResultatsDuMoment]:
    """Moment by moment, for what was asked; a constant number of queries."""
    comptes = {
        genre: (demandees, repondues)
        for genre, demandees, repondues in sollicitations.order_by()
        .values_list("evaluation__genre")
        .annotate(demandees=Count("pk"), repondues=Count("pk", Q(invitation__etat=Invitation.Etat.REPONDUE)))
    }
    valeurs = Valeur.objects.filter(
        reponse__etat=Reponse.Etat.SOUMISE,
        reponse__invitation__sollicitation__in=sollicitations.order_by().values("pk"),
        reponse__invitation__sollicitation__evaluation__genre__in=lit.genres,
    ).order_by()
    questions = _questions(valeurs)
    compteur = _Compteur(valeurs, lit)
    return [
        ResultatsDuMoment(
            genre, str(Genre(genre).label), *comptes[genre], [compteur.lire(q) for q in questions.get(genre, [])]
        )
        for genre in lit.genres
        if genre in comptes
    ]


@dataclass
class _Question:
    """The same code in the surveys of one moment. `minimum`: the strictest of those they promise."""

    code: str
    intitule: str
    genre: str
    maximum: int
    pks: list[int]
    ordre: tuple[int, int]
    nommee: bool


CHEMIN = "reponse__invitation__sollicitation__evaluation__genre"


def _questions(valeurs: QuerySet[Valeur]) -> dict[str, list[_Question]]:
    """By moment, in the order of the survey; the objectives and needs of each programme stay apart by their code."""
    trouvees: dict[tuple[str, str], _Question] = {}
    lues = valeurs.values_list(
        CHEMIN, "question", "question__code", "question__intitule", "question__genre", "question__maximum",
        "question__section__ordre", "question__ordre", "reponse__enquete__regime",
    ).distinct()  # fmt: skip
    for moment, pk, code, intitule, genre, maximum, page, ordre, regime in lues:
        cle = (moment, code)
        if cle not in trouvees:
            trouvees[cle] = _Question(code, intitule, genre, maximum or 0, [], (page, ordre), nommee=True)
        trouvees[cle].pks.append(pk)
        trouvees[cle].nommee &= regime == Enquete.Regime.NOMME
    par_moment: dict[str, list[_Question]] = defaultdict(list)
    for (moment, _code), question in sorted(trouvees.items(), key=lambda paire: (paire[1].ordre, paire[0][1])):
        par_moment[moment].append(question)
    return par_moment


class _Compteur:
    """Counts of every question in three queries: who answered, what they chose, what they wrote."""

    def __init__(self, valeurs: QuerySet[Valeur], lit: Lecteur):
        self.lit = lit
        self.minimum = regle("resultats.effectif_minimum")
        self.repondants = dict(valeurs.values_list("question").annotate(n=Count("reponse", distinct=True)))
        self.choix: dict[int, dict] = defaultdict(dict)
        chiffrees = valeurs.filter(Q(option__isnull=False) | Q(nombre__isnull=False))
        for question, nombre, ordre, libelle, n in chiffrees.values_list(
            "question", "nombre", "option__ordre", "option__libelle"
        ).annotate(n=Count("pk")):
            cle = (ordre, libelle) if libelle else (int(nombre), str(int(nombre)))
            self.choix[question][cle] = self.choix[question].get(cle, 0) + n
        self.textes: dict[int, list[str]] = defaultdict(list)
        if lit.textes:
            ecrits = valeurs.filter(question__genre__in=Question.AVEC_TEXTE).order_by("texte")
            for question, texte in ecrits.values_list("question", "texte"):
                self.textes[question].append(texte)

    def lire(self, question: _Question) -> Resultat:
        total = sum(self.repondants.get(pk, 0) for pk in question.pks)
        minimum = self.lit.minimum_nomme if question.nommee else max(self.minimum, self.lit.minimum_nomme)
        base = {"code": question.code, "intitule": question.intitule, "genre": question.genre, "total": total}
        if total < minimum:
            return Resultat(**base, masque=True)
        if question.genre in Question.AVEC_TEXTE:
            textes = sorted(texte for pk in question.pks for texte in self.textes[pk])
            return Resultat(**base, textes=textes[:TEXTES])
        choix: dict = defaultdict(int)
        for pk in question.pks:
            for cle, n in self.choix[pk].items():
                choix[cle] += n
        lignes = [Ligne(libelle, Proportion(n, total)) for (_ordre, libelle), n in sorted(choix.items())]
        moyenne = None
        if question.genre == Question.Genre.ECHELLE:
            moyenne = moyenne_des_notes(
                {float(note): n for (note, _mot), n in choix.items()}, bornes=(0, question.maximum)
            )
        return Resultat(**base, moyenne=moyenne, maximum=question.maximum, lignes=lignes)
