from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from academie.actions.sauvegarde import sauvegarder
from academie.regles import Refus


class Command(BaseCommand):
    help = "Écrit tout dans un fichier : les lignes de la base et les documents."

    def add_arguments(self, parser):
        parser.add_argument("fichier", type=Path)

    def handle(self, *, fichier, **options):
        try:
            comptes = sauvegarder(fichier)
        except Refus as refus:
            raise CommandError(str(refus)) from refus
        self.stdout.write(f"{comptes.total()} lignes de {len(comptes)} tables dans {fichier}.")
        self.stdout.write("Gardez-le à l'abri, et SECRET_KEY ailleurs : les clés de signature se lisent avec elle.")
