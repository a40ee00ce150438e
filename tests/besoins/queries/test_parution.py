"""What awaits whom."""

from besoins.queries.accueil import apport_ingenierie
from tests.besoins import ressources


def a_faire(utilisateur) -> list[str]:
    return [str(ligne.libelle).replace("\u00a0", " ") for ligne in apport_ingenierie(utilisateur).a_faire]


def test_the_home_page_counts_what_one_may_review(d):
    ressources.en_relecture(d, "Une")
    ressources.en_relecture(d, "Autre", par=d.formateur)
    ressources.brouillon(d, "Brouillon")
    assert a_faire(d.gestionnaire) == ["Relire 2 ressources"]
    assert a_faire(d.concepteur) == ["Relire 1 ressource"]
    assert a_faire(d.formateur) == []
