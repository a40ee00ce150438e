"""The life of versions: comparing, taking back, deleting, duplicating, and their old addresses."""

from besoins.actions.programme import nouvelle_version_programme
from tests.besoins.atelier import brouillon_complet, version_en_relecture, version_publiee, version_retiree


def version_suivante(d):
    return nouvelle_version_programme(version=version_publiee(d), par=d.concepteur)


EXEMPLES = {
    "besoins:programme_differences": lambda d: {"pk": version_suivante(d).pk},
    "besoins:programme_reprendre": lambda d: {"pk": version_en_relecture(d).pk},
    "besoins:programme_supprimer": lambda d: {"pk": brouillon_complet(d).pk},
    "besoins:programme_dupliquer": lambda d: {"pk": version_publiee(d).pk},
    "besoins:catalogue_differences": lambda d: {"slug": version_publiee(d).programme.slug},
    "besoins:catalogue_version": lambda d: {"slug": version_retiree(d).programme.slug, "numero": 1},
}
