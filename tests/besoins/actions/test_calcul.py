from datetime import timedelta

import pytest
from django.utils import timezone

from academie.regles import Refus, regle
from besoins.actions.calcul import (
    abandonner_calcul,
    arreter_calcul,
    constater_interruptions,
    demander_calcul,
    executer_calcul,
)
from besoins.actions.plan import fixer_sessions, peser_besoin, poser_planchers, regler_disponibilite
from besoins.models import Calcul
from besoins.optimisation import Progres, evaluer
from besoins.queries.plan import chiffres_du_plan
from tests.besoins import plans

Etat = Calcul.Etat


def relire(calcul) -> Calcul:
    return Calcul.objects.get(pk=calcul.pk)


def test_le_calcul_propose_l_optimum_et_sa_preuve(d):
    plan = plans.plan(d)
    calcul = plans.calculer(plan, d.gestionnaire)
    assert calcul.etat == Etat.OPTIMAL
    # Three runs for the heavy need, the fourth for the other one: 2 + 1 in Bretagne take the four Breton half-days
    # and two of the six others, which leaves Occitanie its own.
    assert plans.sessions(plan) == {("Accueillir", "Bretagne"): 2, ("Accueillir", "Occitanie"): 1, ("Fédérer", "Bretagne"): 1}  # fmt: skip
    assert calcul.valeur == calcul.borne == 100 * (90 * 20 + 90 * 8 + 40 * 10)
    assert calcul.total == 100 * (90 * 28 + 40 * 12)
    chiffres = chiffres_du_plan(plan)
    assert evaluer(chiffres.instance, chiffres.sessions).manquements == ()
    assert calcul.empreinte == chiffres.empreinte


def test_demande_deux_fois_il_n_est_fait_qu_une(d):
    plan = plans.plan(d)
    (premier, nouveau), (second, encore) = (demander_calcul(plan=plan, par=d.gestionnaire) for _fois in range(2))
    assert (premier, nouveau, encore) == (second, True, False)
    executer_calcul(premier.pk)
    fini = relire(premier)
    executer_calcul(premier.pk)
    assert relire(premier).fini_le == fini.fini_le


def test_ce_qui_est_verrouille_reste_et_le_reste_s_adapte(d):
    plan = plans.plan(d)
    fixer_sessions(programme=plans.programme(plan, "Fédérer"), region=d.region, nombre=2, verrouille=True)
    fixer_sessions(programme=plans.programme(plan, "Accueillir"), region=d.autre_region, nombre=0, verrouille=True)
    assert plans.calculer(plan, d.gestionnaire).etat == Etat.OPTIMAL
    assert plans.sessions(plan) == {("Accueillir", "Bretagne"): 2, ("Fédérer", "Bretagne"): 2}


def test_un_plancher_intenable_se_dit_en_francais(d):
    plan = plans.plan(d, budget=20)
    loin = plan.disponibilites.get(formateur=d.autre_formateur)
    regler_disponibilite(disponibilite=loin, demi_journees=6, regions=[d.autre_region], programmes=[])
    poser_planchers(plan=plan, planchers={d.region: 6, d.autre_region: 2})
    calcul = plans.calculer(plan, d.gestionnaire)
    assert (calcul.etat, calcul.valeur, plans.sessions(plan)) == (Etat.IMPOSSIBLE, None, {})
    assert calcul.raisons == [
        "Le plancher de la région Bretagne demande 6 demi-journées.",
        "Les formatrices et formateurs qui peuvent y aller en ont 4 (Formateur Test).",
        "Baissez un plancher ou ajoutez des disponibilités.",
    ]


def test_un_budget_trop_court_se_dit_aussi(d):
    plan = plans.plan(d, budget=3, planchers={d.region: 2, d.autre_region: 1})
    raisons = plans.calculer(plan, d.gestionnaire).raisons
    assert raisons == [
        (
            "Ces exigences demandent ensemble au moins 4 demi-journées, en sessions entières : le plancher de la région "
            "Bretagne (2 demi-journées) et le plancher de la région Occitanie (1 demi-journée)."
        ),
        "Le budget de l'année est de 3 demi-journées.",
        "Baissez un plancher ou augmentez le budget.",
    ]


def test_un_plancher_la_ou_rien_n_est_attendu(d):
    plan = plans.plan(d)
    peser_besoin(besoin=plans.besoin(plan, "Former à l'accueil"), poids=90, effectifs={d.autre_region: 0})
    poser_planchers(plan=plan, planchers={d.autre_region: 1})
    assert "Aucune session n'y est possible" in plans.calculer(plan, d.gestionnaire).raisons[1]


@pytest.fixture
def suivi(monkeypatch):
    """A search that tells its progress three times, and says how often it was told to go on."""
    vrai, reponses = __import__("besoins.actions.calcul", fromlist=["resoudre"]).resoudre, []

    def resoudre(instance, *, secondes, suivre):
        assert secondes == regle("plan.temps_calcul")
        for pas in range(3):
            reponses.append(suivre(Progres(100 * pas or None, 5_000 - pas, float(pas))))
            if not reponses[-1]:
                break
        return vrai(instance, secondes=secondes)

    monkeypatch.setattr("besoins.actions.calcul.resoudre", resoudre)
    return reponses


