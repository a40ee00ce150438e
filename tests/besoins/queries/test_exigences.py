import pytest

from besoins.actions.besoin import reexaminer_besoin
from besoins.models import Preuve, VersionProgramme
from besoins.queries.exigences import INDICATEURS, alertes, manques, points
from besoins.queries.programme import avec_contenu
from tests.besoins.atelier import besoin_retenu, brouillon, brouillon_complet


def lue(version) -> VersionProgramme:
    return avec_contenu(VersionProgramme.objects.filter(pk=version.pk)).get()


def libelles(absents) -> list[str]:
    return [absent.libelle.replace("\xa0", " ") for absent in absents]


def sans_preuve(version, d):
    Preuve.objects.all().delete()


def sans_besoin(version, d):
    reexaminer_besoin(besoin=version.besoins.get(), par=d.concepteur)


def sans_module_pour_l_objectif(version, d):
    for module in version.modules.all():
        module.objectifs.clear()


RETRAITS = {
    "un besoin retenu": sans_besoin,
    "une preuve du besoin « Former les animateurs »": sans_preuve,
    "un objectif": lambda version, d: version.objectifs.all().delete(),
    "un module": lambda version, d: version.modules.all().delete(),
    "un module qui travaille l'objectif « Accompagner une démarche en ligne »": sans_module_pour_l_objectif,
    "une question de positionnement": lambda version, d: version.positionnements.all().delete(),
    "l'évaluation de l'objectif « Accompagner une démarche en ligne »": lambda version, d: version.objectifs.update(
        evaluation=" "
    ),
    "un support ou une ressource citée dans le module « Module 2 »": lambda version, d: version.modules.filter(
        titre="Module 2"
    ).update(supports=""),
}


def test_rien_ne_manque_a_un_brouillon_complet(d):
    version = lue(brouillon_complet(d))

    assert manques(version) == []
    assert [indicateur.numero for indicateur in points(version)] == [1, 4, 5, 6, 8, 10, 11, 17, 19] == [*INDICATEURS]
    assert all(indicateur.fait for indicateur in points(version))


@pytest.mark.parametrize("champ", VersionProgramme.CHAMPS_OBLIGATOIRES)
def test_chaque_texte_publie_est_demande_la_ou_il_s_ecrit(d, champ):
    version = lue(brouillon_complet(d, textes={champ: ""}))

    (absent,) = manques(version)

    assert str(version._meta.get_field(champ).verbose_name) in absent.libelle
    assert absent.url == f"/ingenierie/{version.pk}/presentation/#id_{champ}"


@pytest.mark.parametrize("libelle", RETRAITS)
def test_chaque_chose_est_demandee(d, libelle):
    version = brouillon_complet(d)
    RETRAITS[libelle](version, d)

    version = lue(version)

    assert libelle in libelles(manques(version))
    assert not all(indicateur.fait for indicateur in points(version))


def test_une_ressource_citee_vaut_un_support(d):
    version = brouillon_complet(d)
    version.modules.update(supports="")
    ressource = version.modules.model.ressources.field.related_model.objects.create(
        genre="note", titre="Note", redige_par=d.concepteur, cree_le=version.cree_le
    )
    for module in version.modules.all():
        module.ressources.add(ressource)

    assert manques(lue(version)) == []


def test_un_brouillon_neuf_dit_ou_tout_ecrire(d):
    version = lue(brouillon(d))

    absents = dict(zip(libelles(manques(version)), [absent.url for absent in manques(version)], strict=True))

    assert absents["« tarif »"] == f"/ingenierie/{version.pk}/presentation/#id_tarif"
    assert absents["un objectif"] == f"/ingenierie/{version.pk}/objectifs/nouveau/"
    assert absents["un module"] == f"/ingenierie/{version.pk}/modules/nouveau/"
    assert len(absents) == len(VersionProgramme.CHAMPS_OBLIGATOIRES) + 3


def test_ce_qu_on_signale_sans_rien_interdire(d):
    version = brouillon_complet(d, besoins=[besoin_retenu(d), besoin_retenu(d, "Oublié")])
    version.objectifs.get().besoins.set(version.besoins.exclude(titre="Oublié"))
    version.modules.filter(titre="Module 1").update(profil_formateur="Médiatrice numérique")
    version.modules.get(titre="Module 2").objectifs.clear()

    version = lue(version)

    assert manques(version) == []
    assert set(libelles(alertes(version))) == {
        "un objectif travaillé dans un module pour le besoin « Oublié »",
        "les effectifs attendus",
        "un objectif travaillé par le module « Module 2 »",
        "le profil de la formatrice ou du formateur du module « Module 2 »",
    }


def test_un_objectif_sans_verbe_d_action_ne_se_soumet_pas(d):
    version = brouillon_complet(d)
    version.objectifs.update(intitule="Savoir accompagner")

    (absent,) = manques(lue(version))

    assert "un verbe d'action pour commencer l'objectif" in absent.libelle
    assert absent.url == f"/ingenierie/{version.pk}/objectifs/{version.objectifs.get().pk}/#id_intitule"


@pytest.mark.parametrize("nombre", [1, 30])
def test_la_table_se_lit_sans_requete(d, nombre, django_assert_num_queries):
    version = lue(brouillon_complet(d, minutes=(30,) * nombre))

    with django_assert_num_queries(0):
        assert points(version)
