import pytest
from django.http import QueryDict
from django.utils import timezone

from besoins.actions.enquete import ouvrir_enquete
from besoins.models import Enquete, Reponse
from besoins.queries.filtres import Filtre
from besoins.queries.resultats import lecture
from tests.besoins.fabriques import Genre, brouillon, enquete_ouverte, question
from tests.besoins.recolte import recolter


@pytest.fixture
def faite(d):
    faite = enquete_ouverte(d.concepteur)
    petite, grande = faite.option("Petite"), faite.option("Grande")
    formation, reseau = faite.option("Formation"), faite.option("Réseau")
    recolter(
        faite.enquete,
        {"region": d.region, "niveau": "commune", "nature": "espace", faite.taille: petite, faite.besoins: [formation]},
        {"region": d.region, "niveau": "region", faite.taille: grande, faite.besoins: [formation, reseau]},
        {"region": d.autre_region, "niveau": "commune", faite.besoins: [reseau]},
    )
    return faite


def filtrer(faite, adresse: str) -> Filtre:
    return Filtre.depuis(QueryDict(adresse), Enquete.objects.get(pk=faite.enquete.pk))


def combien(faite, adresse: str) -> int:
    return filtrer(faite, adresse).reponses(faite.enquete).count()


@pytest.mark.parametrize(
    ("adresse", "attendu"),
    [
        ("", 3),
        ("region=53", 2),
        ("region=53&region=76", 3),  # or, inside a key
        ("region=53&niveau=commune", 1),  # and, between keys
        ("nature=espace", 1),
        ("q2=1", 1),
        ("q2=1&q2=2", 2),
        ("q1=3", 2),  # a multiple choice: whoever ticked it
        ("q1=3&region=76&niveau=commune", 1),
        ("departement=29", 0),
    ],
)
def test_les_filtres_se_combinent(faite, adresse, attendu):
    assert combien(faite, adresse) == attendu


def test_seules_les_reponses_envoyees_de_cette_enquete(d, faite):
    autre = enquete_ouverte(d.concepteur, "Autre")
    recolter(autre.enquete, {"region": d.region})
    Reponse.objects.create(enquete=faite.enquete, commencee_le=timezone.now(), maj_le=timezone.now(), region=d.region)

    assert combien(faite, "region=53") == 2
    assert combien(autre, "region=53") == 1


def test_les_valeurs_viennent_des_memes_reponses(faite):
    filtre = filtrer(faite, "niveau=commune")

    assert filtre.valeurs(faite.enquete).filter(question=faite.besoins).count() == 2
    assert filtrer(faite, "").valeurs(faite.enquete).filter(question=faite.besoins).count() == 4


@pytest.mark.parametrize(
    "adresse",
    ["region=99", "region=\x00", "region=5'3", "niveau=lune", "q2=7", "q2=\x00", "q1=" + "9" * 400, "departement=🙂"],
)
def test_une_valeur_inconnue_est_ignoree_et_dite(faite, adresse):
    filtre = filtrer(faite, adresse)

    assert not filtre
    assert len(filtre.remarques) == 1
    assert "ignorée" in filtre.remarques[0]
    assert combien(faite, adresse) == 3


@pytest.mark.parametrize(
    "adresse", ["page=2", "carte=q1.2", "\x00=1", "q99=1", "q4=1", "q-99999999999999=1", "region="]
)
def test_ce_qui_n_est_pas_un_filtre_ne_filtre_pas(faite, adresse):
    filtre = filtrer(faite, adresse)

    assert (bool(filtre), filtre.remarques) == (False, [])


def test_une_question_dont_le_code_est_celui_d_un_filtre_garde_le_sien(d, faite):
    faite.taille.code = "region"
    faite.taille.save()

    assert combien(faite, "region=53") == 2
    assert combien(faite, f"q-{faite.taille.pk}=1") == 1


def test_chaque_filtre_se_retire_et_l_adresse_se_partage(faite):
    filtre = filtrer(faite, "region=53&region=76&q2=1&carte=q1.2&page=3")

    assert [phrase["libelle"] for phrase in filtre.phrases] == [
        "Région : Bretagne",
        "Région : Occitanie",
        "Quelle taille ? : Petite",
    ]
    assert filtre.phrases[0]["url_retrait"] == "?region=76&q2=1&carte=q1.2"
    assert filtre.requete == "region=53&region=76&q2=1"
    assert filtrer(faite, filtre.requete).parametres == filtre.parametres == {"region": ["53", "76"], "q2": ["1"]}


