"""A session again on other dates: moved, given once more, or given every few weeks."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from academie import francais
from academie.regles import Refus
from besoins.models import VersionProgramme
from sessions.actions.creneau import CreneauPrevu
from sessions.actions.session import Projet, examiner_projet, modifier_session, planifier_session
from sessions.models import Session
from sessions.queries.conges import departements_de, jour_de_conge
from sessions.queries.planification import Constat

ANNEES_AU_PLUS = 3


class SerieRefusee(Refus):
    """Some dates cannot be held: each is named with its reason, and nothing is written."""

    def __init__(self, erreurs: list[str]):
        super().__init__(" ".join(erreurs))
        self.erreurs = erreurs


@dataclass(frozen=True)
class Rythme:
    """`nombre` sessions more, one every `semaines`, none on a public holiday, nor on school holidays if so decided."""

    nombre: int
    semaines: int
    sauter_vacances: bool = False


def projet_de(session: Session, *, premier_jour: date | None = None) -> Projet:
    """What a session follows, its first day being `premier_jour`: everything moves by as many days, hours stay."""
    creneaux = list(session.creneaux.situes().prefetch_related("interventions__formateur").order_by("debut"))
    debut = session.debut.date()
    ecart = (premier_jour or debut) - debut
    return Projet(
        modalite=session.modalite,
        lieu=session.lieu,
        lien_distance=session.lien_distance,
        territoire=session.territoire,
        capacite=session.capacite,
        minimum=session.minimum,
        cloture_inscriptions=session.cloture_inscriptions + ecart,
        ouverture_inscriptions=session.ouverture_inscriptions and session.ouverture_inscriptions + ecart,
        par_structure=session.par_structure,
        creneaux=[
            CreneauPrevu(
                debut=_decaler(creneau.debut, ecart),
                fin=_decaler(creneau.fin, ecart),
                formateurs=tuple(intervention.formateur for intervention in creneau.interventions.all()),
                pk=creneau.pk,
                module=creneau.module,
                modalite=creneau.modalite,
                lieu=creneau.lieu,
                lien_distance=creneau.lien_distance,
            )
            for creneau in creneaux
        ],
    )


@transaction.atomic
def deplacer_session(*, session, premier_jour: date, par, le: datetime | None = None) -> Session:
    """Move a whole session to another first day. Everybody is told what was and what is.

    Raises:
        Refus: the session is over, or cannot be held then.
    """
    session = Session.objects.verrouiller(session.pk)
    projet = projet_de(session, premier_jour=premier_jour)
    return modifier_session(session=session, projet=projet, par=par, le=le)


@transaction.atomic
def dupliquer_session(
    *, session, premier_jour: date, par, cle: UUID | None = None, le: datetime | None = None
) -> Session:
    """Plan the same session at another date: a draft, with nobody in it. The same `cle` twice gives one.

    Raises:
        Refus: the programme is not published any more, or the session cannot be held then.
    """
    session = Session.objects.completes().get(pk=session.pk)
    version = version_a_donner(session)
    return planifier_session(
        version=version, projet=_copie(session, version, premier_jour), par=par, cle=cle or uuid4(), le=le
    )


@transaction.atomic
def mettre_en_serie(
    *, session, rythme: Rythme, par, cle: UUID | None = None, le: datetime | None = None
) -> list[Session]:
    """Plan a session again every few weeks: all the dates or none. The same `cle` twice gives one series.

    Raises:
        SerieRefusee: each date that cannot be held, with its reason.
    """
    session, cle = Session.objects.verrouiller(session.pk), cle or uuid4()
    serie, erreurs = [], []
    for rang, jour in enumerate(dates_de_la_serie(session, rythme)):
        try:
            serie.append(
                dupliquer_session(session=session, premier_jour=jour, par=par, cle=uuid5(cle, str(rang)), le=le)
            )
        except Refus as refus:
            erreurs.append(_("%(jour)s : %(raison)s") % {"jour": francais.date_longue(jour), "raison": refus})
    if erreurs:
        raise SerieRefusee(erreurs)
    Session.objects.filter(pk__in=[session.pk, *(s.pk for s in serie)]).update(serie=session.serie or cle)
    return serie


def dates_de_la_serie(session, rythme: Rythme) -> Iterator[date]:
    """The first days; a date one of whose days is a holiday is left out, and the series goes on after it.

    Raises:
        Refus: the years to come do not hold so many.
    """
    departements = departements_de(region=session.territoire, departement=session.departement)
    jours = {creneau.debut.date() for creneau in session.creneaux.all()}
    debut, restantes = session.debut.date(), rythme.nombre
    for rang in range(1, ANNEES_AU_PLUS * 52 // rythme.semaines + 1):
        ecart = timedelta(weeks=rang * rythme.semaines)
        if not restantes:
            return
        if not any(jour_de_conge(jour + ecart, departements, rythme.sauter_vacances) for jour in jours):
            restantes -= 1
            yield debut + ecart
    if restantes:
        raise Refus(
            _("La série dépasserait %(annees)d ans. Demandez moins de sessions ou rapprochez-les.")
            % {"annees": ANNEES_AU_PLUS},
            champ="nombre",
        )


def examiner_date(session, premier_jour: date, *, copie: bool = True) -> list[Constat]:
    """What the session would meet on other dates: as another session, or moved there."""
    if not copie:
        return examiner_projet(
            version=session.version, projet=projet_de(session, premier_jour=premier_jour), session=session
        )
    version = version_a_donner(session)
    return examiner_projet(version=version, projet=_copie(session, version, premier_jour))


def version_a_donner(session) -> VersionProgramme:
    """The published version of its programme: what was taught may have changed since."""
    publiees = VersionProgramme.objects.publiees().filter(programme=session.version.programme_id)
    return publiees.select_related("programme__theme").first() or session.version


def _copie(session, version, premier_jour: date) -> Projet:
    projet = projet_de(session, premier_jour=premier_jour)
    memes_modules = version.pk == session.version_id
    return replace(
        projet,
        creneaux=[replace(c, pk=None, module=c.module if memes_modules else None) for c in projet.creneaux],
    )


def _decaler(moment: datetime, ecart: timedelta) -> datetime:
    """The same hour at its place, other days: summer time comes and goes."""
    return datetime.combine(moment.date() + ecart, moment.time(), tzinfo=moment.tzinfo)
