"""What can be done with a session. Each deed locks its row first: seats, waiting list and calendars follow."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie import francais
from academie.models import Territoire, Utilisateur
from academie.regles import Refus
from besoins.models import VersionProgramme
from sessions.actions.agenda import annoncer, publier
from sessions.actions.creneau import CreneauPrevu, ecrire_creneaux
from sessions.actions.occupation import occuper
from sessions.actions.place import promouvoir
from sessions.actions.tache import preparer_taches, recaler_taches
from sessions.models import Lieu, MouvementSession, Session
from sessions.notifications.session import session_modifiee
from sessions.queries.evenement import emploi_de
from sessions.queries.planification import Candidate, Constat, constats, refus
from sessions.queries.session import changements, formateurs_de, portrait


@dataclass(frozen=True, kw_only=True)
class Projet:
    """What a gestionnaire decides about a session. `territoire` is the région of a session without a place."""

    modalite: str
    lieu: Lieu | None
    lien_distance: str
    territoire: Territoire | None
    capacite: int
    minimum: int
    cloture_inscriptions: date
    creneaux: Sequence[CreneauPrevu]
    ouverture_inscriptions: date | None = None
    par_structure: int | None = None


@transaction.atomic
def planifier_session(*, version, projet: Projet, par, cle: UUID | None = None, le: datetime | None = None) -> Session:
    """Write a draft session. The same `cle` twice gives the first session.

    Raises:
        Refus: the programme is not published, or the plan cannot be held.
    """
    le = le or timezone.now()
    version = VersionProgramme.objects.select_for_update().get(pk=version.pk)
    if cle and (deja := Session.objects.filter(cle=cle).first()):
        return deja
    if version.etat != VersionProgramme.Etat.PUBLIEE:
        raise Refus(
            _("Ce programme n'est plus publié au catalogue. Choisissez sa version en vigueur."), champ="version"
        )
    session = Session(version=version, planifiee_par=par, cree_le=le, modifiee_le=le)
    if cle:
        session.cle = cle
    _appliquer(session, projet, le=le)
    _noter(session, MouvementSession.Acte.PLANIFIEE, par=par, le=le)
    preparer_taches(session)
    return session


@transaction.atomic
def modifier_session(*, session, projet: Projet, par, le: datetime | None = None) -> Session:
    """Change a session. When it is open, those who enrolled are told what changed; new seats go to those who wait.

    Raises:
        Refus: the session is over, or the plan cannot be held.
    """
    le = le or timezone.now()
    session = changer_session(session=session, projet=projet, par=par, le=le)
    publier(session, le=le)
    return session


@transaction.atomic
def changer_session(*, session, projet: Projet, par, le: datetime) -> Session:
    """The same without the public calendars: a deed that goes on tells them once, at its end."""
    session = Session.objects.verrouiller(session.pk)
    if session.etat not in Session.MODIFIABLES:
        raise Refus(_("Cette session est %(etat)s : elle ne change plus.") % {"etat": session.get_etat_display()})
    if projet.capacite < session.places_prises + session.places_reservees:
        raise Refus(
            _("%(nombre)d places sont déjà prises ou gardées pour des structures : indiquez au moins ce nombre.")
            % {"nombre": session.places_prises + session.places_reservees},
            champ="capacite",
        )
    avant, reglages = portrait(session), _reglages(session)
    formateurs, emploi = formateurs_de(session), emploi_de(session)
    _appliquer(session, projet, le=le)
    dits = changements(avant, portrait(session))
    if not dits and reglages == _reglages(session):
        return session
    recaler_taches(session)
    session.modifiee_le = le
    a_dire = dits and session.etat in Session.OUVERTES
    session.sequence += bool(a_dire)
    session.save()
    nouveaux = changements(reglages, _reglages(session))
    details = [f"{libelle} : {apres}" for libelle, _avant, apres in [*dits, *nouveaux]]
    _noter(session, MouvementSession.Acte.MODIFIEE, par=par, le=le, detail=" ; ".join(details))
    if a_dire:
        session_modifiee(session, dits, avant=emploi, aussi=formateurs)
    promouvoir(session, le=le)
    annoncer(session, le=le)
    return session


def examiner_projet(
    *, version, projet: Projet, session: Session | None = None, le: datetime | None = None
) -> list[Constat]:
    """What this plan would meet, before anything is written; `session` is the one that it would change."""
    essai = Session.objects.completes().get(pk=session.pk) if session else Session(version=version)
    _decider(essai, projet)
    return constats(Candidate(essai, projet.creneaux, le or timezone.now()))


def _appliquer(session, projet: Projet, *, le) -> None:
    """Check the plan, then write the session, its half-days and what they take."""
    _verrouiller_ce_qui_se_partage(projet)
    _decider(session, projet)
    for constat in refus(Candidate(session, projet.creneaux, le)):
        raise Refus(constat.texte, champ=constat.champ)
    session.debut = min(creneau.debut for creneau in projet.creneaux)
    session.fin = max(creneau.fin for creneau in projet.creneaux)
    session.save()
    ecrire_creneaux(session, projet.creneaux, le=le)
    occuper(session)


def _decider(session, projet: Projet) -> None:
    """Give `session` what `projet` says, written or not."""
    session.modalite = projet.modalite
    session.lieu = projet.lieu if projet.modalite != Session.Modalite.DISTANCE else None
    session.lien_distance = projet.lien_distance if projet.modalite != Session.Modalite.PRESENTIEL else ""
    session.capacite, session.minimum = projet.capacite, projet.minimum
    session.cloture_inscriptions = projet.cloture_inscriptions
    session.ouverture_inscriptions = projet.ouverture_inscriptions
    session.par_structure = projet.par_structure
    if session.lieu:
        commune = session.lieu.commune
        session.territoire, session.departement = commune.region, commune.departement
    else:
        session.territoire, session.departement = projet.territoire, None
    session.fuseau = session.fuseau_du_lieu


def _verrouiller_ce_qui_se_partage(projet) -> None:
    """Two sessions planned at once do not take the same place or person: always locked in this order."""
    lieux = {lieu.pk for lieu in (projet.lieu, *(creneau.lieu for creneau in projet.creneaux)) if lieu}
    list(Lieu.objects.select_for_update(no_key=True).filter(pk__in=lieux).order_by("pk"))
    formateurs = {formateur.pk for creneau in projet.creneaux for formateur in creneau.formateurs}
    list(Utilisateur.objects.select_for_update(no_key=True).filter(pk__in=formateurs).order_by("pk"))


def _reglages(session) -> dict[str, str]:
    return {
        _("Places"): str(session.capacite),
        _("Minimum"): str(session.minimum),
        _("Premier jour pour s'inscrire"): _jour(session.ouverture_inscriptions),
        _("Dernier jour pour s'inscrire"): _jour(session.cloture_inscriptions),
        _("Places au plus pour une structure"): _plafond(session.par_structure),
    }


def _jour(jour: date | None) -> str:
    return francais.date_longue(jour) if jour else _("dès l'ouverture de la session")


def _noter(session, acte, *, par, le, detail="") -> None:
    MouvementSession.objects.create(session=session, acte=acte, par=par, le=le, detail=detail[:500])


def _plafond(places: int | None) -> str:
    if places is None:
        return _("selon la règle générale")
    return str(places) if places else _("sans limite")
