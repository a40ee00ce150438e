"""All rights come from the affectations of the day: said once in SQL, once of a row that is read."""

from datetime import timedelta

import pytest
from django.utils import timezone

from academie.models import Affectation


@pytest.mark.parametrize(
    ("debut", "fin", "vaut"),
    [(-1, -1, False), (-1, 0, True), (0, 0, True), (0, 1, True), (1, 1, False), (0, None, True), (1, None, False)],
)
def test_une_affectation_vaut_du_premier_au_dernier_jour(distribution, debut, fin, vaut):
    jour = timezone.localdate()
    affectation = Affectation.objects.create(
        utilisateur=distribution.autre_animateur,
        role="concepteur",
        debut=jour + timedelta(days=debut),
        fin=None if fin is None else jour + timedelta(days=fin),
    )
    assert affectation.vaut_le(jour) is vaut
    assert Affectation.objects.du_jour().filter(pk=affectation.pk).exists() is vaut
