"""The tasks around sessions: what is done, by whom or by itself, and what is late. A constant number of queries."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import BooleanField, Case, CharField, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from academie.models import Message
from sessions.models import Creneau, Inscription, ModeleTache, Session, Sollicitation, Tache
from sessions.models.evaluation import Evaluation
from sessions.models.tache import Constat, Reference

# Those whose tasks still matter: a postponed session waits for its dates.
SUIVIES = (Session.Etat.BROUILLON, *Session.VIVANTES, Session.Etat.REALISEE)
EN_RETARD, A_FAIRE, FAITE, SANS_OBJET = "en_retard", "a_faire", "faite", "sans_objet"
# Once a session is held, what was to be done before it no longer is.
DEPASSEE = Q(reference=Reference.DEBUT, session__etat=Session.Etat.REALISEE)
RANGS = {EN_RETARD: 0, A_FAIRE: 1, FAITE: 2, SANS_OBJET: 3}


def _creneaux() -> QuerySet:
    return Creneau.objects.filter(session=OuterRef("session"))


def _inscriptions() -> QuerySet:
    return Inscription.objects.filter(session=OuterRef("session"))


def _convoquee() -> Exists:
    """Written for the dates of today: see `sessions.queries.convocation.cle_de_convocation`."""
    cle = Concat(
        Value("convocation:"),
        Cast(OuterRef("pk"), CharField()),
        Value(":"),
        Cast(OuterRef("session__sequence"), CharField()),
    )
    return Exists(Message.objects.filter(cle=cle))


# How each thing is seen, over a task.
CONSTATS: dict[str, Callable[[], Q]] = {
    Constat.LIEU_INDIQUE: lambda: Q(session__lieu__isnull=False) | ~Q(session__lien_distance=""),
    Constat.FORMATEURS_COMPLETS: lambda: ~Q(Exists(_creneaux().filter(interventions=None))),
    Constat.INSCRIPTIONS_OUVERTES: lambda: Q(session__ouverte_le__isnull=False),
    Constat.TENUE_DECIDEE: lambda: ~Q(session__etat__in=[Session.Etat.BROUILLON, Session.Etat.OUVERTE]),
    Constat.ACCORDS_RECUS: lambda: (
        Q(Exists(_inscriptions().tenantes())) & ~Q(Exists(_inscriptions().filter(etat=Inscription.Etat.A_ACCORDER)))
    ),
    Constat.AMENAGEMENTS_PREVUS: lambda: (
        Q(Exists(_inscriptions().tenantes()))
        & ~Q(Exists(_inscriptions().actives().exclude(amenagement="").filter(amenagement_prevu="")))
    ),
    Constat.CONVOCATIONS_ENVOYEES: lambda: (
        Q(Exists(_inscriptions().confirmees())) & ~Q(Exists(_inscriptions().confirmees().exclude(_convoquee())))
    ),
    Constat.FEUILLES_CONTRESIGNEES: lambda: ~Q(Exists(_creneaux().exclude(emargement=Creneau.Emargement.CONTRESIGNE))),
    Constat.SESSION_CLOSE: lambda: Q(session__cloturee_le__isnull=False),
    Constat.EVALUATIONS_ENVOYEES: lambda: Q(
        Exists(Sollicitation.objects.filter(session=OuterRef("session"), evaluation__genre=Evaluation.Genre.A_CHAUD))
    ),
}


def avec_constat(taches: QuerySet) -> QuerySet:
    """Annotate `constatee`: the product sees that it is done."""
    cas = [When(Q(constat=code) & fait(), then=Value(True)) for code, fait in CONSTATS.items()]
    return taches.annotate(constatee=Case(*cas, default=Value(False), output_field=BooleanField()))


@dataclass(frozen=True)
class LigneTache:
    tache: Tache
    situation: str


def taches_de(session, le: date | None = None) -> list[LigneTache]:
    """What there is to do around a session: what is late, then what comes, then what is done."""
    le = le or timezone.localdate()
    taches = avec_constat(session.taches.select_related("faite_par"))
    lignes = [LigneTache(tache, _situation(tache, session, le)) for tache in taches]
    return sorted(lignes, key=lambda ligne: (RANGS[ligne.situation], ligne.tache.echeance, ligne.tache.pk))


def taches_en_retard(le: date | None = None) -> QuerySet:
    """Across the sessions, the oldest first.

    Which things are to be seen is asked first: to look for them all costs as much as the rest of a home page.
    """
    en_retard = Tache.objects.restantes().filter(echeance__lt=le or timezone.localdate(), session__etat__in=SUIVIES)
    en_retard = en_retard.exclude(DEPASSEE)
    a_voir = set(en_retard.order_by().values_list("constat", flat=True).distinct())
    if not a_voir:
        return en_retard.none()
    manquent = [~(Q(constat=code) & fait()) for code, fait in CONSTATS.items() if code in a_voir]
    return en_retard.filter(*manquent).select_related("session__version__programme").order_by("echeance", "pk")


def modeles_par_programme() -> list[tuple[object, list[ModeleTache]]]:
    """Those of all the sessions under None first, then those of each programme, by its title."""
    groupes: dict = {None: []}
    modeles = (
        ModeleTache.objects.en_vigueur()
        .select_related("programme")
        .order_by(F("programme__titre").asc(nulls_first=True), "reference", "decalage", "pk")
    )
    for modele in modeles:
        groupes.setdefault(modele.programme, []).append(modele)
    return list(groupes.items())


def _situation(tache, session, le: date) -> str:
    if tache.sans_objet:
        return SANS_OBJET
    if tache.faite_le or tache.constatee:
        return FAITE
    depassee = tache.reference == Reference.DEBUT and session.etat == Session.Etat.REALISEE
    return EN_RETARD if tache.echeance < le and session.etat in SUIVIES and not depassee else A_FAIRE
