from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from academie.tableaux import lire_jour, lire_nombre


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        ("2021-09-01", date(2021, 9, 1)),
        ("2021-09-01 00:00:00", date(2021, 9, 1)),
        ("01/09/2021", date(2021, 9, 1)),
        ("1.9.21", date(2021, 9, 1)),
        ("1-9-71", date(1971, 9, 1)),
        ("1er septembre 2021", date(2021, 9, 1)),
        ("15 août 2020", date(2020, 8, 15)),
        ("sept. 2021", date(2021, 9, 1)),
        ("09/2021", date(2021, 9, 1)),
        ("44440", date(2021, 9, 1)),
    ],
)
def test_un_jour(texte, attendu):
    assert lire_jour(texte) == attendu


@pytest.mark.parametrize(
    "texte", ["", "hier", "31/02/2021", "2021", "13/13/2021", "ju 2021", "1/2", "999999", "12345", "²"]
)
def test_ce_qui_n_est_pas_un_jour(texte):
    with pytest.raises(ValueError, match=r".*"):
        lire_jour(texte)


@given(jour=st.dates(date(1970, 1, 1), date(2069, 12, 31)), forme=st.sampled_from(["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%y"]))
def test_un_jour_ecrit_se_relit(jour, forme):
    assert lire_jour(jour.strftime(forme)) == jour


@given(texte=st.text(max_size=40))
def test_rien_d_autre_qu_un_refus(texte):
    for lire in (lire_jour, lire_nombre):
        with suppress(ValueError):
            lire(texte)


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        ("14", Decimal(14)),
        ("10,5", Decimal("10.5")),
        ("1 234", Decimal(1234)),
        ("14 h", Decimal(14)),
        ("7h30", Decimal("7.5")),
    ],
)
def test_un_nombre(texte, attendu):
    assert lire_nombre(texte) == attendu
