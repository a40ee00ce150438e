from django.core.management.base import BaseCommand

from sessions.actions.agenda import reecrire_agendas


class Command(BaseCommand):
    help = "Redit aux agendas publics toutes les demi-journées, d'après les faits (idempotent ; après un changement de BASE_URL)."

    def handle(self, *args, **options):
        self.stdout.write(f"{reecrire_agendas():>7} sessions publiques relues")
