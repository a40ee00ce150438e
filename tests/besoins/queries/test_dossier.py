import pytest

from besoins.actions.effectif import compter_effectifs
from besoins.models import VersionProgramme
from besoins.queries.couverture import couverture
from besoins.queries.dossier import dossier
from besoins.queries.programme import avec_contenu, part_a_distance
from tests.besoins.atelier import brouillon, brouillon_complet


def lue(version):
    return avec_contenu(VersionProgramme.objects.filter(pk=version.pk)).get()


def lu(version):
    version = lue(version)
    return dossier(version, couverture(version))


@pytest.mark.parametrize(
    ("intitule", "niveau", "phrase"),
    [
        ("Accompagner une démarche", 5, "« accompagner » : degré 3 sur 6, appliquer, en accord avec le niveau visé."),
        ("Expliquer une démarche", 5, "degré 2 sur 6, comprendre, en accord avec le niveau visé."),
        ("Citer des services", 6, "Le niveau visé demande plutôt le degré 5, évaluer."),
        ("Concevoir un atelier", 1, "Le niveau visé ne demande que le degré 1, mémoriser."),
        ("Savoir accompagner", 5, "Il ne commence pas par un verbe d'action de la liste."),
    ],
)
def test_le_degre_du_verbe_se_compare_au_niveau_vise(d, intitule, niveau, phrase):
    version = brouillon_complet(d)
    version.objectifs.update(intitule=intitule, niveau=niveau)

    (ligne,) = lu(version).objectifs

    assert phrase in ligne.degre.replace("\xa0", " ")
    assert (ligne.niveau, ligne.besoins) == (f"Rang {niveau}", "B1")


def test_la_part_a_distance_vient_des_minutes(d):
    version = brouillon_complet(d, minutes=(180, 60, 60))
    version.modules.filter(titre="Module 2").update(modalite="virtuelle")
    version.modules.filter(titre="Module 3").update(modalite="autonomie")

    assert part_a_distance(lue(version)) == 0.4
    assert lu(version).distance == "40\u00a0%"
    assert part_a_distance(lue(brouillon(d, "Vide"))) is None


def test_un_module_dit_ce_qui_en_est_ecrit(d):
    version = brouillon_complet(d, minutes=(90,))
    version.modules.update(supports="", cas_local="Le fournil")

    (ligne,) = lu(version).modules

    assert ligne.duree == "1\u00a0h\u00a030"
    assert ligne.objectifs == "1"
    assert ligne.textes == [("contenu", "Repérer, expliquer, faire faire."), ("étude de cas locale", "Le fournil")]


def test_les_chiffres_disent_pour_qui_combien_de_temps_et_quels_besoins(d):
    version = brouillon_complet(d)

    assert [chiffre.valeur for chiffre in lu(version).chiffres] == ["–", "6\u00a0h", "1 sur 1"]

    compter_effectifs(version=version, effectifs={d.structure: 4, d.autre_structure: 1000}, par=d.concepteur)
    personnes = lu(version).chiffres[0]
    assert (personnes.valeur, personnes.libelle) == ("1\u00a0004", "personnes attendues de 2 structures")
