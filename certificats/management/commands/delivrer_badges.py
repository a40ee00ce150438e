from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from certificats.actions.badge import emettre_badges
from certificats.models import Certificat

PAR_LOT = 200


class Command(BaseCommand):
    help = "Délivre leur badge aux certificats valides qui n'en ont pas\xa0: ceux d'avant les badges."

    def handle(self, *args, **options):
        sans_badge = Certificat.objects.valides().filter(badge=None).order_by("pk")
        nombre = 0
        while badges := emettre_badges(certificats=sans_badge[:PAR_LOT], le=timezone.now()):
            nombre += len(badges)
        self.stdout.write(_("Badges délivrés\xa0: %(nombre)d") % {"nombre": nombre})
