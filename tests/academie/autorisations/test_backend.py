import pytest
from django.contrib.auth.models import AnonymousUser

from academie.autorisations.table import TABLE, Role
from academie.models import Structure


def test_la_table_ne_nomme_que_des_roles_et_des_portees_connus():
    for permission, portees in TABLE.items():
        assert portees, permission
        assert all(isinstance(role, Role) for role in portees)


def test_structure_vue_par_sa_referente_seulement(distribution):
    assert distribution.referent.has_perm("structure.voir", distribution.structure)
    assert not distribution.autre_referent.has_perm("structure.voir", distribution.structure)
    assert not distribution.animateur.has_perm("structure.voir", distribution.structure)
    assert distribution.gestionnaire.has_perm("structure.voir", distribution.structure)


def test_la_liste_et_l_objet_disent_la_meme_chose(distribution):
    for personne in distribution.personnes.values():
        visibles = set(Structure.objects.autorises(personne, "structure.voir"))
        for structure in Structure.objects.all():
            assert personne.has_perm("structure.voir", structure) == (structure in visibles)


def test_un_compte_ferme_ou_personne_ne_peut_rien(distribution):
    distribution.gestionnaire.is_active = False
    assert not distribution.gestionnaire.has_perm("structure.voir", distribution.structure)
    assert not Structure.objects.autorises(distribution.gestionnaire, "structure.voir").exists()
    assert not Structure.objects.autorises(AnonymousUser(), "structure.voir").exists()


def test_l_arriere_boutique_s_ouvre_a_l_administration_seule(distribution):
    for nom, personne in distribution.personnes.items():
        attendu = nom == "administrateur"
        assert personne.is_staff == attendu
        assert personne.has_perm("academie.change_structure") == attendu
        assert personne.has_module_perms("besoins") == attendu


def test_une_permission_hors_table_est_une_faute(distribution):
    with pytest.raises(KeyError):
        Structure.objects.autorises(distribution.gestionnaire, "structure.inventer")
