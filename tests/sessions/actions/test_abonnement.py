from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from academie.actions.affectation import affecter
from academie.actions.effacement import demander_effacement, executer_effacements
from academie.actions.fusion import fusionner
from academie.autorisations.table import Role
from academie.models import Affectation
from academie.regles import Refus
from sessions.actions.abonnement import (
    creer_abonnement,
    noter_acces,
    oublier_revoques,
    remplacer_abonnement,
    revoquer_abonnement,
)
from sessions.actions.consentement import choisir_structures
from sessions.models import AbonnementAgenda, ConsentementNom
from sessions.queries.abonnement import Contenu, abonnement_du_secret, contenus_de, empreinte
from sessions.queries.effacement import donnees
from tests.academie.fusions import double
from tests.sessions.exemples.abonnements import abonnement
from tests.sessions.fabriques import relire


def test_le_secret_n_est_garde_nulle_part(d):
    cree = abonnement(d.animateur, secret="tout-a-fait-secret")

    assert cree.empreinte == empreinte("tout-a-fait-secret")
    assert len(cree.empreinte) == 64
    assert "tout-a-fait-secret" not in str(AbonnementAgenda.objects.values().get())


def test_chaque_role_a_ses_contenus(d):
    assert [c.genre for c in contenus_de(d.animateur)] == ["personne"]
    assert [c.genre for c in contenus_de(d.formateur)] == ["formateur"]
    assert [(c.genre, c.structure) for c in contenus_de(d.referent)] == [("structure", d.structure)]
    assert contenus_de(d.gestionnaire) == []


def test_deux_fois_le_meme_secret_font_une_adresse(d):
    assert abonnement(d.animateur) == abonnement(d.animateur)
    assert AbonnementAgenda.objects.count() == 1


@pytest.mark.parametrize("genre", ["formateur", "structure"])
def test_personne_ne_suit_ce_qui_n_est_pas_a_lui(d, genre):
    contenu = Contenu(genre, "", d.structure if genre == "structure" else None)
    with pytest.raises(Refus, match="pas accès"):
        creer_abonnement(contenu=contenu, libelle="x", secret="s", par=d.autre_referent)


def test_pas_plus_d_adresses_que_la_regle(d):
    adresses = [abonnement(d.animateur, secret=f"s{rang}") for rang in range(10)]
    with pytest.raises(Refus, match="Révoquez d'abord"):
        abonnement(d.animateur, secret="de trop")
    revoquer_abonnement(abonnement=adresses[0], par=d.animateur)
    assert abonnement(d.animateur, secret="de trop").pk


def test_remplacer_revoque_l_ancienne_une_fois(d):
    ancienne = abonnement(d.referent, "structure", noms=True)
    nouvelle = remplacer_abonnement(abonnement=ancienne, secret="autre", par=d.referent)

    assert remplacer_abonnement(abonnement=ancienne, secret="autre", par=d.referent) == nouvelle
    assert AbonnementAgenda.objects.count() == 2
    ancienne = relire(ancienne)
    assert (ancienne.remplace_par, ancienne.revoque_par) == (nouvelle, d.referent)
    assert (nouvelle.libelle, nouvelle.structure, nouvelle.noms) == (ancienne.libelle, d.structure, True)
    assert not abonnement_du_secret("un-secret-de-test").en_service
    assert abonnement_du_secret("autre").en_service
    with pytest.raises(Refus, match="déjà révoquée"):
        remplacer_abonnement(abonnement=ancienne, secret="encore", par=d.referent)


def test_revoquer_deux_fois_garde_la_premiere_date(d):
    adresse, le = abonnement(d.animateur), timezone.now() - timedelta(days=3)
    revoquer_abonnement(abonnement=adresse, par=d.animateur, le=le)
    revoquer_abonnement(abonnement=adresse, par=d.animateur)

    assert relire(adresse).revoque_le == le


def test_l_acces_s_ecrit_une_fois_par_heure(d, django_assert_num_queries):
    adresse, le = abonnement(d.animateur), timezone.now()
    noter_acces(abonnement=adresse, client="google", le=le)
    adresse = relire(adresse)
    with django_assert_num_queries(0):
        noter_acces(abonnement=adresse, client="apple", le=le + timedelta(minutes=59))
    assert (adresse.dernier_acces_le, adresse.dernier_client) == (le, "google")
    noter_acces(abonnement=adresse, client="apple", le=le + timedelta(minutes=61))
    assert relire(adresse).dernier_client == "apple"


def test_deux_lectures_au_meme_moment_ecrivent_une_fois(d):
    """Both read the row before the other wrote."""
    adresse, le = abonnement(d.animateur), timezone.now()
    noter_acces(abonnement=adresse, client="google", le=le)
    noter_acces(abonnement=adresse, client="apple", le=le)

    assert relire(adresse).dernier_client == "google"


