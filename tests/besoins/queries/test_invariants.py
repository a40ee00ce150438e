"""Each truth holds on what the actions make, and each breach made by hand is seen."""

import pytest
from django.utils import timezone

from besoins.actions.besoin import retenir_besoin
from besoins.actions.enquete import fermer_enquete
from besoins.models import Besoin, Cotation, Enquete, Invitation, Question, Reponse, Valeur
from besoins.queries.invariants import (
    INVARIANTS_ECOUTER,
    besoins_programmes_hors_catalogue,
    besoins_retenus_sans_preuve,
    choix_uniques_multiples,
    enquetes_ouvertes_sans_question,
    invitations_et_reponses_discordantes,
    reponses_anonymes_perdues,
    reponses_encore_reliees,
    reponses_soumises_incompletes,
    signaux_mal_cotes,
    valeurs_egarees,
)
from tests.besoins import atelier
from tests.besoins.fabriques import (
    besoin_qualifie,
    brouillon,
    enquete_ouverte,
    invitation,
    repondre,
    signal,
    structures,
)
from tests.besoins.questionnaires import dans_le_regime


@pytest.fixture
def faite(d):
    faite = enquete_ouverte(d.concepteur)
    repondre(faite, d.structure, "Formation", taille=[faite.option("Petite")])
    invitation(faite, d.autre_structure)
    brouillon(d.concepteur, "Brouillon vide de réponses")
    return faite


def test_ce_que_font_les_actions_est_sain(d, faite):
    retenir_besoin(besoin=besoin_qualifie(d.concepteur), par=d.concepteur)

    assert [breche for invariant in INVARIANTS_ECOUTER for breche in invariant.breches()] == []


def test_une_enquete_ouverte_sans_question(faite):
    Valeur.objects.all().delete()
    Question.objects.filter(section__enquete=faite.enquete).delete()

    assert list(enquetes_ouvertes_sans_question()) == [f"L'enquête {faite.enquete.pk} a été ouverte sans question."]


def test_une_reponse_envoyee_incomplete(faite):
    Valeur.objects.filter(question=faite.besoins).delete()

    assert len(list(reponses_soumises_incompletes())) == 1


def test_une_option_d_une_autre_question(faite):
    Valeur.objects.filter(question=faite.besoins).update(option=faite.option("Grande"))

    assert len(list(valeurs_egarees())) == 1


def test_une_question_d_une_autre_enquete(d, faite):
    autre = enquete_ouverte(d.concepteur, "Autre")
    Valeur.objects.filter(question=faite.besoins).update(question=autre.besoins, option=autre.option("Formation"))

    assert len(list(valeurs_egarees())) == 1


def test_deux_choix_a_un_choix_unique(faite):
    Valeur.objects.create(reponse=Reponse.objects.get(), question=faite.taille, option=faite.option("Grande"))

    assert len(list(choix_uniques_multiples())) == 1


@pytest.mark.parametrize(("de", "vers"), [("repondue", "commencee"), ("envoyee", "repondue")])
def test_une_invitation_qui_contredit_sa_reponse(faite, de, vers):
    Invitation.objects.filter(etat=de).update(etat=vers)

    assert len(list(invitations_et_reponses_discordantes())) == 1


@pytest.mark.parametrize("regime", ["pseudonyme", "anonyme"])
def test_ce_que_fait_la_cloture_est_sain(d, faite, regime):
    deja = dans_le_regime(faite.enquete, regime)
    repondre(faite, structures(1, d.structure.territoire)[0], "Formation")

    fermer_enquete(enquete=deja)

    assert [breche for invariant in INVARIANTS_ECOUTER for breche in invariant.breches()] == []


@pytest.mark.parametrize("champs", [{"regime": "anonyme"}, {"regime": "pseudonyme", "etat": "close"}])
def test_une_reponse_encore_reliee(faite, champs):
    assert list(reponses_encore_reliees()) == []
    Enquete.objects.filter(pk=faite.enquete.pk).update(close_le=timezone.now() if "etat" in champs else None, **champs)

    assert len(list(reponses_encore_reliees())) == 1


def test_une_reponse_anonyme_perdue(faite):
    dans_le_regime(faite.enquete, "anonyme")
    Reponse.objects.all().delete()

    assert len(list(reponses_anonymes_perdues())) == 1


def test_un_besoin_retenu_sans_preuve(d):
    retenu = retenir_besoin(besoin=besoin_qualifie(d.concepteur), par=d.concepteur)
    retenu.preuves.all().delete()

    assert len(list(besoins_retenus_sans_preuve())) == 1


def test_un_besoin_retenu_que_le_catalogue_programme(d):
    atelier.version_publiee(d)
    assert list(besoins_programmes_hors_catalogue()) == []

    Besoin.objects.update(etat="retenu")

    assert len(list(besoins_programmes_hors_catalogue())) == 1


def test_une_note_plus_flatteuse_que_ses_avis(d):
    signal(note_par=d.concepteur)
    Cotation.objects.filter(par=d.concepteur).update(credibilite=5)

    assert list(signaux_mal_cotes())


def test_une_note_que_personne_n_a_donnee(d):
    signal(note_par=d.concepteur)
    Cotation.objects.all().delete()

    assert list(signaux_mal_cotes())
