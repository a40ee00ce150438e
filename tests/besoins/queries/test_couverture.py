from besoins.actions.module import ajouter_module, modifier_module
from besoins.actions.objectif import ajouter_objectif
from besoins.models import VersionProgramme
from besoins.queries.couverture import couverture
from besoins.queries.programme import avec_contenu
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

    assert (trous.besoins, trous.modules) == ([besoins[1]], [vide])
    assert trous.objectifs_sans_besoin == trous.objectifs_sans_module == [seul]


def test_un_besoin_porte_par_un_objectif_sans_module_n_est_pas_couvert(d):
    version = brouillon_complet(d)
    for module in version.modules.all():
        modifier_module(module=module, objectifs=[], par=d.concepteur)

    assert couverture(lue(version)).besoins == list(version.besoins.all())


def test_le_poids_d_un_besoin_est_son_score_rapporte_a_ceux_du_programme(d):
    besoins = [besoin_retenu(d, nom) for nom in ("Pressé", "Ordinaire")]
    type(besoins[0]).objects.filter(pk=besoins[0].pk).update(urgence=5, faisabilite=5)
    type(besoins[1]).objects.filter(pk=besoins[1].pk).update(urgence=1, faisabilite=1)

    lignes = couverture(lue(brouillon_complet(d, besoins=besoins))).lignes

    assert [(ligne.besoin, ligne.poids) for ligne in lignes] == [(besoins[0], "69\u00a0%"), (besoins[1], "31\u00a0%")]
    assert [(ligne.minutes, ligne.barre_minutes) for ligne in lignes] == [("3\u00a0h", 50)] * 2
