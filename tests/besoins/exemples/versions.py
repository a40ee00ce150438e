"""The life of versions: comparing, taking back, deleting, duplicating, and their old addresses."""

from besoins.actions.module import ajouter_module, deplacer_module, modifier_module
from besoins.actions.programme import modifier_version, nouvelle_version_programme
from besoins.actions.publication import publier_version, rendre_avis, soumettre_version
from tests.besoins.atelier import brouillon_complet, version_en_relecture, version_publiee


def version_suivante(d):
    """A second version that says everything a little differently."""
    version = nouvelle_version_programme(version=version_publiee(d), par=d.concepteur)
    modifier_version(version=version, par=d.concepteur, tarif="Gratuit pour les adhérents", methodes="Jeux de rôle")
    premier, second = version.modules.all()
    modifier_module(module=premier, par=d.concepteur, minutes=210, contenu="Repérer, puis faire faire.")
    deplacer_module(module=second, rang=1, par=d.concepteur)
    bilan = {"titre": "Bilan", "minutes": 60, "contenu": "Faire le point.", "supports": "Trame"}
    ajouter_module(version=version, par=d.concepteur, **bilan)
    return version


def version_remplacee(d):
    """The first of two versions once published."""
    version = version_suivante(d)
    soumettre_version(version=version, par=d.concepteur)
    rendre_avis(version=version, favorable=True, par=d.gestionnaire)
    publier_version(version=version, par=d.gestionnaire)
    return version.programme.versions.get(numero=1)


EXEMPLES = {
    "besoins:programme_differences": lambda d: {"pk": version_suivante(d).pk},
    "besoins:programme_reprendre": lambda d: {"pk": version_en_relecture(d).pk},
    "besoins:programme_supprimer": lambda d: {"pk": brouillon_complet(d).pk},
    "besoins:programme_dupliquer": lambda d: {"pk": version_publiee(d).pk},
    "besoins:catalogue_differences": lambda d: {"slug": version_remplacee(d).programme.slug},
    "besoins:catalogue_version": lambda d: {"slug": version_remplacee(d).programme.slug, "numero": 1},
}
