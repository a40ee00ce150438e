"""Plans and interviews: those of `animateur`, whose `referent` reads them."""

from besoins.models import Programme
from tests.certificats.suivi import entretien, etape_propre, plan_propose, session_utile, viser


def _plan(d):
    return {"pk": etape_propre(d).plan_id}


def _etape(d, **autres):
    etape = etape_propre(d)
    return {"pk": etape.plan_id, "etape": etape.pk, **autres}


def _propose(d):
    return {"pk": plan_propose(d).pk}


def _session(d):
    session = session_utile(d)
    viser(d.animateur)
    return {"session": session.pk}


def _programme(d):
    _session(d)
    return {"programme": Programme.objects.latest("pk").slug}


def _proposition(d):
    _session(d)
    return {}


def _entretien(d):
    return {"pk": entretien(d).pk}


def _a_signer(d):
    return {"pk": entretien(d, rempli=True).pk}


def _signe(d):
    return {"pk": entretien(d, signe=True).pk}


def _decline(d):
    return {"pk": entretien(d, decline=True).pk}


def _emploi(d):
    return {"pk": d.animateur.affectations.get().pk}


EXEMPLES = {
    "certificats:plan_proposition": _proposition,
    "certificats:plan_session": _session,
    "certificats:plan_programme": _programme,
    "certificats:plan_version": _propose,
    "certificats:plan_proposer": _plan,
    "certificats:plan_reprendre": _propose,
    "certificats:plan_adopter": _propose,
    "certificats:plan_renvoyer": _propose,
    "certificats:etape_plan_update": _etape,
    "certificats:etape_plan_retirer": _etape,
    "certificats:etape_plan_deplacer": lambda d: _etape(d, rang=2),
    "certificats:etape_plan_dire": lambda d: _etape(d, issue="faite"),
    "certificats:entretien_conduire": _emploi,
    "certificats:entretien_detail": _entretien,
    "certificats:entretien_update": _entretien,
    "certificats:entretien_signer": _a_signer,
    "certificats:entretien_decliner": _entretien,
    "certificats:entretien_rouvrir": _decline,
    "certificats:entretien_completer": _signe,
    "certificats:entretien_pdf": _signe,
}
