"""The indicators that anyone may read (Qualiopi 2): computed from signatures and answers, never typed.

Each is told with how many people it rests on and over which months; under the minimum, nothing but that it is hidden.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.cache import cache
from django.db.models import Count, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from academie import francais
from academie.regles import regle
from besoins.models import Programme, Reponse, Valeur
from besoins.statistiques.proportion import Proportion
from sessions.models import Creneau, Emargement, Evaluation, Inscription, Session
from sessions.queries.evaluation import SATISFACTION
from sessions.queries.progres import progres_d_ensemble
from sessions.queries.sollicitation import reculer

SATISFAITE = 4  # of 5
MEMOIRE = timedelta(minutes=10)


@dataclass(frozen=True)
class IndicateurPublie:
    """`valeur` is empty when too few people are behind it."""

    libelle: str
    valeur: str
    n: int
    definition: str


@dataclass(frozen=True)
class Publication:
    """What is published of a programme, or of the whole Académie."""

    depuis: datetime
    mois: int
    minimum: int
    sessions: int
    formees: int
    indicateurs: list[IndicateurPublie]

    @property
    def lisibles(self) -> bool:
        return any(indicateur.valeur for indicateur in self.indicateurs)


def publication(programme: Programme | None = None) -> Publication:
    """Read again every few minutes: the pages that show it are the most visited."""
    cle = f"indicateurs:{programme.pk if programme else 'tous'}"
    if (gardee := cache.get(cle)) is None:
        cache.set(cle, gardee := _publier(programme), MEMOIRE.total_seconds())
    return gardee


def encart(programme: Programme) -> tuple[str, dict]:
    """For the page of a programme in the catalogue."""
    return "sessions/evaluation/encart.html", {"publication": publication(programme)}


def programmes_publies() -> list[tuple[Programme, Publication]]:
    """The programmes of the catalogue that have something to show, by title."""
    programmes = Programme.objects.filter(versions__etat="publiee").distinct().order_by("recherche", "pk")
    publiees = ((programme, publication(programme)) for programme in programmes)
    return [(programme, publiee) for programme, publiee in publiees if publiee.lisibles]


def _publier(programme: Programme | None) -> Publication:
    mois = regle("evaluation.indicateurs")
    depuis = reculer(timezone.now(), mois)
    sessions = Session.objects.filter(etat__in=Session.TENUES, fin__gte=depuis)
    if programme:
        sessions = sessions.filter(version__programme=programme)
    minimum = regle("resultats.effectif_minimum")
    presentes = Emargement.objects.filter(absent=False, inscription__session__in=sessions.order_by().values("pk"))
    mesures: list[Callable[[QuerySet[Session], int], IndicateurPublie]] = [_satisfaction, _assiduite, _progres]
    return Publication(
        depuis=depuis,
        mois=mois,
        minimum=minimum,
        sessions=sessions.count(),
        formees=presentes.aggregate(n=Count("inscription__utilisateur", distinct=True))["n"],
        indicateurs=[mesurer(sessions, minimum) for mesurer in mesures],
    )


def _satisfaction(sessions: QuerySet[Session], minimum: int) -> IndicateurPublie:
    valeurs = Valeur.objects.filter(
        reponse__etat=Reponse.Etat.SOUMISE,
        reponse__invitation__sollicitation__session__in=sessions.order_by().values("pk"),
        reponse__invitation__sollicitation__evaluation__genre=Evaluation.Genre.A_CHAUD,
        question__code=SATISFACTION,
    )
    n = valeurs.count()
    return _part(
        _("Personnes satisfaites"),
        Proportion(valeurs.filter(nombre__gte=SATISFAITE).count(), n),
        n,
        minimum,
        _("Part des personnes qui donnent 4 ou 5 sur 5 à la session, à sa fin, parmi celles qui ont répondu."),
    )


def _assiduite(sessions: QuerySet[Session], minimum: int) -> IndicateurPublie:
    """Minutes signed out of the minutes planned for those who had a seat, in whole minutes."""
    inscrites = dict(
        Inscription.objects.confirmees()
        .filter(session__in=sessions.order_by().values("pk"))
        .order_by()
        .values_list("session")
        .annotate(n=Count("pk"))
    )
    prevues = sum(
        inscrites.get(session, 0) * (int((fin - debut).total_seconds()) // 60)
        for session, debut, fin in Creneau.objects.filter(session__in=sessions.order_by().values("pk"))
        .order_by()
        .values_list("session", "debut", "fin")
    )
    suivies = (
        Emargement.objects.filter(
            creneau__session__in=sessions.order_by().values("pk"), inscription__etat=Inscription.Etat.CONFIRMEE
        ).aggregate(n=Sum("minutes"))["n"]
        or 0
    )
    return _part(
        _("Heures suivies jusqu'au bout"),
        Proportion(min(suivies, prevues), prevues),
        sum(inscrites.values()),
        minimum,
        _("Heures émargées, sur les heures prévues pour les personnes inscrites."),
    )


def _progres(sessions: QuerySet[Session], minimum: int) -> IndicateurPublie:
    mesure = progres_d_ensemble(sessions)
    n = mesure.total if mesure else 0
    valeur = ""
    if mesure and n >= minimum:
        valeur = _("%(avant)s → %(apres)s sur 4") % {
            "avant": francais.nombre(round(mesure.avant, 1), 1),
            "apres": francais.nombre(round(mesure.apres, 1), 1),
        }
    return IndicateurPublie(
        _("Aisance avec les objectifs, avant puis après"),
        valeur,
        n,
        _(
            "Moyenne de l'aisance que chaque personne se donne, de 0 à 4, sur les objectifs de la session, avant et à la fin."
        ),
    )


def _part(libelle: str, proportion: Proportion, n: int, minimum: int, definition: str) -> IndicateurPublie:
    lisible = n >= max(minimum, 1) and proportion.valeur is not None
    return IndicateurPublie(libelle, francais.pourcentage(proportion.valeur) if lisible else "", n, definition)
