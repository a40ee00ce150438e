"""What mail servers send back about a mail (RFC 3464), and the marks by which we know our own."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage as Courriel
from email.policy import default

MARQUE = "X-OTeN-Message"
_JETON = re.compile(r"^[0-9a-f]{24}$")
_VERP = re.compile(r"\+([0-9a-f]{24})@")
_ID = re.compile(r"<([0-9a-f]{24})@")
_STATUT = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
# Refusals that do not say that the address is wrong: full box, mail too large, policy.
_PASSAGERS = ("2.2", "2.3", "3.", "4.", "7.")


@dataclass(frozen=True)
class Retour:
    """One refusal: which of our mails (`jeton`), why, and whether the address itself is wrong for good."""

    jeton: str
    definitif: bool
    statut: str
    motif: str

    @property
    def phrase(self) -> str:
        return f"{self.statut} {self.motif}".strip()


def adresse_de_retour(adresse: str, jeton: str) -> str:
    """`retours@x` becomes `retours+jeton@x`: even a server that returns nothing of the mail tells which one it was."""
    nom, arobase, domaine = adresse.rpartition("@")
    return f"{nom}+{jeton}@{domaine}" if arobase else ""


def lire_retour(contenu: bytes) -> Retour | None:
    """The refusal that this mail reports; None for anything else: an answer, an absence, a delay, a delivery."""
    courriel = message_from_bytes(contenu, policy=default)
    for bloc in _destinataires(courriel):
        if _valeur(bloc, "Action").lower() != "failed":
            continue
        trouve = _STATUT.search(_valeur(bloc, "Status"))
        classe, detail = (trouve[1], f"{trouve[2]}.{trouve[3]}") if trouve else ("5", "0.0")
        if not (jeton := _jeton(courriel)):
            return None
        return Retour(
            jeton=jeton,
            definitif=classe == "5" and not detail.startswith(_PASSAGERS),
            statut=f"{classe}.{detail}",
            motif=_imprimable(_valeur(bloc, "Diagnostic-Code"))[:250],
        )
    return None


def _destinataires(courriel: Courriel) -> Iterator[Courriel]:
    """The groups of fields of the report, one a recipient; the first group is about the mail."""
    for partie in courriel.walk():
        if partie.get_content_type() == "message/delivery-status" and partie.is_multipart():
            blocs: list[Courriel] = partie.get_payload()
            yield from (bloc for bloc in blocs if bloc["Action"])


def _jeton(courriel: Courriel) -> str:
    """Our mark: in the address it came back to, or in what the server returned of the mail."""
    for entete in ("X-Original-To", "Delivered-To", "To"):
        if trouve := _VERP.search(_valeur(courriel, entete)):
            return trouve[1]
    for partie in courriel.walk():
        origine: Courriel | None = None
        if partie.get_content_type() == "message/rfc822" and partie.is_multipart():
            origine = partie.get_payload(0)
        elif partie.get_content_type() == "text/rfc822-headers":
            entetes: bytes = partie.get_payload(decode=True)
            origine = message_from_bytes(entetes, policy=default)
        if origine is not None and (jeton := _marque(origine)):
            return jeton
    return ""


def _marque(origine: Courriel) -> str:
    marque = _valeur(origine, MARQUE).strip()
    if _JETON.fullmatch(marque):
        return marque
    trouve = _ID.search(_valeur(origine, "Message-ID"))
    return trouve[1] if trouve else ""


def _imprimable(texte: str) -> str:
    return " ".join("".join(signe if signe.isprintable() else " " for signe in texte).split())


def _valeur(courriel: Courriel, nom: str) -> str:
    return str(courriel[nom] or "")
