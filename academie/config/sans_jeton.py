"""What the journal of the server never holds: the secret part of an address."""

import logging
import re

SECRETS = re.compile(
    r"(/(?:accords|agendas/prive|alertes|confirmer|emargement|enquetes|offres|partage|reinscription)/)[^/\s]{20,}"
)


class SansJeton(logging.Formatter):
    """Takes them out of every line, those of a traceback included."""

    def format(self, record: logging.LogRecord) -> str:
        return SECRETS.sub(r"\1…", super().format(record))
