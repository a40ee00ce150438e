import pytest
from django.urls import reverse

from besoins.models import Besoin, Enquete
from tests.besoins import fabriques
from tests.besoins.exemples.analyses import matrice_lue
from tests.besoins.recolte import recolter


@pytest.fixture
def enquete(d):
    return Enquete.objects.get(**matrice_lue(d))


def adresse(page: str, enquete, requete: str = "") -> str:
    return reverse(f"besoins:enquete_{page}", args=[enquete.pk]) + requete


def lire(client, url) -> str:
    reponse = client.get(url)
    assert reponse.status_code == 200
    return reponse.text.replace("\u00a0", " ")


class TestScores:
    def test_les_scores_leur_dessin_et_leur_formule(self, d, enquete, connecte):
        texte = lire(connecte(d.concepteur), adresse("scores", enquete))

        assert "Pour vos équipes ?" in texte
        assert '<td data-label="Importance">4,50</td><td data-label="Maîtrise">2,00</td>' in texte
        assert "11,25" in texte  # (4.5 − 2) × 4.5
        assert "−100" in texte
        assert "n = 2" in texte
        assert "+ 1 incomplète" in texte
        assert texte.count('<svg viewBox="0 0 360 364" role="img"') == 1
        assert "Borich, G. D. (1980)" in texte
        assert "style=" not in texte

    def test_le_choix_du_score_et_des_reperes_est_dans_l_adresse(self, d, enquete, connecte):
        enquete.reponses.update(niveau="commune")

        texte = lire(connecte(d.concepteur), adresse("scores", enquete, "?score=rds&croix=diagonale&niveau=commune"))

        assert "rangés par écarts ordonnés" in texte
        assert "stroke-dasharray" in texte
        assert "?score=mwds&amp;croix=diagonale&amp;niveau=commune" in texte
        assert '<input type="hidden" name="croix" value="diagonale">' in texte
        assert 'name="niveau" value="commune"' in texte  # ticked in the filters

    @pytest.mark.parametrize("requete", ["?score=lune", "?croix=%00", "?score=mwds&croix=🙂"])
    def test_un_choix_inconnu_est_ignore_et_dit(self, d, enquete, connecte, requete):
        texte = lire(connecte(d.concepteur), adresse("scores", enquete, requete))

        assert "un choix qui n&#x27;existe pas ici" in texte
        assert '<td data-label="Importance">4,50</td><td data-label="Maîtrise">2,00</td>' in texte

    def test_sans_matrice_la_page_le_dit(self, d, connecte):
        faite = fabriques.brouillon(d.concepteur)

        assert "Aucune question d'importance et de maîtrise" in lire(
            connecte(d.concepteur), adresse("scores", faite.enquete)
        ).replace("&#x27;", "'")

    def test_une_enquete_anonyme_ouverte_ne_se_lit_pas(self, d, enquete, connecte):
        Enquete.objects.filter(pk=enquete.pk).update(regime="anonyme")

        for page in ("scores", "comparer"):
            texte = lire(connecte(d.concepteur), adresse(page, enquete))
            assert "après la clôture" in texte
            assert "4,50" not in texte

    def test_un_item_devient_un_besoin(self, d, enquete, connecte):
        client = connecte(d.concepteur)
        accueil = enquete.sections.get(ordre=1).questions.get(genre="matrice").options.get(ordre=1)

        for _ in range(2):
            client.post(reverse("besoins:option_deriver", args=[enquete.pk, accueil.pk]))

        preuve = Besoin.objects.get().preuves.get()
        assert (preuve.k, preuve.n) == (2, 2)
        assert "Voir le besoin" in lire(client, adresse("scores", enquete))

    def test_une_gestionnaire_lit_sans_decider(self, d, enquete, connecte):
        texte = lire(connecte(d.gestionnaire), adresse("scores", enquete))

        assert '<td data-label="Importance">4,50</td><td data-label="Maîtrise">2,00</td>' in texte
        assert "En faire un besoin" not in texte

    @pytest.mark.parametrize("combien", [1, 30])
    def test_le_cout_de_la_page_est_constant(self, d, enquete, connecte, combien, django_assert_num_queries):
        matrice = enquete.sections.get(ordre=1).questions.get(genre="matrice")
        accueil, donnees = matrice.options.order_by("ordre")
        recolter(enquete, *[{matrice: {accueil: (5, 1), donnees: (4, 2)}}] * combien)
        client = connecte(d.concepteur)

        with django_assert_num_queries(9):
            client.get(adresse("scores", enquete))


class TestComparer:
    def options(self, enquete):
        return enquete.sections.get(ordre=1).questions.get(genre="matrice").options.order_by("ordre")

    def test_on_choisit_puis_on_lit(self, d, enquete, connecte):
        client = connecte(d.concepteur)
        a, b = self.options(enquete)

        assert "<optgroup" in lire(client, adresse("comparer", enquete))
        texte = lire(client, adresse("comparer", enquete, f"?a={a.pk}&b={b.pk}"))

        assert "ne départagent pas « Accueil » et « Données » (p = 1,000)" in texte
        assert "« Accueil » seulement" in texte
        assert "n = 1" in texte

    @pytest.mark.parametrize(
        ("choix", "phrase"),
        [
            (lambda a, b: f"?a={a.pk}&b={a.pk}", "Choisissez deux besoins différents."),
            (lambda a, b: f"?a={a.pk}", "Ce champ est obligatoire."),
            (lambda a, b: "?a=99999999999999999999&b=%00", "Sélectionnez un choix valide"),
        ],
    )
    def test_un_choix_incomplet_est_explique(self, d, enquete, connecte, choix, phrase):
        texte = lire(connecte(d.concepteur), adresse("comparer", enquete, choix(*self.options(enquete))))

        assert phrase in texte
        assert "McNemar" not in texte

    def test_les_filtres_restent(self, d, enquete, connecte):
        texte = lire(connecte(d.concepteur), adresse("comparer", enquete, "?niveau=commune"))

        assert '<input type="hidden" name="niveau" value="commune">' in texte


def test_les_chiffres_publies_se_verifient_sans_compte(client, db):
    texte = lire(client, reverse("besoins:methodes"))

    assert "[0,0777357 – 0,1914951]" in texte
    assert "[0,0662515 – 0,2039772]" in texte
    assert texte.count("3,655 / 4,572 / 4,193 / 1 / à maintenir") == 2
    assert texte.count("identique") == 2 + 9 + 13 + 1
    assert texte.count("différent</span>") == 1  # 0.0975, rounded twice by the reference
