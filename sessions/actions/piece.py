"""Files that prove an attendance: judged by their content, kept under a name of ours, sealed in the register."""

from datetime import datetime
from hashlib import sha256

from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from PIL import Image

from academie.models import Utilisateur
from academie.regles import Refus, regle
from academie.tableaux import ErreurTableau, lire_tableau
from sessions.actions.registre import Acte, inscrire_au_registre, verrouiller_creneau
from sessions.models import Creneau, EnregistrementPresence, Inscription, PiecePresence, Session
from sessions.queries.emargement import reponse
from sessions.queries.registre import piece_scellee

Nature = PiecePresence.Nature
OCTETS = 1024 * 1024
BORD = 1024  # a PDF begins and ends within this many bytes
PIXELS = 120_000_000
IMAGES = {"JPEG": ".jpg", "PNG": ".png"}


def joindre_piece(
    *, creneau: Creneau, nature: str, fichier: File, par: Utilisateur, le: datetime | None = None
) -> PiecePresence:
    """Attach to a half-day the sheet signed by hand, or the log of a remote room. The same file twice is kept once.

    Raises:
        Refus: a file too big or of another kind, not opened yet, or archived.
    """
    suffixe = _suffixe_de_journal(fichier) if nature == Nature.JOURNAL else suffixe_de_document(fichier)
    piece = PiecePresence(creneau=creneau, nature=nature, par=par, le=le or timezone.now())
    return _joindre(piece, fichier, suffixe)


def justifier_absence(
    *,
    creneau: Creneau,
    inscription: Inscription,
    fichier: File,
    par: Utilisateur,
    motif: str = "",
    le: datetime | None = None,
) -> PiecePresence:
    """Attach what justifies an absence, even once its half-day is sealed: minutes do not change.

    Raises:
        Refus: the person is not noted absent, a file too big or of another kind, or archived.
    """
    piece = PiecePresence(
        creneau=creneau, inscription=inscription, nature=Nature.JUSTIFICATIF, par=par, le=le or timezone.now()
    )
    return _joindre(piece, fichier, suffixe_de_document(fichier), motif.strip()[:300])


@transaction.atomic
def _joindre(piece: PiecePresence, fichier: File, suffixe: str, motif: str = "") -> PiecePresence:
    creneau = verrouiller_creneau(piece.creneau)
    piece.empreinte = empreinte_de(fichier)
    memes = PiecePresence.objects.filter(creneau=creneau, inscription=piece.inscription, nature=piece.nature)
    if deja := memes.filter(empreinte=piece.empreinte).first():
        return deja
    _verifier_ouvert(creneau)
    emargement = None
    if piece.inscription:
        emargement = reponse(creneau, piece.inscription)
        if emargement is None or not emargement.absent:
            raise Refus(_("Aucune absence n'est notée pour cette personne : il n'y a rien à justifier."))
        emargement.justifiee = True
    piece.fichier.save(f"{piece.empreinte[:32]}{suffixe}", fichier, save=False)
    piece.save()
    faits, *_reste = piece_scellee(piece)
    acte = Acte(EnregistrementPresence.Genre.PIECE, piece.inscription, emargement, motif, {"piece": faits})
    inscrire_au_registre(creneau=creneau, actes=[acte], par=piece.par, le=piece.le)
    return piece


def _verifier_ouvert(creneau: Creneau) -> None:
    if creneau.session.etat == Session.Etat.ARCHIVEE:
        raise Refus(_("Cette session est archivée : son registre est clos et ne change plus."))
    if creneau.emargement == Creneau.Emargement.FERME:
        raise Refus(_("L'émargement de cette demi-journée n'est pas ouvert. Ouvrez-le d'abord."))


def empreinte_de(fichier: File) -> str:
    somme = sha256()
    for morceau in fichier.chunks():
        somme.update(morceau)
    fichier.seek(0)
    return somme.hexdigest()


def suffixe_de_document(fichier: File, *, taille: str = "emargement.piece_taille") -> str:
    """The kind of a document, by its content, never by its name; `taille` is the rule of its greatest size.

    Raises:
        Refus: too big, or neither a PDF nor a photograph that opens.
    """
    _verifier_taille(fichier, taille)
    if _est_pdf(fichier):
        return ".pdf"
    if (suffixe := IMAGES.get(_format_d_image(fichier) or "")) is None:
        raise Refus(
            _(
                "Ce fichier n'est pas un PDF ni une photo (JPEG ou PNG) que l'on puisse ouvrir. Enregistrez-le "
                "en PDF, ou prenez-le en photo."
            ),
            champ="fichier",
        )
    return suffixe


def _suffixe_de_journal(fichier: File) -> str:
    _verifier_taille(fichier, "emargement.piece_taille")
    try:
        for _ligne in lire_tableau(
            fichier, str(fichier.name), lignes_maximum=regle("emargement.journal_lignes")
        ).lignes:
            pass
    except ErreurTableau as erreur:
        raise Refus(_("Ce journal ne se lit pas : %(raison)s") % {"raison": erreur.raison}, champ="fichier") from erreur
    fichier.seek(0)
    suffixe = ".xlsx" if fichier.read(2) == b"PK" else ".csv"
    fichier.seek(0)
    return suffixe


def _verifier_taille(fichier: File, taille: str = "emargement.piece_taille") -> None:
    maximum = regle(taille)
    if fichier.size > maximum * OCTETS:
        raise Refus(_("Ce fichier dépasse %(n)d Mo : allégez-le.") % {"n": maximum}, champ="fichier")


def _est_pdf(fichier: File) -> bool:
    fichier.seek(0)
    debut = fichier.read(BORD)
    fichier.seek(max(0, fichier.size - BORD))
    fin = fichier.read()
    fichier.seek(0)
    return debut.startswith(b"%PDF-") and b"%%EOF" in fin


def _format_d_image(fichier: File) -> str | None:
    """What the picture really is, whatever its name; nothing when it is broken or could fill the memory."""
    try:
        with Image.open(fichier, formats=list(IMAGES)) as image:
            nature, pixels = image.format, image.width * image.height
            image.verify()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None
    finally:
        fichier.seek(0)
    return nature if pixels <= PIXELS else None
