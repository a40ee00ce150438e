import pytest
from django.urls import reverse

from besoins.actions.module import ajouter_module
from besoins.actions.objectif import ajouter_objectif
from besoins.actions.publication import publier_version, rendre_avis, soumettre_version
from tests.besoins.atelier import besoin_retenu, brouillon, brouillon_complet, competence, relire, version_publiee

AILLEURS = "Faire ses démarches"


@pytest.fixture
def publie(distribution):
    """A published programme on competence 2.3, for a need of its own."""
    return version_publiee(distribution, AILLEURS, besoins=[besoin_retenu(distribution, "Besoin d'ailleurs")])


@pytest.fixture
def besoin(distribution):
    besoin = besoin_retenu(distribution, "Accompagner les démarches")
    besoin.competences.set([competence("2.3")])
    return besoin


@pytest.fixture
def dossier(distribution, besoin):
    return brouillon(distribution, "Nouveau programme", besoins=[besoin])


@pytest.fixture
def page(connecte, distribution):
    def page(version, **parametres) -> str:
        reponse = connecte(distribution.concepteur).get(_adresse(version), parametres, follow=True)
        return reponse.content.decode()

    return page


@pytest.fixture
def reprendre(connecte, distribution):
    def reprendre(version, **choix) -> str:
        return connecte(distribution.concepteur).post(_adresse(version), choix, follow=True).content.decode()

    return reprendre


def _adresse(version) -> str:
    return reverse("besoins:premier_jet", args=[version.pk])


class TestProposer:
    def test_ce_qui_vise_la_competence_en_jeu_avec_sa_raison(self, publie, dossier, page):
        lue = page(dossier)
        assert "Accompagner une démarche en ligne" in lue
        assert "Il vise « 2.3 Compétence 2.3 », en jeu dans le besoin « Accompagner les démarches »." in lue
        assert f"De « {AILLEURS} »" in lue
        assert "Il travaille l&#x27;objectif « Accompagner une démarche en ligne »." in lue

    def test_ce_qui_repond_deja_au_besoin_sans_competence_dite(self, distribution, page):
        connu = besoin_retenu(distribution, "Besoin connu")
        version_publiee(distribution, AILLEURS, besoins=[connu])
        lue = page(brouillon(distribution, "Nouveau programme", besoins=[connu]))
        assert f"Il répond au besoin « Besoin connu » dans « {AILLEURS} »." in lue

    def test_ni_une_autre_competence_ni_un_brouillon(self, distribution, besoin, dossier, page):
        brouillon_complet(distribution, "Jamais publié", besoins=[besoin])
        assert "Rien à proposer" in page(dossier)
        besoin.competences.set([competence("4.1")])
        version_publiee(distribution, AILLEURS, besoins=[besoin_retenu(distribution, "Autre")])
        assert "Rien à proposer" in page(dossier)

    def test_ni_ce_que_le_dossier_dit_deja(self, distribution, publie, dossier, page):
        ajouter_objectif(
            version=dossier,
            intitule="Accompagner une démarche en ligne",
            competence=competence("2.3"),
            niveau=2,
            evaluation="Observée",
            par=distribution.concepteur,
        )
        assert "Rien à proposer" in page(dossier)

    def test_un_besoin_sans_competence_dit_quoi_faire(self, distribution, publie, page):
        muet = besoin_retenu(distribution, "Besoin muet")
        lue = page(brouillon(distribution, "Nouveau programme", besoins=[muet]))
        assert "ne dit pas quelles compétences sont en jeu" in lue
        assert muet.get_absolute_url() in lue

    def test_pour_les_besoins_choisis_seulement(self, distribution, publie, besoin, page):
        autre = besoin_retenu(distribution, "Besoin muet")
        dossier = brouillon(distribution, "Nouveau programme", besoins=[besoin, autre])
        assert "Accompagner une démarche en ligne" in page(dossier, besoin=besoin.pk)
        assert "Accompagner une démarche en ligne" not in page(dossier, besoin=autre.pk)

    @pytest.mark.parametrize("nombre", [1, 30])
    def test_requetes_constantes(self, nombre, connecte, distribution, dossier, publie, django_assert_num_queries):
        for rang in range(nombre):
            version_publiee(distribution, f"Programme {rang}", besoins=[besoin_retenu(distribution, f"Autre {rang}")])
        client = connecte(distribution.concepteur)
        with django_assert_num_queries(14):
            client.get(_adresse(dossier))


class TestReprendre:
    def test_mot_pour_mot_une_seule_fois(self, publie, besoin, dossier, reprendre):
        objectif, module = publie.objectifs.get(), publie.modules.first()
        for _fois in range(2):
            reprendre(dossier, objectifs=[objectif.pk], modules=[module.pk])
        repris = dossier.objectifs.get()
        assert (repris.intitule, repris.niveau, repris.evaluation) == (
            objectif.intitule,
            objectif.niveau,
            objectif.evaluation,
        )
        assert list(repris.besoins.all()) == [besoin]
        double = dossier.modules.get()
        assert (double.titre, double.minutes, double.contenu) == (module.titre, module.minutes, module.contenu)
        assert list(double.objectifs.all()) == [repris]

    def test_un_module_sans_son_objectif_n_en_travaille_aucun(self, publie, dossier, reprendre):
        reprendre(dossier, modules=[publie.modules.first().pk])
        assert not dossier.modules.get().objectifs.exists()

    def test_ce_qui_n_est_pas_propose_n_est_pas_repris(self, distribution, publie, dossier, reprendre):
        secret = brouillon_complet(distribution, "Jamais publié")
        lue = reprendre(dossier, objectifs=[secret.objectifs.get().pk], modules=[secret.modules.first().pk])
        assert "déjà dans le dossier" in lue
        assert not dossier.objectifs.exists()

    def test_rien_de_coche_le_dit(self, publie, dossier, reprendre):
        assert "Cochez au moins un objectif" in reprendre(dossier)

    def test_une_version_soumise_ne_change_plus(self, distribution, publie, reprendre, page):
        version = brouillon_complet(distribution, "Soumis")
        soumettre_version(version=version, par=distribution.concepteur)
        avant = version.modules.count()
        assert "ne se modifie plus" in reprendre(version, modules=[publie.modules.first().pk])
        assert "ne se modifie plus" in page(version)
        assert relire(version).modules.count() == avant

    def test_qui_ne_redige_pas_ne_reprend_pas(self, connecte, distribution, dossier):
        assert connecte(distribution.gestionnaire).get(_adresse(dossier)).status_code == 403


def test_le_module_le_plus_complet_est_copie_en_entier(distribution, besoin, dossier, reprendre):
    source = brouillon_complet(distribution, AILLEURS, besoins=[besoin_retenu(distribution, "Ailleurs")])
    objectif = source.objectifs.get()
    module = ajouter_module(
        version=source,
        titre="À distance",
        minutes=60,
        contenu="Contenu",
        modalite="virtuelle",
        supports="Une fiche",
        cas_local="Un cas",
        profil_formateur="Un profil",
        objectifs=[objectif],
        par=distribution.concepteur,
    )
    soumettre_version(version=source, par=distribution.concepteur)
    rendre_avis(version=source, favorable=True, avis="Clair.", par=distribution.autre_concepteur)
    publier_version(version=source, par=distribution.gestionnaire)
    reprendre(dossier, objectifs=[objectif.pk], modules=[module.pk])
    double = dossier.modules.get()
    assert (double.modalite, double.supports, double.cas_local, double.profil_formateur) == (
        "virtuelle",
        "Une fiche",
        "Un cas",
        "Un profil",
    )
