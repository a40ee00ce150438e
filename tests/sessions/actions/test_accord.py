from datetime import timedelta

import pytest
from django.utils import timezone

from academie.models import Message
from academie.regles import Refus
from sessions.actions.accord import (
    donner_accord,
    expirer_accords,
    rappeler_accords,
    redemander_accord,
    refuser_accord,
)
from sessions.actions.inscription import annuler_inscription, inscrire
from sessions.actions.offre import accepter_offre
from sessions.models import AccordEmployeur, Inscription, Session
from sessions.queries.accord import a_rappeler, rappel_du
from tests.sessions.accords import DECIDEUR, SUPPLEANT, accord_demande, exiger_l_accord
from tests.sessions.fabriques import animateurs, relire, session_complete, session_ouverte

pytestmark = pytest.mark.django_db
QUI = "Ada Chef, directrice"


def messages(fait):
    return Message.objects.filter(cle__startswith=f"accord.{fait}:")


def test_la_place_est_tenue_et_la_demande_part(d):
    accord = accord_demande(d)
    assert accord.inscription.etat == "a_accorder"
    assert relire(accord.inscription.session).places_prises == 1
    assert [m.destinataire for m in messages("demande")] == [DECIDEUR]
    assert accord.inscription.utilisateur.nom in messages("demande").get().sujet


def test_sans_exigence_personne_n_est_sollicite(d):
    assert inscrire(session=session_ouverte(d), utilisateur=d.animateur, par=d.animateur).etat == "confirmee"
    assert not AccordEmployeur.objects.exists()


def test_donner_confirme_la_place_et_le_dit(d):
    accord = donner_accord(accord=accord_demande(d), par=QUI)
    inscription = relire(accord.inscription)
    assert (inscription.etat, relire(accord).etat) == ("confirmee", "donne")
    assert relire(inscription.session).places_prises == 1
    assert QUI in inscription.mouvements.last().motif
    assert Message.objects.filter(cle=f"inscription.confirmee:{inscription.pk}").exists()
    assert [m.destinataire for m in messages("suite")] == [d.referent.email]


def test_refuser_rend_la_place_a_qui_attend(d):
    accord = accord_demande(d, session=session_ouverte(d, capacite=1))
    attend = inscrire(session=accord.inscription.session, utilisateur=d.autre_animateur, par=d.autre_animateur)
    refuser_accord(accord=accord, par=QUI, motif="Fermeture ce jour-là")
    annulee = relire(accord.inscription)
    assert (annulee.etat, annulee.cause_annulation) == ("annulee", "employeur")
    assert relire(attend).etat == "proposee"
    assert "Fermeture ce jour-là" in messages("refuse").get().texte
    assert messages("suite").get().destinataire == d.referent.email


def test_un_refus_a_un_motif(d):
    accord = accord_demande(d)
    with pytest.raises(Refus) as refus:
        refuser_accord(accord=accord, par=QUI, motif="  ")
    assert refus.value.champ == "motif"
    assert relire(accord).etat == "demande"


@pytest.mark.parametrize("fois", [1, 2, 3])
def test_repondre_plusieurs_fois_la_meme_chose_ne_fait_rien_de_plus(d, fois):
    accord = accord_demande(d)
    for _tour in range(fois):
        donner_accord(accord=accord, par=QUI)
    assert relire(accord).inscription.mouvements.count() == 2
    assert messages("suite").count() == 1


def test_deux_personnes_decident_en_meme_temps_la_premiere_l_emporte(d):
    accord = accord_demande(d)
    meme = AccordEmployeur.objects.select_related("inscription").get(pk=accord.pk)
    donner_accord(accord=accord, par=QUI)
    with pytest.raises(Refus, match=f"déjà donné, par {QUI}"):
        refuser_accord(accord=meme, par="Un autre, adjoint", motif="Non")
    assert relire(accord).etat == "donne"
    assert relire(accord.inscription).etat == "confirmee"


def test_apres_le_delai_on_ne_repond_plus(d):
    accord = accord_demande(d)
    with pytest.raises(Refus, match="Le délai pour répondre est passé"):
        donner_accord(accord=accord, par=QUI, le=accord.expire_le)


