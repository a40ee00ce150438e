import logging
import time
from uuid import uuid4

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connections
from django.utils import timezone

from academie.queries.sante import est_une_panne
from academie.tasks import programmer_battement, reprendre

PAUSE = 2  # seconds
journal = logging.getLogger("academie.travailler")


class Command(BaseCommand):
    help = "Exécute les tâches de fond : celles qu'on met en file, et celles que le temps amène."

    def handle(self, *args, **options):
        identifiant = uuid4().hex
        while True:
            try:
                reprendre(identifiant)
                programmer_battement(timezone.now())
                return call_command("db_worker", queue_name="*", worker_id=identifiant)
            except Exception as erreur:
                if not est_une_panne(erreur):
                    raise
                journal.warning("%s: new try in %d s", type(erreur).__name__, PAUSE)
                connections.close_all()
                time.sleep(PAUSE)
