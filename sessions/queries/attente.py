"""The waiting list: what a person who waits may know of it, and the offers that run."""

from datetime import datetime
from itertools import groupby

from django.db.models import Subquery
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academie import francais
from academie.autorisations.jetons import lire_jeton
from academie.regles import regle
from sessions.models import Inscription, MouvementInscription, Session

REPONDRE = "offre.repondre"
Etat = Inscription.Etat


def offre_du_jeton(jeton: str) -> Inscription:
    """The enrolment that a mail's link answers for.

    Raises:
        JetonInvalide: the link was not made here.
        Inscription.DoesNotExist: the enrolment is gone.
    """
    [pk] = lire_jeton(REPONDRE, jeton)
    return Inscription.objects.select_related("utilisateur", "structure", "session__version__programme").get(pk=pk)


def offres_expirees(le: datetime):
    """Offers that nobody answered in time."""
    return Inscription.objects.filter(etat=Etat.PROPOSEE, offre_expire_le__lte=le).order_by("offre_expire_le", "pk")


def empechement_d_annuler(inscription, le: datetime) -> str:
    """Why an enrolment that runs does not end by itself any more; empty when it may."""
    session = inscription.session
    if session.etat == Session.Etat.REPORTEE:
        return ""
    if session.etat not in Session.OUVERTES:
        return _("Cette session est %(etat)s : l'inscription ne change plus.") % {"etat": session.get_etat_display()}
    if session.debut <= le:
        return _("La session a commencé : l'inscription ne s'annule plus. Prévenez la formatrice ou le formateur.")
    if inscription.emargements.exists():
        return _("Une présence est déjà notée : l'inscription ne s'annule plus.")
    return ""


def annulation_tardive(inscription, le: datetime) -> bool:
    """Whether a seat given back on that day comes too late to be sure of finding somebody."""
    jours = (inscription.session.debut.date() - timezone.localdate(le)).days
    tient = inscription.etat in (Etat.CONFIRMEE, Etat.A_ACCORDER)
    return tient and jours < regle("inscription.annulation_tardive", timezone.localdate(le))


def actes_ouverts(inscription, utilisateur) -> frozenset[str]:
    """What this reader may still do with the enrolment: "annuler", "remplacer", "repondre"."""
    if inscription.etat == Etat.ANNULEE or empechement_d_annuler(inscription, timezone.now()):
        return frozenset()
    possibles = {"annuler": "inscription.annuler", "remplacer": "inscription.remplacer"}
    if inscription.etat == Etat.PROPOSEE:
        possibles["repondre"] = "inscription.confirmer"
    return frozenset(acte for acte, permission in possibles.items() if utilisateur.has_perm(permission, inscription))


def parcours_du_rang(inscription) -> list[str]:
    """Why a person who waits moved, latest first, without anybody's name. `inscription` knows its `rang`."""
    if inscription.etat != Etat.EN_ATTENTE:
        return []
    departs = [
        (depart.vers, timezone.localdate(depart.le))
        for depart in MouvementInscription.objects.filter(
            de=Etat.EN_ATTENTE,
            inscription__session=inscription.session_id,
            inscription__ordre__lt=inscription.ordre,
            pk__gt=Subquery(inscription.mouvements.order_by("pk").values("pk")[:1]),
        )
        .exclude(inscription__cause_annulation=Inscription.Cause.REMPLACEE)
        .order_by("pk")
    ]
    rang, phrases = inscription.rang + len(departs), []
    for (vers, jour), groupe in groupby(departs):
        nombre = len(list(groupe))
        faits = {"avant": rang, "apres": rang - nombre, "fait": _fait(vers, nombre), "jour": francais.date_longue(jour)}
        phrases.append(_("Vous étiez au rang %(avant)d, vous êtes au rang %(apres)d : %(fait)s le %(jour)s.") % faits)
        rang -= nombre
    return phrases[::-1]


def _fait(vers: str, nombre: int) -> str:
    if vers == Etat.ANNULEE:
        phrase = ngettext("une personne a quitté la liste", "%(nombre)d personnes ont quitté la liste", nombre)
    else:
        phrase = ngettext(
            "une place a été proposée à une personne avant vous",
            "une place a été proposée à %(nombre)d personnes avant vous",
            nombre,
        )
    return phrase % {"nombre": nombre}
