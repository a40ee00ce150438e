import pytest
from django.urls import reverse

from besoins.models import Citation, Codage, Code, Enquete
from besoins.queries.codage import textes_de
from tests.besoins.exemples.codages import coder


@pytest.fixture
def codee(d):
    return coder(d)


def adresse(page: str, enquete, *cles) -> str:
    return reverse(f"besoins:{page}", args=[enquete.pk, *cles])


def lire(client, url) -> str:
    reponse = client.get(url)
    assert reponse.status_code == 200
    return reponse.text.replace("\u00a0", " ").replace("&#x27;", "'")


def test_la_liste_dit_qui_a_lu_combien(d, codee, connecte):
    texte = lire(connecte(d.gestionnaire), adresse("codage_list", codee[0].enquete))

    assert "Une remarque ?" in texte
    assert "Concepteur Test : 2" in texte
    assert "Seconde Lecture : 2" in texte
    assert "codage_question" not in texte


class TestCoder:
    def test_cocher_puis_enregistrer_sans_javascript(self, d, codee, connecte):
        faite, _loin, cher, *_ = codee
        client, page = connecte(d.concepteur), adresse("codage_question", faite.enquete, faite.remarque.pk)
        [a_lire] = [v for v in textes_de(faite.remarque) if not v.codages.exists()]
        assert lire(client, page + "?statut=a_lire").count('name="textes"') == 1

        reponse = client.post(page + "?statut=a_lire", {"textes": [a_lire.pk], f"v{a_lire.pk}": [cher.pk]})

        assert reponse.url == page + "?statut=a_lire"
        assert a_lire.codages.get().code == cher
        assert "Aucun texte" in lire(client, page + "?statut=a_lire")

    def test_un_theme_et_aucun_se_contredisent(self, d, codee, connecte):
        faite, loin, _cher, premier, _dernier = codee
        page = adresse("codage_question", faite.enquete, faite.remarque.pk)

        reponse = connecte(d.concepteur).post(page, {"textes": [premier.pk], f"v{premier.pk}": [loin.pk, "aucun"]})

        assert "pas les deux" in reponse.text
        assert Codage.objects.filter(valeur=premier, par=d.concepteur).get().code == loin

    @pytest.mark.parametrize(
        ("requete", "combien"),
        [
            ("", 3),
            ("?q=SESSIONS", 1),
            ("?q=chér", 1),
            ("?q=loin cher", 1),
            ("?statut=theme&code={loin}", 2),
            ("?statut=theme&code={cher}", 1),
            ("?statut=proposes&code={loin}", 1),
            ("?statut=sans_theme", 0),
        ],
    )
    def test_chercher_et_choisir(self, d, codee, connecte, requete, combien):
        faite, loin, cher, *_ = codee
        page = adresse("codage_question", faite.enquete, faite.remarque.pk)

        texte = lire(connecte(d.concepteur), page + requete.format(loin=loin.pk, cher=cher.pk))

        assert texte.count('name="textes"') == combien

    def test_un_theme_se_choisit_avant_de_filtrer(self, d, codee, connecte):
        page = adresse("codage_question", codee[0].enquete, codee[0].remarque.pk)

        assert "Choisissez le thème." in lire(connecte(d.concepteur), page + "?statut=theme")

    @pytest.mark.parametrize("combien", [1, 30])
    def test_le_cout_de_la_page_est_constant(self, d, connecte, combien, django_assert_num_queries):
        faite, *_ = coder(d, ("Loin",) * (combien + 2))
        client = connecte(d.concepteur)

        with django_assert_num_queries(12):
            client.get(adresse("codage_question", faite.enquete, faite.remarque.pk))

    def test_qui_ne_concoit_pas_ne_lit_pas_les_textes(self, d, codee, connecte):
        faite, *_ = codee
        client = connecte(d.gestionnaire)

        for page in ("codage_question", "codage_accord", "suggestion_list"):
            assert client.get(adresse(page, faite.enquete, faite.remarque.pk)).status_code == 403

    def test_une_enquete_anonyme_ouverte_ne_se_lit_pas(self, d, codee, connecte):
        faite, *_ = codee
        Enquete.objects.filter(pk=faite.enquete.pk).update(regime="anonyme")
        client = connecte(d.concepteur)

        for page in ("codage_question", "codage_accord", "suggestion_list"):
            texte = lire(client, adresse(page, faite.enquete, faite.remarque.pk))
            assert "après la clôture" in texte
            assert "cher" not in texte
        for page in ("codage_resultats", "codage_textes"):
            assert "loin" not in lire(client, adresse(page, faite.enquete) + "?q=trop").lower()


