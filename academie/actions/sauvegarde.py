"""Everything the product holds, in one file: rows and documents, read from one database and written to another.

A ZIP: `manifeste.json` (format, migrations, number of rows of each table), `lignes.jsonl` (Django's own serializer, a row
a line), `documents/…` (every stored file). What a process can make again (sessions of browsers, cache) is left out.
"""

import json
import os
from collections import Counter
from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from auditlog.context import disable_auditlog
from django.apps import apps
from django.core import serializers
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.models import Utilisateur
from academie.regles import Refus

FORMAT = 1
MANIFESTE, LIGNES, DOCUMENTS = "manifeste.json", "lignes.jsonl", "documents/"
EPHEMERES = {"sessions.session"}
MORCEAU = 1 << 20


@transaction.atomic
def sauvegarder(chemin: Path) -> Counter:
    """Write everything to `chemin`, which appears only once it is whole. Return the number of rows by table.

    Raises:
        Refus: the file exists.
    """
    if chemin.exists():
        raise Refus(_("Le fichier %(nom)s existe déjà\u00a0: choisissez un autre nom.") % {"nom": chemin.name})
    provisoire = chemin.with_name(f".{chemin.name}.en-cours")
    comptes: Counter = Counter()
    with (
        open(os.open(provisoire, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as sortie,
        ZipFile(sortie, "w", ZIP_DEFLATED) as archive,
    ):
        with archive.open(LIGNES, "w", force_zip64=True) as brut, TextIOWrapper(brut, "utf-8") as flux:
            serializers.serialize("jsonl", _lignes(comptes), stream=flux)
        for nom in _documents():
            with default_storage.open(nom) as source, archive.open(DOCUMENTS + nom, "w", force_zip64=True) as cible:
                _copier(source, cible)
        manifeste = {"format": FORMAT, "le": timezone.now().isoformat(), "migrations": _migrations(), "lignes": comptes}
        archive.writestr(MANIFESTE, json.dumps(manifeste, indent=1))
    provisoire.rename(chemin)
    return comptes


def restaurer(chemin: Path) -> Counter:
    """Write what `sauvegarder` wrote into this database, which must be migrated alike and have nobody in it.

    Rows are all there or none is. Return the number of rows by table.

    Raises:
        Refus: the file is not a backup, comes from another version of the product, or the database is in use.
    """
    if Utilisateur.objects.exists():
        raise Refus(_("Cette base a déjà des comptes\u00a0: restaurez dans une base neuve, juste après `migrate`."))
    try:
        with ZipFile(chemin) as archive:
            _lire_manifeste(archive)
            comptes = _restaurer_lignes(archive)
            for info in archive.infolist():
                if info.filename.startswith(DOCUMENTS):
                    with archive.open(info) as source:
                        _remettre(info.filename.removeprefix(DOCUMENTS), source)
    except (BadZipFile, KeyError, ValueError) as erreur:
        raise Refus(
            _("Ce fichier n'est pas une sauvegarde entière de l'Académie\u00a0: %(detail)s") % {"detail": erreur}
        ) from erreur
    return comptes


def _lignes(comptes: Counter) -> Iterator[models.Model]:
    for modele in _modeles():
        for ligne in modele._base_manager.order_by("pk").iterator(chunk_size=2000):
            comptes[modele._meta.label_lower] += 1
            yield ligne


def _modeles() -> list[type[models.Model]]:
    return [m for m in apps.get_models() if m._meta.managed and m._meta.label_lower not in EPHEMERES]


def _documents() -> Iterator[str]:
    """The name of every stored file, once."""
    vus: set[str] = set()
    for modele in _modeles():
        for champ in modele._meta.local_concrete_fields:
            if isinstance(champ, models.FileField):
                noms = modele._base_manager.exclude(**{champ.name: ""}).values_list(champ.name, flat=True)
                for nom in noms.iterator():
                    if nom and nom not in vus and default_storage.exists(nom):
                        vus.add(nom)
                        yield nom


def _migrations() -> list[str]:
    return sorted(".".join(cle) for cle in MigrationRecorder(connection).applied_migrations())


def _lire_manifeste(archive: ZipFile) -> None:
    manifeste = json.loads(archive.read(MANIFESTE))
    if manifeste["format"] != FORMAT or manifeste["migrations"] != _migrations():
        raise Refus(
            _(
                "Cette sauvegarde vient d'une autre version du produit\u00a0: restaurez-la avec la version qui l'a "
                "faite, puis mettez à jour."
            )
        )


def _restaurer_lignes(archive: ZipFile) -> Counter:
    comptes: Counter = Counter()
    call_command("flush", interactive=False, inhibit_post_migrate=True, verbosity=0)
    with disable_auditlog(), connection.constraint_checks_disabled(), transaction.atomic():
        with archive.open(LIGNES) as brut:
            for ligne in serializers.deserialize("jsonl", TextIOWrapper(brut, "utf-8")):
                ligne.save()
                comptes[ligne.object._meta.label_lower] += 1
        connection.check_constraints()
        with connection.cursor() as curseur:
            for ordre in connection.ops.sequence_reset_sql(no_style(), _modeles()):
                curseur.execute(ordre)
    return comptes


def _remettre(nom: str, source: IO[bytes]) -> None:
    if not default_storage.exists(nom):
        default_storage.save(nom, File(source))


def _copier(source, cible: IO[bytes]) -> None:
    while morceau := source.read(MORCEAU):
        cible.write(morceau)