def test_l_avancement_se_garde_a_mesure(d, suivi, monkeypatch):
    vus = []
    monkeypatch.setattr("besoins.actions.calcul._conclure", lambda pk, _resultat, _raisons: vus.append(pk))
    calcul, _nouveau = demander_calcul(plan=plans.plan(d), par=d.gestionnaire)
    executer_calcul(calcul.pk)
    fait = relire(calcul)
    assert (fait.etat, fait.valeur, fait.borne, fait.secondes) == (Etat.EN_COURS, 200, 4_998, 2.0)
    assert suivi == [True, True, True]
    assert vus == [calcul.pk]


def test_l_arret_demande_s_entend_au_signe_suivant(d, suivi, monkeypatch):
    plan = plans.plan(d)
    calcul, _nouveau = demander_calcul(plan=plan, par=d.gestionnaire)
    monkeypatch.setattr("besoins.actions.calcul._commencer", _commencer_puis(lambda: arreter_calcul(plan=plan)))
    executer_calcul(calcul.pk)
    assert suivi == [False]
    assert relire(calcul).arret_demande
    assert plans.sessions(plan)


def _commencer_puis(geste):
    from besoins.actions import calcul

    vrai = calcul._commencer

    def commencer(pk):
        chiffres = vrai(pk)
        geste()
        return chiffres

    return commencer


def test_un_calcul_qui_attend_s_arrete_aussitot(d):
    plan = plans.plan(d)
    arreter_calcul(plan=plan)  # nothing to stop
    calcul, _nouveau = demander_calcul(plan=plan, par=d.gestionnaire)
    arreter_calcul(plan=plan)
    executer_calcul(calcul.pk)
    assert (relire(calcul).etat, plans.sessions(plan)) == (Etat.ARRETE, {})


def en_cours(plan, d, *, vu_il_y_a: int) -> Calcul:
    calcul, _nouveau = demander_calcul(plan=plan, par=d.gestionnaire)
    calcul.commencer(le=timezone.now() - timedelta(seconds=vu_il_y_a))
    calcul.save()
    return calcul


def test_un_ouvrier_tue_se_constate_et_le_calcul_se_relance(d):
    plan = plans.plan(d)
    vivant = en_cours(plan, d, vu_il_y_a=1)
    constater_interruptions()
    assert relire(vivant).etat == Etat.EN_COURS
    Calcul.objects.update(vu_le=timezone.now() - timedelta(seconds=regle("plan.silence") + 1))
    constater_interruptions()
    assert relire(vivant).etat == Etat.INTERROMPU
    assert plans.calculer(plan, d.gestionnaire).etat == Etat.OPTIMAL


@pytest.mark.parametrize("geste", ["demander", "arreter", "corriger"])
def test_un_calcul_muet_n_empeche_rien(d, geste):
    plan = plans.plan(d)
    muet = en_cours(plan, d, vu_il_y_a=regle("plan.silence") + 1)
    if geste == "demander":
        nouveau, a_faire = demander_calcul(plan=plan, par=d.concepteur)
        assert a_faire
        assert nouveau != muet
    elif geste == "arreter":
        arreter_calcul(plan=plan)
    else:
        poser_planchers(plan=plan, planchers={d.region: 1})
    assert relire(muet).etat == Etat.INTERROMPU


def test_un_revenant_n_ecrit_plus_rien(d, monkeypatch):
    plan = plans.plan(d)
    calcul, _nouveau = demander_calcul(plan=plan, par=d.gestionnaire)

    def enterrer():
        Calcul.objects.update(vu_le=timezone.now() - timedelta(days=1))
        constater_interruptions()

    monkeypatch.setattr("besoins.actions.calcul._commencer", _commencer_puis(enterrer))
    executer_calcul(calcul.pk)
    assert (relire(calcul).etat, plans.sessions(plan)) == (Etat.INTERROMPU, {})


def test_un_echec_ne_reste_pas_en_cours(d):
    plan = plans.plan(d)
    calcul = en_cours(plan, d, vu_il_y_a=0)
    for _fois in range(2):
        abandonner_calcul(calcul.pk)
    assert relire(calcul).etat == Etat.EN_ECHEC


def test_il_faut_des_attentes_et_des_disponibilites(d):
    plan = plans.plan(d)
    plan.disponibilites.update(demi_journees=0)
    with pytest.raises(Refus, match="demi-journée à donner"):
        demander_calcul(plan=plan, par=d.gestionnaire)
    plan.besoins.update(poids=0)
    with pytest.raises(Refus, match="n'attend rien"):
        demander_calcul(plan=plan, par=d.gestionnaire)
    vide = plans.plan(d, "Sans programme")
    vide.programmes.all().delete()
    with pytest.raises(Refus, match="Aucun programme publié"):
        demander_calcul(plan=vide, par=d.gestionnaire)
