from django.core.files.base import ContentFile
from django.db import transaction

from besoins.models import VersionProgramme
from besoins.queries.document import composer_fiche


@transaction.atomic
def conserver_fiche(*, version: VersionProgramme) -> VersionProgramme:
    """Make the sheet of a version once published and keep it, once: what it promised that day stays readable."""
    version = VersionProgramme.objects.select_for_update(of=("self",)).select_related("programme").get(pk=version.pk)
    if version.fiche or version.publiee_le is None:
        return version
    fiche = composer_fiche(version)
    version.fiche.save(f"{version.programme.slug}-v{version.numero}.pdf", ContentFile(fiche.contenu), save=False)
    version.fiche_empreinte = fiche.empreinte
    version.save(update_fields=["fiche", "fiche_empreinte"])
    return version
