"""Complaints from filing to closure; contacts with absent people. Each refusal, each message once."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from academie.models import Message
from academie.regles import Refus, regle
from sessions.actions.reclamation import (
    accuser_reception,
    clore_reclamation,
    completer_reclamation,
    deposer_reclamation,
    noter_contact,
    qualifier_reclamation,
    repondre_reclamation,
)
from sessions.models import Reclamation
from tests.sessions.emargements import inscription_de, session_au
from tests.sessions.exemples.evaluations import absente, reclamation
from tests.sessions.fabriques import relire


def messages(fait):
    return Message.objects.filter(cle__startswith=f"reclamation.{fait}:")


def close(d):
    return clore_reclamation(
        reclamation=reclamation(d, accusee=True), decision="Salle changée", fondee=True, par=d.gestionnaire
    )


def test_deposer_previent_l_equipe_et_pose_les_delais(d):
    deposee = reclamation(d)
    jour = timezone.localdate()
    assert deposee.accuser_avant == jour + timedelta(days=regle("reclamation.accuse"))
    assert deposee.repondre_avant == jour + timedelta(days=regle("reclamation.reponse"))
    [message] = messages("deposee")
    assert message.utilisateur == d.gestionnaire
    assert "deuxième étage" not in message.texte


def test_la_meme_envoyee_deux_fois_est_une(d):
    cle = uuid4()
    for _fois in range(2):
        deposer_reclamation(
            reclamation=Reclamation(sujet="autre", titre="Une", texte="Un fait."), par=d.animateur, cle=cle
        )
    assert (Reclamation.objects.count(), messages("deposee").count()) == (1, 1)


def test_accuser_reception_previent_une_fois(d):
    deposee = reclamation(d)
    for _fois in range(2):
        accusee = accuser_reception(reclamation=deposee, par=d.gestionnaire)
    assert (accusee.etat, accusee.responsable) == ("en_cours", d.gestionnaire)
    [message] = messages("accusee")
    assert message.utilisateur == d.animateur


def test_une_reponse_previent_la_personne_une_note_interne_personne(d):
    deposee = reclamation(d)
    repondre_reclamation(reclamation=deposee, texte="À vérifier", interne=True, par=d.gestionnaire)
    assert relire(deposee).etat == "deposee"
    assert not messages("repondue").exists()
    for _fois in range(2):
        repondre_reclamation(reclamation=deposee, texte="Nous changeons de salle", interne=False, par=d.gestionnaire)
    assert relire(deposee).etat == "en_cours"
    assert (deposee.echanges.count(), messages("repondue").count()) == (2, 1)


def test_la_personne_complete_et_son_suivi_est_prevenu(d):
    deposee = reclamation(d, accusee=True)
    for _fois in range(2):
        completer_reclamation(reclamation=deposee, texte="Il y a aussi la porte", par=d.animateur)
    [message] = messages("completee")
    assert message.utilisateur == d.gestionnaire


def test_clore_dit_la_decision_une_fois(d):
    fermee = close(d)
    assert (fermee.etat, fermee.fondee, fermee.close_par) == ("close", True, d.gestionnaire)
    clore_reclamation(reclamation=fermee, decision="Autre chose", fondee=False, par=d.gestionnaire)
    assert relire(fermee).decision == "Salle changée"
    assert messages("close").count() == 1


def test_on_ne_clot_pas_sans_avoir_accuse_reception(d):
    with pytest.raises(Refus, match="Accusez réception d'abord"):
        clore_reclamation(reclamation=reclamation(d), decision="Rien", fondee=False, par=d.gestionnaire)


def test_on_ne_clot_pas_sans_decision(d):
    with pytest.raises(Refus) as refus:
        clore_reclamation(reclamation=reclamation(d, accusee=True), decision=" ", fondee=False, par=d.gestionnaire)
    assert refus.value.champ == "decision"


@pytest.mark.parametrize("qui", ["animateur", "gestionnaire"])
def test_un_message_vide_est_refuse(d, qui):
    deposee = reclamation(d)
    with pytest.raises(Refus, match="Écrivez votre message"):
        if qui == "animateur":
            completer_reclamation(reclamation=deposee, texte=" ", par=d.animateur)
        else:
            repondre_reclamation(reclamation=deposee, texte=" ", interne=False, par=d.gestionnaire)


def test_une_reclamation_close_ne_change_plus(d):
    fermee = close(d)
    gestes = (
        lambda: completer_reclamation(reclamation=fermee, texte="Encore", par=d.animateur),
        lambda: repondre_reclamation(reclamation=fermee, texte="Encore", interne=False, par=d.gestionnaire),
        lambda: qualifier_reclamation(
            reclamation=fermee, genre="incident", sujet="lieu", gravite="grave", responsable=None
        ),
    )
    for geste in gestes:
        with pytest.raises(Refus, match="close"):
            geste()


def test_le_retard_se_compte_sur_l_accuse_puis_sur_la_reponse(d):
    deposee = reclamation(d)
    tard = deposee.accuser_avant + timedelta(days=1)
    assert deposee in Reclamation.objects.en_retard(tard)
    accuser_reception(reclamation=deposee, par=d.gestionnaire)
    assert deposee not in Reclamation.objects.en_retard(tard)
    assert deposee in Reclamation.objects.en_retard(deposee.repondre_avant + timedelta(days=1))
    clore_reclamation(reclamation=deposee, decision="Fait", fondee=True, par=d.gestionnaire)
    assert deposee not in Reclamation.objects.en_retard(deposee.repondre_avant + timedelta(days=1))


def test_noter_un_contact_avec_une_personne_absente_une_fois(d):
    inscription = absente(d)
    note = {"moyen": "telephone", "suite": "revient", "raison": "Un remplacement", "par": d.gestionnaire}
    for _fois in range(2):
        noter_contact(inscription=inscription, **note)
    assert inscription.contacts.count() == 1
    noter_contact(inscription=inscription, **note, le=timezone.now() + timedelta(days=1))
    assert inscription.contacts.count() == 2


def test_on_ne_note_pas_de_contact_sans_absence(d):
    session = session_au(d, dans=-3, personnes=[d.animateur])
    with pytest.raises(Refus, match="Aucune absence"):
        noter_contact(
            inscription=inscription_de(session, d.animateur),
            moyen="courriel",
            suite="revient",
            raison="",
            par=d.formateur,
        )
