import pytest
from django.urls import reverse
from django.utils import timezone

from certificats.actions.cle import cle_active, compromettre_cle, tourner_cle
from certificats.models import CleEmission
from tests.certificats.fabriques import relire

Usage = CleEmission.Usage


@pytest.fixture
def navigateur(d, connecter):
    return connecter(d.administrateur)


def page(navigateur) -> str:
    return navigateur.get(reverse("certificats:cle_list")).content.decode()


def test_the_page_shows_the_keys_and_never_their_private_half(navigateur):
    assert "Rien n'a encore été scellé" in page(navigateur)
    cle = cle_active(Usage.CACHET)
    compromettre_cle(cle=tourner_cle(cle=cle), depuis=timezone.now())
    vue = page(navigateur)
    assert cle.privee not in vue
    assert "PRIVATE" not in vue
    for mot in ("autosigné", "démonstration", "compromise", "ne signe plus depuis", "badges, signature RS256"):
        assert mot in vue, mot


def test_a_key_is_changed_by_a_button_that_says_what_it_does(navigateur):
    cle = cle_active(Usage.BADGE_RS256)
    url = reverse("certificats:cle_tourner", args=[cle.pk])
    assert "<dd>0</dd>" in navigateur.get(url).content.decode()
    for _fois in range(2):
        assert navigateur.post(url, follow=True).status_code == 200
    assert relire(cle).retiree_le
    assert CleEmission.objects.count() == 2


def test_a_compromise_asks_since_when_and_says_a_refusal_on_the_field(navigateur):
    cle = cle_active(Usage.BADGE_ED25519)
    url = reverse("certificats:cle_compromettre", args=[cle.pk])
    reponse = navigateur.post(url, {"depuis": "2999-01-01T10:00"})
    assert "à venir" in str(reponse.context["form"].errors["depuis"])
    assert relire(cle).compromise_le is None
    reponse = navigateur.post(url, {"depuis": "2026-01-01T10:00"})
    assert reponse.status_code == 302
    assert relire(cle).refuse(timezone.now())


def test_a_gestionnaire_has_no_hand_on_keys(d, connecter):
    cle = cle_active(Usage.CACHET)
    assert connecter(d.gestionnaire).post(reverse("certificats:cle_tourner", args=[cle.pk])).status_code == 403
