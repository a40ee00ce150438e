"""Addresses of the trainer's device and of the screen of the room."""

from tests.sessions.emargements import demi_journee, inscription_de, ouvrir_maintenant, session_au


def _demi_journee(d):
    return {"pk": ouvrir_maintenant(demi_journee(session_au(d, personnes=[d.animateur])), d).pk}


def _personne(d):
    session = session_au(d, personnes=[d.animateur])
    creneau = ouvrir_maintenant(demi_journee(session), d)
    return {"pk": creneau.pk, "inscription": inscription_de(session, d.animateur).pk}


EXEMPLES = {
    "sessions:creneau_salle": _demi_journee,
    "sessions:creneau_tablette": _demi_journee,
    "sessions:tablette_signer": _personne,
}
