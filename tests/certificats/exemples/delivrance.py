from tests.certificats.fabriques import certificat, session_close


def _certificat(d):
    return {"pk": certificat(d).pk}


def _session(d):
    return {"pk": session_close(d).pk}


EXEMPLES = {
    "certificats:certificat_detail": _certificat,
    "certificats:certificat_pdf": _certificat,
    "certificats:certificat_remplacer": _certificat,
    "certificats:certificat_revoquer": _certificat,
    "certificats:certificat_session": _session,
    "certificats:certificat_delivrer": _session,
}
