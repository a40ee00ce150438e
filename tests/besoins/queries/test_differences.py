import pytest

from besoins.actions.module import ajouter_module, deplacer_module, modifier_module, supprimer_module
from besoins.actions.objectif import ajouter_objectif, modifier_objectif
from besoins.actions.programme import modifier_version, nouvelle_version_programme, rediger_programme
from besoins.models import VersionProgramme
from besoins.queries.differences import ORIGINE, autres_versions, differences
from tests.besoins.atelier import besoin_retenu, brouillon_complet, competence, relire, theme, version_publiee


@pytest.fixture
def publiee(d):
    return version_publiee(d, minutes=(180, 180, 90))


@pytest.fixture
def nouvelle(d, publiee):
    return nouvelle_version_programme(version=publiee, par=d.concepteur)


def resume(publiee, nouvelle, **options) -> list[str]:
    return [phrase.replace("\xa0", " ") for phrase in differences(publiee, nouvelle, **options).resume]


def ecarts(publiee, nouvelle, code) -> list:
    return next((liste.ecarts for liste in differences(publiee, nouvelle).listes if liste.code == code), [])


def test_une_copie_ne_differe_en_rien(publiee, nouvelle):
    rien = differences(publiee, nouvelle)

    assert (rien.resume, rien.textes, rien.listes) == ([], [], [])


def test_chaque_texte_est_compare_mot_a_mot(d, publiee, nouvelle):
    modifier_version(version=nouvelle, par=d.concepteur, tarif="Gratuit pour les adhérents", niveau="basique", cout=300)

    textes = {champ.nom: champ.morceaux for champ in differences(publiee, nouvelle).textes}

    assert textes["Tarif"] == [("egal", "Gratuit"), ("ajoute", " pour les adhérents")]
    assert textes["Niveau"] == [("retire", "avancé"), ("ajoute", "basique")]
    assert textes["Coût d'une session, en euros"] == [("ajoute", "300")]
    assert resume(publiee, nouvelle)[0].startswith("3 textes récrits : « ")


def test_ce_qui_n_est_pas_publie_ne_se_compare_pas_en_public(d, publiee, nouvelle):
    modifier_version(version=nouvelle, par=d.concepteur, cout=300)
    nouvelle.positionnements.update(intitule="Autre question ?")

    assert resume(publiee, nouvelle, public=True) == []
    assert "1 question retirée" in resume(publiee, nouvelle)


def test_modules_ajoutes_retires_allonges_et_deplaces(d, publiee, nouvelle):
    premier, deuxieme, troisieme = nouvelle.modules.all()
    modifier_module(module=deuxieme, par=d.concepteur, minutes=210)
    deplacer_module(module=troisieme, rang=1, par=d.concepteur)
    supprimer_module(version=nouvelle, module=premier.pk, par=d.concepteur)
    ajouter_module(version=nouvelle, par=d.concepteur, titre="Bilan", minutes=60, contenu="Faire le point ensemble.")

    vus = {(ecart.titre, ecart.genre, ecart.minutes) for ecart in ecarts(publiee, nouvelle, "module")}

    assert vus >= {("Bilan", "ajoute", 0), ("Module 1", "retire", 0), ("Module 2", "change", 30)}
    phrases = resume(publiee, nouvelle)
    assert {"1 module ajouté", "1 module retiré", "1 module déplacé", "1 module allongé de 30 min"} <= set(phrases)
    assert "1 module modifié" not in phrases


def test_un_module_renomme_ou_raccourci_reste_le_meme(d, publiee, nouvelle):
    module = nouvelle.modules.first()
    modifier_module(module=module, par=d.concepteur, titre="Premiers pas", minutes=120)

    (ecart,) = ecarts(publiee, nouvelle, "module")

    assert ("retire", "Module 1") in ecart.champs[0].morceaux or ecart.champs[0].nom == "Intitulé"
    assert resume(publiee, nouvelle) == ["1 module modifié", "1 module raccourci de 1 h"]


def test_un_objectif_reformule_ne_change_pas_les_modules_qui_le_travaillent(d, publiee, nouvelle):
    objectif = nouvelle.objectifs.get()
    modifier_objectif(
        objectif=objectif,
        par=d.concepteur,
        intitule="Accompagner toute démarche en ligne",
        besoins=objectif.besoins.all(),
    )
    ajouter_objectif(
        version=nouvelle,
        intitule="Orienter vers un relais",
        competence=competence(),
        niveau=2,
        evaluation="Carte",
        par=d.concepteur,
    )

    assert resume(publiee, nouvelle) == ["1 objectif ajouté", "1 objectif modifié"]


def test_le_sens_est_celui_du_temps(publiee, nouvelle):
    assert differences(nouvelle, publiee).avant == publiee


def test_une_copie_se_compare_a_son_original(d, publiee):
    copie = rediger_programme(
        titre="Autre", theme=theme(), besoins=[besoin_retenu(d, "Autre besoin")], copiee_de=publiee, par=d.concepteur
    )

    assert autres_versions(relire(copie)) == {ORIGINE: publiee}
    assert differences(copie, publiee).avant == publiee
    assert resume(publiee, copie) == ["1 objectif modifié", "un texte récrit : « Besoins auxquels il répond »"]


def test_les_autres_versions_commencent_par_celle_d_avant(publiee, nouvelle):
    assert list(autres_versions(nouvelle)) == ["1"]
    assert list(autres_versions(publiee)) == ["2"]


@pytest.mark.parametrize("nombre", [1, 30])
def test_le_nombre_de_requetes_ne_depend_pas_du_contenu(d, nombre, django_assert_num_queries):
    une, autre = (
        brouillon_complet(d, "Une", minutes=(30,) * nombre),
        brouillon_complet(d, "Autre", minutes=(60,) * nombre),
    )
    versions = VersionProgramme.objects.in_bulk([une.pk, autre.pk])

    with django_assert_num_queries(14):
        differences(versions[une.pk], versions[autre.pk])
