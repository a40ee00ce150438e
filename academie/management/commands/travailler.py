from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from academie.tasks import programmer_battement


class Command(BaseCommand):
    help = "Exécute les tâches de fond : celles qu'on met en file, et celles que le temps amène."

    def handle(self, *args, **options):
        programmer_battement(timezone.now())
        call_command("db_worker", queue_name="*")
