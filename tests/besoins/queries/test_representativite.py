import pytest

from besoins.models import Enquete, Invitation
from besoins.queries.representativite import representativite
from tests.besoins.fabriques import enquete_ouverte

PREPAREE, REPONDUE, ENVOYEE = Invitation.Etat.PREPAREE, Invitation.Etat.REPONDUE, Invitation.Etat.ENVOYEE


@pytest.fixture
def enquete(d):
    """Forty asked in Bretagne, of whom 20 answered; forty in Occitanie, of whom 4 did; two in neither."""
    enquete = enquete_ouverte(d.concepteur).enquete
    groupes = [(d.region, REPONDUE, 20), (d.region, ENVOYEE, 20), (d.autre_region, REPONDUE, 4)]
    groupes += [(d.autre_region, ENVOYEE, 36), (None, ENVOYEE, 2)]
    Invitation.objects.bulk_create(
        Invitation(enquete=enquete, region=region, etat=etat, nom=f"{rang}", invitee_le=enquete.ouverte_le)
        for region, etat, nombre in groupes
        for rang in range(nombre)
    )
    return enquete


def test_compare_chaque_region_a_sa_part_de_la_population(enquete):
    [regions, *_autres] = representativite(enquete)

    lignes = {g.libelle: g for g in regions.groupes}
    assert (regions.population, regions.repondues) == (82, 24)
    assert (lignes["Occitanie"].population, lignes["Occitanie"].repondues) == (40, 4)
    assert lignes["Occitanie"].part_population == 40 / 82
    assert lignes["Occitanie"].ecart == pytest.approx(100 * (4 / 24 - 40 / 82))
    assert lignes["Occitanie"].sous_represente
    assert lignes["Bretagne"].sur_represente
    assert lignes["non précisé"].muet
    assert not lignes["non précisé"].sous_represente


def test_dit_en_mots_qui_manque(enquete):
    [regions, *_autres] = representativite(enquete)

    assert [phrase.replace("\u00a0", " ") for phrase in regions.phrases] == [
        "Moins de réponses que le hasard ne l'explique : Occitanie (16,7 % des réponses pour 48,8 % de la population).",
        "Aucune réponse : non précisé (2 interrogées).",
    ]


def test_ne_dit_rien_avant_la_premiere_reponse(enquete):
    Invitation.objects.filter(etat=REPONDUE).update(etat=ENVOYEE)

    assert all(tableau.phrases == [] for tableau in representativite(enquete))


def test_qui_vient_par_le_lien_ouvert_n_y_compte_pas(enquete, d):
    Invitation.objects.create(
        enquete=enquete, region=d.region, etat=REPONDUE, par_lien_ouvert=True, invitee_le=enquete.ouverte_le
    )

    assert representativite(enquete)[0].repondues == 24


def test_une_enquete_anonyme_ne_lit_aucune_reponse(enquete, django_assert_num_queries):
    Enquete.objects.filter(pk=enquete.pk).update(regime=Enquete.Regime.ANONYME)

    with django_assert_num_queries(5) as requetes:
        representativite(enquete)

    assert not any("besoins_reponse" in requete["sql"] for requete in requetes)