class TestAccord:
    def test_kappa_et_desaccords_puis_trancher(self, d, codee, connecte):
        faite, _loin, cher, _premier, dernier = codee
        client, page = connecte(d.concepteur), adresse("codage_accord", faite.enquete, faite.remarque.pk)

        texte = lire(client, page)
        assert "2 textes lus par les deux." in texte
        assert "non défini" in texte  # both always saw the distance
        assert "0,50" in texte  # all the decisions: 3 agree out of 4, 1/2 by chance
        assert "oui pour Concepteur Test, non pour Seconde Lecture" in texte

        client.post(adresse("codage_trancher", faite.enquete, dernier.pk), {"code": cher.pk, "retenu": "oui"})
        assert "Tranché : oui." in lire(client, page)

    def test_deux_personnes_differentes(self, d, codee, connecte):
        faite, *_ = codee
        page = adresse("codage_accord", faite.enquete, faite.remarque.pk)

        texte = lire(connecte(d.concepteur), f"{page}?a={d.concepteur.pk}&b={d.concepteur.pk}")

        assert "Choisissez deux personnes différentes." in texte

    def test_une_seule_lecture(self, d, codee, connecte):
        faite, *_ = codee
        Codage.objects.exclude(par=d.concepteur).delete()

        assert "Une seule lecture" in lire(
            connecte(d.concepteur), adresse("codage_accord", faite.enquete, faite.remarque.pk)
        )


class TestResultats:
    def test_les_themes_leur_part_et_les_seules_citations(self, d, codee, connecte):
        texte = lire(connecte(d.gestionnaire), adresse("codage_resultats", codee[0].enquete))

        assert "Textes lus : 2 sur 3" in texte
        assert "2 sur 2, soit 100,0 % [34 % – 100 %]" in texte
        assert "« Trop loin […] »" in texte
        assert "chez nous" not in texte
        assert "1 désaccord à trancher" in texte
        assert "En faire un besoin" not in texte

    def test_un_theme_devient_un_besoin(self, d, codee, connecte):
        faite, loin, *_ = codee
        client = connecte(d.concepteur)

        page = client.post(adresse("theme_deriver", faite.enquete, loin.pk), follow=True)

        assert "thème « Distance »" in page.text.replace("\u00a0", " ").lower().replace("distance", "Distance")
        assert "Voir le besoin" in lire(client, adresse("codage_resultats", faite.enquete))

    def test_un_theme_rare_d_une_enquete_anonyme_reste_masque(self, d, connecte):
        faite, _loin, _cher, _premier, _dernier = coder(d, ("Loin",) * 6)
        Enquete.objects.filter(pk=faite.enquete.pk).update(regime="anonyme", etat="close", close_le="2099-01-01T00:00Z")

        texte = lire(connecte(d.concepteur), adresse("codage_resultats", faite.enquete))

        assert "Masqué : trop peu de textes." in texte
        assert "Trop loin […]" not in texte
        assert "En faire un besoin" not in texte


def test_citer_demande_une_relecture(d, codee, connecte):
    faite, *_, dernier = codee
    client, page = connecte(d.concepteur), adresse("citation", faite.enquete, dernier.pk)

    assert "Relisez" in client.post(page, {"texte": "Loin, cher"}).text
    assert Citation.objects.count() == 1
    client.post(page, {"texte": "Loin, cher", "verifiee": "on"})
    assert Citation.objects.get(valeur=dernier).texte == "Loin, cher"


def test_chercher_dans_toute_l_enquete(d, codee, connecte):
    texte = lire(connecte(d.concepteur), adresse("codage_textes", codee[0].enquete) + "?q=CHÊR")

    assert "Trop loin, trop cher" in texte
    assert "sessions" not in texte.split("<main")[1].split("</main")[0].lower()


def test_fusionner_deux_fois_ramene_aux_questions(d, codee, connecte):
    faite, loin, cher, *_ = codee
    client, page = connecte(d.concepteur), adresse("code_fusionner", faite.enquete, loin.pk)

    assert client.post(page, {"dans": cher.pk}).status_code == 302
    assert client.post(page, {"dans": cher.pk}).url == adresse("codage_list", faite.enquete)
    assert Code.objects.get() == cher
