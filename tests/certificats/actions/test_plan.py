"""A plan: written by the person, put to the structure, agreed, frozen; a change is another version."""

from datetime import timedelta

import pytest
from django.utils import timezone

from academie.models import Affectation, Message
from academie.regles import Refus
from certificats.actions.plan import (
    adopter_plan,
    ajouter_etape,
    deplacer_etape,
    dire_etape,
    modifier_etape,
    proposer_plan,
    renvoyer_plan,
    reprendre_plan,
    retenir_programme,
    retenir_proposition,
    retenir_session,
    retirer_etape,
    reviser_plan,
)
from certificats.models import Acquis, EtapePlan, PlanParcours
from certificats.queries.plan import plan_lisible
from sessions.actions.inscription import annuler_inscription, inscrire
from sessions.models import Session
from tests.certificats.fabriques import competence, relire
from tests.certificats.queries.test_ecart import noter
from tests.certificats.suivi import etape_propre, plan_adopte, plan_propose, session_utile, viser
from tests.sessions.fabriques import version_publiee


def etats(plan) -> list[str]:
    return [ligne.etat.value for ligne in plan_lisible(relire(plan)).etapes]


class TestRetenir:
    def test_tout_ce_qui_est_propose_une_fois(self, d):
        viser(d.animateur, c1_1=4, c2_1=3)
        session_utile(d, dans=40)
        premiere = session_utile(d, rang=1, code="2.1", dans=20)
        for _ in range(2):
            plan = retenir_proposition(utilisateur=d.animateur)
        etapes = list(plan.etapes.all())
        assert [etape.programme.titre for etape in etapes] == ["Programme 1", "Programme 0"]
        assert etapes[0].session == premiere
        assert "Ferme 1 écart" in etapes[0].raison.replace("\xa0", " ")
        assert [(vise.competence.code, vise.niveau) for vise in etapes[0].vises.all()] == [("2.1", 3)]

    def test_une_autre_date_prend_la_place_de_la_premiere(self, d):
        viser(d.animateur)
        session = session_utile(d)
        plan = retenir_programme(utilisateur=d.animateur, programme=session.version.programme)
        assert plan.etapes.get().session is None
        retenir_session(utilisateur=d.animateur, session=session)
        assert plan.etapes.get().session == session
        assert plan.etapes.get().souhaitee_le == timezone.localdate(session.debut)

    def test_rien_a_proposer(self, d):
        viser(d.animateur)
        with pytest.raises(Refus, match="Aucune session n'est proposée"):
            retenir_proposition(utilisateur=d.animateur)
        assert not PlanParcours.objects.exists()

    def test_une_session_qui_ne_ferme_rien(self, d):
        viser(d.animateur, c2_1=3)
        with pytest.raises(Refus, match="ne ferme aucun de vos écarts"):
            retenir_session(utilisateur=d.animateur, session=session_utile(d))

    def test_une_session_close(self, d):
        viser(d.animateur)
        session = session_utile(d)
        Session.objects.filter(pk=session.pk).update(cloture_inscriptions=timezone.localdate() - timedelta(days=1))
        with pytest.raises(Refus, match="sont closes"):
            retenir_session(utilisateur=d.animateur, session=relire(session))

    def test_un_programme_retire(self, d):
        viser(d.animateur)
        version = session_utile(d).version
        type(version).objects.filter(pk=version.pk).update(etat="retiree", retiree_le=timezone.now())
        with pytest.raises(Refus, match="a quitté le catalogue"):
            retenir_programme(utilisateur=d.animateur, programme=version.programme)


