import pytest

from academie.regles import Refus
from besoins.actions.module import ajouter_module, deplacer_module, modifier_module, supprimer_module
from besoins.actions.publication import soumettre_version
from besoins.models import Module
from tests.besoins.atelier import brouillon, brouillon_complet, relire


def ajouter(version, d, **autres):
    champs = {"titre": "Découvrir", "minutes": 180, "contenu": "Tour d'horizon"}
    return ajouter_module(version=version, par=d.concepteur, **champs | autres)


def ordre(version):
    return list(version.modules.values_list("titre", "ordre"))


def test_les_modules_se_suivent_et_leurs_minutes_s_ajoutent(d):
    version = brouillon(d)

    ajouter(version, d)
    ajouter(version, d, titre="Pratiquer", minutes=90)

    assert ordre(version) == [("Découvrir", 1), ("Pratiquer", 2)]
    assert relire(version).minutes_prevues == 270
    assert type(version).objects.avec_minutes().get().minutes_prevues == 270


def test_le_meme_module_deux_fois_n_est_ajoute_qu_une_fois(d):
    version = brouillon(d)

    assert ajouter(version, d) == ajouter(version, d)
    assert Module.objects.count() == 1


def test_deux_modules_de_meme_titre_sont_refuses(d):
    version = brouillon(d)
    ajouter(version, d)

    with pytest.raises(Refus, match="figure déjà") as refus:
        ajouter(version, d, minutes=90)
    assert refus.value.champ == "titre"


def test_un_module_dure(d):
    with pytest.raises(Refus, match="en minutes") as refus:
        ajouter(brouillon(d), d, minutes=0)
    assert refus.value.champ == "minutes"


def test_un_module_ne_travaille_que_les_objectifs_de_son_programme(d):
    autre = brouillon_complet(d, "Autre programme").objectifs.get()

    with pytest.raises(Refus, match="son propre programme") as refus:
        ajouter(brouillon(d), d, objectifs=[autre])
    assert refus.value.champ == "objectifs"


def test_modifier_un_module(d):
    version = brouillon_complet(d)
    module = version.modules.first()

    modifier_module(
        module=module, titre="Ouvrir", minutes=210, contenu="Autre", methode="En binôme", objectifs=[], par=d.concepteur
    )

    module.refresh_from_db()
    assert (module.titre, module.minutes, module.contenu, module.methode) == ("Ouvrir", 210, "Autre", "En binôme")
    assert not module.objectifs.exists()


def test_prendre_le_titre_d_un_autre_module_est_refuse(d):
    version = brouillon_complet(d)

    with pytest.raises(Refus, match="figure déjà"):
        modifier_module(module=version.modules.last(), titre="Module 1", minutes=1, contenu="x", par=d.concepteur)


def test_modifier_un_module_que_quelqu_un_vient_de_supprimer(d):
    module = ajouter(brouillon(d), d)
    Module.objects.all().delete()

    with pytest.raises(Refus, match="vient d'être supprimé"):
        modifier_module(module=module, titre="x", minutes=1, contenu="x", par=d.concepteur)


def test_placer_un_module_deux_fois_au_meme_rang(d):
    version = brouillon(d)
    modules = [ajouter(version, d, titre=nom) for nom in "ABC"]

    for _ in range(2):
        deplacer_module(module=modules[0], rang=2, par=d.concepteur)

    assert ordre(version) == [("B", 1), ("A", 2), ("C", 3)]


def test_supprimer_un_module_deux_fois(d):
    version = brouillon_complet(d)
    pk = version.modules.first().pk

    for _ in range(2):
        supprimer_module(version=version, module=pk, par=d.concepteur)

    assert ordre(version) == [("Module 2", 2)]


def test_rien_ne_change_dans_une_version_soumise(d):
    version = brouillon_complet(d)
    module = version.modules.first()
    soumettre_version(version=version, par=d.concepteur)

    for geste in (
        lambda: ajouter(version, d),
        lambda: modifier_module(module=module, titre="x", minutes=1, contenu="x", par=d.concepteur),
        lambda: deplacer_module(module=module, rang=2, par=d.concepteur),
        lambda: supprimer_module(version=version, module=module.pk, par=d.concepteur),
    ):
        with pytest.raises(Refus, match="Seul un brouillon"):
            geste()
    assert ordre(version) == [("Module 1", 1), ("Module 2", 2)]
