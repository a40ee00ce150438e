import pytest

from besoins.actions.module import ajouter_module, modifier_module
from besoins.actions.objectif import ajouter_objectif
from besoins.models import VersionProgramme
from besoins.queries.programme import avec_contenu, bilan_des_minutes, couverture
from tests.besoins.atelier import besoin_retenu, brouillon_complet, competence


def lue(version):
    return avec_contenu(VersionProgramme.objects.filter(pk=version.pk)).get()


def test_tout_repond_a_tout(d):
    assert couverture(lue(brouillon_complet(d))).complete


def test_ce_que_rien_ne_reprend_est_nomme(d):
    besoins = [besoin_retenu(d), besoin_retenu(d, "Oublié")]
    version = brouillon_complet(d, besoins=besoins)
    version.objectifs.get().besoins.remove(besoins[1])
    seul = ajouter_objectif(
        version=version, intitule="Seul", competence=competence(), niveau=2, evaluation="x", par=d.concepteur
    )
    vide = ajouter_module(version=version, titre="Vide", minutes=30, contenu="x", par=d.concepteur)

    trous = couverture(lue(version))

    assert (trous.besoins, trous.objectifs, trous.modules) == ([besoins[1]], [seul], [vide])


def test_un_besoin_porte_par_un_objectif_sans_module_n_est_pas_couvert(d):
    version = brouillon_complet(d)
    for module in version.modules.all():
        modifier_module(module=module, titre=module.titre, minutes=180, contenu="x", par=d.concepteur)

    assert couverture(lue(version)).besoins == list(version.besoins.all())


@pytest.mark.parametrize(
    ("minutes", "phrase"),
    [
        ((180, 180), "6\u00a0h au total, soit 2 demi-journées de 3\u00a0h."),
        ((180,), "3\u00a0h au total, soit 1 demi-journée de 3\u00a0h."),
        ((180, 60), "4\u00a0h au total\u00a0: 1 demi-journée de 3\u00a0h et 1\u00a0h de plus"),
        ((45,), "moins d'une demi-journée de 3\u00a0h."),
        ((), "Aucune durée encore"),
    ],
)
def test_le_total_se_compare_a_des_demi_journees(d, minutes, phrase):
    assert phrase in bilan_des_minutes(brouillon_complet(d, minutes=minutes))
