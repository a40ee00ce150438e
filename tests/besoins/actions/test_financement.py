import pytest

from academie.regles import Refus
from besoins.actions.financement import enregistrer_financement, financer_version
from besoins.actions.publication import publier_version, rendre_avis, soumettre_version
from besoins.actions.revision import Perimee
from besoins.models import Financement
from tests.besoins.atelier import brouillon, brouillon_complet, relire, version_publiee
from tests.besoins.exemples.ingenierie import financement


def test_une_version_dit_qui_paie_et_combien(d):
    version, fonds = brouillon(d), financement()

    financer_version(version=version, financements=[fonds], cout=2400, par=d.concepteur, lue=version.revision)

    assert (list(version.financements.all()), relire(version).cout) == ([fonds], 2400)
    with pytest.raises(Perimee):
        financer_version(version=version, financements=[], cout=None, par=d.concepteur, lue=version.revision)


def test_une_version_publiee_ne_change_plus_de_financement(d):
    with pytest.raises(Refus, match="ne se modifie plus"):
        financer_version(version=version_publiee(d), financements=[], cout=1, par=d.concepteur)


def test_un_financement_se_corrige_tant_que_rien_de_publie_ne_le_porte(d):
    fonds = financement()
    financer_version(version=brouillon(d), financements=[fonds], cout=None, par=d.concepteur)

    fonds.nom = "FSE+ Inclusion"
    enregistrer_financement(financement=fonds)

    assert Financement.objects.get().nom == "FSE+ Inclusion"


@pytest.mark.parametrize("champ", ["nom", "fonds", "mention"])
def test_ce_qu_une_version_publiee_en_dit_ne_change_plus(d, champ):
    fonds, version = financement(), brouillon_complet(d)
    financer_version(version=version, financements=[fonds], cout=None, par=d.concepteur)
    version = soumettre_version(version=version, par=d.concepteur)
    version = rendre_avis(version=version, favorable=True, avis="Clair.", par=d.autre_concepteur)
    publier_version(version=version, par=d.gestionnaire)

    setattr(fonds, champ, "feder")
    with pytest.raises(Refus, match="Des programmes publiés portent ce financement"):
        enregistrer_financement(financement=fonds)

    fonds = Financement.objects.get()
    fonds.fin = fonds.debut
    enregistrer_financement(financement=fonds)
    assert Financement.objects.get().fin == fonds.debut
