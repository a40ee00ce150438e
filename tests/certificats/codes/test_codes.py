from hypothesis import given
from hypothesis import strategies as st

from certificats.codes import ALPHABET, LONGUEUR, lire_code, nouveau_code, nouveau_numero, presenter


def test_un_code_porte_quatre_vingts_bits_sans_lettre_qui_se_confond():
    assert len(ALPHABET) ** LONGUEUR >= 2**80
    assert not set("ILOU") & set(ALPHABET)
    code = nouveau_code()
    assert len(code) == LONGUEUR
    assert set(code) <= set(ALPHABET)
    assert nouveau_code() != code


@given(st.text(ALPHABET, min_size=LONGUEUR, max_size=LONGUEUR))
def test_un_code_se_relit_comme_on_le_tape(code):
    lu = presenter(code)
    assert lire_code(lu) == code
    assert lire_code(f"  {lu.lower().replace('-', ' – ')} ") == code
    assert lire_code(code.replace("0", "o").replace("1", "l")) == code
    assert lire_code(code.replace("0", "O").replace("1", "I")) == code


@given(st.text())
def test_n_importe_quelle_saisie_se_lit_sans_erreur(saisie):
    lire_code(saisie)


def test_le_numero_dit_l_annee_et_rien_d_autre():
    numero = nouveau_numero(2027)
    assert numero.startswith("2027-")
    assert len(numero) == len("2027-0000-0000")
    assert nouveau_numero(2027) != numero
