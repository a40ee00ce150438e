"""The register of a session in one file, for an auditor: the chain, its sheet, and how to check it without us."""

import io
import json
import zipfile
from collections.abc import Iterator
from hashlib import sha256

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.tableaux import lignes_csv
from sessions.documents.feuille import feuille_emargement_pdf
from sessions.models import EnregistrementPresence, PiecePresence, Registre, Session
from sessions.queries.feuille import donnees_de_la_feuille
from sessions.scellement import ORIGINE


class _Flux(io.RawIOBase):
    """What the archive writes, to be taken away as it comes."""

    def __init__(self):
        self.morceaux: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, octets) -> int:
        self.morceaux.append(bytes(octets))
        return len(octets)

    def vider(self) -> bytes:
        octets = b"".join(self.morceaux)
        self.morceaux.clear()
        return octets


def archive_du_registre(session: Session) -> Iterator[bytes]:
    """A zip, piece by piece: the sheet, which takes the longest, is drawn once the rest has left."""
    flux, sommes = _Flux(), []
    with zipfile.ZipFile(flux, "w", zipfile.ZIP_DEFLATED) as archive:
        for nom, contenu in _fichiers(session):
            sommes.append(f"{sha256(contenu).hexdigest()}  {nom}\n")
            archive.writestr(nom, contenu)
            yield flux.vider()
        archive.writestr("SHA256SUMS", "".join(sommes))
    yield flux.vider()


def _fichiers(session: Session) -> Iterator[tuple[str, bytes]]:
    tete = Registre.objects.filter(session=session).first() or Registre(session=session, nombre=0, empreinte=ORIGINE)
    contexte = {"session": session, "etabli_le": timezone.now()}
    yield "LISEZMOI.txt", render_to_string("sessions/registre/lisezmoi.txt", contexte).encode()
    yield "verifier.py", render_to_string("sessions/registre/verifier.py.txt").encode()
    yield "registre.jsonl", "".join(_lignes(session, tete.nombre)).encode()
    yield "tete.txt", f"{tete.nombre} {tete.empreinte}\n".encode()
    yield "pieces.csv", "".join(lignes_csv(_pieces(session))).encode()
    yield "feuille.pdf", feuille_emargement_pdf(donnees_de_la_feuille(session))


def _lignes(session: Session, nombre: int) -> Iterator[str]:
    """`nombre` was read first: a link that is appended meanwhile is for another time."""
    liens = EnregistrementPresence.objects.filter(session=session, numero__lte=nombre).order_by("numero")
    for lien in liens.values("numero", "contenu", "precedent", "empreinte"):
        yield json.dumps(lien, ensure_ascii=False) + "\n"


def _pieces(session: Session) -> Iterator[list]:
    yield [_("Pièce"), _("Demi-journée"), _("Personne"), _("Jointe le"), _("Empreinte SHA-256")]
    pieces = PiecePresence.objects.filter(creneau__session=session).select_related(
        "creneau", "inscription__utilisateur"
    )
    for piece in pieces.order_by("le", "pk"):
        qui = str(piece.inscription.utilisateur) if piece.inscription else ""
        jointe = timezone.localtime(piece.le).isoformat(timespec="seconds")
        yield [piece.get_nature_display(), str(piece.creneau), qui, jointe, piece.empreinte]
