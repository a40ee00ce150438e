"""Where the people of a session stand at entry, question by question and objective by objective; what is to be planned."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from statistics import fmean

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from academie import francais
from academie.branchements.accueil import Apport, Ligne
from besoins.models import QuestionPositionnement
from sessions.agendas.fuseaux import a_l_heure_de
from sessions.models import Inscription, ReponsePositionnement, Session

Genre = QuestionPositionnement.Genre
AISANCE = (
    (0, gettext_lazy("Pas du tout à l'aise")),
    (1, gettext_lazy("Peu à l'aise")),
    (2, gettext_lazy("Moyennement à l'aise")),
    (3, gettext_lazy("Plutôt à l'aise")),
    (4, gettext_lazy("Très à l'aise")),
)
OUI_NON = ((1, gettext_lazy("Oui")), (0, gettext_lazy("Non")))
CHOIX: dict[str, tuple] = {Genre.AISANCE: AISANCE, Genre.OUI_NON: OUI_NON}


@dataclass(frozen=True)
class ReponseLue:
    question: QuestionPositionnement
    reponse: str


@dataclass(frozen=True)
class Depart:
    """What the people of a session answered to one question: how many, and how they are spread or what they wrote."""

    question: QuestionPositionnement
    nombre: int
    moyenne: str
    comptes: list[tuple[str, int]]
    textes: list[str]


@dataclass(frozen=True)
class ObjectifSitue:
    """The questions that place people before an objective; `moyenne` of the degrees of ease, out of four."""

    intitule: str
    moyenne: str
    departs: list[Depart]


def questions_de(version) -> list[QuestionPositionnement]:
    return list(version.positionnements.order_by("ordre", "pk"))


def reponses_de(inscription) -> list[ReponseLue]:
    """What this person answered, in the order of the questions."""
    reponses = inscription.positionnements.select_related("question").order_by("question__ordre", "pk")
    return [ReponseLue(reponse.question, _dire(reponse)) for reponse in reponses]


def departs_de(session) -> list[ObjectifSitue]:
    """Question by question, under the objective that each is about, in three queries."""
    reponses = defaultdict(list)
    for reponse in ReponsePositionnement.objects.filter(inscription__in=_suivies(session)).order_by("pk"):
        reponses[reponse.question_id].append(reponse)
    par_objectif: dict[str, list] = {}
    for question in session.version.positionnements.select_related("objectif").order_by("ordre", "pk"):
        intitule = question.objectif.intitule if question.objectif else ""
        par_objectif.setdefault(intitule, []).append((question, reponses[question.pk]))
    return [
        ObjectifSitue(
            intitule=intitule,
            moyenne=_moyenne([r for q, recues in questions if q.genre == Genre.AISANCE for r in recues]),
            departs=[_depart(question, recues) for question, recues in questions],
        )
        for intitule, questions in par_objectif.items()
    ]


def personnes_situees(session) -> list[tuple[Inscription, list[ReponseLue]]]:
    """Each person of the session with what they answered."""
    inscriptions = _suivies(session).select_related("utilisateur", "structure").order_by(
        "utilisateur__nom", "utilisateur__prenom", "pk"
    )  # fmt: skip
    par_personne = defaultdict(list)
    reponses = ReponsePositionnement.objects.filter(inscription__in=_suivies(session)).select_related("question")
    for reponse in reponses.order_by("question__ordre", "pk"):
        par_personne[reponse.inscription_id].append(ReponseLue(reponse.question, _dire(reponse)))
    return [(inscription, par_personne[inscription.pk]) for inscription in inscriptions]


def amenagements(utilisateur):
    """The enrolments that run and ask for something, that this person may read."""
    return (
        Inscription.objects.actives()
        .exclude(amenagement="")
        .autorises(utilisateur, "amenagement.voir")
        .select_related("utilisateur", "structure", "session__version__programme")
    )


def accueil(utilisateur) -> Apport:
    """What a person has to answer before coming; what a gestionnaire has to plan."""
    a_faire = []
    if "inscription.creer" in utilisateur.permissions:
        a_faire += [_ligne_a_repondre(inscription) for inscription in _a_repondre(utilisateur)]
    if "amenagement.prevoir" in utilisateur.permissions:
        a_faire += _ligne_a_prevoir(
            amenagements(utilisateur).filter(amenagement_prevu="", session__etat__in=Session.VIVANTES)
        )
    return Apport(a_faire=a_faire)


def _a_repondre(utilisateur):
    """Enrolled by a colleague: nobody asked them the questions of the programme."""
    a_venir = Inscription.objects.actives().filter(
        utilisateur=utilisateur, session__etat__in=Session.OUVERTES, session__debut__gt=timezone.now()
    )
    if not a_venir.exists():
        return []
    questions = QuestionPositionnement.objects.filter(version=OuterRef("session__version")).exclude(genre=Genre.TEXTE)
    return (
        a_venir.filter(Exists(questions), positionnements=None)
        .select_related("session__version__programme")
        .only("session__debut", "session__fuseau", "session__version__programme__titre")
        .order_by("session__debut", "pk")
    )


def _ligne_a_repondre(inscription) -> Ligne:
    return Ligne(
        libelle=_("Répondre avant de venir : %(titre)s") % {"titre": inscription.session.titre},
        url=reverse("sessions:demande_update", args=[inscription.pk]),
        echeance=inscription.session.debut.date(),
        detail=_("Quelques questions, pour que la formation vous convienne"),
        maison="sessions",
    )


def _ligne_a_prevoir(a_prevoir) -> list[Ligne]:
    # Sorted here: databases would read all the sessions in that order to find the few enrolments.
    debuts = list(a_prevoir.order_by().values_list("session__debut", "session__fuseau"))
    if not debuts:
        return []
    libelle = ngettext("%(n)d aménagement à prévoir", "%(n)d aménagements à prévoir", len(debuts))
    return [
        Ligne(
            libelle=libelle % {"n": len(debuts)},
            url=f"{reverse('sessions:amenagement_list')}?etat=a_prevoir",
            echeance=_jour(*min(debuts)),
            detail=_("Demandé à l'inscription"),
            maison="sessions",
        )
    ]


def _jour(debut: datetime, fuseau: str) -> date:
    return a_l_heure_de(fuseau, debut)[0].date()


def _suivies(session):
    return Inscription.objects.actives().filter(session=session)


def _dire(reponse: ReponsePositionnement) -> str:
    if reponse.question.genre == Genre.TEXTE:
        return reponse.texte
    return str(dict(CHOIX[reponse.question.genre]).get(reponse.degre, ""))


def _depart(question, reponses: list) -> Depart:
    choix = CHOIX.get(question.genre, ())
    return Depart(
        question=question,
        nombre=len(reponses),
        moyenne=_moyenne(reponses) if question.genre == Genre.AISANCE else "",
        comptes=[(str(libelle), sum(r.degre == degre for r in reponses)) for degre, libelle in choix],
        textes=[r.texte for r in reponses if r.texte],
    )


def _moyenne(reponses: list) -> str:
    degres = [reponse.degre for reponse in reponses if reponse.degre is not None]
    return francais.nombre(fmean(degres), 1) if degres else ""
