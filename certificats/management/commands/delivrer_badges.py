from itertools import batched

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import ngettext

from certificats.actions.badge import emettre_badges
from certificats.models import Certificat

PAR_LOT = 200


class Command(BaseCommand):
    help = "Délivre leur badge aux certificats valides qui n'en ont pas\xa0: ceux d'avant les badges."

    def handle(self, *args, **options):
        sans_badge = Certificat.objects.valides().filter(badge=None).order_by("pk")
        nombre = sum(
            len(emettre_badges(certificats=lot, le=timezone.now())) for lot in batched(list(sans_badge), PAR_LOT)
        )
        self.stdout.write(
            ngettext("%(nombre)d badge délivré.", "%(nombre)d badges délivrés.", nombre) % {"nombre": nombre}
        )
