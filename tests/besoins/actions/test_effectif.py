import pytest

from academie.regles import Refus
from besoins.actions.effectif import compter_effectifs, viser_territoires
from besoins.actions.revision import Perimee
from tests.besoins.atelier import brouillon, relire, version_publiee


def attendus(version) -> dict:
    return {attendu.structure: attendu.effectif for attendu in version.effectifs.select_related("structure")}


def test_les_effectifs_se_comptent_par_structure(d):
    version = brouillon(d)

    for _ in range(2):
        compter_effectifs(version=version, effectifs={d.structure: 4, d.autre_structure: 2}, par=d.concepteur)

    assert attendus(version) == {d.structure: 4, d.autre_structure: 2}


@pytest.mark.parametrize("vide", [None, 0])
def test_une_structure_se_corrige_ou_s_efface_sans_toucher_les_autres(d, vide):
    version = brouillon(d)
    compter_effectifs(version=version, effectifs={d.structure: 4, d.autre_structure: 2}, par=d.concepteur)

    compter_effectifs(version=version, effectifs={d.structure: vide}, par=d.concepteur)
    compter_effectifs(version=version, effectifs={d.autre_structure: 3}, par=d.concepteur)

    assert attendus(version) == {d.autre_structure: 3}


@pytest.mark.parametrize("nombre", [-1, 10_000])
def test_un_nombre_deraisonnable_est_refuse(d, nombre):
    version = brouillon(d)

    with pytest.raises(Refus, match="personnes"):
        compter_effectifs(version=version, effectifs={d.structure: nombre}, par=d.concepteur)
    assert attendus(version) == {}


def test_les_territoires_se_choisissent_depuis_ce_qu_on_a_lu(d):
    version = brouillon(d)

    viser_territoires(version=version, territoires=[d.region], par=d.concepteur, lue=version.revision)

    assert list(version.territoires.all()) == [d.region]
    with pytest.raises(Perimee):
        viser_territoires(version=version, territoires=[], par=d.concepteur, lue=version.revision)
    assert relire(version).revision == version.revision + 1


def test_une_version_publiee_ne_change_plus(d):
    version = version_publiee(d)

    with pytest.raises(Refus, match="ne se modifie plus"):
        compter_effectifs(version=version, effectifs={d.structure: 4}, par=d.concepteur)
    with pytest.raises(Refus, match="ne se modifie plus"):
        viser_territoires(version=version, territoires=[d.region], par=d.concepteur)
