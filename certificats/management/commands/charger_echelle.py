from django.core.management.base import BaseCommand, CommandError

from academie.regles import Refus
from certificats.actions.echelle import charger_echelle


class Command(BaseCommand):
    help = "Charge l'échelle des métiers proposée par l'Académie (certificats/donnees/echelle.json ; idempotent)."

    def handle(self, *args, **options):
        try:
            ecrites = charger_echelle()
        except Refus as refus:
            raise CommandError(f"{refus}\nRien n'a été écrit.") from refus
        self.stdout.write(f"{len(ecrites)} fiches écrites")
