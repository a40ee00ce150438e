"""The seal, judged by poppler with a database of certificates that is not ours."""

from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID
from pyhanko.sign.general import SigningError

from certificats.cachet import sceller
from certificats.documents.page import document_pdf
from tests.academie.documents import juges
from tests.certificats.documents.modeles import ORDINAIRES, REALISATION

LE = datetime(2027, 3, 4, 10, 30, tzinfo=UTC)


def paire(cle, nom: str = "Cachet d'essai", emetteur=None) -> tuple[bytes, bytes]:
    """A key and its certificate, signed by itself or by `emetteur` (key, certificate)."""
    sujet = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, nom)])
    cle_emetteur, certificat_emetteur = emetteur or (cle, None)
    certificat = (
        x509.CertificateBuilder()
        .subject_name(sujet)
        .issuer_name(certificat_emetteur.subject if certificat_emetteur else sujet)
        .public_key(cle.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(LE - timedelta(days=1))
        .not_valid_after(LE + timedelta(days=3000))
        .add_extension(x509.BasicConstraints(ca=emetteur is None, path_length=None), critical=True)
        .sign(cle_emetteur, hashes.SHA256())
    )
    pem = cle.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return pem, certificat.public_bytes(serialization.Encoding.PEM)


@pytest.fixture(scope="module")
def rsa_():
    return paire(rsa.generate_private_key(public_exponent=65537, key_size=2048))


@pytest.fixture
def base(tmp_path):
    """`base(pem)`: a database that trusts a certificate."""
    chemin = f"sql:{tmp_path}"
    juges.executer("certutil", "-N", "-d", chemin, "--empty-password")

    def _base(pem: bytes) -> str:
        (tmp_path / "emetteur.pem").write_bytes(pem)
        juges.executer(
            "certutil", "-A", "-d", chemin, "-n", "emetteur", "-t", "CT,C,C", "-i", tmp_path / "emetteur.pem"
        )
        return chemin

    return _base


@pytest.mark.parametrize("nom", ORDINAIRES)
def test_a_sealed_document_is_valid_and_still_conforms(nom, rsa_, base, tmp_path):
    octets = sceller(document_pdf(ORDINAIRES[nom]), *rsa_, LE, "Délivré")
    assert juges.cachet(octets, tmp_path / "scelle.pdf", base(rsa_[1])) == "Signature is Valid."
    juges.verifier_conforme(octets, tmp_path / "scelle.pdf")


def test_it_is_pades_and_says_who_when_and_why(rsa_, base, tmp_path):
    octets = sceller(document_pdf(REALISATION), *rsa_, LE, "Délivré par l’Académie")
    fichier = tmp_path / "scelle.pdf"
    juges.cachet(octets, fichier, base(rsa_[1]))
    dit = juges.executer("pdfsig", "-nssdir", f"sql:{tmp_path}", fichier)
    assert "Signature Type: ETSI.CAdES.detached" in dit
    assert "Signer Certificate Common Name: Cachet d'essai" in dit
    assert "Mar 04 2027 10:30:00" in dit or "Mar 04 2027 11:30:00" in dit
    assert octets.startswith(document_pdf(REALISATION))


@pytest.mark.parametrize("ou", [0.1, 0.5, 0.75])
def test_one_changed_byte_is_refused(ou, rsa_, base, tmp_path):
    original = document_pdf(REALISATION)
    octets = bytearray(sceller(original, *rsa_, LE, "Délivré"))
    octets[int(len(original) * ou)] ^= 1
    fichier = tmp_path / "change.pdf"
    fichier.write_bytes(octets)
    assert "Signature is Valid" not in juges.executer("pdfsig", "-nssdir", base(rsa_[1]), fichier)


def test_what_is_added_afterwards_is_seen(rsa_, base, tmp_path):
    octets = sceller(document_pdf(REALISATION), *rsa_, LE, "Délivré") + b"\n% added\n"
    fichier = tmp_path / "ajout.pdf"
    fichier.write_bytes(octets)
    assert "Total document signed" not in juges.executer("pdfsig", "-nssdir", base(rsa_[1]), fichier).replace(
        "Not total document signed", ""
    )


def test_an_operator_may_give_an_elliptic_key_and_a_chain(base, tmp_path):
    racine = ec.generate_private_key(ec.SECP256R1())
    _pem, racine_pem = paire(racine, "Autorité d'essai")
    cle, certificat = paire(
        ec.generate_private_key(ec.SECP256R1()),
        emetteur=(racine, x509.load_pem_x509_certificate(racine_pem)),
    )
    octets = sceller(document_pdf(REALISATION), cle, certificat + racine_pem, LE, "Délivré")
    assert juges.cachet(octets, tmp_path / "scelle.pdf", base(racine_pem)) == "Signature is Valid."


def test_the_key_of_another_certificate_is_refused(rsa_):
    autre, _certificat = paire(ec.generate_private_key(ec.SECP256R1()))
    with pytest.raises(ValueError, match="key"):
        sceller(document_pdf(REALISATION), autre, rsa_[1], LE, "Délivré")


def test_a_sealed_file_is_not_sealed_again(rsa_):
    octets = sceller(document_pdf(REALISATION), *rsa_, LE, "Délivré")
    with pytest.raises(SigningError):
        sceller(octets, *rsa_, LE, "Délivré")
