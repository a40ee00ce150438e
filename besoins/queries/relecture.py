"""What somebody reads before giving their opinion on a version."""

from academie.models import Utilisateur
from besoins.models import VersionProgramme
from besoins.queries.catalogue import fiche
from besoins.queries.commentaire import avec_interventions
from besoins.queries.couverture import couverture
from besoins.queries.differences import Differences, differences
from besoins.queries.exigences import alertes, points
from besoins.queries.publication import est_redacteur


def relecture(version: VersionProgramme, lecteur: Utilisateur) -> dict:
    """The text, what it answers, what was said of it, what it changes. `version` comes from `avec_contenu`."""
    return {
        "fiche": fiche(version),
        "couverture": couverture(version),
        "indicateurs": points(version),
        "alertes": alertes(version),
        "commentaires": list(avec_interventions(version.commentaires.ouverts())),
        "ecarts": ecarts_avec_le_catalogue(version),
        "redacteur": est_redacteur(version, lecteur),
    }


def ecarts_avec_le_catalogue(version: VersionProgramme) -> Differences | None:
    """What a version changes to the one that is published, if another one is."""
    publiee = version.programme.versions.publiees().exclude(pk=version.pk).first()
    return differences(publiee, version) if publiee else None
