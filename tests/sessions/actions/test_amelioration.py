"""Improvements: decided, done, checked or given up, each once; each refusal."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from academie.regles import Refus
from sessions.actions.amelioration import (
    abandonner_amelioration,
    faire_amelioration,
    modifier_amelioration,
    prevoir_amelioration,
    verifier_amelioration,
)
from sessions.models import Amelioration
from tests.sessions.exemples.evaluations import amelioration, reclamation
from tests.sessions.fabriques import relire


def nouvelle(d, **champs):
    commun = {"titre": "Agir", "constat": "Un fait", "origine": "autre", "responsable": d.gestionnaire}
    return Amelioration(**commun | {"echeance": timezone.localdate()} | champs)


def test_de_la_decision_a_l_effet(d):
    faite = amelioration(d, faite=True)
    verifiee = verifier_amelioration(amelioration=faite, effet="Plus personne ne reste dehors", efficace=True)
    assert (verifiee.etat, verifiee.efficace) == ("verifiee", True)
    faire_amelioration(amelioration=verifiee, realisation="Autre chose")
    verifier_amelioration(amelioration=verifiee, effet="Autre effet", efficace=False)
    apres = relire(verifiee)
    assert (apres.realisation, apres.effet, apres.efficace) == ("Salle changée", "Plus personne ne reste dehors", True)


def test_la_meme_envoyee_deux_fois_est_une(d):
    cle = uuid4()
    for _fois in range(2):
        prevoir_amelioration(amelioration=nouvelle(d), par=d.gestionnaire, cle=cle)
    assert Amelioration.objects.count() == 1


def test_venue_d_une_reclamation_elle_dit_laquelle(d):
    with pytest.raises(Refus) as refus:
        prevoir_amelioration(amelioration=nouvelle(d, origine="reclamation"), par=d.gestionnaire)
    assert refus.value.champ == "reclamation"
    source = reclamation(d)
    prevue = prevoir_amelioration(
        amelioration=nouvelle(d, origine="reclamation", reclamation=source), par=d.gestionnaire
    )
    assert list(source.ameliorations.all()) == [prevue]


def test_une_action_faite_ne_se_modifie_plus(d):
    faite = amelioration(d, faite=True)
    faite.titre = "Autre"
    with pytest.raises(Refus, match="ne change plus"):
        modifier_amelioration(amelioration=faite)


def test_dire_fait_sans_dire_quoi_est_refuse(d):
    with pytest.raises(Refus) as refus:
        faire_amelioration(amelioration=amelioration(d), realisation=" ")
    assert refus.value.champ == "realisation"


def test_l_effet_ne_se_verifie_pas_avant(d):
    with pytest.raises(Refus, match="n'est pas faite"):
        verifier_amelioration(amelioration=amelioration(d), effet="Rien", efficace=True)


def test_l_effet_se_dit(d):
    with pytest.raises(Refus) as refus:
        verifier_amelioration(amelioration=amelioration(d, faite=True), effet=" ", efficace=True)
    assert refus.value.champ == "effet"


def test_abandonner_avec_un_motif_une_fois(d):
    prevue = amelioration(d)
    with pytest.raises(Refus) as refus:
        abandonner_amelioration(amelioration=prevue, motif=" ")
    assert refus.value.champ == "motif"
    for _fois in range(2):
        abandonnee = abandonner_amelioration(amelioration=prevue, motif="Sans moyens")
    assert (abandonnee.etat, abandonnee.effet) == ("abandonnee", "Sans moyens")
    with pytest.raises(Refus, match="abandonnée"):
        faire_amelioration(amelioration=prevue, realisation="Quand même")


def test_une_action_faite_ne_s_abandonne_plus(d):
    with pytest.raises(Refus, match="déjà faite"):
        abandonner_amelioration(amelioration=amelioration(d, faite=True), motif="Trop tard")


def test_le_retard(d):
    prevue = amelioration(d)
    demain = timezone.localdate() + timedelta(days=1)
    assert prevue in Amelioration.objects.en_retard(demain)
    faire_amelioration(amelioration=prevue, realisation="Salle changée")
    assert prevue not in Amelioration.objects.en_retard(demain)