class TestEcrire:
    def test_une_etape_a_soi_vise_le_niveau_demande(self, d):
        viser(d.animateur, c1_1=5)
        for _ in range(2):
            plan = ajouter_etape(
                utilisateur=d.animateur, genre="tutorat", intitule="Avec Camille", competences=[competence("1.1")]
            )
        [etape] = plan.etapes.all()
        assert [(vise.competence.code, vise.niveau) for vise in etape.vises.all()] == [("1.1", 5)]

    def test_changer_l_ordre_deux_fois(self, d):
        etape = etape_propre(d)
        for _ in range(2):
            deplacer_etape(etape=etape, rang=2)
        assert [autre.intitule for autre in etape.plan.etapes.all()] == ["Lire le guide, suite", "Lire le guide"]

    def test_deux_etapes_ne_disent_pas_la_meme_chose(self, d):
        etape = etape_propre(d)
        with pytest.raises(Refus, match="porte déjà ces mots"):
            modifier_etape(etape=etape, souhaitee_le=None, intitule="Lire le guide, suite")
        modifier_etape(etape=etape, souhaitee_le=timezone.localdate(), intitule="Relire")
        assert (relire(etape).intitule, relire(etape).souhaitee_le) == ("Relire", timezone.localdate())

    def test_retirer_deux_fois(self, d):
        etape = etape_propre(d)
        for _ in range(2):
            retirer_etape(plan=etape.plan, etape=etape.pk)
        assert etape.plan.etapes.count() == 1

    def test_trente_etapes_au_plus(self, d):
        plan = etape_propre(d).plan
        EtapePlan.objects.bulk_create(
            EtapePlan(plan=plan, ordre=rang, genre="autre", intitule=f"{rang}") for rang in range(28)
        )
        with pytest.raises(Refus, match="déjà 30 étapes"):
            ajouter_etape(utilisateur=d.animateur, genre="autre", intitule="De trop")


class TestConvenir:
    def test_propose_lu_puis_convenu_une_fois(self, d):
        plan = plan_propose(d)
        assert relire(plan).structure == d.structure
        assert Message.objects.get(gabarit="certificats/messages/plan_propose.txt").destinataire == d.referent.email
        for _ in range(2):
            adopter_plan(plan=plan, par=d.referent, mot="Bonne route")
        plan = relire(plan)
        assert (plan.etat, plan.adopte_par, plan.mot) == ("adopte", d.referent, "Bonne route")
        assert Message.objects.filter(gabarit="certificats/messages/plan_adopte.txt").count() == 1

    def test_un_plan_vide(self, d):
        plan = etape_propre(d).plan
        plan.etapes.all().delete()
        with pytest.raises(Refus, match="au moins une étape"):
            proposer_plan(plan=plan)

    def test_sans_employeur(self, d):
        plan = etape_propre(d).plan
        Affectation.objects.filter(utilisateur=d.animateur).delete()
        with pytest.raises(Refus, match="Aucune structure ne vous emploie"):
            proposer_plan(plan=plan)

    @pytest.mark.parametrize("etat", ["propose", "adopte"])
    def test_ce_qui_est_propose_ou_convenu_ne_change_plus(self, d, etat):
        plan = plan_propose(d) if etat == "propose" else plan_adopte(d)
        etape = plan.etapes.first()
        for acte in (
            lambda: modifier_etape(etape=etape, souhaitee_le=None),
            lambda: deplacer_etape(etape=etape, rang=2),
            lambda: retirer_etape(plan=plan, etape=etape.pk),
        ):
            with pytest.raises(Refus, match=r"reprenez-le d'abord|ne change plus"):
                acte()

    def test_renvoye_repris_propose_de_nouveau(self, d):
        plan = plan_propose(d)
        for _ in range(2):
            renvoyer_plan(plan=plan, par=d.referent, mot="Ajoutez un tutorat")
        assert relire(plan).mot == "Ajoutez un tutorat"
        assert Message.objects.filter(gabarit="certificats/messages/plan_renvoye.txt").count() == 1
        for _ in range(2):
            reprendre_plan(plan=plan)
        assert relire(plan).etat == "brouillon"
        assert proposer_plan(plan=plan).etat == "propose"

    def test_renvoyer_dit_pourquoi(self, d):
        with pytest.raises(Refus, match="Dites ce qu'il faudrait"):
            renvoyer_plan(plan=plan_propose(d), par=d.referent, mot=" ")

    def test_convenir_de_ce_qui_a_ete_repris(self, d):
        plan = reprendre_plan(plan=plan_propose(d))
        with pytest.raises(Refus, match="n'attend plus votre réponse"):
            adopter_plan(plan=plan, par=d.referent)

    def test_personne_ne_convient_de_son_propre_plan(self, d):
        with pytest.raises(Refus, match="avec une autre personne"):
            adopter_plan(plan=plan_propose(d), par=d.animateur)

    def test_reprendre_ce_qui_est_convenu(self, d):
        with pytest.raises(Refus, match="ne change plus"):
            reprendre_plan(plan=plan_adopte(d))

    def test_un_changement_est_une_autre_version_a_convenir(self, d):
        premiere = plan_adopte(d)
        for _ in range(2):
            seconde = reviser_plan(utilisateur=d.animateur)
        assert (seconde.numero, seconde.etapes.count()) == (2, 2)
        retirer_etape(plan=seconde, etape=seconde.etapes.first().pk)
        assert relire(premiere).etat == "adopte"
        assert premiere.etapes.count() == 2
        adopter_plan(plan=proposer_plan(plan=seconde), par=d.referent)
        assert [plan.etat for plan in PlanParcours.objects.order_by("numero")] == ["remplace", "adopte"]


