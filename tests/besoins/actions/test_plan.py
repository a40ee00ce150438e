from datetime import date

import pytest

from academie.models import Affectation
from academie.regles import Refus, regle
from besoins.actions.calcul import demander_calcul
from besoins.actions.copie_plan import copier_plan
from besoins.actions.effectif import compter_effectifs
from besoins.actions.plan import (
    adopter_plan,
    completer_plan,
    creer_plan,
    fixer_sessions,
    modifier_plan,
    peser_besoin,
    poser_planchers,
    regler_disponibilite,
    regler_programme,
    reprendre_proposition,
    supprimer_plan,
)
from besoins.models import Besoin, Calcul, PlanAnnuel
from besoins.queries.plan import chiffres_du_plan
from tests.besoins import atelier, plans
from tests.distribution import personne


def creer(d, titre="Plan", **options):
    faits = {"annee": 2027, "budget": 20, "sessions_maximum": None, "disponibilite": 6, "plancher": 2}
    return creer_plan(titre=titre, par=d.gestionnaire, **faits | options)


def effectifs(plan, titre):
    return dict(plans.besoin(plan, titre).demandes.values_list("region__nom", "effectif"))


def test_il_part_de_ce_que_la_base_connait(d):
    plans.base(d)
    besoin = Besoin.objects.get(titre="Former à l'accueil")
    besoin.territoires.add(d.commune)
    version = besoin.versions.get()
    Besoin.objects.filter(titre="Animer un réseau").update(structure=d.autre_structure)
    atelier.brouillon_complet(d, "Pas encore publié")
    plan = creer(d)
    assert set(plan.besoins.values_list("besoin__titre", flat=True)) == {"Former à l'accueil", "Animer un réseau"}
    assert all(1 <= poids <= 100 for poids in plan.besoins.values_list("poids", flat=True))
    assert effectifs(plan, "Former à l'accueil") == {"Bretagne": regle("plan.personnes_par_structure")}
    assert effectifs(plan, "Animer un réseau") == {"Occitanie": regle("plan.personnes_par_structure")}
    assert list(plan.programmes.values_list("version", "demi_journees", "places")) == [
        (version.pk, 2, regle("plan.places")),
        (plans.programme(plan, "Fédérer").version_id, 2, regle("plan.places")),
    ]
    reponse = plans.programme(plan, "Accueillir").reponses.get()
    assert (reponse.besoin.besoin, reponse.part) == (besoin, 100)
    assert dict(plan.planchers.values_list("region__nom", "demi_journees")) == {"Bretagne": 2, "Occitanie": 2}
    assert {d.formateur.pk, d.autre_formateur.pk} == set(plan.disponibilites.values_list("formateur", flat=True))


def test_ce_que_les_structures_annoncent_l_emporte(d):
    plans.base(d)
    besoin = Besoin.objects.get(titre="Former à l'accueil")
    besoin.territoires.add(d.region, d.autre_region)
    suivante = atelier.brouillon_complet(d, "Accueillir mieux", besoins=[besoin])
    compter_effectifs(version=suivante, effectifs={d.structure: 7}, par=d.concepteur)
    assert effectifs(creer(d), "Former à l'accueil") == {
        "Bretagne": 7,
        "Occitanie": regle("plan.personnes_par_structure"),
    }


def test_une_personne_qui_n_est_plus_formatrice_n_y_figure_pas(d):
    plans.base(d)
    ancienne = personne("ancienne", "formateur")
    Affectation.objects.filter(utilisateur=ancienne).update(debut=date(2020, 1, 1), fin=date(2020, 12, 31))
    assert ancienne.pk not in creer(d).disponibilites.values_list("formateur", flat=True)


def test_le_meme_plan_envoye_deux_fois_est_le_meme(d):
    plans.base(d)
    assert creer(d) == creer(d)
    with pytest.raises(Refus, match="déjà ce titre") as refus:
        creer_plan(annee=2027, titre="Plan", budget=20, sessions_maximum=None, disponibilite=0, plancher=0, par=d.concepteur)  # fmt: skip
    assert refus.value.champ == "titre"


def test_un_titre_deja_pris(d):
    plans.base(d)
    creer(d)
    autre = creer(d, "Autre")
    with pytest.raises(Refus, match="déjà ce titre"):
        modifier_plan(plan=autre, annee=2027, titre="Plan", budget=1, sessions_maximum=None)
    assert plans.relire(autre).titre == "Autre"


