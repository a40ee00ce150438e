from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from academie.regles import Refus
from certificats.actions.cle import cle_active, tourner_cle
from certificats.models import CleEmission


class Command(BaseCommand):
    help = "Met une nouvelle clé à la place de celle d'un usage. L'ancienne ne signe plus et vérifie toujours."

    def add_arguments(self, parser):
        parser.add_argument("usage", choices=CleEmission.Usage.values)

    def handle(self, *args, usage, **options):
        try:
            cle = tourner_cle(cle=cle_active(usage))
        except Refus as refus:
            raise CommandError(str(refus)) from refus
        self.stdout.write(
            _("La clé %(kid)s signe désormais pour l'usage «\xa0%(usage)s\xa0».") % {"kid": cle.kid, "usage": usage}
        )
