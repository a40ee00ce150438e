"""The two yearly plans of the demonstration: proved, one adopted, one that a person has begun to change."""

from pathlib import Path

import pytest

import academie
from academie.actions.referentiel import importer_referentiel
from besoins.demonstration.besoins import raconter_besoins
from besoins.demonstration.etude_2013 import raconter_etude
from besoins.demonstration.plan import raconter_plans
from besoins.demonstration.programme import raconter_programmes
from besoins.demonstration.theme import raconter_themes
from besoins.demonstration.veille import raconter_signaux
from besoins.models import PlanAnnuel
from besoins.queries.plan import chiffres_du_plan
from besoins.queries.plan_effets import changements
from tests.distribution import personne

DIGCOMP = Path(academie.__file__).parent / "donnees" / "referentiels" / "digcomp-2.2.json"


@pytest.fixture
def plans(troupe):
    sud = personne("sud", "formateur")
    sud.email = "formateur.sud@demo.example"
    sud.save()
    importer_referentiel(fichier=DIGCOMP)
    for chapitre in (raconter_themes, raconter_etude, raconter_signaux, raconter_besoins, raconter_programmes):
        chapitre()
    for _ in range(2):  # told once
        raconter_plans()
    return list(PlanAnnuel.objects.order_by("annee"))


def test_l_un_est_adopte_l_autre_se_discute(plans):
    adopte, prepare = plans
    assert (adopte.etat, prepare.etat) == ("adopte", "brouillon")
    for plan in plans:
        calcul = plan.calculs.get()
        assert (calcul.etat, calcul.valeur) == ("optimal", calcul.borne)
        assert calcul.valeur > 0
        assert calcul.fini_le <= (plan.adopte_le or calcul.fini_le)
    chiffres = chiffres_du_plan(adopte)
    assert chiffres.bilan.manquements == ()
    assert changements(chiffres) == []
    (changement,) = changements(chiffres_du_plan(prepare))
    assert changement.nombre == changement.propose - 1
    assert "de moins" in changement.effet
