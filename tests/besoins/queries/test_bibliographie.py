import pytest

from academie.models import Territoire
from academie.regles import Refus
from besoins.actions.bibliographie import citer_ressource, ne_plus_citer
from besoins.actions.parution import retirer_ressource
from besoins.actions.publication import soumettre_version
from besoins.queries.bibliographie import citees, citees_par_version, proposees, trouvees
from besoins.queries.ressource import programmes_citant
from tests.besoins import ressources
from tests.besoins.atelier import competence, theme, version_publiee


def titres(propositions) -> list[str]:
    return [proposition.ligne.titre for proposition in propositions]


@pytest.fixture
def module(d):
    return ressources.module_en_redaction(d)


def test_a_programme_given_in_brittany_proposes_breton_cases_first(d, module):
    ailleurs = Territoire.objects.get(code="31555")
    # Later, and nearer in every other way.
    ressources.publiee(d, "À Quimper")
    ressources.publiee(d, "À Toulouse", territoire=ailleurs, competences=[competence("2.3")])
    ressources.publiee(d, "Sans rapport", theme=theme("Création"), territoire=ailleurs)
    assert titres(proposees(module)) == ["À Toulouse", "À Quimper"]
    module.version.territoires.add(d.departement)
    assert titres(proposees(module)) == ["À Quimper", "À Toulouse"]
    raisons = {p.ligne.titre: p.raison for p in proposees(module)}
    assert raisons == {
        "À Quimper": "même région que le programme, même thème",
        "À Toulouse": "mêmes compétences, même thème",
    }


def test_a_search_puts_the_region_first_too(d, module):
    module.version.territoires.add(d.region)
    ressources.publiee(d, "Un bus à Toulouse", territoire=Territoire.objects.get(code="31555"))
    ressources.publiee(d, "Le marché de Quimper", essentiel="On y va en bus.")
    ressources.brouillon(d, "Un bus en chantier")
    assert titres(trouvees(module, "bus")) == ["Le marché de Quimper", "Un bus à Toulouse"]
    assert trouvees(module, "  ") == []


def test_cited_once_and_no_longer_proposed(d, module):
    ressource = ressources.publiee(d)
    for _fois in range(2):
        citer_ressource(module=module, ressource=ressource.pk, par=d.concepteur)
    assert [ligne.titre for ligne in citees(module)] == [ressource.titre]
    assert proposees(module) == []
    assert trouvees(module, "voisins") == []
    for _fois in range(2):
        ne_plus_citer(module=module, ressource=ressource.pk, par=d.concepteur)
    assert citees(module) == []


@pytest.mark.parametrize("fabrique", [ressources.brouillon, ressources.en_relecture, ressources.retiree])
def test_only_what_is_published_is_cited(d, module, fabrique):
    with pytest.raises(Refus, match="n'est pas publiée"):
        citer_ressource(module=module, ressource=fabrique(d).pk, par=d.concepteur)


def test_a_submitted_version_cites_nothing_more(d, module):
    ressource = ressources.publiee(d)
    soumettre_version(version=module.version, par=d.concepteur)
    for geste in (citer_ressource, ne_plus_citer):
        with pytest.raises(Refus, match="ne se modifie plus"):
            geste(module=module, ressource=ressource.pk, par=d.concepteur)


def test_both_ways_and_only_in_public(d):
    version = version_publiee(d)
    ici, la = ressources.publiee(d, "Ici"), ressources.publiee(d, "Ailleurs", territoire=d.autre_region)
    version.modules.first().ressources.add(ici, la)
    version.modules.last().ressources.add(ici, ressources.brouillon(d, "Brouillon"))
    assert [ligne.titre for ligne in citees_par_version(version, d.commune)] == ["Ici", "Ailleurs"]
    assert [ligne.titre for ligne in citees_par_version(version, d.autre_region)] == ["Ailleurs", "Ici"]
    assert programmes_citant(ici) == [version]
    retirer_ressource(ressource=ici, motif="Fermé", par=d.gestionnaire)
    assert [ligne.titre for ligne in citees_par_version(version, d.commune)] == ["Ailleurs"]
