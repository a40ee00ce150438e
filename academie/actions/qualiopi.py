"""Pieces attached to an indicator, folders asked for an audit."""

from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import PurePath

from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.models import DossierAudit, PieceQualiopi, Utilisateur
from academie.regles import Refus, regle
from academie.regles.rnq import APPLICABLES
from academie.tasks import etablir_dossier_audit

OCTETS = 1024 * 1024
_ZIP = b"PK\x03\x04"
# How a file of each kind begins.
SIGNATURES = {
    ".pdf": b"%PDF-",
    ".png": b"\x89PNG\r\n\x1a\n",
    ".jpg": b"\xff\xd8\xff",
    ".jpeg": b"\xff\xd8\xff",
    ".docx": _ZIP,
    ".xlsx": _ZIP,
    ".odt": _ZIP,
    ".ods": _ZIP,
}


@transaction.atomic
def ajouter_piece(
    *,
    indicateur: int,
    titre: str,
    date: date,
    par: Utilisateur,
    note: str = "",
    fichier: File | None = None,
    le: datetime | None = None,
) -> PieceQualiopi:
    """Attach a note or a file to an indicator. The same one sent twice is kept once.

    Raises:
        Refus: neither note nor file, or a file too big, or of a kind that an auditor cannot open.
        KeyError: the indicator does not concern us.
    """
    APPLICABLES[indicateur]
    if not note and not fichier:
        raise Refus(_("Écrivez une note ou joignez un fichier."), champ="note")
    empreinte = _verifier(fichier) if fichier else ""
    Utilisateur.objects.select_for_update(no_key=True).get(pk=par.pk)
    siennes = PieceQualiopi.objects.en_vigueur().filter(indicateur=indicateur, titre=titre, note=note, date=date)
    if deja := siennes.filter(par=par, empreinte=empreinte).first():
        return deja
    piece = PieceQualiopi(
        indicateur=indicateur, titre=titre, note=note, date=date, par=par, empreinte=empreinte, le=le or timezone.now()
    )
    if fichier:
        piece.nom = PurePath(str(fichier.name)).name[-200:]
        piece.fichier.save(f"{empreinte[:32]}{_suffixe(fichier)}", fichier, save=False)
    piece.save()
    return piece


@transaction.atomic
def retirer_piece(*, piece: PieceQualiopi, motif: str, par: Utilisateur, le: datetime | None = None) -> PieceQualiopi:
    """Take a piece back, with the reason; it stays in the history. Twice is once."""
    piece = PieceQualiopi.objects.select_for_update().get(pk=piece.pk)
    if piece.retiree_le is None:
        piece.retiree_par, piece.retiree_le, piece.motif = par, le or timezone.now(), motif
        piece.save()
    return piece


@transaction.atomic
def demander_dossier_audit(
    *, annee: int | None, par: Utilisateur, nominatif: bool = False, le: datetime | None = None
) -> DossierAudit:
    """Have a folder made in the background; asked twice while it is being made, made once.

    Raises:
        Refus: it would name trainees to somebody who may not read attendance.
    """
    if nominatif and "qualiopi.emargements" not in par.permissions:
        raise Refus(
            _("Les feuilles d'émargement nomment les stagiaires : demandez ce dossier à une ou un gestionnaire."),
            champ="nominatif",
        )
    Utilisateur.objects.select_for_update(no_key=True).get(pk=par.pk)
    en_cours = DossierAudit.objects.filter(etat=DossierAudit.Etat.DEMANDE, annee=annee, nominatif=nominatif, par=par)
    if attendu := en_cours.first():
        return attendu
    dossier = DossierAudit.objects.create(annee=annee, nominatif=nominatif, par=par, demande_le=le or timezone.now())
    etablir_dossier_audit.enqueue(dossier.pk)
    return dossier


def oublier_dossiers_audit(*, le: datetime | None = None) -> None:
    """Folders hold much: they are kept a while. One that the worker never finished is given up."""
    le = le or timezone.now()
    avant = le - timedelta(days=regle("qualiopi.conservation"))
    for dossier in DossierAudit.objects.filter(demande_le__lt=avant):
        _effacer(dossier.pk)
    perdus = le - timedelta(hours=regle("qualiopi.attente"))
    for dossier in DossierAudit.objects.filter(etat=DossierAudit.Etat.DEMANDE, demande_le__lt=perdus):
        _abandonner(dossier.pk)


@transaction.atomic
def _effacer(pk: int) -> None:
    dossier = DossierAudit.objects.select_for_update().filter(pk=pk).first()
    if dossier:
        fichier = dossier.fichier
        dossier.delete()
        if fichier:
            transaction.on_commit(lambda: fichier.delete(save=False))


@transaction.atomic
def _abandonner(pk: int) -> None:
    dossier = DossierAudit.objects.select_for_update().get(pk=pk)
    if dossier.etat == DossierAudit.Etat.DEMANDE:
        dossier.echouer()
        dossier.save()


def _verifier(fichier: File) -> str:
    """The fingerprint of a file that an auditor can open.

    Raises:
        Refus: too big, or not of a kind that is accepted.
    """
    maximum = regle("qualiopi.piece_taille")
    if fichier.size > maximum * OCTETS:
        raise Refus(_("Ce fichier dépasse %(n)d Mo : allégez-le ou partagez-le.") % {"n": maximum}, champ="fichier")
    fichier.seek(0)
    signature = SIGNATURES.get(_suffixe(fichier))
    if signature is None or fichier.read(len(signature)) != signature:
        raise Refus(
            _("Ce fichier n'est pas un PDF, une image (PNG, JPEG) ni un document (DOCX, XLSX, ODT, ODS) : enregistrez-le en PDF."),
            champ="fichier",
        )  # fmt: skip
    fichier.seek(0)
    somme = sha256()
    for morceau in fichier.chunks():
        somme.update(morceau)
    fichier.seek(0)
    return somme.hexdigest()


def _suffixe(fichier: File) -> str:
    return PurePath(str(fichier.name)).suffix.lower()
