import pytest

from academie.regles import Refus
from besoins.actions.objectif import ajouter_objectif, deplacer_objectif, modifier_objectif, supprimer_objectif
from besoins.actions.publication import soumettre_version
from besoins.models import Objectif
from tests.besoins.atelier import besoin_retenu, brouillon, brouillon_complet, competence


def ajouter(version, d, **autres):
    champs = {
        "intitule": "Créer un blog",
        "competence": competence("3.1"),
        "niveau": 4,
        "evaluation": "Un blog en ligne",
    }
    return ajouter_objectif(version=version, par=d.concepteur, **champs | autres)


def ordre(version):
    return list(version.objectifs.values_list("intitule", "ordre"))


def test_les_objectifs_se_suivent(d):
    version = brouillon(d)
    besoin = version.besoins.get()

    ajouter(version, d)
    second = ajouter(version, d, intitule="Publier un article", besoins=[besoin])

    assert ordre(version) == [("Créer un blog", 1), ("Publier un article", 2)]
    assert (second.competence, second.niveau, list(second.besoins.all())) == (competence("3.1"), 4, [besoin])


def test_le_meme_objectif_deux_fois_n_est_ajoute_qu_une_fois(d):
    version = brouillon(d)

    assert ajouter(version, d) == ajouter(version, d)
    assert Objectif.objects.count() == 1


def test_deux_objectifs_de_meme_intitule_sont_refuses(d):
    version = brouillon(d)
    ajouter(version, d)

    with pytest.raises(Refus, match="figure déjà") as refus:
        ajouter(version, d, niveau=6)
    assert refus.value.champ == "intitule"


@pytest.mark.parametrize("niveau", [0, 9])
def test_le_niveau_est_sur_l_echelle_du_referentiel(d, niveau):
    with pytest.raises(Refus, match="va de 1 à 8") as refus:
        ajouter(brouillon(d), d, niveau=niveau)
    assert refus.value.champ == "niveau"


def test_un_objectif_ne_repond_qu_aux_besoins_du_programme(d):
    version = brouillon(d)

    with pytest.raises(Refus, match="besoins choisis pour le programme") as refus:
        ajouter(version, d, besoins=[besoin_retenu(d, "Un besoin d'ailleurs")])
    assert refus.value.champ == "besoins"


def test_modifier_un_objectif(d):
    version = brouillon(d)
    objectif = ajouter(version, d)

    modifier_objectif(
        objectif=objectif,
        intitule="Créer un site",
        competence=competence("3.4"),
        niveau=6,
        evaluation="Un site en ligne",
        par=d.concepteur,
    )

    objectif.refresh_from_db()
    assert (objectif.intitule, objectif.competence, objectif.niveau) == ("Créer un site", competence("3.4"), 6)


def test_prendre_l_intitule_d_un_autre_est_refuse(d):
    version = brouillon(d)
    ajouter(version, d)
    second = ajouter(version, d, intitule="Second")

    with pytest.raises(Refus, match="figure déjà"):
        modifier_objectif(
            objectif=second,
            intitule="Créer un blog",
            competence=competence(),
            niveau=1,
            evaluation="x",
            par=d.concepteur,
        )


def test_modifier_un_objectif_que_quelqu_un_vient_de_supprimer(d):
    objectif = ajouter(brouillon(d), d)
    Objectif.objects.all().delete()

    with pytest.raises(Refus, match="vient d'être supprimé"):
        modifier_objectif(
            objectif=objectif, intitule="x", competence=competence(), niveau=1, evaluation="x", par=d.concepteur
        )


@pytest.mark.parametrize(
    ("rang", "attendu"), [(1, ["C", "A", "B"]), (2, ["A", "C", "B"]), (3, ["A", "B", "C"]), (99, ["A", "B", "C"])]
)
def test_placer_un_objectif_deux_fois_au_meme_rang(d, rang, attendu):
    version = brouillon(d)
    objectifs = [ajouter(version, d, intitule=nom) for nom in "ABC"]

    for _ in range(2):
        deplacer_objectif(objectif=objectifs[2], rang=rang, par=d.concepteur)

    assert ordre(version) == [(nom, rang) for rang, nom in enumerate(attendu, start=1)]


def test_supprimer_deux_fois(d):
    version = brouillon_complet(d)
    pk = version.objectifs.get().pk

    for _ in range(2):
        supprimer_objectif(version=version, objectif=pk, par=d.concepteur)

    assert not version.objectifs.exists()
    assert version.modules.count() == 2


def test_rien_ne_change_dans_une_version_soumise(d):
    version = brouillon_complet(d)
    objectif = version.objectifs.get()
    soumettre_version(version=version, par=d.concepteur)

    for geste in (
        lambda: ajouter(version, d),
        lambda: modifier_objectif(
            objectif=objectif, intitule="x", competence=competence(), niveau=1, evaluation="x", par=d.concepteur
        ),
        lambda: deplacer_objectif(objectif=objectif, rang=1, par=d.concepteur),
        lambda: supprimer_objectif(version=version, objectif=objectif.pk, par=d.concepteur),
    ):
        with pytest.raises(Refus, match="Seul un brouillon"):
            geste()
    assert ordre(version) == [("Accompagner une démarche en ligne", 1)]
