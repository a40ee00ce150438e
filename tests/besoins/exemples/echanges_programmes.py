from tests.besoins import atelier


def brouillon(d):
    return {"pk": atelier.brouillon_complet(d).pk}


EXEMPLES = {
    "besoins:programme_json": brouillon,
    "besoins:programme_fiche": brouillon,
    "besoins:catalogue_version_pdf": lambda d: {"slug": atelier.version_publiee(d).programme.slug, "numero": 1},
}
