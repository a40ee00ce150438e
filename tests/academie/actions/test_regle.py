from datetime import timedelta

import pytest
from django.utils import timezone

from academie.actions.regle import changer_regle, retirer_valeur
from academie.models import ValeurRegle
from academie.regles import REGLES, Refus, bornes, regle
from academie.regles.memoire import memoire

pytestmark = pytest.mark.django_db
CLE = "inscription.offre_validite"


def demain(jours=1):
    return timezone.localdate() + timedelta(days=jours)


def decider(d, **autres):
    return changer_regle(
        **{"cle": CLE, "valeur": 24, "depuis": demain(), "motif": "Trop de places perdues", "par": d.gestionnaire}
        | autres
    )


def test_une_valeur_decidee_s_applique_a_partir_de_son_jour(distribution):
    decider(distribution, depuis=demain(3))
    assert [regle(CLE, demain(jours)) for jours in (0, 2, 3, 30)] == [48, 48, 24, 24]


def test_la_derniere_decidee_l_emporte_sur_la_table_et_sur_les_precedentes(distribution):
    decider(distribution, depuis=demain(3))
    decider(distribution, depuis=demain(9), valeur=12)
    assert [regle(CLE, demain(jours)) for jours in (2, 5, 9)] == [48, 24, 12]


def test_deux_fois_la_meme_decision_n_en_fait_qu_une(distribution):
    assert decider(distribution) == decider(distribution)
    assert ValeurRegle.objects.count() == 1


@pytest.mark.parametrize(
    ("autres", "champ"),
    [
        ({"depuis": demain(0)}, "depuis"),
        ({"valeur": 0}, "valeur"),
        ({"valeur": 8761}, "valeur"),
        ({"valeur": 48}, "valeur"),
        ({"motif": "  "}, "motif"),
        ({"cle": "inscription.inconnue"}, None),
    ],
)
def test_ce_qui_ne_se_decide_pas(distribution, autres, champ):
    with pytest.raises(Refus) as refus:
        decider(distribution, **autres)
    assert refus.value.champ == champ
    assert not ValeurRegle.objects.exists()


def test_un_pourcentage_ne_depasse_pas_cent():
    ligne = next(ligne for ligne in REGLES if ligne.cle == "certificat.seuil_assiduite")
    assert bornes(ligne)[1] == 100


def test_une_autre_valeur_le_meme_jour_est_refusee(distribution):
    decider(distribution)
    with pytest.raises(Refus, match="Retirez-la"):
        decider(distribution, valeur=12)


def test_un_changement_a_venir_se_retire_une_fois(distribution):
    valeur = decider(distribution)
    retirer_valeur(valeur=valeur)
    retirer_valeur(valeur=valeur)
    assert regle(CLE, demain(5)) == 48
    assert ValeurRegle.objects.get().retiree_le
    assert decider(distribution) != valeur  # decided anew


def test_une_valeur_en_vigueur_ne_se_retire_pas(distribution):
    valeur = decider(distribution)
    with pytest.raises(Refus, match="nouvelle valeur"):
        retirer_valeur(valeur=valeur, le=timezone.now() + timedelta(days=2))
    assert regle(CLE, demain(5)) == 24


def test_une_regle_ne_coute_pas_de_requete_une_fois_lue(distribution, django_assert_num_queries):
    decider(distribution)
    with django_assert_num_queries(1):
        regle(CLE)
        regle(CLE, demain(2))
        regle("session.minimum")


def test_chaque_processus_relit_au_bout_de_quelques_minutes(distribution, monkeypatch):
    memoire.oublier()
    assert regle(CLE, demain(2)) == 48
    ValeurRegle.objects.create(
        cle=CLE, valeur=24, depuis=demain(), motif="Ailleurs", par=distribution.gestionnaire, cree_le=timezone.now()
    )
    assert regle(CLE, demain(2)) == 48
    monkeypatch.setattr("academie.regles.memoire.monotonic", lambda echeance=memoire.echeance: echeance)
    assert regle(CLE, demain(2)) == 24