class TestPersonneNEstReconnu:
    @pytest.fixture
    def anonyme(self, d):
        faite = brouillon(d.concepteur)
        faite.gestion = question(faite.remarque.section, Genre.OUI_NON, "Gérez-vous une salle ?")
        faite.enquete = ouvrir_enquete(enquete=faite.enquete)
        Enquete.objects.filter(pk=faite.enquete.pk).update(regime=Enquete.Regime.ANONYME)
        return faite

    def clore(self, faite):
        Enquete.objects.filter(pk=faite.enquete.pk).update(
            etat=Enquete.Etat.CLOSE, ouverte_le=timezone.now(), close_le=timezone.now()
        )

    def lire(self, faite, adresse=""):
        enquete = Enquete.objects.get(pk=faite.enquete.pk)
        return lecture(enquete, filtrer(faite, adresse))

    def test_une_enquete_nommee_se_lit_toujours(self, faite):
        assert self.lire(faite).permise
        assert self.lire(faite, "region=76").permise

    def test_une_enquete_anonyme_ne_se_lit_qu_une_fois_close(self, anonyme):
        recolter(anonyme.enquete, *[{} for _ in range(20)])

        assert "après la clôture" in self.lire(anonyme).raison
        self.clore(anonyme)
        assert self.lire(anonyme).permise

    def test_ni_avec_moins_de_cinq_reponses(self, anonyme):
        recolter(anonyme.enquete, *[{} for _ in range(4)])
        self.clore(anonyme)

        assert not self.lire(anonyme).permise
        recolter(anonyme.enquete, {})
        assert self.lire(anonyme).permise

    def test_les_filtres_de_profil_y_sont_ignores(self, d, anonyme):
        filtre = filtrer(anonyme, "region=53")

        assert not filtre
        assert "anonyme" in filtre.remarques[0]

    @pytest.mark.parametrize(
        ("petites", "grandes", "permise"),
        [(5, 5, True), (4, 10, False), (10, 4, False), (10, 0, True)],
        ids=["enough", "too few kept", "too few left out", "nobody left out"],
    )
    def test_un_groupe_trop_petit_ou_son_complement_est_refuse(self, anonyme, petites, grandes, permise):
        petite, grande = anonyme.option("Petite"), anonyme.option("Grande")
        recolter(
            anonyme.enquete,
            *[{anonyme.taille: petite} for _ in range(petites)],
            *[{anonyme.taille: grande} for _ in range(grandes)],
        )
        self.clore(anonyme)

        lue = self.lire(anonyme, "q2=1")

        assert lue.permise is permise
        assert ("moins de 5" in lue.raison) is not permise

    def test_un_groupe_qui_en_trahirait_un_petit_est_refuse(self, anonyme):
        oui, non, ne_sait_pas = anonyme.gestion.options.all()
        for option, n in ((oui, 20), (non, 10), (ne_sait_pas, 3)):
            recolter(anonyme.enquete, *[{anonyme.gestion: option} for _ in range(n)])
        self.clore(anonyme)

        assert self.lire(anonyme, f"{anonyme.gestion.code}=1").permise
        # With the first and the second, the three others would be what is left.
        assert not self.lire(anonyme, f"{anonyme.gestion.code}=2").permise

    def test_deux_filtres_ne_se_soustraient_pas(self, anonyme):
        filtre = filtrer(anonyme, "q2=1&q1=2")

        assert filtre.parametres == {"q1": ["2"]}
        assert "un seul filtre" in filtre.remarques[0]

    def test_sous_pseudonyme_un_petit_groupe_est_refuse_aussi(self, d, anonyme):
        Enquete.objects.filter(pk=anonyme.enquete.pk).update(regime=Enquete.Regime.PSEUDONYME)
        recolter(anonyme.enquete, *[{"region": d.region} for _ in range(10)], {"region": d.autre_region})

        assert self.lire(anonyme).permise
        assert not self.lire(anonyme, "region=76").permise
        assert not self.lire(anonyme, "region=53").permise


@pytest.mark.parametrize("nombre", [1, 30])
def test_comprendre_une_adresse_coute_pareil(d, faite, nombre, django_assert_num_queries):
    adresse = "&".join(["region=53", "q1=1", "q1=3", "q2=1", *[f"q{rang}=1" for rang in range(10, 10 + nombre)]])

    with django_assert_num_queries(4):  # the survey, the régions, the questions, their options
        filtrer(faite, adresse)
