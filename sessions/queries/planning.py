"""The half-days of a day, a week or a month, as a gestionnaire or a trainer reads them. A constant number of queries."""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academie import francais
from sessions.conges import jour_ferie, vacances_scolaires
from sessions.conges.scolaires import ZONE_DE
from sessions.models import Creneau, Indisponibilite, Session
from sessions.queries.indisponibilite import formateurs_a_declarer
from sessions.queries.occupation import LIBEREES

VUES = {"jour": gettext_lazy("Jour"), "semaine": gettext_lazy("Semaine"), "mois": gettext_lazy("Mois")}
MIDI = 13  # a half-day that begins before this hour is of the morning
PAR_JOUR = 8  # in a month, beyond which the day has its own page


@dataclass(frozen=True)
class Fenetre:
    """The days shown, from `premier` to `dernier`, and where one goes from there."""

    vue: str
    jour: date
    premier: date
    dernier: date
    avant: date
    apres: date
    titre: str

    @property
    def bornes(self) -> tuple[datetime, datetime]:
        fin = self.dernier + timedelta(days=1)
        debut, apres = (timezone.make_aware(datetime.combine(jour, time.min)) for jour in (self.premier, fin))
        return debut, apres

    @property
    def semaine_type(self) -> tuple[str, ...]:
        return francais.JOURS

    @property
    def jours(self) -> list[date]:
        return [self.premier + timedelta(days=rang) for rang in range((self.dernier - self.premier).days + 1)]


def fenetre(vue: str, jour: date) -> Fenetre:
    if vue == "jour":
        return Fenetre(vue, jour, jour, jour, _plus(jour, -1), _plus(jour, 1), francais.date_longue(jour))
    if vue == "mois":
        premier = jour.replace(day=1)
        dernier = jour.replace(day=monthrange(jour.year, jour.month)[1])
        titre = f"{francais.MOIS[jour.month - 1]} {jour.year}"
        return Fenetre(vue, jour, premier, dernier, _plus(premier, -1).replace(day=1), _plus(dernier, 1), titre)
    premier = _plus(jour, -jour.weekday())
    dernier = _plus(premier, 6)
    titre = _("semaine %(numero)d, %(periode)s") % {
        "numero": jour.isocalendar().week,
        "periode": francais.periode(premier, dernier),
    }
    return Fenetre("semaine", jour, premier, dernier, _plus(premier, -7), _plus(premier, 7), titre)


@dataclass(frozen=True, slots=True)
class DemiJournee:
    """A half-day in a planning: told once, so that the template only prints."""

    session: int
    heures: str
    titre: str
    ou: str
    formateurs: str
    etat: str
    etat_affiche: str
    conges: str


@dataclass
class Jour:
    date: date
    conges: list[str] = field(default_factory=list)
    matin: list[DemiJournee] = field(default_factory=list)
    apres_midi: list[DemiJournee] = field(default_factory=list)
    absences: list[str] = field(default_factory=list)

    @property
    def demi_journees(self) -> list[DemiJournee]:
        return [*self.matin, *self.apres_midi]

    @property
    def premieres(self) -> list[DemiJournee]:
        return self.demi_journees[:PAR_JOUR]

    @property
    def autres(self) -> int:
        return max(0, len(self.demi_journees) - PAR_JOUR)


def jours_du_planning(
    creneaux, montree: Fenetre, *, departements: Collection[str] = (), formateurs: Sequence = ()
) -> list[Jour]:
    """The days of `montree` with the half-days among `creneaux`, the holidays there and who cannot come.

    Args:
        departements: where holidays are looked up; without any, the public holidays of all and the three school zones.
        formateurs: whose unavailabilities are told.
    """
    jours = {jour: Jour(jour, conges=_conges(jour, departements)) for jour in montree.jours}
    for creneau in _de_la_fenetre(creneaux, montree):
        if jour := jours.get(creneau.debut.date()):
            (jour.matin if creneau.debut.hour < MIDI else jour.apres_midi).append(_demi_journee(creneau))
    for jour, noms in _absences(formateurs, montree).items():
        jours[jour].absences = noms
    return list(jours.values())


def semaines(jours: Sequence[Jour]) -> list[list[Jour | None]]:
    """The days of a month by weeks from Monday to Sunday; None where the day is of another month."""
    cases = [None] * jours[0].date.weekday() + list(jours)
    cases += [None] * (-len(cases) % 7)
    return [cases[rang : rang + 7] for rang in range(0, len(cases), 7)]


def occupees(creneaux):
    """Those that take somebody's time: neither cancelled nor postponed."""
    return creneaux.exclude(session__etat__in=LIBEREES)


def _de_la_fenetre(creneaux, montree: Fenetre):
    """A day more on each side: that of a place overseas begins or ends when another does in Paris."""
    debut, fin = montree.bornes
    un_jour = timedelta(days=1)
    return (
        creneaux.filter(debut__gte=debut - un_jour, debut__lt=fin + un_jour)
        .situes()
        .select_related(
            "session__version__programme", "session__departement", "module", "lieu__commune", "session__lieu__commune"
        )
        .prefetch_related("interventions__formateur")
        .order_by("debut", "pk")
    )


def _demi_journee(creneau: Creneau) -> DemiJournee:
    session, salle = creneau.session, creneau.salle
    jour = creneau.debut.date()
    departements = [session.departement.code] if session.departement else []
    noms = francais.enumeration(str(intervention.formateur) for intervention in creneau.interventions.all())
    return DemiJournee(
        session=session.pk,
        heures=francais.plage(creneau.debut, creneau.fin),
        titre=session.titre,
        ou=f"{salle.nom}, {salle.commune.nom}" if salle else _("À distance"),
        formateurs=noms,
        etat=session.etat,
        etat_affiche=Session.Etat(session.etat).label,
        conges=jour_ferie(jour, departements),
    )


def absents_a_dire(utilisateur, formateur=None):
    """Whose unavailabilities this person may read: hers, or everybody's; those of `formateur` only, when chosen."""
    connus = formateurs_a_declarer(utilisateur)
    return connus.filter(pk=formateur.pk) if formateur else connus


def _absences(formateurs: Sequence, montree: Fenetre) -> dict[date, list[str]]:
    """Who cannot come, day by day."""
    debut, fin = montree.bornes
    absences: dict[date, list[str]] = defaultdict(list)
    trouvees = Indisponibilite.objects.en_vigueur().filter(formateur__in=formateurs, debut__lt=fin, fin__gt=debut)
    for indisponibilite in trouvees.select_related("formateur").order_by("debut", "pk"):
        premier = max(timezone.localdate(indisponibilite.debut), montree.premier)
        dernier = min(timezone.localdate(indisponibilite.fin - timedelta(microseconds=1)), montree.dernier)
        for rang in range((dernier - premier).days + 1):
            absences[premier + timedelta(days=rang)].append(str(indisponibilite.formateur))
    return absences


def _conges(jour: date, departements: Collection[str]) -> list[str]:
    noms = (jour_ferie(jour, departements), vacances_scolaires(jour, departements or ZONE_DE))
    return [nom for nom in noms if nom]


def _plus(jour: date, jours: int) -> date:
    return jour + timedelta(days=jours)
