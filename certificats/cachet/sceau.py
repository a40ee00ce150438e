"""Fills the empty field that `DocumentBalise.champ_du_cachet` left: the page and its metadata stay as they were drawn.

So the file keeps conforming to PDF/UA-1 and PDF/A-2a: pyHanko neither draws on the page nor writes other metadata.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import lru_cache
from io import BytesIO

from asn1crypto import keys
from asn1crypto import x509 as x509_asn1
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.stamp import BaseStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from academie.documents.balises import CACHET

EMPREINTE = "sha256"
A_PART = ThreadPoolExecutor(1, "cachet")  # pyHanko runs an event loop, which the caller's thread may have already
PLACE = 4_096  # of the signature itself, in bytes, besides its certificates


def sceller(pdf: bytes, cle_pem: bytes, chaine_pem: bytes, le: datetime, raison: str) -> bytes:
    """Return `pdf` with its seal, whose certificate is the first of `chaine_pem`.

    Raises:
        ValueError: the key is not the certificate's, or of a kind that signs no PDF.
        SigningError: the file has no empty field for a seal.
    """
    cle = _cle(cle_pem, chaine_pem)
    fiche = PdfSignatureMetadata(
        field_name=CACHET, md_algorithm=EMPREINTE, subfilter=SigSeedSubFilter.PADES, reason=raison
    )
    sortie = BytesIO()
    scelleur = _Scelleur(fiche, cle, le)
    A_PART.submit(
        scelleur.sign_pdf,
        _Ecriture(BytesIO(pdf)),
        existing_fields_only=True,
        bytes_reserved=cle.place,
        output=sortie,
    ).result()
    return sortie.getvalue()


class _Cle(SimpleSigner):
    """Keeps the key open: pyHanko would read it again for each signature, which takes ten times longer than to sign."""

    def __init__(self, privee: RSAPrivateKey | EllipticCurvePrivateKey, chaine: Sequence[x509.Certificate]) -> None:
        premier, *autres = [x509_asn1.Certificate.load(certificat.public_bytes(Encoding.DER)) for certificat in chaine]
        registre = SimpleCertificateStore()
        registre.register_multiple(autres)
        super().__init__(
            signing_cert=premier,
            signing_key=keys.PrivateKeyInfo.load(
                privee.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
            ),
            cert_registry=registre,
        )
        self.privee = privee
        self.place = 2 * (PLACE + sum(len(certificat.dump()) for certificat in (premier, *autres)))

    def sign_raw(self, data: bytes, digest_algorithm: str) -> bytes:
        if isinstance(self.privee, RSAPrivateKey):
            return self.privee.sign(data, PKCS1v15(), SHA256())
        return self.privee.sign(data, ECDSA(SHA256()))


class _Scelleur(PdfSigner):
    """Signs at a given time, on a page that has its appearance already."""

    def __init__(self, fiche: PdfSignatureMetadata, cle: _Cle, le: datetime) -> None:
        super().__init__(fiche, cle, stamp_style=_SansAspect())
        self.le = le

    def init_signing_session(self, pdf_out, existing_fields_only=False):
        seance = super().init_signing_session(pdf_out, existing_fields_only)
        seance.system_time = self.le
        return seance


class _Ecriture(IncrementalPdfFileWriter):
    def _update_meta(self) -> None:
        """The title, the dates and the XMP of the page are right: a seal changes none of them."""


class _SansAspect(BaseStampStyle):
    def create_stamp(self, writer, box, text_params) -> None:
        """The field has its appearance already."""


@lru_cache(maxsize=8)
def _cle(cle_pem: bytes, chaine_pem: bytes) -> _Cle:
    """Read once per process."""
    privee = load_pem_private_key(cle_pem, password=None)
    chaine = x509.load_pem_x509_certificates(chaine_pem)
    if not isinstance(privee, RSAPrivateKey | EllipticCurvePrivateKey):
        raise ValueError("a seal takes an RSA or an elliptic key")
    if privee.public_key() != chaine[0].public_key():
        raise ValueError("the key is not the certificate's")
    return _Cle(privee, chaine)
