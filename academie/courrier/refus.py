"""What a mail server answers when it does not take a mail: try again, give up, or the address is wrong."""

from dataclasses import dataclass
from enum import Enum
from smtplib import SMTPRecipientsRefused, SMTPResponseException


class Suite(Enum):
    PLUS_TARD = "plus tard"
    ECHEC = "échec"
    REBOND = "rebond"


@dataclass(frozen=True)
class Verdict:
    suite: Suite
    motif: str


AUTHENTIFICATION = range(530, 540)  # ours to repair: nothing is lost meanwhile


def verdict(erreur: Exception) -> Verdict:
    """What follows from this error of sending."""
    if isinstance(erreur, SMTPRecipientsRefused):
        reponses = list(erreur.recipients.values())
        passager = any(code < 500 for code, _reponse in reponses)
        motif = " ".join([type(erreur).__name__, *(f"{code} {_phrase(phrase)}" for code, phrase in reponses)])
        return Verdict(Suite.PLUS_TARD if passager else Suite.REBOND, motif)
    if isinstance(erreur, SMTPResponseException):
        motif = f"{type(erreur).__name__} {erreur.smtp_code} {_phrase(erreur.smtp_error)}"
        refus = erreur.smtp_code >= 500 and erreur.smtp_code not in AUTHENTIFICATION
        return Verdict(Suite.ECHEC if refus else Suite.PLUS_TARD, motif)
    return Verdict(Suite.PLUS_TARD if isinstance(erreur, OSError) else Suite.ECHEC, type(erreur).__name__)


def _phrase(reponse: bytes | str) -> str:
    texte = reponse.decode("utf-8", "replace") if isinstance(reponse, bytes) else str(reponse)
    return " ".join("".join(signe if signe.isprintable() else " " for signe in texte).split())
