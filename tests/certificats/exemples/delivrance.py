from tests.certificats.fabriques import certificat, session_close


def _certificat(d):
    return {"pk": certificat(d).pk}


def _a_mettre_a_jour(d):
    """Its holder has another name since."""
    emis = certificat(d)
    d.animateur.nom = "Autrement"
    d.animateur.save()
    return {"pk": emis.pk}


def _document(d):
    return {"pk": certificat(d).principal.pk}


def _session(d):
    return {"pk": session_close(d).pk}


def _session_servie(d):
    return {"pk": certificat(d).inscription.session_id}


EXEMPLES = {
    "certificats:certificat_detail": _certificat,
    "certificats:certificat_pdf": _certificat,
    "certificats:document_pdf": _document,
    "certificats:certificat_remplacer": _certificat,
    "certificats:certificat_revoquer": _certificat,
    "certificats:certificat_signaler": _a_mettre_a_jour,
    "certificats:certificat_actualiser": _a_mettre_a_jour,
    "certificats:certificat_session": _session,
    "certificats:certificat_session_zip": _session_servie,
    "certificats:certificat_delivrer": _session,
}
