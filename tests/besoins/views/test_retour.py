import pytest
from django.urls import reverse

from besoins.actions.besoin import ecarter_besoin, qualifier_besoin, retenir_besoin
from besoins.actions.contribution import proposer_besoin
from besoins.actions.enquete import fermer_enquete
from besoins.actions.preuve import deriver_besoin_d_option
from besoins.models import Besoin, Enquete
from besoins.queries.retour import retours_de
from tests.besoins import atelier
from tests.besoins.fabriques import enquete_ouverte, repondre


def page(d) -> str:
    return reverse("besoins:retour_detail", args=[d.structure.pk])


def derive(d, faite, libelle: str) -> Besoin:
    return deriver_besoin_d_option(option=faite.option(libelle), par=d.concepteur)


def titres(structure) -> set[str]:
    return {retour.suite.besoin.titre for retour in retours_de(structure)}


class TestReponsesNommees:
    def test_seules_ses_propres_reponses_comptent(self, d):
        faite = enquete_ouverte(d.concepteur)
        repondre(faite, d.structure, "Formation")
        repondre(faite, d.autre_structure, "Réseau")
        for libelle in ("Formation", "Réseau"):
            derive(d, faite, libelle)

        assert titres(d.structure) == {"Formation"}
        assert titres(d.autre_structure) == {"Réseau"}

    def test_le_refus_et_son_motif_se_lisent(self, d, connecte):
        faite = enquete_ouverte(d.concepteur)
        repondre(faite, d.structure, "Matériel")
        ecarter_besoin(besoin=derive(d, faite, "Matériel"), par=d.concepteur, motif="Hors du champ.")

        texte = connecte(d.referent).get(page(d)).text

        assert "Hors du champ." in texte
        assert "Votre réponse «\u00a0Matériel\u00a0»" in texte

    def test_le_programme_qui_repond_est_a_un_lien(self, d, connecte):
        faite = enquete_ouverte(d.concepteur)
        repondre(faite, d.structure, "Formation")
        besoin = qualifier_besoin(besoin=derive(d, faite, "Formation"), par=d.concepteur)
        version = atelier.version_publiee(d, besoins=[retenir_besoin(besoin=besoin, par=d.concepteur)])

        assert version.programme.get_absolute_url() in connecte(d.referent).get(page(d)).text


@pytest.mark.parametrize("regime", ["pseudonyme", "anonyme"])
def test_sans_nom_rien_ne_dit_qui_a_repondu_quoi(d, regime):
    faite = enquete_ouverte(d.concepteur)
    Enquete.objects.filter(pk=faite.enquete.pk).update(regime=regime)
    faite.enquete = Enquete.objects.get(pk=faite.enquete.pk)
    for structure, libelle in ((d.structure, "Formation"), (d.autre_structure, "Réseau")):
        repondre(faite, structure, libelle)
    fermer_enquete(enquete=faite.enquete)
    Enquete.objects.filter(pk=faite.enquete.pk).update(regime="nomme")  # too few answers to be read otherwise
    for libelle in ("Formation", "Réseau"):
        derive(d, faite, libelle)
    Enquete.objects.filter(pk=faite.enquete.pk).update(regime=regime)

    assert titres(d.structure) == titres(d.autre_structure) == {"Formation", "Réseau"}
    [voie] = {voie for retour in retours_de(d.structure) for voie in retour.voies}
    assert "à laquelle vous avez participé" in voie


def test_sa_demande_y_est_aussi(d):
    proposer_besoin(besoin=Besoin(titre="Signer", description="En LSF"), par=d.animateur, structure=d.structure)

    [retour] = retours_de(d.structure)
    assert "En LSF" in retour.voies[0]


class TestAcces:
    def test_la_referente_ne_lit_que_sa_structure(self, d, connecte):
        faite = enquete_ouverte(d.concepteur)
        for structure in (d.structure, d.autre_structure):
            repondre(faite, structure, "Formation")
        client = connecte(d.referent)

        texte = client.get(reverse("besoins:retour_list")).text
        assert d.structure.nom in texte
        assert d.autre_structure.nom not in texte
        assert client.get(reverse("besoins:retour_detail", args=[d.autre_structure.pk])).status_code == 404

    def test_l_accueil_de_la_referente_y_mene(self, d, connecte):
        faite = enquete_ouverte(d.concepteur)
        repondre(faite, d.structure, "Formation")
        derive(d, faite, "Formation")

        assert page(d) in connecte(d.referent).get(reverse("accueil")).text


@pytest.mark.parametrize("nombre", [1, 30])
def test_la_page_coute_pareil(d, connecte, nombre, django_assert_num_queries):
    for rang in range(nombre):
        proposer_besoin(besoin=Besoin(titre=f"{rang}", description="X"), par=d.animateur, structure=d.structure)
    client = connecte(d.referent)

    with django_assert_num_queries(11):
        client.get(page(d))


def test_ce_qui_est_sorti_d_une_enquete(d, connecte):
    faite = enquete_ouverte(d.concepteur)
    repondre(faite, d.structure, "Formation")
    adresse, client = reverse("besoins:enquete_suites", args=[faite.enquete.pk]), connecte(d.gestionnaire)
    assert "Aucun besoin" in client.get(adresse).text

    derive(d, faite, "Formation")

    texte = client.get(adresse).text
    assert Besoin.objects.get().get_absolute_url() in texte
    assert "reçu" in texte
