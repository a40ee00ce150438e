import pytest

from besoins.queries.programme import bilan_des_minutes
from tests.besoins.atelier import brouillon_complet


@pytest.mark.parametrize(
    ("minutes", "phrase"),
    [
        ((180, 180), "6\u00a0h au total, soit 2 demi-journées de 3\u00a0h."),
        ((180,), "3\u00a0h au total, soit 1 demi-journée de 3\u00a0h."),
        ((180, 60), "4\u00a0h au total\u00a0: 1 demi-journée de 3\u00a0h et 1\u00a0h de plus"),
        ((45,), "moins d'une demi-journée de 3\u00a0h."),
        ((), "Aucune durée encore"),
    ],
)
def test_le_total_se_compare_a_des_demi_journees(d, minutes, phrase):
    assert phrase in bilan_des_minutes(brouillon_complet(d, minutes=minutes))