def test_qui_n_a_plus_son_role_n_a_plus_d_agenda(d):
    abonnement(d.formateur, "formateur", secret="f")
    abonnement(d.referent, "structure", secret="r")
    abonnement(d.animateur, secret="a")
    assert all(abonnement_du_secret(secret).en_service for secret in "fra")

    hier = timezone.localdate() - timedelta(days=1)
    Affectation.objects.all().update(debut=hier - timedelta(days=9), fin=hier)
    assert [abonnement_du_secret(secret).en_service for secret in "fra"] == [False, False, True]


def test_l_adresse_faite_par_qui_est_parti_ne_vaut_plus_quand_d_autres_repondent_de_la_structure(d):
    abonnement(d.referent, "structure", secret="r")
    affecter(utilisateur=d.autre_referent, role=Role.REFERENT, structure=d.structure)
    Affectation.objects.filter(utilisateur=d.referent).delete()

    assert not abonnement_du_secret("r").en_service


@pytest.mark.parametrize("genre", ["personne", "structure"])
def test_un_compte_ferme_n_a_plus_d_agenda(d, genre):
    qui = d.animateur if genre == "personne" else d.referent
    abonnement(qui, genre)
    type(qui).objects.filter(pk=qui.pk).update(is_active=False)

    assert not abonnement_du_secret("un-secret-de-test").en_service


def test_une_structure_supprimee_laisse_une_adresse_qui_le_dit(d):
    adresse = abonnement(d.referent, "structure")
    AbonnementAgenda.objects.update(structure=None)

    assert abonnement_du_secret("un-secret-de-test") == adresse
    assert not abonnement_du_secret("un-secret-de-test").en_service


def test_les_revoquees_s_oublient_longtemps_apres(d):
    le = timezone.now()
    vieille, recente = abonnement(d.animateur, secret="a"), abonnement(d.animateur, secret="b")
    abonnement(d.animateur, secret="c", le=le - timedelta(days=900))
    revoquer_abonnement(abonnement=vieille, par=d.animateur, le=le - timedelta(days=401))
    revoquer_abonnement(abonnement=recente, par=d.animateur, le=le - timedelta(days=399))
    oublier_revoques(le)

    assert abonnement_du_secret("a") is None
    assert abonnement_du_secret("b")
    assert abonnement_du_secret("c").en_service


@pytest.mark.parametrize(
    "valeurs",
    [{"genre": "structure"}, {"noms": True}, {"remplace_par": 1}],
    ids=["structure qui a une personne", "noms pour soi", "remplacée en service"],
)
def test_la_base_refuse_ce_qui_n_a_pas_de_sens(d, valeurs):
    adresse = abonnement(d.animateur)
    if "remplace_par" in valeurs:
        valeurs = {"remplace_par": adresse.pk}
    with pytest.raises(IntegrityError), transaction.atomic():
        AbonnementAgenda.objects.filter(pk=adresse.pk).update(**valeurs)


class TestEffacementEtFusion:
    def test_un_compte_efface_laisse_des_adresses_revoquees_et_plus_aucun_accord(self, d):
        abonnement(d.animateur)
        choisir_structures(utilisateur=d.animateur, structures=[d.structure])
        demander_effacement(utilisateur=d.animateur, nom_visible=False)
        executer_effacements(timezone.now() + timedelta(days=15))
        reste = AbonnementAgenda.objects.get()

        assert reste.revoque_le
        assert reste.libelle == "Adresse effacée"
        assert not abonnement_du_secret("un-secret-de-test").en_service
        assert not ConsentementNom.objects.exists()

    def test_les_adresses_de_la_structure_faites_par_la_personne_s_arretent_aussi(self, d):
        abonnement(d.referent, "structure")
        demander_effacement(utilisateur=d.referent, nom_visible=False)
        executer_effacements(timezone.now() + timedelta(days=15))

        assert AbonnementAgenda.objects.get().revoque_le

    def test_la_copie_de_ses_donnees_les_contient_sans_l_empreinte(self, d):
        abonnement(d.animateur)
        choisir_structures(utilisateur=d.animateur, structures=[d.structure])
        copie = donnees(d.animateur)

        assert len(copie["agendas_prives"]) == len(copie["nom_dans_les_agendas"]) == 1
        assert AbonnementAgenda.objects.get().empreinte not in str(copie)

    def test_deux_comptes_reunis_gardent_leurs_adresses(self, d):
        ferme = double(d)
        abonnement(ferme, secret="du compte fermé")
        for compte in (d.animateur, ferme):
            choisir_structures(utilisateur=compte, structures=[d.structure])
        fusionner(gardee=d.animateur, fermee=ferme, par=d.gestionnaire, email=d.animateur.email, nom_de=d.animateur)
        suivi = abonnement_du_secret("du compte fermé")

        assert (suivi.utilisateur, suivi.en_service) == (d.animateur, True)
        assert ConsentementNom.objects.filter(utilisateur=d.animateur).count() == 1
