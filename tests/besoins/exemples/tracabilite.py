from tests.besoins import atelier

EXEMPLES = {
    "besoins:catalogue_pourquoi": lambda d: {"slug": atelier.version_publiee(d).programme.slug},
    "besoins:programme_pourquoi": lambda d: {"pk": atelier.brouillon_complet(d).pk},
}
