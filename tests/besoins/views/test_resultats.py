import csv
import io

import pytest
from django.urls import reverse

from besoins.actions.enquete import fermer_enquete
from besoins.models import Besoin, Enquete, Option
from tests.besoins.fabriques import brouillon, enquete_ouverte, repondre, structures
from tests.besoins.recolte import recolter


def page(nom: str, *args) -> str:
    return reverse(f"besoins:{nom}", args=args)


@pytest.fixture
def faite(d):
    faite = enquete_ouverte(d.concepteur)
    repondre(faite, d.structure, "Formation", "Réseau", urgence=4, postes=10, remarque="مرحبا 👋 <b>gras</b>")
    repondre(faite, d.autre_structure, "Formation", urgence=2, postes=20)
    return faite


def test_les_chiffres_leur_dessin_et_leurs_limites(d, faite, connecte):
    reponse = connecte(d.concepteur).get(page("enquete_resultats", faite.enquete.pk))

    texte = reponse.text.replace("\u00a0", " ")
    assert "2 réponses envoyées" in texte
    for attendu in (("2 sur 2, soit 100,0 %", "34 % – 100 %"), ("1 sur 2, soit 50,0 %", "9 % – 91 %")):
        assert '{} <span class="text-nowrap">[{}]</span>'.format(*attendu) in texte
    assert "ne permettent pas de classer strictement" in texte
    assert texte.count('<svg viewBox="0 0 360') == 2  # the choice that was answered and the scale
    assert "style=" not in texte
    assert "<dd>15 postes</dd>" in texte  # the median of 10 and 20
    assert "&lt;b&gt;gras" in texte


def test_sans_reponse_la_page_dit_quand_revenir(d, connecte):
    enquete = brouillon(d.concepteur).enquete

    assert "Aucune réponse envoyée" in connecte(d.concepteur).get(page("enquete_resultats", enquete.pk)).text


def test_la_note_sur_les_donnees_se_lit_avant_les_chiffres(d, faite, connecte):
    faite.enquete.note_donnees = "Deux volontaires."
    faite.enquete.save()

    texte = connecte(d.concepteur).get(page("enquete_resultats", faite.enquete.pk)).text

    assert texte.index("Deux volontaires.") < texte.index("Quels besoins ?")


def test_un_chiffre_publie_impossible_est_explique(d, faite, connecte):
    Option.objects.filter(libelle="Réseau").update(pourcentage_publie=23)

    texte = connecte(d.concepteur).get(page("enquete_resultats", faite.enquete.pk)).text

    assert "ne peut pas venir de 2 réponses" in texte


def test_un_nombre_inconnu_n_est_pas_un_zero(d, faite, connecte):
    Option.objects.filter(libelle="Matériel").update(effectif_inconnu=True)

    texte = connecte(d.concepteur).get(page("enquete_resultats", faite.enquete.pk)).text

    assert "nombre de réponses inconnu" in texte
    assert "0 sur 2" not in texte.split("Quelle taille")[0]


class TestEnFaireUnBesoin:
    def test_un_clic_ou_deux_font_un_besoin(self, d, faite, connecte):
        client = connecte(d.concepteur)
        adresse = page("option_deriver", faite.enquete.pk, faite.option("Formation").pk)

        for _ in range(2):
            reponse = client.post(adresse)

        besoin = Besoin.objects.get()
        assert reponse["Location"] == besoin.get_absolute_url()
        assert (besoin.preuves.get().k, besoin.preuves.get().n) == (2, 2)
        assert "Voir le besoin" in client.get(page("enquete_resultats", faite.enquete.pk)).text

    def test_une_gestionnaire_ne_le_peut_pas(self, d, faite, connecte):
        client = connecte(d.gestionnaire)

        assert client.post(page("option_deriver", faite.enquete.pk, faite.option("Formation").pk)).status_code == 403
        assert "En faire un besoin" not in client.get(page("enquete_resultats", faite.enquete.pk)).text

    def test_une_option_d_ailleurs_ne_fait_rien(self, d, faite, connecte):
        autre = brouillon(d.concepteur, "Autre").option("Formation")

        connecte(d.concepteur).post(page("option_deriver", faite.enquete.pk, autre.pk))

        assert not Besoin.objects.exists()


