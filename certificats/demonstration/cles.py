"""The keys of the badges changed once: those of before still verify what they signed."""

from certificats.actions.cle import cle_active, tourner_cle
from certificats.models import CleEmission


def raconter_cles() -> None:
    for usage in (CleEmission.Usage.BADGE_ED25519, CleEmission.Usage.BADGE_RS256):
        tourner_cle(cle=cle_active(usage))
