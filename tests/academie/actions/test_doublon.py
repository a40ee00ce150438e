from django.utils import timezone

from academie.actions.doublon import ecarter_doublon, proposer_doublons
from academie.models import Doublon, Utilisateur
from tests.academie.fusions import double


def raisons() -> list[list[str]]:
    proposer_doublons()
    return [doublon.raisons for doublon in Doublon.objects.a_regarder()]


def test_meme_nom_et_meme_structure(distribution):
    double(distribution)
    assert raisons() == [["nom", "structure"]]


def test_le_nom_par_l_oreille_et_dans_l_autre_sens(distribution):
    Utilisateur.objects.filter(pk=distribution.animateur.pk).update(prenom="Nathalie", nom="Philippe")
    double(distribution, prenom="Filipe", nom="Natalie")
    assert raisons() == [["nom", "structure"]]


def test_une_faute_dans_l_adresse(distribution):
    double(distribution, prenom="Autre", nom="Nom", email="animateurr@test.example")
    assert raisons() == [["adresse", "structure"]]


def test_des_homonymes_d_ailleurs_ne_sont_pas_proposes(distribution):
    autre = double(distribution)
    autre.affectations.all().delete()
    assert raisons() == []


def test_un_compte_importe_et_un_compte_ouvert(distribution):
    double(distribution).affectations.all().delete()
    Utilisateur.objects.filter(pk=distribution.animateur.pk).update(last_login=timezone.now())
    assert raisons() == [["nom", "jamais_venue"]]


def test_ecarte_n_est_plus_propose(distribution):
    double(distribution)
    proposer_doublons()
    ecarte = ecarter_doublon(doublon=Doublon.objects.get(), par=distribution.gestionnaire)
    assert ecarter_doublon(doublon=ecarte, par=distribution.administrateur).ecarte_par == distribution.gestionnaire
    assert raisons() == []
    assert Doublon.objects.count() == 1


def test_un_compte_ferme_n_est_plus_propose(distribution):
    autre = double(distribution)
    assert len(raisons()) == 1
    Utilisateur.objects.filter(pk=autre.pk).update(is_active=False)
    assert raisons() == []


def test_des_adresses_numerotees_sont_a_des_personnes_differentes(distribution):
    Utilisateur.objects.filter(pk=distribution.animateur.pk).update(email="animatrice.2@test.example")
    double(distribution, prenom="Autre", nom="Nom", email="animatrice.3@test.example")
    assert raisons() == []
