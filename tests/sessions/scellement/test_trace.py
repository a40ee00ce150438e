import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.scellement import TraceIllisible, lire_trace

POINTS = st.tuples(st.integers(0, 600), st.integers(0, 200))


@given(st.lists(st.lists(POINTS, min_size=1, max_size=20), min_size=1, max_size=10))
def test_ce_qui_est_dessine_se_relit(traits):
    texte = ";".join(" ".join(f"{x},{y}" for x, y in trait) for trait in traits)
    assert lire_trace(texte) == tuple(tuple(trait) for trait in traits)


def test_rien_n_est_pas_une_signature():
    assert lire_trace("") == ()


@pytest.mark.parametrize(
    "texte",
    ["x", "1", "1,2,3", "601,0", "0,201", "-1,2", "1,2;", " 1,2", "1.5,2", "١,٢", "1,2\n3,4", "0,0 " * 4001, "<svg>"],
)
def test_un_autre_texte_est_refuse(texte):
    with pytest.raises(TraceIllisible):
        lire_trace(texte)
