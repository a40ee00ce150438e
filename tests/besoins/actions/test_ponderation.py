import pytest
from auditlog.models import LogEntry

from academie.models import Territoire
from academie.regles import Refus
from besoins.actions.enquete import fermer_enquete
from besoins.actions.ponderation import peser_a_la_main, ponderer, recalculer_poids
from besoins.models import Enquete, Reponse
from besoins.queries.ponderation import etat_ponderation
from tests.besoins.fabriques import enquete_ouverte
from tests.besoins.recolte import recolter


@pytest.fixture
def faite(d):
    return enquete_ouverte(d.concepteur)


def poids(faite) -> list[float]:
    return [
        round(p, 6)
        for p in Reponse.objects.filter(enquete=faite.enquete).order_by("pk").values_list("poids", flat=True)
    ]


def relire(faite) -> Enquete:
    return Enquete.objects.get(pk=faite.enquete.pk)


def test_un_nombre_donne_des_poids_de_moyenne_un(faite):
    recolter(faite.enquete, {faite.postes: 30}, {faite.postes: 10}, {})

    for _ in range(2):
        ponderer(enquete=faite.enquete, ponderation="question", question=faite.postes)

    assert poids(faite) == [1.5, 0.5, 1.0]  # the last one gave no number
    etat = etat_ponderation(relire(faite))
    assert (etat.total, etat.sans_poids, etat.a_refaire) == (3, 1, 0)
    assert etat.efficace == pytest.approx(9 / 3.5)


def test_la_population_du_territoire(d, faite):
    Territoire.objects.filter(pk=d.region.pk).update(population=300)
    Territoire.objects.filter(pk=d.departement.pk).update(population=100)
    recolter(
        faite.enquete,
        {"niveau": "region", "region": d.region},
        {"niveau": "departement", "departement": d.departement, "region": d.region},
        {"niveau": "commune", "region": d.region},
    )

    ponderer(enquete=faite.enquete, ponderation="population")

    assert poids(faite) == [1.5, 0.5, 1.0]


def test_une_reponse_qui_arrive_perime_les_poids_et_la_cloture_les_refait(faite):
    recolter(faite.enquete, {faite.postes: 30}, {faite.postes: 10})
    ponderer(enquete=faite.enquete, ponderation="question", question=faite.postes)
    recolter(faite.enquete, {faite.postes: 20})
    recolter(faite.enquete, {faite.postes: 40})

    assert etat_ponderation(relire(faite)).a_refaire == 4
    fermer_enquete(enquete=faite.enquete)
    assert etat_ponderation(relire(faite)).a_refaire == 0
    assert poids(faite) == [1.2, 0.4, 0.8, 1.6]


def test_revenir_a_une_reponse_une_voix(faite):
    recolter(faite.enquete, {faite.postes: 30}, {faite.postes: 10})
    ponderer(enquete=faite.enquete, ponderation="question", question=faite.postes)

    ponderer(enquete=faite.enquete, ponderation="aucune")

    assert poids(faite) == [1.0, 1.0]
    assert relire(faite).ponderation_question is None


def test_sans_un_seul_chiffre_rien_ne_change(faite):
    recolter(faite.enquete, {})

    with pytest.raises(Refus, match="Aucune réponse"):
        ponderer(enquete=faite.enquete, ponderation="population")
    assert relire(faite).ponderation == "aucune"


def test_la_question_est_de_cette_enquete_et_demande_un_nombre(d, faite):
    autre = enquete_ouverte(d.concepteur, "Autre")

    for question in (None, faite.taille, autre.postes):
        with pytest.raises(Refus, match="un nombre"):
            ponderer(enquete=faite.enquete, ponderation="question", question=question)


@pytest.mark.parametrize("regime", ["anonyme", "pseudonyme"])
@pytest.mark.parametrize("ponderation", ["population", "main"])
def test_un_poids_ne_designe_personne(faite, regime, ponderation):
    Enquete.objects.filter(pk=faite.enquete.pk).update(regime=regime)

    with pytest.raises(Refus, match="reconnaître"):
        ponderer(enquete=faite.enquete, ponderation=ponderation)


class TestALaMain:
    def test_chaque_poids_change_est_consigne_sans_nom(self, faite):
        premiere, seconde = recolter(faite.enquete, {"libelle": "Mairie de Quimper"}, {})
        ponderer(enquete=faite.enquete, ponderation="main")

        for _ in range(2):
            peser_a_la_main(enquete=faite.enquete, poids={premiere.pk: 2.5, seconde.pk: 1.0})

        assert poids(faite) == [2.5, 1.0]
        consigne = LogEntry.objects.get_for_object(faite.enquete).filter(changes__icontains="poids de")
        assert [str(entree.changes) for entree in consigne] == [
            str({f"poids de la réponse {premiere.pk}": ["1.0", "2.5"]})
        ]

    def test_un_poids_hors_bornes_est_refuse(self, faite):
        [reponse] = recolter(faite.enquete, {})
        ponderer(enquete=faite.enquete, ponderation="main")

        for voulu in (-1, 1001, float("nan")):
            with pytest.raises(Refus, match="entre 0 et 1000"):
                peser_a_la_main(enquete=faite.enquete, poids={reponse.pk: voulu})

    def test_le_calcul_ne_les_efface_pas(self, faite):
        [reponse] = recolter(faite.enquete, {})
        ponderer(enquete=faite.enquete, ponderation="main")
        peser_a_la_main(enquete=faite.enquete, poids={reponse.pk: 3})

        recalculer_poids(enquete=faite.enquete)

        assert poids(faite) == [3]

    def test_seulement_quand_ce_mode_est_choisi(self, faite):
        [reponse] = recolter(faite.enquete, {})

        with pytest.raises(Refus, match="à la main"):
            peser_a_la_main(enquete=faite.enquete, poids={reponse.pk: 3})
