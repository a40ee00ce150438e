"""For each address of the house, an object of the cast to open it with: `{url name: function(distribution) -> kwargs}`."""

from sessions.actions.inscription import inscrire
from tests.sessions.fabriques import lieu, session_brouillon, session_ouverte


def _brouillon(d):
    return {"pk": session_brouillon(d).pk}


def _ouverte(d):
    return {"pk": session_ouverte(d).pk}


def _inscription(d):
    """`d.animateur`, of `d.structure`, in a session that `d.formateur` gives."""
    return {"pk": inscrire(session=session_ouverte(d), utilisateur=d.animateur, par=d.animateur).pk}


def _programme(d):
    return {"code": session_ouverte(d).version.programme.slug}


EXEMPLES = {
    "sessions:session_detail": _ouverte,
    "sessions:session_ics": _ouverte,
    "sessions:inscription_create": _ouverte,
    "sessions:inscription_detail": _inscription,
    "sessions:inscription_annuler": _inscription,
    "sessions:session_create_etape": lambda d: {"etape": "horaires"},
    "sessions:session_cockpit": _ouverte,
    "sessions:session_update": _ouverte,
    "sessions:session_ouvrir": _brouillon,
    "sessions:session_annuler": _ouverte,
    "sessions:lieu_update": lambda d: {"pk": lieu(d).pk},
    "sessions:agenda_region": lambda d: {"code": d.region.code},
    "sessions:agenda_departement": lambda d: {"code": d.departement.code},
    "sessions:agenda_theme": lambda d: {"code": session_ouverte(d).version.programme.theme.slug},
    "sessions:agenda_programme": _programme,
}
