"""Addresses of the documents of a session."""

from academie.actions.organisme import enregistrer_organisme
from academie.models import Organisme
from tests.sessions.emargements import contresigner_tout, inscription_de, session_au
from tests.sessions.fabriques import session_ouverte


def _session(d):
    return session_au(d, dans=5, personnes=[d.animateur])


def _tenue(d):
    session = session_au(d, dans=-5, personnes=[d.animateur])
    contresigner_tout(session, d)
    return session


def _textes(d):
    enregistrer_organisme(organisme=Organisme(pk=1, nom="OTeN", reglement="# Objet\nTexte", livret="Bienvenue"))
    return {}


EXEMPLES = {
    "sessions:convocation_pdf": lambda d: {"pk": inscription_de(_session(d), d.animateur).pk},
    "sessions:attestation_pdf": lambda d: {"pk": inscription_de(_tenue(d), d.animateur).pk},
    "sessions:session_documents": lambda d: {"pk": _session(d).pk},
    "sessions:session_documents_zip": lambda d: {"pk": session_ouverte(d).pk},
    "sessions:convention_pdf": lambda d: {"session": _session(d).pk, "pk": d.structure.pk},
    "sessions:mission_pdf": lambda d: {"session": _session(d).pk, "pk": d.formateur.pk},
    "sessions:reglement_pdf": _textes,
    "sessions:livret_pdf": _textes,
}
