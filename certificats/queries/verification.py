"""What anybody may learn of a document, by its code or by its file. What is not known is always answered alike."""

from dataclasses import dataclass
from hashlib import sha256

from django.core.files import File
from django.utils.translation import gettext as _

from certificats.codes import lire_code
from certificats.models import Certificat, DocumentDelivre
from certificats.textes import codes_cites, mots_du_pdf


@dataclass(frozen=True)
class Verdict:
    """What a dropped file is worth, in words; `document` when it is, or says it is, one of ours."""

    ton: str
    titre: str
    texte: str
    document: DocumentDelivre | None = None


def document_public(saisie: str) -> DocumentDelivre | None:
    """The document whose code was typed or read as `saisie`: one query, whatever was typed."""
    return _documents().filter(code=lire_code(saisie)).first()


def documents_lies(certificat: Certificat) -> dict[str, DocumentDelivre | None]:
    """The document to open of what replaced this certificate, and of what it replaced: one query, or none."""
    lies = {"remplacant": getattr(certificat, "remplacant", None), "remplace": certificat.remplace}
    cles = {autre.pk: nom for nom, autre in lies.items() if autre}
    documents: dict[str, DocumentDelivre | None] = dict.fromkeys(lies)
    trouves = DocumentDelivre.objects.filter(certificat__in=cles).select_related("certificat") if cles else ()
    for document in sorted(trouves, key=lambda un: -un.rang):
        documents[cles[document.certificat_id]] = document
    return documents


def verdict_du_fichier(fichier: File) -> Verdict:
    """What a file is worth: the very file issued, one of ours that was altered, or a file that we do not know."""
    empreinte = sha256()
    for morceau in fichier.chunks():
        empreinte.update(morceau)
    if document := _documents().filter(empreinte=empreinte.hexdigest()).first():
        return _original(document)
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
            "le fichier d'origine : recopiez plutôt le code qui figure au bas du document."
        )
    )


def _documents():
    return DocumentDelivre.objects.select_related("certificat__remplacant", "certificat__remplace")


def _original(document: DocumentDelivre) -> Verdict:
    if document.certificat.etat == Certificat.Etat.REMPLACE:
        return Verdict(
            "alerte",
            _("Ce fichier est authentique, mais il a été remplacé"),
            _(
                "C'est bien le fichier que nous avons délivré. Un autre document l'a remplacé depuis : demandez celui-ci."
            ),
            document,
        )
    if document.certificat.etat == Certificat.Etat.REVOQUE:
        return Verdict(
            "danger",
            _("Ce fichier est authentique, mais il est révoqué"),
            _("C'est bien le fichier que nous avons délivré. Nous l'avons révoqué depuis : il ne vaut plus."),
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
            "Il porte le code d'un document que nous avons délivré, mais ce n'est pas ce fichier : il a été modifié ou "
            "enregistré à nouveau. Ne vous fiez qu'à ce que dit la page du document."
        ),
        document,
    )


def _inconnu(texte: str) -> Verdict:
    return Verdict("alerte", _("Nous ne connaissons pas ce fichier"), texte)
