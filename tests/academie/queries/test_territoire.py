import pytest

from academie.models import Territoire
from academie.queries.territoire import territoire_designe, territoires_trouves
from tests.distribution import territoire

COMMUNES = [
    ("42218", "Saint-Étienne", 172_718, "42000 42100"),
    ("76575", "Saint-Étienne-du-Rouvray", 28_000, "76800"),
    ("67482", "Strasbourg", 291_313, "67000 67100 67200"),
    ("93066", "Saint-Denis", 149_000, "93200 93210"),
    ("97411", "Saint-Denis", 153_000, "97400"),
    ("58194", "Nevers", 32_000, "58000"),
    ("58238", "Saint-Éloi", 2_000, "58000"),
    ("01001", "L'Abergement-Clémenciat", 860, "01400"),
    ("2A004", "Ajaccio", 73_000, "20000 20090"),
    ("98412", "Archipel des Kerguelen", None, ""),
]


@pytest.fixture(autouse=True)
def carte(db):
    aura = territoire("region", "84", "Auvergne-Rhône-Alpes")
    territoire("region", "42", "Quarante-Deux")
    loire = territoire("departement", "42", "Loire", region=aura, population=760_000)
    territoire("epci", "244200770", "Saint-Étienne Métropole", departement=loire, population=400_000)
    for code, nom, population, codes_postaux in COMMUNES:
        territoire("commune", code, nom, departement=loire, population=population, codes_postaux=codes_postaux)


def noms(texte, **options):
    return [trouve.nom for trouve in territoires_trouves(texte, **options)]


@pytest.mark.parametrize("texte", ["Saint-Étienne", "saint etienne", "ST ETIENNE", "st-étienne", "  saint  étienne "])
def test_accents_traits_d_union_et_saint_sont_indifferents(texte):
    assert noms(texte) == ["Saint-Étienne", "Saint-Étienne Métropole", "Saint-Étienne-du-Rouvray"]


def test_l_exact_puis_le_debut_puis_un_mot_puis_la_population():
    territoire("commune", "99001", "Clémenciat", population=10)
    territoire("commune", "99002", "Clémenciat-le-Haut", population=5)
    assert noms("clemenciat") == ["Clémenciat", "Clémenciat-le-Haut", "L'Abergement-Clémenciat"]
    assert noms("Saint-Denis") == ["Saint-Denis", "Saint-Denis"]
    assert [t.code for t in territoires_trouves("Saint-Denis")] == ["97411", "93066"]


def test_saint_en_cours_de_frappe():
    assert "Strasbourg" not in noms("sain")
    assert noms("sain")[:2] == ["Saint-Étienne Métropole", "Saint-Étienne"]
    assert noms("sainte") == []
    assert noms("saint")[-1] == "Strasbourg"


def test_une_apostrophe_separe_les_mots():
    assert noms("abergement") == noms("l’abergement") == noms("L'Abergement") == ["L'Abergement-Clémenciat"]
    assert noms("bergement") == []


def test_par_code():
    assert noms("58194") == ["Nevers"]
    assert noms("2a004") == ["Ajaccio"]
    assert noms("244 200 770") == ["Saint-Étienne Métropole"]
    assert noms("42")[:2] == ["Loire", "Quarante-Deux"]


def test_par_code_postal():
    assert noms("58000") == ["Nevers", "Saint-Éloi"]
    assert noms("20090") == ["Ajaccio"]


def test_par_niveau_et_en_nombre_limite():
    assert noms("saint etienne", genres=["epci"]) == ["Saint-Étienne Métropole"]
    assert noms("saint etienne", genres=["region", "departement"]) == []
    assert len(noms("s", limite=3)) == 3


@pytest.mark.parametrize("texte", ["", "  ", "…", "😀", "ورشة", "zzz", "%", "_", "\x00", "9" * 5000, "(" * 5000])
def test_ce_qui_ne_designe_rien_ne_trouve_rien(texte):
    assert noms(texte) == []
    assert territoire_designe(texte) is None


def test_une_seule_requete(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert len([t.designation for t in territoires_trouves("saint e")]) == 4


def test_chaque_designation_se_relit():
    for un in Territoire.objects.select_related("departement"):
        assert territoire_designe(un.designation) == un


def test_seul_ce_qui_est_sur_est_designe():
    assert territoire_designe("nevers").code == "58194"
    assert territoire_designe("97400").code == "97411"
    assert territoire_designe("saint etienne").code == "42218"
    assert territoire_designe("neve") is None
    assert territoire_designe("Saint-Denis") is None
    assert territoire_designe("58000") is None
    assert territoire_designe("42") is None
    assert territoire_designe("42", genres=["departement"]).nom == "Loire"


def test_une_designation_falsifiee_ne_designe_rien():
    assert territoire_designe("Nevers (Loire, commune 42218)") is None
    assert territoire_designe("Nevers (Loire, commune 99999)") is None
    assert territoire_designe("Nevers (Loire, planète 58194)") is None
    assert territoire_designe("Nevers (Loire, commune 58194)", genres=["epci"]) is None
