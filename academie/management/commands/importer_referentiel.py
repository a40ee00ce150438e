from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from academie.actions.referentiel import importer_referentiel
from academie.models import Competence
from academie.regles import Refus


class Command(BaseCommand):
    help = "Charge une version d'un référentiel de compétences (format : docs/referentiels.md ; idempotent)."

    def add_arguments(self, parser):
        parser.add_argument("fichier", type=Path)

    def handle(self, *args, fichier, **options):
        try:
            referentiel = importer_referentiel(fichier=fichier)
        except Refus as refus:
            raise CommandError(f"{refus}\nRien n'a été écrit.") from refus
        competences = Competence.objects.filter(domaine__referentiel=referentiel).count()
        niveaux = referentiel.niveaux.count()
        self.stdout.write(f"{referentiel} : {competences} compétences, {niveaux} niveaux")
