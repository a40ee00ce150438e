"""For each address of the house, an object of the cast to open it with: `{url name: function(distribution) -> kwargs}`."""

from academie.autorisations.jetons import creer_jeton
from sessions.actions.alerte import demander_alerte
from sessions.actions.inscription import inscrire
from sessions.queries.alerte import ARRETER
from sessions.queries.emargement import PERSONNEL
from tests.sessions.emargements import demi_journee, inscription_de, ouvrir_maintenant, session_au
from tests.sessions.fabriques import lieu, session_brouillon, session_complete, session_ouverte


def _brouillon(d):
    return {"pk": session_brouillon(d).pk}


def _ouverte(d):
    return {"pk": session_ouverte(d).pk}


def _inscription(d):
    """`d.animateur`, of `d.structure`, in a session that `d.formateur` gives."""
    return {"pk": inscrire(session=session_ouverte(d), utilisateur=d.animateur, par=d.animateur).pk}


def _liste(d):
    """Something in every list: a session full with somebody who waits, and its place."""
    inscrire(session=session_complete(d), utilisateur=d.animateur, par=d.animateur)
    return {}


def _programme(d):
    return {"code": session_ouverte(d).version.programme.slug}


def _demi_journee(d):
    """Open for attendance; `d.formateur` gives it."""
    return {"pk": ouvrir_maintenant(demi_journee(session_au(d, personnes=[d.animateur])), d).pk}


def _personne(d):
    session = session_au(d, personnes=[d.animateur])
    creneau = ouvrir_maintenant(demi_journee(session), d)
    return {"pk": creneau.pk, "inscription": inscription_de(session, d.animateur).pk}


def _lien_personnel(d):
    personne = _personne(d)
    return {"jeton": creer_jeton(PERSONNEL, personne["inscription"], personne["pk"])}


def _alerte(d):
    return demander_alerte(utilisateur=d.animateur, programme=session_ouverte(d).version.programme)


EXEMPLES = {
    "sessions:alerte_programme": _programme,
    "sessions:alerte_theme": lambda d: {"code": session_ouverte(d).version.programme.theme.slug},
    "sessions:alerte_arreter": lambda d: {"pk": _alerte(d).pk},
    "sessions:alerte_lien": lambda d: {"jeton": creer_jeton(ARRETER, _alerte(d).pk)},
    "sessions:session_list": _liste,
    "sessions:session_pilotage": _liste,
    "sessions:inscription_list": _liste,
    "sessions:lieu_list": _liste,
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
    "sessions:session_cloturer": lambda d: {"pk": session_au(d, dans=-10, personnes=[d.animateur]).pk},
    "sessions:animation_detail": _ouverte,
    "sessions:animation_pdf": _ouverte,
    "sessions:animation_pdf_vide": _ouverte,
    "sessions:creneau_detail": _demi_journee,
    "sessions:creneau_presences": _demi_journee,
    "sessions:creneau_ouvrir": _demi_journee,
    "sessions:creneau_contresigner": _demi_journee,
    "sessions:creneau_pdf": _demi_journee,
    "sessions:creneau_pdf_vide": _demi_journee,
    "sessions:emargement_declarer": _personne,
    "sessions:emargement_signer": _lien_personnel,
    "sessions:lieu_update": lambda d: {"pk": lieu(d).pk},
    "sessions:agenda_region": lambda d: {"code": d.region.code},
    "sessions:agenda_departement": lambda d: {"code": d.departement.code},
    "sessions:agenda_theme": lambda d: {"code": session_ouverte(d).version.programme.theme.slug},
    "sessions:agenda_programme": _programme,
}
