from django.core.management.base import BaseCommand, CommandError

from academie.branchements.invariants import INVARIANTS


class Command(BaseCommand):
    help = (
        "Audite les invariants métier de la base ; sort avec 1 à la première règle rompue, après les avoir toutes lues."
    )

    def handle(self, *args, **options):
        rompus = 0
        for invariant in INVARIANTS:
            breches = list(invariant.breches())
            self.stdout.write(f"{'ROMPU' if breches else 'tenu '}  {invariant.nom}")
            for breche in breches:
                self.stdout.write(f"       {breche}")
            rompus += bool(breches)
        if rompus:
            raise CommandError(f"{rompus} invariant(s) rompu(s) sur {len(INVARIANTS)}.", returncode=1)
