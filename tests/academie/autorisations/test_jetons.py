from datetime import timedelta

import pytest

from academie.autorisations.jetons import JetonInvalide, creer_jeton, lire_jeton


def test_un_jeton_rend_ce_qu_on_y_a_mis():
    assert lire_jeton("essai", creer_jeton("essai", 12, 3)) == [12, 3]


@pytest.mark.parametrize("faux", ["", "x", "a:b:c", "é" * 40, "W10:1:" + "0" * 43, "\x00", "🙂" * 5000])
def test_un_jeton_forge_est_refuse(faux):
    with pytest.raises(JetonInvalide):
        lire_jeton("essai", faux)


def test_un_caractere_change_est_refuse():
    jeton = creer_jeton("essai", 12)
    with pytest.raises(JetonInvalide):
        lire_jeton("essai", ("X" if jeton[0] != "X" else "Y") + jeton[1:])


def test_un_jeton_ne_sert_qu_a_son_usage():
    with pytest.raises(JetonInvalide):
        lire_jeton("autre", creer_jeton("essai", 12))


def test_un_jeton_vieillit():
    with pytest.raises(JetonInvalide):
        lire_jeton("essai", creer_jeton("essai", 12), validite=timedelta(seconds=-1))
