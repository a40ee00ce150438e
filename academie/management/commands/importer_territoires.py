from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from academie.actions.territoire import DOSSIER, importer_territoires
from academie.regles import ImportRefuse


class Command(BaseCommand):
    help = "Charge ou met à jour les régions, départements, intercommunalités et communes (idempotent)."

    def add_arguments(self, parser):
        parser.add_argument("--dossier", type=Path, default=DOSSIER, help="dossier des quatre fichiers CSV")

    def handle(self, *args, dossier, **options):
        try:
            nombres = importer_territoires(dossier=dossier)
        except ImportRefuse as refus:
            raise CommandError(f"{refus}\nRien n'a été écrit.") from refus
        for genre, nombre in nombres.items():
            self.stdout.write(f"{nombre:>7} {genre.label}")