class TestTableau:
    def lire(self, client, enquete):
        reponse = client.get(page("enquete_resultats_csv", enquete.pk))
        assert reponse["Content-Type"] == "text/csv; charset=utf-8"
        return list(csv.reader(io.StringIO(reponse.getvalue().decode().removeprefix("\ufeff")), delimiter=";"))

    def test_les_memes_chiffres(self, d, faite, connecte):
        lignes = self.lire(connecte(d.concepteur), faite.enquete)

        assert ["Quels besoins ?", "Réseau", "1", "2", "50,0", "9,5", "90,5", "", "", ""] in lignes
        assert ["Combien de postes ?", "Médiane", "15", "2", "", "", "", "", "", ""] in lignes

    @pytest.mark.parametrize("texte", ["=1+1", "+33", "-cmd", "@SUM(A1)"])
    def test_aucune_formule_ne_s_execute(self, d, connecte, texte):
        faite = enquete_ouverte(d.concepteur)
        repondre(faite, d.structure, "Formation", remarque=texte)

        lignes = self.lire(connecte(d.concepteur), faite.enquete)

        assert f"'{texte}" in [ligne[1] for ligne in lignes]


@pytest.mark.parametrize("nombre", [1, 30])
def test_les_resultats_coutent_pareil_pour_une_ou_trente_reponses(d, connecte, nombre, django_assert_num_queries):
    faite = enquete_ouverte(d.concepteur)
    for structure in structures(nombre, d.commune):
        repondre(faite, structure, "Formation", "Réseau", urgence=3, postes=5, remarque="Oui")
    fermer_enquete(enquete=faite.enquete)
    client = connecte(d.concepteur)

    with django_assert_num_queries(20):
        client.get(page("enquete_resultats", faite.enquete.pk))


@pytest.mark.parametrize("nombre", [1, 30])
def test_la_liste_des_enquetes_coute_pareil(d, connecte, nombre, django_assert_num_queries):
    for rang in range(nombre):
        brouillon(d.concepteur, f"Enquête {rang}")
    client = connecte(d.concepteur)

    with django_assert_num_queries(5):
        client.get(page("enquete_list"))


class TestAdresseDUneVue:
    @pytest.fixture
    def lue(self, d, connecte):
        faite = enquete_ouverte(d.concepteur)
        petite, grande = faite.option("Petite"), faite.option("Grande")
        recolter(
            faite.enquete,
            {"region": d.region, faite.taille: petite, faite.remarque: "Un mot rare"},
            {"region": d.region, faite.taille: grande, faite.remarque: "Autre chose"},
            {"region": d.autre_region, faite.taille: grande},
        )
        client = connecte(d.concepteur)
        return faite, lambda suite="": client.get(page("enquete_resultats", faite.enquete.pk) + suite).text

    def test_le_filtre_et_la_carte_viennent_de_l_adresse(self, lue):
        _faite, lire = lue

        texte = lire("?region=53&carte=q2.1").replace("\u00a0", " ")

        assert "Réponses gardées par les filtres : 2." in texte
        assert "Région : Bretagne" in texte
        assert "1 sur 2, soit 50,0 %" in texte
        assert "Par région, part de « Petite »." in texte

    def test_chaque_reponse_mene_a_celles_qui_l_ont_choisie(self, lue):
        _faite, lire = lue

        assert 'href="?q2=2&amp;region=53"' in lire("?region=53")
        assert "Réponses gardées par les filtres" in lire("?q2=2&region=53")

    def test_aucune_reponse_gardee_le_dit(self, lue):
        _faite, lire = lue

        assert "Aucune réponse ne correspond à ces filtres" in lire("?role=autre")

    def test_une_enquete_anonyme_ouverte_ne_montre_rien(self, lue):
        faite, lire = lue
        Enquete.objects.filter(pk=faite.enquete.pk).update(regime="anonyme")

        texte = lire()

        assert "après la clôture" in texte
        assert "sur 3" not in texte

    def test_tous_les_textes_se_cherchent_par_pages(self, d, lue, client):
        faite, _lire = lue
        adresse = page("resultats_textes", faite.enquete.pk, faite.remarque.pk)

        assert "Autre chose" in client.get(adresse).text
        trouve = client.get(adresse + "?q=rare").text
        assert "Un mot rare" in trouve
        assert "Autre chose" not in trouve
        assert "Aucun texte" in client.get(adresse + "?q=absent%00").text
        assert client.get(page("resultats_textes", faite.enquete.pk, faite.taille.pk)).status_code == 404
