"""The certificates of a large session, issued by the worker: each person for themselves, resumed where it stopped."""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.models import Utilisateur
from academie.regles import Refus, regle
from certificats.actions.certificat import delivrer_aux_inscriptions, exiger_close
from certificats.models import Campagne
from certificats.queries.attribution import a_servir
from certificats.queries.faits import faits_de_la_session
from sessions.models import Session

journal = logging.getLogger(__name__)


@transaction.atomic
def demander_campagne(
    *, session: Session, par: Utilisateur | None, le: datetime | None = None
) -> tuple[Campagne | None, bool]:
    """Return the campaign that serves a closed session and whether it is new; None when a few people were served at once.

    Raises:
        Refus: the session is not closed.
    """
    le = le or timezone.now()
    session = Session.objects.verrouiller(session.pk)
    exiger_close(session)
    if en_route := Campagne.objects.en_route().filter(session=session).first():
        return en_route, False
    restantes = a_servir(session)
    if len(restantes) <= regle("certificat.immediats"):
        delivrer_aux_inscriptions(session=session, inscriptions=restantes, par=par, le=le)
        return None, False
    campagne = Campagne.objects.create(
        session=session, total=len(restantes), par=par, demandee_le=le, avance_le=timezone.now()
    )
    return campagne, True


def executer_campagne(campagne_id: int) -> None:
    """Serve everybody whom the rules admit, some at a time, each time in one transaction. Killed and called again, it goes on."""
    campagne = Campagne.objects.en_route().select_related("par").filter(pk=campagne_id).first()
    if campagne is None:
        return
    session = Session.objects.completes().get(pk=campagne.session_id)
    communs = faits_de_la_session(session)
    erreurs: dict[str, str] = {}
    restantes = a_servir(session)
    faites = max(campagne.total - len(restantes), 0)
    pas = regle("certificat.lot")
    for debut in range(0, len(restantes), pas):
        lot = restantes[debut : debut + pas]
        empeches = _servir(campagne, session, lot, communs)
        faites += len(lot) - len(empeches)
        erreurs |= empeches
        _noter(campagne_id, faites, erreurs)
    _noter(campagne_id, faites, erreurs, finie=True)


def campagnes_interrompues(le: datetime | None = None) -> list[int]:
    """Those that have been silent too long, taken to be resumed by whoever asked."""
    le = le or timezone.now()
    silencieuses = Campagne.objects.en_route().filter(avance_le__lt=le - timedelta(minutes=regle("certificat.silence")))
    pks = list(silencieuses.values_list("pk", "avance_le"))
    return [pk for pk, vue in pks if Campagne.objects.filter(pk=pk, avance_le=vue).update(avance_le=le)]


def _servir(campagne: Campagne, session: Session, lot: list[int], communs: dict) -> dict[str, str]:
    """Issue what these people get; who prevents the others is served alone. Return what prevented each, in a sentence."""
    try:
        delivrer_aux_inscriptions(
            session=session, inscriptions=lot, par=campagne.par, le=campagne.demandee_le, communs=communs
        )
    except Exception as erreur:
        if len(lot) > 1:
            empeches: dict[str, str] = {}
            for inscription in lot:
                empeches |= _servir(campagne, session, [inscription], communs)
            return empeches
        return {str(lot[0]): _raison(campagne, lot[0], erreur)}
    return {}


def _raison(campagne: Campagne, inscription: int, erreur: Exception) -> str:
    if isinstance(erreur, Refus):
        return str(erreur)
    journal.error("Campaign %s could not serve enrolment %s", campagne.pk, inscription, exc_info=erreur)
    return _(
        "Le document n'a pas pu être fabriqué. Délivrez à nouveau\u00a0; si cela persiste, prévenez l'administration."
    )


@transaction.atomic
def _noter(campagne_id: int, faites: int, erreurs: dict[str, str], *, finie: bool = False) -> None:
    campagne = Campagne.objects.select_for_update().get(pk=campagne_id)
    if campagne.etat not in Campagne.EN_ROUTE:
        return
    campagne.avancer(faites=faites, erreurs=erreurs, le=timezone.now())
    if finie:
        campagne.finir(le=timezone.now())
    campagne.save()
