"""The catalogue as a table: one row a programme, everything that its page promises."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.conf import settings
from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academie.branchements.offre import Tenue, tenues
from besoins.models import Objectif, VersionProgramme
from besoins.queries.programme import part_a_distance

# The texts of a version, under these names.
TEXTES = (
    ("presentation", gettext_lazy("Présentation")),
    ("publics", gettext_lazy("Publics")),
    ("prerequis", gettext_lazy("Prérequis")),
    ("methodes", gettext_lazy("Méthodes mobilisées")),
    ("moyens", gettext_lazy("Moyens")),
    ("modalites_evaluation", gettext_lazy("Modalités d'évaluation")),
    ("accompagnement", gettext_lazy("Adaptation et suivi")),
    ("accessibilite", gettext_lazy("Accessibilité")),
    ("modalites_acces", gettext_lazy("Accès et délais")),
    ("tarif", gettext_lazy("Tarif")),
    ("contact", gettext_lazy("Contact")),
)
NIVEAUX = dict(VersionProgramme.NiveauUsage.choices)
PUBLICS = dict(VersionProgramme.Public.choices)


def tableau_du_catalogue(programmes: Sequence[int]) -> Iterator[list[Any]]:
    """The header, then the published programmes in this order. A constant number of queries, all before the first row."""
    versions = {
        version.programme_id: version
        for version in VersionProgramme.objects.publiees()
        .filter(programme__in=programmes)
        .select_related("programme__theme")
        .prefetch_related(
            Prefetch("objectifs", Objectif.objects.select_related("competence")), "modules", "financements"
        )
    }
    prochaines = tenues(programmes)
    yield [
        *(_("Programme"), _("Thème"), _("Niveau"), _("Durée en heures"), _("Part à distance, en pour cent")),
        *(_("Publics accompagnés"), _("Objectifs"), _("Compétences"), _("Modules")),
        *(str(nom) for _champ, nom in TEXTES),
        *(_("Cofinancement européen"), _("Sessions à venir"), _("Prochaine session"), _("Lieu")),
        *(_("Version"), _("Publiée le"), _("Adresse")),
    ]
    for programme in programmes:
        if version := versions.get(programme):
            yield _rangee(version, prochaines[programme])


def _rangee(version: VersionProgramme, prochaines: list[Tenue]) -> list[Any]:
    objectifs, modules = list(version.objectifs.all()), list(version.modules.all())
    prochaine = prochaines[0] if prochaines else None
    part = part_a_distance(version)
    mentions = {financement.mention for financement in version.financements.all() if financement.fonds}
    return [
        version.programme.titre,
        version.programme.theme.nom,
        str(NIVEAUX.get(version.niveau, "")),
        round(sum(module.minutes for module in modules) / 60, 2),
        None if part is None else round(100 * part),
        _lignes(str(PUBLICS[public]) for public in version.publics_accompagnes if public in PUBLICS),
        _lignes(objectif.intitule for objectif in objectifs),
        _lignes(dict.fromkeys(str(objectif.competence) for objectif in objectifs)),
        _lignes(module.titre for module in modules),
        *(getattr(version, champ) for champ, _nom in TEXTES),
        _lignes(sorted(mentions)),
        len(prochaines),
        prochaine.debut.date() if prochaine else None,
        (prochaine.commune or _("à distance")) if prochaine else "",
        version.numero,
        timezone.localdate(version.publiee_le),
        settings.BASE_URL + version.programme.get_absolute_url(),
    ]


def _lignes(textes) -> str:
    return "\n".join(textes)
