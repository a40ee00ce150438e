from certificats.actions.cle import cle_active
from certificats.models import CleEmission
from tests.certificats.fabriques import certificat


def _badge(d):
    return certificat(d).badge


def _fichier(d):
    return {"pk": _badge(d).pk}


def _programme(d):
    return {"pk": _badge(d).version_id}


def _cle(d):
    return {"pk": cle_active(CleEmission.Usage.BADGE_RS256).pk}


EXEMPLES = {
    "certificats:badge_cle": lambda d: {"kid": cle_active(CleEmission.Usage.BADGE_ED25519).kid},
    "certificats:badge_programme": _programme,
    "certificats:badge_image_png": _programme,
    "certificats:badge_image_svg": _programme,
    "certificats:badge_statuts": lambda d: {"liste": _badge(d).liste},
    "certificats:badge_credential": lambda d: {"code": _badge(d).code},
    "certificats:badge_png": _fichier,
    "certificats:badge_svg": _fichier,
    "certificats:badge_json": _fichier,
    "certificats:badge_jwt": _fichier,
    "certificats:cle_tourner": _cle,
    "certificats:cle_compromettre": _cle,
}
