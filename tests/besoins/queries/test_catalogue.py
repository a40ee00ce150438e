import pytest

from besoins.models import Preuve, VersionProgramme
from besoins.queries.catalogue import donnees_du_document, fiche, programmes_publies
from besoins.queries.programme import avec_contenu
from tests.besoins import fabriques
from tests.besoins.atelier import TEXTES, theme, version_publiee


def titres(**criteres):
    return [ligne["programme__titre"] for ligne in programmes_publies(**criteres)]


@pytest.fixture
def catalogue(d):
    version_publiee(d, "Accompagner l'été numérique", theme=theme("Vacances"), minutes=(180,))
    version_publiee(d, "Bureautique", minutes=(180, 180, 180, 180), textes={"niveau": "basique"})
    version_publiee(d, "Zones blanches", minutes=(180,) * 6)


@pytest.mark.parametrize(
    ("criteres", "attendu"),
    [
        ({}, ["Accompagner l'été numérique", "Bureautique", "Zones blanches"]),
        ({"q": "ete NUMERIQUE"}, ["Accompagner l'été numérique"]),
        ({"q": "vacances"}, ["Accompagner l'été numérique"]),
        ({"q": "repérer expliquer"}, ["Accompagner l'été numérique", "Bureautique", "Zones blanches"]),
        ({"q": "introuvable"}, []),
        ({"theme": "vacances"}, ["Accompagner l'été numérique"]),
        ({"niveau": "basique"}, ["Bureautique"]),
        ({"duree": "demi"}, ["Accompagner l'été numérique"]),
        ({"duree": "jour"}, []),
        ({"duree": "deux"}, ["Bureautique"]),
        ({"duree": "plus"}, ["Zones blanches"]),
        ({"q": "bureautique", "duree": "demi"}, []),
    ],
)
def test_on_cherche_avec_ou_sans_accents_et_on_filtre(catalogue, criteres, attendu):
    assert titres(**criteres) == attendu


def preuve(d, **options) -> Preuve:
    enquete = fabriques.enquete_ouverte(d.concepteur)
    version = version_publiee(d)
    besoin = version.besoins.get()
    return Preuve.objects.create(
        besoin=besoin,
        genre="resultat",
        option=enquete.option("Formation"),
        ajoutee_par=d.concepteur,
        ajoutee_le=version.publiee_le,
        **options,
    )


def test_la_fiche_et_le_document_disent_la_meme_chose(d):
    preuve(d, k=9, n=11)
    version = avec_contenu(VersionProgramme.objects.publiees()).get()

    page, document = fiche(version), donnees_du_document(version)

    assert dict(page.faits)["Tarif"] == document.tarif == TEXTES["tarif"]
    assert TEXTES["moyens"] in document.methodes
    assert [module.minutes for module in page.modules] == [module.minutes for module in document.modules]
    assert page.objectifs[0].competence == "DigComp 2.2 – 2.3 Compétence 2.3"
    assert page.objectifs[0].niveau == "niveau visé\u00a0: Rang 5"
    [besoin] = document.besoins
    assert besoin.mesure == "9 sur 11, soit 81,8\u00a0% [52\u00a0%\u00a0–\u00a095\u00a0%]"
    assert "signal noté B2" in besoin.source
