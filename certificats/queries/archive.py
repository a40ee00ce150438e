"""Documents in one ZIP, written as it is sent, with an index that a spreadsheet opens."""

import io
import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.autorisations.table import TABLE, Portee, Role
from academie.models import Structure, Utilisateur
from academie.tableaux import lignes_csv
from certificats.models import Certificat, DocumentDelivre
from sessions.models import Session

PERMISSION = "certificat.emporter"
INDEX = "index.csv"
LONGUEUR_DU_NOM = 80


def documents_de_la_session(session: Session, utilisateur: Utilisateur) -> QuerySet[DocumentDelivre]:
    """The documents in force of a session that a person may take away."""
    return _a_emporter(utilisateur).filter(certificat__inscription__session=session)


def documents_de_la_structure(
    structure: Structure, utilisateur: Utilisateur, *, du: date, au: date
) -> QuerySet[DocumentDelivre]:
    """Those of the people of a structure, issued between two days, both included."""
    return _a_emporter(utilisateur).filter(
        certificat__inscription__structure=structure,
        certificat__emis_le__date__gte=du,
        certificat__emis_le__date__lte=au,
    )


def structures_a_emporter(utilisateur: Utilisateur) -> QuerySet[Structure]:
    """The structures whose documents a person may take away."""
    structures = Structure.objects.order_by("nom", "pk")
    if any(portee == Portee.TOUT and role in utilisateur.roles for role, portee in TABLE[PERMISSION].items()):
        return structures
    return structures.filter(pk__in=utilisateur.structures_comme(Role.REFERENT))


def archive(documents: QuerySet[DocumentDelivre]) -> Iterator[bytes]:
    """The bytes of a ZIP, document after document; its index says which files are missing. PDFs are compressed already."""
    tampon, lignes = _Tampon(), [_entetes()]
    with ZipFile(tampon, "w", ZIP_STORED) as contenu:
        for document in documents.iterator(chunk_size=100):
            nom = nom_du_fichier(document)
            try:
                with document.fichier.open("rb") as fichier:
                    contenu.writestr(nom, fichier.read())
            except FileNotFoundError:
                nom = _("fichier introuvable\u00a0: prévenez l'Académie")
            lignes.append(_ligne(document, nom))
            yield tampon.vider()
        contenu.writestr(INDEX, "".join(lignes_csv(lignes)), ZIP_DEFLATED)
    yield tampon.vider()


def nom_du_fichier(document: DocumentDelivre) -> str:
    """ "Durand-Lea-2026-1234-5678-A.pdf": letters, digits and dashes that every system keeps; the number makes it unique."""
    personne = document.certificat.inscription.utilisateur
    titulaire = document.certificat.faits["titulaire"]
    if titulaire == personne.get_full_name():
        titulaire = f"{personne.nom} {personne.prenom}"
    return f"{_lettres(titulaire) or 'personne'}-{document.numero}.pdf"


def _lettres(texte: str) -> str:
    ascii_ = unicodedata.normalize("NFKD", texte).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", ascii_).strip("-")[:LONGUEUR_DU_NOM].strip("-")


def _a_emporter(utilisateur: Utilisateur) -> QuerySet[DocumentDelivre]:
    return (
        DocumentDelivre.objects.autorises(utilisateur, PERMISSION)
        .filter(certificat__etat=Certificat.Etat.VALIDE)
        .select_related("certificat__inscription__utilisateur")
        .order_by("certificat__inscription__utilisateur__nom", "certificat__inscription__utilisateur__prenom", "pk")
    )


def _entetes() -> list:
    return [
        _("Fichier"),
        _("Numéro"),
        _("Document"),
        _("Délivré à"),
        _("Employeur"),
        _("Formation"),
        _("Délivré le"),
        _("Minutes suivies"),
        _("Minutes prévues"),
        _("Empreinte SHA-256"),
    ]


def _ligne(document: DocumentDelivre, nom: str) -> list:
    faits = document.certificat.faits
    return [
        nom,
        document.numero,
        str(document.get_genre_display()),
        faits["titulaire"],
        faits["employeur"],
        faits["programme"],
        timezone.localdate(document.certificat.emis_le),
        faits["minutes_suivies"],
        faits["minutes_prevues"],
        document.empreinte,
    ]


class _Tampon(io.RawIOBase):
    """What was written since it was last emptied: an archive needs no more to be written as it goes."""

    def __init__(self):
        self.octets = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, octets) -> int:
        self.octets += octets
        return len(octets)

    def vider(self) -> bytes:
        octets, self.octets = bytes(self.octets), bytearray()
        return octets
