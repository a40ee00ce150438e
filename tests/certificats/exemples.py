"""Addresses of this house that need an object: `{url name: function(distribution) -> kwargs}`."""

from tests.certificats.fabriques import certificat, fiche, session_close


def _certificat(d):
    return {"pk": certificat(d).pk}


def _session(d):
    return {"pk": session_close(d).pk}


def _brouillon(d):
    return {"pk": fiche(publiee=False).pk}


def _exigence(d):
    brouillon = fiche(publiee=False)
    return {"pk": brouillon.pk, "exigence": brouillon.exigences.get().pk}


EXEMPLES = {
    "certificats:certificat_detail": _certificat,
    "certificats:certificat_pdf": _certificat,
    "certificats:certificat_remplacer": _certificat,
    "certificats:certificat_revoquer": _certificat,
    "certificats:certificat_session": _session,
    "certificats:certificat_delivrer": _session,
    "certificats:verification_detail": lambda d: {"code": certificat(d).code_lisible},
    "certificats:fiche_poste_detail": _brouillon,
    "certificats:fiche_poste_update": _brouillon,
    "certificats:fiche_poste_publier": _brouillon,
    "certificats:fiche_poste_nouvelle_version": _brouillon,
    "certificats:exigence_create": _brouillon,
    "certificats:exigence_retirer": _exigence,
}
