import pytest

from besoins.actions.publication import rendre_avis, reprendre_version, soumettre_version
from besoins.models import Commentaire
from besoins.queries.accueil import apport_ingenierie
from besoins.queries.invariants import (
    programmes_sans_version,
    versions_publiees_alterees,
    versions_publiees_incompletes,
    versions_relues_par_leurs_redacteurs,
)
from besoins.queries.publication import gestes, historique, pertes, relecteurs, travail_des_autres
from tests.besoins.atelier import (
    brouillon,
    brouillon_complet,
    version_en_relecture,
    version_publiee,
    version_relue,
    version_retiree,
)


def verbes(version, utilisateur):
    return [str(geste.libelle) for geste in gestes(version, utilisateur)]


@pytest.mark.parametrize(
    ("fabrique", "role", "attendu"),
    [
        (brouillon, "concepteur", ["Soumettre à la relecture", "Voir l'aperçu", "Dupliquer", "Supprimer le brouillon"]),
        (brouillon, "gestionnaire", ["Voir l'aperçu"]),
        (version_en_relecture, "concepteur", ["Voir l'aperçu", "Reprendre la rédaction", "Dupliquer"]),
        (version_en_relecture, "autre_concepteur", ["Relire", "Voir l'aperçu", "Dupliquer"]),
        (version_en_relecture, "formateur", ["Voir l'aperçu"]),
        (version_relue, "concepteur", ["Publier au catalogue", "Reprendre la rédaction", "Dupliquer"]),
        (version_relue, "gestionnaire", ["Publier au catalogue", "Relire encore"]),
        (version_publiee, "concepteur", ["Préparer une nouvelle version", "Dupliquer", "Retirer du catalogue"]),
        (version_publiee, "gestionnaire", ["Retirer du catalogue"]),
        (version_publiee, "formateur", []),
        (version_retiree, "concepteur", ["Préparer une nouvelle version", "Dupliquer"]),
        (version_retiree, "gestionnaire", []),
    ],
)
def test_les_gestes_sont_ceux_de_l_etat_et_du_role(d, fabrique, role, attendu):
    assert verbes(fabrique(d), getattr(d, role)) == attendu


def test_les_relecteurs_sont_les_autres_en_fonction_aujourd_hui(d):
    version = brouillon_complet(d)
    d.gestionnaire.affectations.update(debut="2020-01-01", fin="2020-12-31")

    assert list(relecteurs(version)) == [d.autre_concepteur]


def test_l_historique_se_lit_en_phrases(d):
    version = version_en_relecture(d)
    rendre_avis(version=version, favorable=False, avis="Précisez le tarif.", par=d.gestionnaire)

    phrases = historique(version)

    assert "Gestionnaire Test a renvoyé la version 1 à la rédaction. «\u00a0Précisez le tarif.\u00a0»" in phrases[0]
    assert "Concepteur Test a commencé la version 1." in phrases[-1]
    assert len(phrases) == 3


def test_une_reprise_par_son_autrice_ne_se_dit_pas_comme_un_renvoi(d):
    version = reprendre_version(version=version_relue(d), par=d.concepteur)

    assert "Concepteur Test a repris la rédaction de la version 1." in historique(version)[0]


def test_ce_que_perd_une_suppression_est_compte(d):
    version = rendre_avis(version=version_en_relecture(d), favorable=False, avis="Non.", par=d.gestionnaire)
    Commentaire.objects.create(version=version, cible="version", champ="tarif")

    assert travail_des_autres(version)
    assert pertes(version) == ["1 objectif", "2 modules", "1 question", "1 fil de commentaires", "1 avis de relecture"]
    assert not travail_des_autres(brouillon(d, "Autre"))


def a_faire(utilisateur):
    return [str(ligne.libelle) for ligne in apport_ingenierie(utilisateur).a_faire]


