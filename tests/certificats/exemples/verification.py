from tests.certificats.fabriques import certificat

EXEMPLES = {
    "certificats:verification_detail": lambda d: {"code": certificat(d).principal.code_lisible},
}
