import imaplib
import poplib
import sys
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from academie.actions.envoi import noter_retour
from academie.courrier.retour import lire_retour
from academie.queries.retours import lire_boite, lire_fichier


class Command(BaseCommand):
    help = (
        "Lit les avis de non-remise (RFC 3464) et note les messages et les adresses en erreur : d'un fichier, d'un "
        "dossier Maildir, de l'entrée standard (-), ou de la boîte RETOURS_BOITE quand rien n'est indiqué."
    )

    def add_arguments(self, parser):
        parser.add_argument("sources", nargs="*", help="fichier, dossier Maildir ou - ; rien : la boîte RETOURS_BOITE")

    def handle(self, *args, sources, **options):
        notes = ignores = 0
        for contenu in self._courriels(sources):
            retour = lire_retour(contenu)
            portes = retour and noter_retour(jeton=retour.jeton, definitif=retour.definitif, motif=retour.phrase)
            notes, ignores = notes + bool(portes), ignores + (not portes)
        # Never an address here: it would go to the logs of the mail server.
        self.stdout.write(f"{notes} retour(s) noté(s), {ignores} courriel(s) sans rapport.")

    def _courriels(self, sources):
        if not sources and not settings.RETOURS_BOITE:
            raise CommandError("Indiquez un fichier, un dossier Maildir, - pour l'entrée standard, ou RETOURS_BOITE.")
        try:
            for source in sources:
                yield from [sys.stdin.buffer.read()] if source == "-" else lire_fichier(Path(source))
            if not sources:
                yield from lire_boite(settings.RETOURS_BOITE)
        except (OSError, ValueError, imaplib.IMAP4.error, poplib.error_proto) as erreur:
            raise CommandError(f"La lecture s'est arrêtée : {type(erreur).__name__}.") from erreur