class TestAccueil:
    def test_le_brouillon_revient_a_qui_l_ecrit(self, d):
        brouillon(d)

        assert a_faire(d.concepteur) == ["Terminer «\u00a0Accompagner l'e-administration\u00a0»"]
        assert a_faire(d.autre_concepteur) == a_faire(d.gestionnaire) == []

    def test_la_relecture_revient_aux_autres(self, d):
        version_en_relecture(d)

        assert a_faire(d.concepteur) == a_faire(d.formateur) == []
        assert a_faire(d.autre_concepteur) == a_faire(d.gestionnaire)
        assert a_faire(d.gestionnaire) == ["Relire «\u00a0Accompagner l'e-administration\u00a0»"]

    def test_ce_qui_est_renvoye_se_reprend(self, d):
        rendre_avis(version=version_en_relecture(d), favorable=False, avis="Non.", par=d.gestionnaire)

        assert a_faire(d.concepteur) == ["Reprendre «\u00a0Accompagner l'e-administration\u00a0»"]

    def test_ce_qui_est_relu_se_publie(self, d):
        version_relue(d)

        assert a_faire(d.concepteur) == a_faire(d.gestionnaire)
        assert a_faire(d.gestionnaire) == ["Publier «\u00a0Accompagner l'e-administration\u00a0»"]

    def test_le_reste_n_appelle_rien(self, d):
        version_publiee(d)

        assert [a_faire(qui) for qui in d.personnes.values()] == [[] for _ in d.personnes]

    @pytest.mark.parametrize("nombre", [1, 30])
    def test_le_nombre_de_requetes_ne_depend_pas_des_versions(self, d, nombre, django_assert_num_queries):
        for rang in range(nombre):
            brouillon(d, f"Programme {rang}")
        assert d.concepteur.permissions

        with django_assert_num_queries(2):
            assert len(a_faire(d.concepteur)) == nombre


class TestInvariants:
    def test_une_version_publiee_par_les_actions_les_tient(self, d):
        version_publiee(d)

        assert [*versions_publiees_incompletes(), *versions_relues_par_leurs_redacteurs()] == []

    def test_un_texte_efface_apres_coup_se_voit(self, d):
        version = version_publiee(d)
        type(version).objects.update(tarif="")

        assert "tarif" in next(iter(versions_publiees_incompletes()))

    @pytest.mark.parametrize("fabrique", [version_publiee, version_retiree])
    @pytest.mark.parametrize(
        "alterer",
        [
            lambda version: type(version).objects.update(tarif="Payant"),
            lambda version: version.objectifs.update(evaluation="Autrement"),
            lambda version: version.modules.update(minutes=5),
            lambda version: version.modules.first().delete(),
            lambda version: version.modules.first().objectifs.clear(),
            lambda version: version.positionnements.update(intitule="Autre ?"),
            lambda version: version.besoins.clear(),
        ],
    )
    def test_ce_qui_change_apres_la_publication_se_voit(self, d, fabrique, alterer):
        version = fabrique(d)
        assert list(versions_publiees_alterees()) == []

        alterer(version)

        assert list(versions_publiees_alterees()) == [f"{version} n'est plus telle qu'elle a été publiée."]

    def test_un_programme_sans_version_se_voit(self, d):
        brouillon(d).delete()

        assert len(list(programmes_sans_version())) == 1

    @pytest.mark.parametrize("nombre", [1, 30])
    def test_l_audit_lit_tout_en_autant_de_requetes(self, d, nombre, django_assert_num_queries):
        version_publiee(d, minutes=(30,) * nombre)

        with django_assert_num_queries(14):
            assert list(versions_publiees_alterees()) == []

    def test_une_relecture_par_une_redactrice_se_voit(self, d):
        version = soumettre_version(version=brouillon_complet(d), par=d.concepteur)
        rendre_avis(version=version, favorable=True, par=d.gestionnaire)
        version.redacteurs.add(d.gestionnaire)

        assert len(list(versions_relues_par_leurs_redacteurs())) == 1