def test_completer_n_ecrase_rien(d):
    plan = plans.plan(d)
    nouveau = atelier.besoin_retenu(d, "Venu depuis")
    nouveau.territoires.add(d.region)
    atelier.version_publiee(d, "Publié depuis", besoins=[nouveau, Besoin.objects.get(titre="Animer un réseau")])
    for _fois in range(2):
        completer_plan(plan=plan)
    assert effectifs(plan, "Former à l'accueil") == {"Bretagne": 20, "Occitanie": 8}
    assert effectifs(plan, "Venu depuis") == {"Bretagne": regle("plan.personnes_par_structure")}
    assert plans.programme(plan, "Publié depuis").reponses.count() == 2
    assert plans.programme(plan, "Accueillir").places == 10


def test_fixer_puis_reprendre(d):
    plan = plans.plan_calcule(d)
    propose = plans.sessions(plan)
    accueillir = plans.programme(plan, "Accueillir")
    for _fois in range(2):
        ligne = fixer_sessions(programme=accueillir, region=d.region, nombre=0, verrouille=True)
    assert (ligne.nombre, ligne.verrouille) == (0, True)
    fixer_sessions(programme=plans.programme(plan, "Fédérer"), region=d.autre_region, nombre=3, verrouille=True)
    assert plans.sessions(plan) != propose
    reprendre_proposition(plan=plan)
    assert plans.sessions(plan) == propose
    assert not accueillir.lignes.filter(verrouille=True).exists()


def test_adopter_fige(d):
    plan = plans.plan_calcule(d)
    for _fois in range(2):
        adopte = adopter_plan(plan=plan, par=d.concepteur)
    assert (adopte.etat, adopte.adopte_par) == ("adopte", d.concepteur)
    for ecrire in ecritures(plan, d):
        with pytest.raises(Refus, match="adopté"):
            ecrire()
    with pytest.raises(Refus, match="adopté"):
        demander_calcul(plan=plan, par=d.gestionnaire)


def test_un_calcul_en_cours_ne_se_laisse_pas_surprendre(d):
    plan = plans.plan(d)
    demander_calcul(plan=plan, par=d.gestionnaire)
    for ecrire in [*ecritures(plan, d), lambda: adopter_plan(plan=plan, par=d.gestionnaire)]:
        with pytest.raises(Refus, match="en cours"):
            ecrire()


def test_un_plan_vide_ne_s_adopte_pas(d):
    with pytest.raises(Refus, match="aucune session"):
        adopter_plan(plan=plans.plan(d), par=d.gestionnaire)


def test_une_variante_a_tout_et_se_change_seule(d):
    plan = plans.plan_calcule(d, planchers={d.autre_region: 1})
    adopter_plan(plan=plan, par=d.gestionnaire)
    for _fois in range(2):
        variante = copier_plan(plan=plan, annee=2027, titre="Variante", par=d.gestionnaire)
    assert PlanAnnuel.objects.count() == 2
    assert (variante.etat, variante.copie_de) == ("brouillon", plan)
    assert plans.sessions(variante) == plans.sessions(plan)
    un, autre = chiffres_du_plan(plan), chiffres_du_plan(variante)
    assert (un.bilan.valeur, un.bilan.total) == (autre.bilan.valeur, autre.bilan.total)
    assert un.planchers == autre.planchers
    assert sorted(f.demi_journees for f in autre.instance.formateurs.values()) == [4, 6]
    fixer_sessions(programme=plans.programme(variante, "Accueillir"), region=d.region, nombre=0, verrouille=True)
    assert plans.sessions(variante) != plans.sessions(plan)
    with pytest.raises(Refus, match="déjà ce titre"):
        copier_plan(plan=plan, annee=2027, titre=plan.titre, par=d.gestionnaire)
    supprimer_plan(plan=variante)
    assert plans.sessions(plan)


def test_supprimer_un_brouillon(d):
    plan = plans.plan_calcule(d)
    supprimer_plan(plan=plan)
    assert not PlanAnnuel.objects.exists()
    assert not Calcul.objects.exists()


def ecritures(plan, d):
    besoin, programme = plan.besoins.first(), plan.programmes.first()
    disponibilite = plan.disponibilites.first()
    return [
        lambda: completer_plan(plan=plan),
        lambda: modifier_plan(plan=plan, annee=2028, titre="Autre", budget=1, sessions_maximum=None),
        lambda: peser_besoin(besoin=besoin, poids=1, effectifs={}),
        lambda: regler_programme(programme=programme, demi_journees=1, places=1, maximum=None, parts={}),
        lambda: poser_planchers(plan=plan, planchers={d.region: 1}),
        lambda: regler_disponibilite(disponibilite=disponibilite, demi_journees=1, regions=[], programmes=[]),
        lambda: fixer_sessions(programme=programme, region=d.region, nombre=1, verrouille=True),
        lambda: reprendre_proposition(plan=plan),
        lambda: supprimer_plan(plan=plan),
    ]
