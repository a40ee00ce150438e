"""The pages of a plan: what the person does there, what the structure reads and answers."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from academie.models import Affectation
from certificats.models import Consultation, PlanParcours
from tests.certificats.fabriques import relire
from tests.certificats.suivi import etape_propre, plan_adopte, plan_propose, session_utile, viser

PLAN = reverse("certificats:plan_detail")


def texte(reponse) -> str:
    return reponse.content.decode().replace("\u00a0", " ")


def test_de_la_proposition_a_l_inscription(connecter, d):
    viser(d.animateur)
    session = session_utile(d)
    client = connecter(d.animateur)
    assert "Ferme 1 écart" in texte(client.get(PLAN))

    client.post(reverse("certificats:plan_session", args=[session.pk]))

    page = texte(client.get(PLAN))
    assert "M'inscrire" in page
    assert "Dans votre plan" in page
    assert session.get_absolute_url() in page
    assert "Aucune étape faite, sur 1." in page


def test_sans_session_on_demande_a_etre_prevenu(connecter, d):
    viser(d.animateur)
    session = session_utile(d)
    type(session).objects.filter(pk=session.pk).update(cloture_inscriptions="2020-01-01")
    page = texte(connecter(d.animateur).get(PLAN))
    assert reverse("sessions:alerte_programme", args=[session.version.programme.slug]) in page


def test_un_refus_se_lit_sur_la_page(connecter, d):
    plan = etape_propre(d).plan
    plan.etapes.all().delete()
    reponse = connecter(d.animateur).post(reverse("certificats:plan_proposer", args=[plan.pk]), follow=True)
    assert "Ajoutez au moins une étape" in texte(reponse)


def test_ses_propres_etapes(connecter, d):
    viser(d.animateur)
    client = connecter(d.animateur)
    adresse = reverse("certificats:etape_plan_create")
    vide = client.post(adresse, {"genre": "tutorat", "intitule": "", "souhaitee_le": "pas une date"})
    assert set(vide.context["form"].errors) == {"intitule", "souhaitee_le"}
    assert "pas une date" in texte(vide)
    client.post(adresse, {"genre": "tutorat", "intitule": "Avec Camille"})
    etape = PlanParcours.objects.get().etapes.get()
    jour = timezone.localdate().isoformat()
    client.post(
        reverse("certificats:etape_plan_update", args=[etape.plan_id, etape.pk]),
        {"intitule": "Avec Dominique", "souhaitee_le": jour},
    )
    client.post(reverse("certificats:etape_plan_dire", args=[etape.plan_id, etape.pk, "faite"]))
    page = texte(client.get(PLAN))
    assert "Avec Dominique" in page
    assert "1 étape faite sur 1." in page


class TestQuiLit:
    def test_un_brouillon_reste_a_la_personne(self, connecter, d):
        plan = etape_propre(d).plan
        assert connecter(d.referent).get(plan.get_absolute_url()).status_code == 404
        assert connecter(d.animateur).get(plan.get_absolute_url()).status_code == 200

    @pytest.mark.parametrize("qui", ["autre_referent", "autre_animateur", "gestionnaire", "administrateur"])
    def test_ni_un_autre_employeur_ni_l_academie(self, connecter, d, qui):
        assert connecter(getattr(d, qui)).get(plan_propose(d).get_absolute_url()).status_code == 404

    def test_la_structure_laisse_une_trace_avant_de_lire(self, connecter, d):
        plan = plan_propose(d)
        client = connecter(d.referent)
        assert "Lire le guide" not in texte(client.get(plan.get_absolute_url()))
        assert not Consultation.objects.exists()

        page = client.post(plan.get_absolute_url(), follow=True)

        assert "Lire le guide" in texte(page)
        assert Consultation.objects.get().lecteur == d.referent

    def test_plus_rien_le_lendemain_du_depart(self, connecter, d):
        plan = plan_adopte(d)
        client = connecter(d.referent)
        client.post(plan.get_absolute_url())
        assert client.get(plan.get_absolute_url()).status_code == 200
        hier = timezone.localdate() - timedelta(days=1)
        Affectation.objects.filter(utilisateur=d.animateur).update(debut=hier, fin=hier)
        assert client.get(plan.get_absolute_url()).status_code == 404
        assert connecter(d.animateur).get(plan.get_absolute_url()).status_code == 200


class TestReponse:
    @pytest.mark.parametrize(("nom", "etat"), [("plan_adopter", "adopte"), ("plan_renvoyer", "renvoye")])
    def test_la_structure_repond_avec_un_mot(self, connecter, d, nom, etat):
        plan = plan_propose(d)
        client = connecter(d.referent)
        client.post(plan.get_absolute_url())
        assert reverse(f"certificats:{nom}", args=[plan.pk]) in texte(client.get(plan.get_absolute_url()))
        client.post(reverse(f"certificats:{nom}", args=[plan.pk]), {"mot": "Ajoutez un tutorat"})
        assert relire(plan).etat == etat
        assert "Ajoutez un tutorat" in texte(connecter(d.animateur).get(plan.get_absolute_url()))

    def test_elle_trouve_ce_qui_l_attend(self, connecter, d):
        plan = plan_propose(d)
        page = texte(connecter(d.referent).get(reverse("certificats:entretien_equipe")))
        assert plan.get_absolute_url() in page
        assert str(d.animateur) in page

    def test_chaque_version_reste_lisible(self, connecter, d):
        premiere = plan_adopte(d)
        client = connecter(d.animateur)
        client.post(reverse("certificats:plan_reviser"))
        page = texte(client.get(PLAN))
        assert premiere.get_absolute_url() in page
        assert "reste convenue en attendant" in page
