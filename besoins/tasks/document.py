"""The sheet of a published version is made in the background, and kept."""

from django.db import transaction
from django_tasks import task

from academie.models import Utilisateur
from besoins.actions.document import conserver_fiche
from besoins.actions.publication import publier_version
from besoins.models import VersionProgramme

A_LA_FOIS = 20


@task()
def conserver(version_id: int) -> None:
    """A draft deleted meanwhile is no matter."""
    if version := VersionProgramme.objects.filter(pk=version_id).first():
        conserver_fiche(version=version)


@transaction.atomic
def publier(*, version: VersionProgramme, par: Utilisateur) -> VersionProgramme:
    """Publish, and have the sheet made; pressed twice, asked once."""
    deja = version.etat == VersionProgramme.Etat.PUBLIEE
    version = publier_version(version=version, par=par)
    if not deja:
        conserver.enqueue(version.pk)
    return version


def conserver_les_fiches() -> None:
    """The sheets that are missing still: published before sheets were kept, or a worker that broke."""
    sans_fiche = VersionProgramme.objects.filter(etat__in=VersionProgramme.ETE_PUBLIEES, fiche="")
    for pk in sans_fiche.order_by("pk").values_list("pk", flat=True)[:A_LA_FOIS]:
        conserver.enqueue(pk)
