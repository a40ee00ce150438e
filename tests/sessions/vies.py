"""Sessions in each of their eight states, put there without their story: for what refuses a state."""

from django.utils import timezone

from sessions.models import Session
from tests.sessions.fabriques import relire, session_ouverte

Etat = Session.Etat


def session_dans_l_etat(d, etat, **projet_) -> Session:
    session = session_ouverte(d, **projet_)
    le = timezone.now()
    dates = {
        Etat.BROUILLON: {"ouverte_le": None},
        Etat.REALISEE: {"cloturee_le": le},
        Etat.ARCHIVEE: {"cloturee_le": le, "archivee_le": le},
        Etat.REPORTEE: {"reportee_le": le, "motif_report": "Grève"},
        Etat.ANNULEE: {"annulee_le": le, "motif_annulation": "Inondation"},
    }
    Session.objects.filter(pk=session.pk).update(etat=etat, **dates.get(etat, {}))
    return relire(session)
