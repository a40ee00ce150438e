from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from academie.actions.sauvegarde import restaurer
from academie.regles import Refus


class Command(BaseCommand):
    help = "Remet dans une base neuve ce que « sauvegarder » a écrit, documents compris."

    def add_arguments(self, parser):
        parser.add_argument("fichier", type=Path)

    def handle(self, *, fichier, **options):
        try:
            comptes = restaurer(fichier)
        except Refus as refus:
            raise CommandError(str(refus)) from refus
        self.stdout.write(f"{comptes.total()} lignes de {len(comptes)} tables remises.")
