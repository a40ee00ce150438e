import pytest

from academie.models import Territoire
from academie.models.territoire import normaliser
from tests.distribution import territoire


@pytest.mark.parametrize(
    ("ecrit", "cherche"),
    [
        ("Saint-Étienne-d'Albagnan", "st etienne d albagnan"),
        ("SAINTE-FOY", "ste foy"),
        ("L’Œil  d’Or", "l oeil d or"),
        ("Île\u2010de\u2013Sein", "ile de sein"),
        ("E\u0301vry", "evry"),
        ("2A", "2a"),
        ("…", ""),
        ("ورشة", ""),
    ],
)
def test_un_nom_se_cherche_sans_accent_ni_ponctuation(ecrit, cherche):
    assert normaliser(ecrit) == cherche


def test_la_designation_ne_laisse_aucun_doute(db):
    region = territoire("region", "01", "Guadeloupe")
    departement = territoire("departement", "01", "Ain", region=region)
    commune = territoire("commune", "01053", "Bourg-en-Bresse", departement=departement)
    assert region.designation == "Guadeloupe (région 01)"
    assert departement.designation == "Ain (département 01)"
    assert commune.designation == "Bourg-en-Bresse (Ain, commune 01053)"


def test_le_nom_cherche_suit_le_nom(db):
    commune = territoire("commune", "58194", "Nevers")
    commune.nom = "Évreux"
    commune.save()
    assert Territoire.objects.get(recherche="evreux") == commune