def test_une_inscription_annulee_n_attend_plus_de_reponse(d):
    accord = accord_demande(d)
    annuler_inscription(inscription=accord.inscription, par=d.animateur)
    with pytest.raises(Refus, match="annulée"):
        donner_accord(accord=accord, par=QUI)
    expirer_accords(accord.expire_le + timedelta(days=1))
    assert not messages("expire").exists()


def test_qui_attend_une_place_garde_son_rang_et_son_accord(d):
    accord = accord_demande(d, session=session_complete(d))
    assert accord.inscription.etat == "en_attente"
    donner_accord(accord=accord, par=QUI)
    assert relire(accord.inscription).etat == "en_attente"
    assert messages("donne").get().utilisateur == d.animateur
    premiere = Inscription.objects.get(utilisateur=d.autre_animateur)
    annuler_inscription(inscription=premiere, par=d.autre_animateur)
    accepter_offre(inscription=relire(accord.inscription), par=d.animateur)
    assert relire(accord.inscription).etat == "confirmee"


def test_le_rappel_part_une_fois_a_mi_delai_aux_deux_adresses(d):
    accord = accord_demande(d)
    rappeler_accords(accord.demande_le + timedelta(days=4))
    assert not messages("rappele").exists()
    for _tour in range(2):
        rappeler_accords(accord.demande_le + timedelta(days=5))
    assert sorted(m.destinataire for m in messages("rappele")) == sorted([DECIDEUR, SUPPLEANT])


def test_une_session_proche_raccourcit_le_delai_et_le_rappel(d):
    session = session_ouverte(d, dans=8, cloture_inscriptions=timezone.localdate() + timedelta(days=7))
    accord = accord_demande(d, session=session)
    assert accord.expire_le == session.debut
    assert rappel_du(accord) == accord.demande_le + (session.debut - accord.demande_le) / 2
    assert a_rappeler(rappel_du(accord)) == [accord]


def test_sans_reponse_l_inscription_s_annule_une_fois_et_la_place_va_au_suivant(d):
    accord = accord_demande(d, session=session_ouverte(d, capacite=1))
    attend = inscrire(session=accord.inscription.session, utilisateur=d.autre_animateur, par=d.autre_animateur)
    expirer_accords(accord.expire_le - timedelta(minutes=1))
    assert relire(accord).etat == "demande"
    for _tour in range(2):
        expirer_accords(accord.expire_le)
    assert (relire(accord).etat, relire(accord.inscription).cause_annulation) == ("expire", "accord_expire")
    assert relire(attend).etat == "proposee"
    assert messages("expire").count() == 1


def test_redemander_change_d_adresse_et_de_lien_une_fois(d):
    accord = accord_demande(d)
    for _tour in range(2):
        redemander_accord(accord=accord, email="maire@quimper.example", numero=accord.numero)
    refaite = relire(accord)
    assert (refaite.email, refaite.email_suppleant, refaite.numero) == ("maire@quimper.example", "", 2)
    assert [m.destinataire for m in messages("demande").order_by("pk")] == [DECIDEUR, "maire@quimper.example"]


def test_un_accord_sur_papier_garde_qui_l_a_enregistre_et_pourquoi(d):
    accord = donner_accord(
        accord=accord_demande(d), par=QUI, motif="Courrier du 12 mars", enregistre_par=d.gestionnaire
    )
    accord = relire(accord)
    assert (accord.enregistre_par, accord.motif) == (d.gestionnaire, "Courrier du 12 mars")
    assert relire(accord.inscription).mouvements.last().par == d.gestionnaire


def test_beaucoup_d_accords_et_une_seule_session(d):
    exiger_l_accord(d.structure)
    session = session_ouverte(d, capacite=2)
    for qui in animateurs(4, d.structure):
        inscrire(session=session, utilisateur=qui, par=qui)
    dernier = AccordEmployeur.objects.order_by("expire_le").last()
    expirer_accords(dernier.expire_le)
    assert set(AccordEmployeur.objects.values_list("etat", flat=True)) == {"expire"}
    assert Session.objects.get(pk=session.pk).places_prises == 0
