"""Evaluations side by side: by session, programme, trainer or région; a constant number of queries."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academie import francais
from academie.models import Territoire, Utilisateur
from academie.regles import regle
from academie.tableaux.ecriture import Case
from besoins.models import Invitation, Programme, Reponse, Valeur
from besoins.statistiques.progres import Moyenne, moyenne_des_notes
from besoins.statistiques.proportion import Proportion
from sessions.models import Evaluation, Session, Sollicitation
from sessions.queries.evaluation import SATISFACTION, Lecteur

Genre = Evaluation.Genre
CHEMINS = {
    "session": "session",
    "programme": "session__version__programme",
    "formateur": "session__creneaux__interventions__formateur",
    "region": "session__territoire",
}
GROUPES = [
    ("session", gettext_lazy("Par session")),
    ("programme", gettext_lazy("Par programme")),
    ("formateur", gettext_lazy("Par formatrice ou formateur")),
    ("region", gettext_lazy("Par région")),
]
MESURES = (Genre.A_CHAUD, Genre.A_FROID, Genre.EMPLOYEUR)
NOTE_MAXIMUM = 5


@dataclass(frozen=True)
class Mesure:
    """Of one moment: how many were asked, how many answered, how satisfied; hidden when too few answered."""

    demandees: int
    repondues: int
    satisfaction: Moyenne | None
    masquee: bool

    @property
    def taux(self) -> Proportion:
        return Proportion(self.repondues, self.demandees)


@dataclass(frozen=True)
class Bilan:
    """One row. `mesures` follows the moments that the reader may read."""

    libelle: str
    detail: str
    url: str
    mesures: list[Mesure]


def sessions_evaluees(sessions: QuerySet[Session]) -> QuerySet[Session]:
    return sessions.filter(Exists(Sollicitation.objects.filter(session=OuterRef("pk"))))


def moments_lus(lit: Lecteur) -> list[str]:
    return [genre for genre in MESURES if genre in lit.genres]


def bilans(sessions: QuerySet[Session], par: str, lit: Lecteur) -> list[Bilan]:
    """One row a group, in the order of names; sessions latest first."""
    chemin, dans = CHEMINS[par], sessions.order_by().values("pk")
    demandes: dict[tuple, tuple[int, int]] = {}
    sollicitations = Sollicitation.objects.filter(session__in=dans).exclude(**{chemin: None}).order_by()
    for cle, genre, demandees, repondues in sollicitations.values_list(chemin, "evaluation__genre").annotate(
        demandees=Count("pk", distinct=True),
        repondues=Count("pk", Q(invitation__etat=Invitation.Etat.REPONDUE), distinct=True),
    ):
        demandes[cle, genre] = (demandees, repondues)
    notes = _notes(dans, chemin)
    lus = moments_lus(lit)
    cles = {cle for cle, _genre in demandes}
    return [
        Bilan(libelle, detail, url, [_mesure(demandes, notes, cle, genre, lit) for genre in lus])
        for cle, libelle, detail, url in _noms(par, cles)
    ]


def tableau(lignes: list[Bilan], lit: Lecteur) -> Iterator[list[Case]]:
    """The rows for a spreadsheet."""
    entetes = [_("Groupe"), _("Précision")]
    for genre in moments_lus(lit):
        quand = Genre(genre).label
        entetes += [
            _("Demandées (%(quand)s)") % {"quand": quand},
            _("Répondues (%(quand)s)") % {"quand": quand},
            _("Satisfaction sur 5 (%(quand)s)") % {"quand": quand},
            _("Intervalle, bas (%(quand)s)") % {"quand": quand},
            _("Intervalle, haut (%(quand)s)") % {"quand": quand},
        ]
    yield [*entetes]
    for ligne in lignes:
        yield [ligne.libelle, ligne.detail, *(case for mesure in ligne.mesures for case in _cases(mesure))]


def _cases(mesure: Mesure) -> list[Case]:
    note = mesure.satisfaction
    bornes = [note.intervalle.bas, note.intervalle.haut] if note and note.intervalle else [None, None]
    chiffres = [None if nombre is None else round(nombre, 2) for nombre in (note.valeur if note else None, *bornes)]
    return [mesure.demandees, mesure.repondues, *chiffres]


def _notes(sessions, chemin: str) -> dict[tuple, dict[float, int]]:
    notes: dict[tuple, dict[float, int]] = defaultdict(dict)
    depuis = f"reponse__invitation__sollicitation__{chemin}"
    valeurs = Valeur.objects.filter(
        reponse__etat=Reponse.Etat.SOUMISE,
        reponse__invitation__sollicitation__session__in=sessions,
        question__code=SATISFACTION,
        nombre__isnull=False,
    ).order_by()
    for cle, genre, nombre, n in valeurs.values_list(
        depuis, "reponse__invitation__sollicitation__evaluation__genre", "nombre"
    ).annotate(n=Count("reponse", distinct=True)):
        notes[cle, genre][float(nombre)] = n
    return notes


def _mesure(demandes, notes, cle, genre: str, lit: Lecteur) -> Mesure:
    demandees, repondues = demandes.get((cle, genre), (0, 0))
    effectifs = notes.get((cle, genre), {})
    minimum = lit.minimum_nomme if genre == Genre.EMPLOYEUR else regle("resultats.effectif_minimum")
    masquee = 0 < sum(effectifs.values()) < minimum
    moyenne = None if masquee else moyenne_des_notes(effectifs, bornes=(1, NOTE_MAXIMUM))
    return Mesure(demandees, repondues, moyenne, masquee)


def _noms(par: str, cles: set) -> list[tuple]:
    if par == "session":
        sessions = Session.objects.completes().filter(pk__in=cles).order_by("-debut", "-pk")
        return [
            (s.pk, s.titre, _ou_et_quand(s), reverse("sessions:session_evaluations", args=[s.pk])) for s in sessions
        ]
    liste = reverse("sessions:evaluation_list")
    if par == "programme":
        programmes = Programme.objects.filter(pk__in=cles).select_related("theme").order_by("recherche", "pk")
        return [(p.pk, p.titre, p.theme.nom, f"{liste}?programme={p.pk}") for p in programmes]
    if par == "region":
        regions = Territoire.objects.filter(pk__in=cles).order_by("nom", "pk")
        return [(r.pk, r.nom, "", f"{liste}?region={r.pk}") for r in regions]
    formateurs = Utilisateur.objects.filter(pk__in=cles).order_by("nom", "prenom", "pk")
    return [(f.pk, str(f), "", f"{liste}?formateur={f.pk}") for f in formateurs]


def _ou_et_quand(session: Session) -> str:
    ou = session.lieu.commune.nom if session.lieu else _("à distance")
    return f"{francais.periode(session.debut, session.fin)}, {ou}"
