from besoins.models import Preuve, VersionProgramme
from besoins.queries.catalogue import fiche
from besoins.queries.document import donnees_du_document
from besoins.queries.programme import avec_contenu
from tests.besoins import fabriques
from tests.besoins.atelier import TEXTES, version_publiee


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
    assert TEXTES["moyens"] == document.moyens
    assert [module.minutes for module in page.modules] == [module.minutes for module in document.modules]
    assert page.objectifs[0].competence == "DigComp 2.2 – 2.3 Compétence 2.3"
    assert page.objectifs[0].niveau == "niveau visé\u00a0: Rang 5"
    [besoin] = document.besoins
    assert besoin.mesure == "9 sur 11, soit 81,8\u00a0% [52\u00a0%\u00a0–\u00a095\u00a0%]"
    assert "signal noté B2" in besoin.source
