import pytest

from academie.regles import Refus, regle
from besoins.actions.rapport import abandonner_rapport, demander_rapport, etablir_rapport
from besoins.models import Enquete, Rapport
from besoins.queries.filtres import Filtre
from tests.besoins import fabriques


@pytest.fixture
def enquete(d):
    faite = fabriques.enquete_ouverte(d.concepteur)
    fabriques.repondre(faite, d.structure, "Formation")
    return faite.enquete


def demander(enquete, d):
    return demander_rapport(enquete=enquete, filtre=Filtre(enquete), par=d.concepteur)


def test_un_rapport_demande_deux_fois_n_est_fait_qu_une(enquete, d):
    (premier, nouveau), (second, encore) = demander(enquete, d), demander(enquete, d)
    assert (premier, nouveau, encore) == (second, True, False)


def test_un_rapport_etabli_deux_fois_garde_son_fichier(enquete, d):
    rapport, _nouveau = demander(enquete, d)
    fait = etablir_rapport(rapport=rapport)
    with fait.fichier.open() as fichier:
        assert fichier.read().startswith(b"%PDF-")
    assert etablir_rapport(rapport=rapport).fichier.name == fait.fichier.name


def test_une_enquete_anonyme_ouverte_n_a_pas_de_rapport(enquete, d):
    Enquete.objects.filter(pk=enquete.pk).update(regime="anonyme")
    with pytest.raises(Refus, match="après la clôture"):
        demander(enquete, d)


def test_ce_qui_ne_se_lit_plus_ne_s_imprime_plus(enquete, d):
    rapport, _nouveau = demander(enquete, d)
    Enquete.objects.filter(pk=enquete.pk).update(regime="anonyme")
    with pytest.raises(Refus, match="après la clôture"):
        etablir_rapport(rapport=rapport)


def test_les_plus_anciens_s_en_vont_avec_leur_fichier(enquete, d, django_capture_on_commit_callbacks):
    premier, _nouveau = demander(enquete, d)
    premier = etablir_rapport(rapport=premier)
    with django_capture_on_commit_callbacks(execute=True):
        for _fois in range(regle("rapport.conserves")):
            abandonner_rapport(rapport=demander(enquete, d)[0])
    assert enquete.rapports.count() == regle("rapport.conserves")
    assert not Rapport.objects.filter(pk=premier.pk).exists()
    assert not premier.fichier.storage.exists(premier.fichier.name)
