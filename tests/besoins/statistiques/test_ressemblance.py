import pytest
from hypothesis import given
from hypothesis import strategies as st

from besoins.statistiques.ressemblance import SEUIL, adresse_comparable, racines, ressemblance


@pytest.mark.parametrize(
    ("une", "autre"),
    [
        ("Des guichets fermés en ville", "Un guichet fermé en ville"),
        ("L'illectronisme des seniors", "Illectronisme : les seniors"),
        ("Œuvrer ensemble", "oeuvre ensemble"),
    ],
)
def test_deux_titres_du_meme_fait_se_ressemblent(une, autre):
    assert ressemblance(racines(une), racines(autre)) >= SEUIL


@pytest.mark.parametrize(
    ("une", "autre"),
    [
        ("Un guichet ferme en ville", "Un bus numérique arrive en ville"),
        ("Des imprimantes 3D au rebut", "Des courriers rédigés par un assistant"),
        ("Le la les", "Un une des"),
        ("", "Un bus"),
    ],
)
def test_deux_faits_differents_non(une, autre):
    assert ressemblance(racines(une), racines(autre)) < SEUIL


@given(st.text(), st.text())
def test_la_ressemblance_est_symetrique_et_bornee(une, autre):
    note = ressemblance(racines(une), racines(autre))

    assert 0 <= note <= 1
    assert note == ressemblance(racines(autre), racines(une))
    if racines(une):
        assert ressemblance(racines(une), racines(une)) == 1


@pytest.mark.parametrize(
    "url",
    [
        "https://www.exemple.fr/a?b=2&c=3",
        "http://exemple.fr/a/?c=3&b=2",
        "https://EXEMPLE.fr:443/a?b=2&c=3#haut",
        "https://exemple.fr/a?utm_source=lettre&utm_medium=x&b=2&fbclid=1&c=3&xtor=RSS-1",
    ],
)
def test_la_meme_page_sous_plusieurs_adresses(url):
    assert adresse_comparable(url) == "exemple.fr/a?b=2&c=3"


def test_deux_pages_restent_deux_pages():
    adresses = [
        "https://exemple.fr/a",
        "https://exemple.fr/b",
        "https://exemple.fr/a?page=2",
        "https://exemple.fr:8080/a",
    ]

    assert len({adresse_comparable(url) for url in adresses}) == 4


@pytest.mark.parametrize("url", ["", "pas une adresse", "http://[", "http://x:99999999/"])
def test_ce_qui_n_est_pas_une_adresse_ne_ressemble_a_rien(url):
    assert adresse_comparable(url) == ""


@given(st.text())
def test_aucune_saisie_ne_la_casse(url):
    adresse_comparable(url)
