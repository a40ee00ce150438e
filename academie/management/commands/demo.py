import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from academie.branchements.demonstration import CHAPITRES
from academie.models import Utilisateur


class Command(BaseCommand):
    help = "Raconte la démonstration par les actions du domaine (DEMO=1 seulement, une seule fois)."

    def handle(self, *args, **options):
        if not settings.DEMO:
            raise CommandError("La démonstration n'existe que là où DEMO=1. Rien n'a été écrit.")
        if Utilisateur.objects.filter(email="admin@demo.example").exists():
            self.stdout.write("La démonstration est déjà en place.")
            return
        with transaction.atomic():
            for nom, chapitre in CHAPITRES:
                debut = time.monotonic()
                chapitre()
                self.stdout.write(f"{time.monotonic() - debut:6.1f} s  {nom}")
