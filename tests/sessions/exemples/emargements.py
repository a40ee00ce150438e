"""Pages of the register of attendance."""

from django.core.files.uploadedfile import SimpleUploadedFile

from sessions.actions.emargement import contresigner
from sessions.actions.piece import joindre_piece
from tests.sessions.emargements import demi_journee, inscription_de, ouvrir, ouvrir_maintenant, session_au
from tests.sessions.pieces import JOURNAL, PDF


def _ouvert(d):
    return ouvrir_maintenant(demi_journee(session_au(d, personnes=[d.animateur])), d)


def _piece(d, nature="feuille", contenu=PDF):
    fichier = SimpleUploadedFile("x", contenu)
    return {"pk": joindre_piece(creneau=_ouvert(d), nature=nature, fichier=fichier, par=d.formateur).pk}


def _scellee(d):
    """`d.animateur` is noted absent."""
    session = session_au(d, dans=-10, personnes=[d.animateur])
    creneau = ouvrir(demi_journee(session), d)
    contresigner(creneau=creneau, par=d.formateur, le=creneau.fin)
    return {"pk": creneau.pk, "inscription": inscription_de(session, d.animateur).pk}


EXEMPLES = {
    "sessions:animation_pdf_vierge": lambda d: {"pk": session_au(d, personnes=[d.animateur]).pk},
    "sessions:creneau_pdf_vierge": lambda d: {"pk": _ouvert(d).pk},
    "sessions:animation_registre": lambda d: {"pk": _ouvert(d).session_id},
    "sessions:animation_registre_zip": lambda d: {"pk": _ouvert(d).session_id},
    "sessions:animation_trousse": lambda d: {"pk": session_au(d, personnes=[d.animateur]).pk},
    "sessions:creneau_code": lambda d: {"pk": _ouvert(d).pk},
    "sessions:creneau_pieces": lambda d: {"pk": _ouvert(d).pk},
    "sessions:creneau_releve": lambda d: {"pk": _ouvert(d).pk},
    "sessions:emargement_corriger": _scellee,
    "sessions:emargement_justifier": _scellee,
    "sessions:piece_fichier": _piece,
    "sessions:piece_journal": lambda d: _piece(d, "journal", JOURNAL),
}