class TestEtats:
    def test_d_une_formation(self, d):
        viser(d.animateur)
        session = session_utile(d)
        plan = retenir_session(utilisateur=d.animateur, session=session)
        assert etats(plan) == ["a_faire"]
        inscription = inscrire(session=session, utilisateur=d.animateur, par=d.animateur)
        assert etats(plan) == ["inscrite"]
        annuler_inscription(inscription=inscription, par=d.animateur)
        assert etats(plan) == ["a_faire"]
        noter(d.animateur, "1.1", 3, Acquis.Nature.RECONNAISSANCE)
        noter(d.animateur, "1.1", 8, Acquis.Nature.TIERS)
        assert etats(plan) == ["a_faire"]
        noter(d.animateur, "1.1", 4, Acquis.Nature.RECONNAISSANCE)
        assert etats(plan) == ["atteinte"]

    def test_d_une_etape_a_soi_meme_convenue(self, d):
        plan = plan_adopte(d)
        etape, autre = plan.etapes.all()
        dire_etape(etape=etape, issue="faite")
        dire_etape(etape=autre, issue="abandonnee")
        assert etats(plan) == ["suivie", "abandonnee"]
        assert plan_lisible(plan).progres.phrase.replace("\xa0", " ") == "1 étape faite sur 1."
        dire_etape(etape=etape, issue="")
        assert etats(plan) == ["a_faire", "abandonnee"]

    def test_une_formation_ne_se_declare_pas_suivie(self, d):
        viser(d.animateur)
        plan = retenir_session(utilisateur=d.animateur, session=session_utile(d))
        with pytest.raises(Refus, match="notée suivie d'elle-même"):
            dire_etape(etape=plan.etapes.get(), issue="faite")

    def test_une_version_remplacee_ne_bouge_plus(self, d):
        premiere = plan_adopte(d)
        adopter_plan(plan=proposer_plan(plan=reviser_plan(utilisateur=d.animateur)), par=d.referent)
        with pytest.raises(Refus, match="est remplacée"):
            dire_etape(etape=premiere.etapes.first(), issue="faite")


@pytest.mark.parametrize("nombre", [1, 30])
def test_lire_un_plan_en_un_nombre_constant_de_requetes(d, nombre, django_assert_num_queries):
    plan = PlanParcours.objects.create(utilisateur=d.animateur, numero=1)
    for rang in range(nombre):
        programme = version_publiee(d, slug=f"p{rang}", titre=f"P{rang}").programme
        etape = plan.etapes.create(ordre=rang, intitule=f"P{rang}", programme=programme)
        etape.vises.create(competence=competence(), niveau=4)
    with django_assert_num_queries(5):
        assert len(plan_lisible(plan).etapes) == nombre
