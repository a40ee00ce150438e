"""How a certificate is written, whoever decided it: numbers, frozen documents, competences, at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.models import Utilisateur
from certificats.actions.badge import emettre_badges
from certificats.actions.cle import cle_active
from certificats.codes import nouveau_code
from certificats.models import Acquis, Certificat, CleEmission, DocumentDelivre
from certificats.queries.attribution import documents_du_certificat
from certificats.queries.certificat import numeros_libres
from certificats.queries.document import fabriquer_pdf
from sessions.models import Inscription, Session


@dataclass(frozen=True)
class AEmettre:
    """What is to be stated of one enrolment."""

    inscription: Inscription
    faits: dict
    atteint: bool
    remplace: Certificat | None = None


def emettre(session: Session, lignes: Sequence[AEmettre], *, par: Utilisateur | None, le: datetime) -> list[Certificat]:
    """Write certificates with their documents, what they prove and their badges. Call it in a transaction that holds the enrolments.

    A file left by a transaction that fails is never linked.
    """
    numeros = numeros_libres(timezone.localdate(le).year, len(lignes))
    certificats = Certificat.objects.bulk_create(
        Certificat(
            inscription=ligne.inscription,
            numero=numero,
            atteint=ligne.atteint,
            faits=ligne.faits,
            emis_le=le,
            emis_par=par,
            remplace=ligne.remplace,
        )
        for numero, ligne in zip(numeros, lignes, strict=True)
    )
    sceau = _Sceau(cle_active(CleEmission.Usage.CACHET))
    DocumentDelivre.objects.bulk_create(
        _document(certificat, genre, sceau)
        for certificat in certificats
        for genre in DocumentDelivre.Genre.values
        if genre in documents_du_certificat(atteint=certificat.atteint)
    )
    _reconnaitre_acquis(session, [certificat for certificat in certificats if certificat.atteint])
    emettre_badges(certificats=certificats, le=le)
    return certificats


class _Sceau:
    """The key that seals, opened once for what is written together."""

    def __init__(self, cle: CleEmission):
        self.cle, self.privee, self.chaine = cle, cle.cle_privee().encode(), cle.certificat.encode()

    def apposer(self, pdf: bytes) -> bytes:
        from certificats.cachet import sceller  # pyHanko is slow to load

        # The moment of the seal is the true one, whatever the day of the deed.
        return sceller(pdf, self.privee, self.chaine, timezone.now(), _("Document délivré par l'Académie"))


def _document(certificat: Certificat, genre: str, sceau: _Sceau) -> DocumentDelivre:
    document = DocumentDelivre(certificat=certificat, genre=genre, code=nouveau_code(), cachet=sceau.cle)
    pdf = sceau.apposer(fabriquer_pdf(document))
    document.empreinte = sha256(pdf).hexdigest()
    document.fichier.save(f"{document.code}.pdf", ContentFile(pdf), save=False)
    return document


def _reconnaitre_acquis(session: Session, certificats: Sequence[Certificat]) -> None:
    """The programme's objectives become competences gained; the highest level wins when two share a competence."""
    niveaux: dict[int, int] = {}
    for competence, niveau in session.version.objectifs.values_list("competence", "niveau"):
        niveaux[competence] = max(niveau, niveaux.get(competence, 0))
    Acquis.objects.bulk_create(
        Acquis(
            utilisateur_id=certificat.inscription.utilisateur_id,
            competence_id=competence,
            niveau=niveau,
            certificat=certificat,
            obtenu_le=session.fin.date(),
        )
        for certificat in certificats
        for competence, niveau in niveaux.items()
    )
