from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.urls import reverse

MOT_DE_PASSE = "mot-de-passe-du-test"


def code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def entrer(client, utilisateur):
    return client.post(reverse("account_login"), {"login": utilisateur.email, "password": MOT_DE_PASSE})


def activer(client) -> str:
    mfa = reverse("mfa_activate_totp")
    assert client.get(mfa).url.startswith(reverse("account_reauthenticate"))
    client.post(reverse("account_reauthenticate"), {"password": MOT_DE_PASSE, "next": mfa})
    page = client.get(mfa)
    secret = page.context["form"].secret
    assert secret in page.content.decode()
    client.post(mfa, {"code": code(secret)})
    return secret


def test_activer_puis_entrer_avec_un_code(client, distribution):
    personne = distribution.gestionnaire
    entrer(client, personne)
    secret = activer(client)
    assert {a.type for a in Authenticator.objects.filter(user=personne)} == {"totp", "recovery_codes"}
    assert "activée" in client.get(reverse("mfa_index")).content.decode()

    client.post(reverse("account_logout"))
    assert entrer(client, personne).url == reverse("mfa_authenticate")
    refus = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "Il reste un point à corriger" in refus.content.decode()
    assert client.post(reverse("mfa_authenticate"), {"code": code(secret)}).status_code == 302
    assert client.get(reverse("compte")).status_code == 200


def test_un_code_de_secours_ouvre_une_seule_fois(client, distribution):
    personne = distribution.gestionnaire
    entrer(client, personne)
    activer(client)
    secours = Authenticator.objects.get(user=personne, type="recovery_codes").wrap().get_unused_codes()[0]
    for ouvre in (True, False):
        client.post(reverse("account_logout"))
        entrer(client, personne)
        client.post(reverse("mfa_authenticate"), {"code": secours})
        assert (client.get(reverse("compte")).status_code == 200) is ouvre
