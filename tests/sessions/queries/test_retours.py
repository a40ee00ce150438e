"""What an auditor reads of evaluations, contacts, complaints and improvements, and what is said to be missing."""

from datetime import timedelta

import pytest
from django.utils import timezone

from academie.branchements.qualiopi import apport
from sessions.actions.evaluation import enregistrer_financeur
from sessions.actions.reclamation import clore_reclamation, noter_contact
from sessions.models import Financeur, Reclamation, Session
from tests.sessions.evaluations import Genre, demander, repondre, session_tenue
from tests.sessions.exemples.evaluations import absente, amelioration, reclamation


def nombres(indicateur):
    return {preuve.libelle: preuve.nombre for preuve in apport(indicateur).preuves}


def manques(indicateur):
    return " ".join(manque.phrase for manque in apport(indicateur).manques)


def close(d):
    session = session_tenue(d)
    Session.objects.filter(pk=session.pk).update(etat="realisee", cloturee_le=session.fin)
    return session


@pytest.mark.parametrize("indicateur", [2, 11])
def test_une_session_sans_reponse_manque(d, indicateur):
    close(d)
    assert "1 session réalisée n'a aucune réponse" in manques(indicateur)


def test_une_session_evaluee_prouve(d):
    [demande] = demander(close(d), Genre.A_CHAUD)
    repondre(demande)
    assert nombres(2)["Sessions évaluées à leur fin par les personnes formées"] == 1
    assert "aucune réponse à la fin" not in manques(2)


def test_une_personne_absente_sans_contact_manque(d):
    inscription = absente(d)
    assert "1 personne absente n'a pas été contactée" in manques(12)
    noter_contact(inscription=inscription, moyen="courriel", suite="revient", raison="", par=d.formateur)
    assert "pas été contactée" not in manques(12)
    assert nombres(12)["Contacts avec des personnes absentes"] == 1


def test_chaque_partie_prenante_qui_se_tait_manque(d):
    [demande] = demander(close(d), Genre.EMPLOYEUR)
    repondre(demande)
    dits = manques(30)
    assert "Aucun financeur à interroger" in dits
    assert "par l'employeur" not in dits
    assert "par la formatrice ou le formateur" in dits
    enregistrer_financeur(financeur=Financeur(nom="Région", email="r@test.example"))
    assert "Aucun financeur à interroger" not in manques(30)


def test_une_reclamation_en_retard_manque_une_close_prouve(d):
    deposee = reclamation(d, accusee=True)
    Reclamation.objects.filter(pk=deposee.pk).update(repondre_avant=timezone.localdate() - timedelta(days=1))
    assert "1 réclamation est en retard" in manques(31)
    clore_reclamation(reclamation=deposee, decision="Fait", fondee=True, par=d.gestionnaire)
    assert "en retard" not in manques(31)
    assert nombres(31)["Réclamations closes, avec leur décision"] == 1
    assert "1 réclamation fondée n'a mené à aucune amélioration" in manques(32)


def test_une_amelioration_sans_effet_verifie_manque(d):
    amelioration(d, faite=True)
    assert "attend que son effet soit vérifié" in manques(32)
    assert nombres(32)["Améliorations décidées"] == 1
