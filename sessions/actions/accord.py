"""The employer's answer to an enrolment: asked by a signed link that serves once. The session is locked first, as for seats."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.regles import Refus, regle
from sessions.actions.place import confirmer_place, liberer_place
from sessions.models import AccordEmployeur, Inscription, Session
from sessions.notifications.accord import (
    accord_demande,
    accord_donne,
    accord_expire,
    accord_rappele,
    accord_refuse,
)
from sessions.notifications.inscription import inscription_confirmee
from sessions.queries.accord import a_rappeler, avec_inscription, expires, obstacle

Etat = AccordEmployeur.Etat
Cause = Inscription.Cause


def accord_a_demander(structure) -> bool:
    """Whether this employer wants to be asked."""
    return bool(structure and structure.accord_requis)


@transaction.atomic
def demander_accord(inscription: Inscription, *, le: datetime) -> AccordEmployeur:
    """Write to who decides for the structure of this enrolment, once."""
    accord, nouveau = AccordEmployeur.objects.get_or_create(
        inscription=inscription,
        defaults={
            "email": inscription.structure.accord_email,
            "email_suppleant": inscription.structure.accord_email_suppleant,
            "demande_le": le,
            "expire_le": _echeance(inscription.session, le),
        },
    )
    if nouveau:
        accord_demande(accord)
    return accord


@transaction.atomic
def donner_accord(
    *, accord: AccordEmployeur, par: str, motif: str = "", enregistre_par=None, le: datetime | None = None
) -> AccordEmployeur:
    """The employer agrees: the seat that was held is confirmed; who waits keeps waiting. Twice is once.

    Args:
        par: name and function, as typed.
        enregistre_par: who enters an answer that came on paper, with `motif`.

    Raises:
        Refus: answered otherwise, too late, or the enrolment is over.
    """
    le = le or timezone.now()
    accord = _verrouiller(accord)
    if accord.etat == Etat.DONNE:
        return accord
    if raison := obstacle(accord, le):
        raise Refus(raison)
    accord.donner(par=par, le=le, motif=motif)
    accord.enregistre_par = enregistre_par
    accord.save()
    inscription = accord.inscription
    if inscription.etat == Inscription.Etat.A_ACCORDER:
        confirmer_place(inscription, par=enregistre_par, le=le, motif=_("Accord de %(qui)s") % {"qui": par})
        inscription_confirmee(inscription)
    accord_donne(accord)
    return accord


@transaction.atomic
def refuser_accord(*, accord: AccordEmployeur, par: str, motif: str, le: datetime | None = None) -> AccordEmployeur:
    """The employer refuses: the enrolment ends and what it held goes to the next. Twice is once.

    Raises:
        Refus: no reason, answered otherwise, too late, or the enrolment is over.
    """
    le = le or timezone.now()
    accord = _verrouiller(accord)
    if accord.etat == Etat.REFUSE:
        return accord
    if raison := obstacle(accord, le):
        raise Refus(raison)
    if not motif.strip():
        raise Refus(_("Indiquez le motif du refus : il est dit à la personne."), champ="motif")
    accord.refuser(par=par, motif=motif.strip(), le=le)
    accord.save()
    dit = _("Refus de %(qui)s : %(motif)s") % {"qui": par, "motif": accord.motif}
    liberer_place(accord.inscription, cause=Cause.EMPLOYEUR, par=None, le=le, motif=dit)
    accord_refuse(accord)
    return accord


@transaction.atomic
def redemander_accord(
    *, accord: AccordEmployeur, email: str, email_suppleant: str = "", numero: int, le: datetime | None = None
) -> AccordEmployeur:
    """Ask again, perhaps somebody else: the link sent before serves no more. `numero` is the request that is made again.

    Raises:
        Refus: answered, too late, or the enrolment is over.
    """
    le = le or timezone.now()
    accord = _verrouiller(accord)
    if accord.numero > numero:
        return accord
    if raison := obstacle(accord, le):
        raise Refus(raison)
    accord.email, accord.email_suppleant, accord.numero = email, email_suppleant, accord.numero + 1
    accord.demande_le, accord.expire_le, accord.relance_le = le, _echeance(accord.inscription.session, le), None
    accord.save()
    accord_demande(accord)
    return accord


def rappeler_accords(le: datetime | None = None) -> None:
    """Remind who decides, and who stands in for them, at half-time; once for each request."""
    le = le or timezone.now()
    for accord in a_rappeler(le):
        with transaction.atomic():
            if AccordEmployeur.objects.filter(pk=accord.pk, relance_le=None, etat=Etat.DEMANDE).update(relance_le=le):
                accord_rappele(accord)


def expirer_accords(le: datetime | None = None) -> None:
    """What nobody answered in time ends, and its seat goes to the next."""
    le = le or timezone.now()
    for accord in expires(le).select_related("inscription"):
        with transaction.atomic():
            _expirer(_verrouiller(accord), le)


def _expirer(accord: AccordEmployeur, le: datetime) -> None:
    if not accord.attendu or accord.expire_le > le:
        return
    accord.expirer()
    accord.save()
    dit = _("L'accord de l'employeur n'est pas venu à temps.")
    liberer_place(accord.inscription, cause=Cause.ACCORD_EXPIRE, par=None, le=le, motif=dit)
    accord_expire(accord)


def _verrouiller(accord: AccordEmployeur) -> AccordEmployeur:
    """The request as it is now, under the lock of its session."""
    session = Session.objects.verrouiller(accord.inscription.session_id)
    accord = avec_inscription(AccordEmployeur.objects).get(pk=accord.pk)
    accord.inscription.session = session
    return accord


def _echeance(session, le: datetime) -> datetime:
    """Never beyond the first day: a seat held for nobody would be lost."""
    return min(le + timedelta(days=regle("inscription.accord_validite", timezone.localdate(le))), session.debut)
