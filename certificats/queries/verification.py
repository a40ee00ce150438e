"""What anybody may learn of a document, by its code or by its file. What is not known is always answered alike."""

from dataclasses import dataclass, field
from hashlib import sha256

from django.core.files import File
from django.utils.translation import gettext as _

from certificats.codes import lire_code
from certificats.models import Badge, Certificat, DocumentDelivre
from certificats.queries.badge import verifier_badge
from certificats.queries.cle import CleLue, cle_lue
from certificats.textes import codes_cites, mots_du_pdf

# How the files that may carry a badge begin: PNG, SVG, JSON, JWT.
DEBUTS_DE_BADGE = (b"\x89PNG", b"<", b"{", b"[", b"eyJ")


@dataclass(frozen=True)
class Verdict:
    """What a dropped file is worth, in words, as `queries.badge` says it of a badge.

    Args:
        document: when the file is, or says it is, one of ours.
    """

    ton: str
    titre: str
    texte: str
    document: DocumentDelivre | None = None
    faits: list[tuple[str, str]] = field(default_factory=list)
    badge: Badge | None = None


def document_public(saisie: str) -> DocumentDelivre | None:
    """The document whose code was typed or read as `saisie`: one query, whatever was typed."""
    return _documents().filter(code=lire_code(saisie)).first()


def documents_lies(document: DocumentDelivre) -> dict[str, DocumentDelivre | None]:
    """What replaced this document, and what it replaced, of the same kind if there is one: one query, or none."""
    certificat = document.certificat
    lies = {"remplacant": getattr(certificat, "remplacant", None), "remplace": certificat.remplace}
    cles = {autre.pk: nom for nom, autre in lies.items() if autre}
    documents: dict[str, DocumentDelivre | None] = dict.fromkeys(lies)
    trouves = DocumentDelivre.objects.filter(certificat__in=cles).select_related("certificat") if cles else ()
    for autre in sorted(trouves, key=lambda un: (un.genre == document.genre, -un.rang)):
        documents[cles[autre.certificat_id]] = autre
    return documents


def sceau(document: DocumentDelivre) -> CleLue | None:
    """The key that sealed the file, in words; none for a file issued before files were sealed."""
    return cle_lue(document.cachet) if document.cachet else None


def verdict_du_fichier(fichier: File):
    """What a file is worth: the very file issued, one of ours that was altered, a badge, or a file that we do not know."""
    empreinte = sha256()
    for morceau in fichier.chunks():
        empreinte.update(morceau)
    if document := _documents().filter(empreinte=empreinte.hexdigest()).first():
        return _original(document)
    fichier.seek(0)
    octets = fichier.read().lstrip(b"\xef\xbb\xbf\r\n\t ")
    if octets.startswith(DEBUTS_DE_BADGE):
        return verifier_badge(octets)
    mots = mots_du_pdf(fichier.file)
    codes = [lire_code(code) for code in codes_cites(mots)]
    if document := _documents().filter(code__in=codes).order_by("pk").first():
        return _modifie(document)
    if "OTeN" in mots and "Académie" in mots:
        return _inconnu(
            _(
                "Il se présente comme un document d'OTeN Académie, mais nous n'avons délivré aucun fichier de cette "
                "empreinte, ni aucun document qui porte ce qu'on y lit. Ne vous y fiez pas."
            )
        )
    return _inconnu(
        _(
            "Nous n'avons délivré aucun fichier de cette empreinte. Une photo, une copie ou une impression n'est pas "
            "le fichier d'origine : recopiez plutôt le code qui figure au bas du document."
        )
    )


def _documents():
    return DocumentDelivre.objects.select_related("certificat__remplacant", "certificat__remplace", "cachet")


def _original(document: DocumentDelivre) -> Verdict:
    if document.certificat.etat == Certificat.Etat.REMPLACE:
        return Verdict(
            "alerte",
            _("Ce fichier est authentique, mais il a été remplacé"),
            _(
                "C'est bien le fichier que nous avons délivré. Un autre document l'a remplacé depuis : demandez celui-ci."
            ),
            document,
        )
    if document.certificat.etat == Certificat.Etat.REVOQUE:
        return Verdict(
            "danger",
            _("Ce fichier est authentique, mais il est révoqué"),
            _("C'est bien le fichier que nous avons délivré. Nous l'avons révoqué depuis : il ne vaut plus."),
            document,
        )
    return Verdict(
        "succes",
        _("Ce fichier est authentique"),
        _("C'est exactement le fichier que nous avons délivré, sans un octet changé, et il est valide."),
        document,
    )


def _modifie(document: DocumentDelivre) -> Verdict:
    return Verdict(
        "danger",
        _("Ce fichier a été modifié"),
        _(
            "Il porte le code d'un document que nous avons délivré, mais ce n'est pas ce fichier : il a été modifié ou "
            "enregistré à nouveau. Ne vous fiez qu'à ce que dit la page du document."
        ),
        document,
    )


def _inconnu(texte: str) -> Verdict:
    return Verdict("alerte", _("Nous ne connaissons pas ce fichier"), texte)
