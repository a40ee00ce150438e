from datetime import timedelta

import pytest
from auditlog.models import LogEntry
from cryptography import x509
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.utils import timezone

from academie.regles import Refus
from certificats import cles
from certificats.actions.cle import cle_active, compromettre_cle, tourner_cle
from certificats.apps import CertificatsConfig
from certificats.models import CleEmission
from certificats.models.cle import CleIndisponible
from tests.certificats.fabriques import relire

pytestmark = pytest.mark.django_db
Usage = CleEmission.Usage


@pytest.fixture
def operateur(settings):
    cle = cles.nouvelle_cle_rsa()
    chaine = cles.certificat_autosigne(cle, nom="Cachet OTeN", organisme="OTeN", le=timezone.now())
    settings.CACHET_CLE, settings.CACHET_CERTIFICAT = cle, chaine
    return cle


@pytest.mark.parametrize("usage", Usage.values)
def test_a_use_has_one_key_whose_private_half_is_encrypted(usage):
    cle = cle_active(usage)
    assert cle_active(usage) == cle
    assert "PRIVATE KEY" in cle.cle_privee()
    assert "PRIVATE KEY" not in relire(cle).privee
    assert cles.publique(cle.cle_privee()) == cle.publique


def test_a_private_key_is_in_no_trace_of_changes():
    cle = cle_active(Usage.BADGE_ED25519)
    tourner_cle(cle=cle)
    traces = LogEntry.objects.get_for_object(cle)
    assert traces
    assert all(cle.privee not in str(trace.changes) and "privee" not in str(trace.changes) for trace in traces)


def test_a_former_secret_still_opens_and_a_lost_one_makes_another_key(settings):
    cle = cle_active(Usage.BADGE_ED25519)
    ancien, settings.SECRET_KEY = settings.SECRET_KEY, "un autre secret"
    with pytest.raises(CleIndisponible):
        cle.cle_privee()
    settings.SECRET_KEY_FALLBACKS = [ancien]
    assert cle_active(Usage.BADGE_ED25519) == cle
    settings.SECRET_KEY_FALLBACKS = []
    assert cle_active(Usage.BADGE_ED25519) != cle
    assert relire(cle).retiree_le


def test_the_seal_of_the_demonstration_says_what_it_is():
    certificat = x509.load_pem_x509_certificate(cle_active(Usage.CACHET).certificat.encode())
    assert certificat.subject.rfc4514_string().count("démonstration") == 2
    assert certificat.public_key().key_size >= 3072
    assert certificat.not_valid_after_utc > timezone.now() + timedelta(days=3000)


def test_the_operator_s_seal_takes_its_place_and_leaves_it(operateur, settings):
    settings.CACHET_CLE, donnee = "", settings.CACHET_CLE
    demonstration = cle_active(Usage.CACHET)
    settings.CACHET_CLE = donnee
    cle = cle_active(Usage.CACHET)
    assert cle.de_l_operateur
    assert cle.cle_privee() == operateur
    assert cle.certificat == settings.CACHET_CERTIFICAT
    assert relire(demonstration).retiree_le
    with pytest.raises(Refus, match="environnement"):
        tourner_cle(cle=cle)
    settings.CACHET_CLE = ""
    assert not cle_active(Usage.CACHET).de_l_operateur
    settings.CACHET_CLE = donnee
    assert cle_active(Usage.CACHET) == cle
    compromettre_cle(cle=cle, depuis=timezone.now())
    with pytest.raises(Refus, match="compromise"):
        cle_active(Usage.CACHET)


def _sans_certificat(settings):
    settings.CACHET_CERTIFICAT = ""


def _cle_illisible(settings):
    settings.CACHET_CLE = "-----BEGIN rien"


def _cle_trop_courte(settings):
    from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key

    settings.CACHET_CLE = cles._pem(generate_private_key(65537, 2048))


def _autre_cle(settings):
    settings.CACHET_CLE = cles.nouvelle_cle_rsa()


def _ni_pem_ni_base64(settings):
    settings.CACHET_CERTIFICAT = "é"


@pytest.mark.parametrize(
    ("abimer", "phrase"),
    [
        (_sans_certificat, "vont ensemble"),
        (_cle_illisible, "clé privée PEM"),
        (_cle_trop_courte, "3072"),
        (_autre_cle, "n'est pas celui de CACHET_CLE"),
        (_ni_pem_ni_base64, "base64"),
    ],
)
def test_a_seal_that_cannot_sign_is_said_at_start(operateur, settings, abimer, phrase):
    application = CertificatsConfig.create("certificats")
    application._verifier_le_cachet()
    abimer(settings)
    with pytest.raises(ImproperlyConfigured, match=phrase):
        application._verifier_le_cachet()


def test_a_seal_may_be_given_in_base64(operateur, settings):
    from base64 import b64encode

    settings.CACHET_CLE = b64encode(operateur.encode()).decode()
    assert cle_active(Usage.CACHET).cle_privee() == operateur


def test_a_rotation_asked_twice_is_done_once():
    cle = cle_active(Usage.BADGE_RS256)
    nouvelle = tourner_cle(cle=cle)
    assert tourner_cle(cle=cle) == nouvelle != cle
    assert not relire(cle).refuse(timezone.now())
    assert CleEmission.objects.count() == 2


def test_the_command_rotates_a_use(capsys):
    cle = cle_active(Usage.BADGE_ED25519)
    call_command("tourner_cles", "badge_ed25519")
    nouvelle = cle_active(Usage.BADGE_ED25519)
    assert nouvelle != cle
    assert nouvelle.kid in capsys.readouterr().out


def test_a_compromised_key_is_replaced_and_refused_from_that_day_on():
    cle = cle_active(Usage.BADGE_RS256)
    depuis = timezone.now() - timedelta(days=2)
    compromettre_cle(cle=cle, depuis=depuis)
    cle = relire(cle)
    assert not cle.refuse(depuis - timedelta(seconds=1))
    assert cle.refuse(depuis)
    assert cle_active(Usage.BADGE_RS256) != cle


@pytest.mark.parametrize(
    ("ecart", "phrase"), [(timedelta(hours=1), "à venir"), (timedelta(hours=-1), "depuis plus tôt")]
)
def test_a_compromise_never_gives_back_what_was_refused(ecart, phrase):
    cle = cle_active(Usage.BADGE_RS256)
    compromettre_cle(cle=cle, depuis=timezone.now() - timedelta(days=2))
    with pytest.raises(Refus, match=phrase) as refus:
        compromettre_cle(cle=cle, depuis=timezone.now() + ecart)
    assert refus.value.champ == "depuis"
