import re
from datetime import timedelta

import pytest
from django.utils import timezone

from academie.actions.affectation import affecter
from academie.actions.effacement import (
    annuler_effacement,
    demander_effacement,
    demander_son_effacement,
    executer_effacements,
)
from academie.actions.expurgation import expurger
from academie.models import Affectation, DemandeEffacement, Message, Utilisateur
from academie.queries.effacement import empechements_de, lire_confirmation
from academie.regles import Refus
from sessions.actions.inscription import inscrire
from sessions.models import AccordEmployeur
from tests.distribution import distribuer
from tests.sessions.emargements import session_au
from tests.sessions.fabriques import session_ouverte

MOT_DE_PASSE = "mot-de-passe-du-test"


@pytest.fixture
def d(db):
    return distribuer()


def demande_de(personne) -> DemandeEffacement:
    return DemandeEffacement.objects.get(utilisateur=personne)


def refus(personne) -> str:
    with pytest.raises(Refus) as dit:
        demander_effacement(utilisateur=personne, nom_visible=True)
    assert not DemandeEffacement.objects.exists()
    return str(dit.value).replace("\xa0", " ")


def test_une_demande_se_prevoit_dans_deux_semaines_et_se_dit_par_message(d):
    demander_effacement(utilisateur=d.animateur, nom_visible=False)
    demander_effacement(utilisateur=d.animateur, nom_visible=True)
    demande = demande_de(d.animateur)
    assert demande.prevue_le == timezone.localdate() + timedelta(days=14)
    assert demande.nom_visible is False
    [message] = Message.objects.filter(utilisateur=d.animateur)
    assert "/mon-compte/effacer/" in message.texte
    assert str(demande.prevue_le.year) in message.sujet


def test_avant_le_jour_rien_ne_part_le_jour_venu_tout_part(d):
    demander_effacement(utilisateur=d.animateur, nom_visible=True)
    executer_effacements(timezone.now() + timedelta(days=13))
    assert Utilisateur.objects.get(pk=d.animateur.pk).is_active
    executer_effacements(timezone.now() + timedelta(days=14))
    assert str(Utilisateur.objects.get(pk=d.animateur.pk)) == "Personne effacée"
    assert demande_de(d.animateur).etat == "executee"


def test_un_effacement_qui_echoue_n_arrete_pas_les_autres(d, monkeypatch):
    def effacer(personne, *, nom_visible):
        if personne == d.animateur:
            raise ValueError

    monkeypatch.setattr("academie.actions.effacement.EFFACEMENTS", [effacer])
    for personne in (d.animateur, d.autre_animateur):
        demander_effacement(utilisateur=personne, nom_visible=True)
    with pytest.raises(ExceptionGroup):
        executer_effacements(timezone.now() + timedelta(days=14))
    assert Utilisateur.objects.get(pk=d.animateur.pk).is_active
    assert not Utilisateur.objects.get(pk=d.autre_animateur.pk).is_active


def test_changer_d_avis_garde_le_compte(d):
    demander_effacement(utilisateur=d.animateur, nom_visible=True)
    for _fois in range(2):
        annuler_effacement(utilisateur=d.animateur)
    executer_effacements(timezone.now() + timedelta(days=99))
    assert Utilisateur.objects.get(pk=d.animateur.pk).is_active
    assert Message.objects.filter(cle__startswith="effacement.annule").count() == 1


def test_ce_qui_s_ouvre_pendant_le_delai_fait_attendre(d):
    demander_effacement(utilisateur=d.formateur, nom_visible=True)
    session_ouverte(d)
    executer_effacements(timezone.now() + timedelta(days=20))
    assert Utilisateur.objects.get(pk=d.formateur.pk).is_active


def test_qui_anime_une_session_a_venir_doit_etre_remplace(d):
    session_ouverte(d)
    assert "Demandez à l'Académie de vous y remplacer" in refus(d.formateur)


def test_qui_suit_une_session_commencee_attend_sa_cloture(d):
    session_au(d, dans=-1, personnes=[d.animateur])
    assert "Attendez sa clôture" in refus(d.animateur)


def test_une_inscription_a_venir_n_empeche_pas(d):
    inscrire(session=session_ouverte(d), utilisateur=d.animateur, par=d.animateur)
    assert empechements_de(d.animateur) == []


def test_la_seule_personne_qui_administre_en_nomme_d_abord_une_autre(d):
    assert "Nommez d'abord" in refus(d.administrateur)
    affecter(utilisateur=d.sans_role, role="administrateur")
    assert empechements_de(d.administrateur) == []


def test_l_adresse_qui_repond_pour_une_structure_se_change_d_abord(d):
    d.structure.accord_requis, d.structure.accord_email = True, d.referent.email
    d.structure.save()
    assert "réglages de la structure" in refus(d.referent)


def test_une_demande_d_accord_qui_attend_se_donne_d_abord(d):
    d.structure.accord_requis, d.structure.accord_email = True, "ailleurs@test.example"
    d.structure.save()
    inscrire(session=session_ouverte(d), utilisateur=d.animateur, par=d.animateur)
    AccordEmployeur.objects.update(email=d.referent.email)
    assert "attend votre réponse" in refus(d.referent)


def test_un_mauvais_mot_de_passe_est_refuse_et_les_essais_se_comptent(d):
    for _essai in range(10):
        with pytest.raises(Refus) as dit:
            demander_son_effacement(utilisateur=d.animateur, nom_visible=True, mot_de_passe="faux")
        assert dit.value.champ == "mot_de_passe"
    with pytest.raises(Refus, match="Attendez une heure"):
        demander_son_effacement(utilisateur=d.animateur, nom_visible=True, mot_de_passe=MOT_DE_PASSE)
    assert not DemandeEffacement.objects.exists()


def test_sans_mot_de_passe_un_lien_signe_confirme(d):
    d.animateur.set_unusable_password()
    for _fois in range(2):
        demander_son_effacement(utilisateur=d.animateur, nom_visible=False, mot_de_passe="")
    assert not DemandeEffacement.objects.exists()
    [message] = Message.objects.filter(utilisateur=d.animateur)
    [jeton] = re.findall(r"/confirmer/([^/\s]+)/", message.texte)
    assert lire_confirmation(d.animateur, jeton) is False
    assert lire_confirmation(d.autre_animateur, jeton) is None
    assert lire_confirmation(d.animateur, jeton + "x") is None


def test_une_affectation_du_jour_meme_disparait_une_ancienne_prend_fin_hier(d):
    hier = timezone.localdate() - timedelta(days=1)
    Affectation.objects.filter(utilisateur=d.animateur).update(debut=hier - timedelta(days=9))
    affecter(utilisateur=d.animateur, role="formateur")
    demander_effacement(utilisateur=d.animateur, nom_visible=True)
    executer_effacements(timezone.now() + timedelta(days=14))
    assert [(a.role, a.fin) for a in Affectation.objects.filter(utilisateur=d.animateur)] == [("animateur", hier)]


def test_expurger_ne_touche_que_le_nom_et_l_adresse(d):
    message = Message.objects.create(
        cle="un",
        destinataire="x@test.example",
        sujet="Accord pour Animateur Test",
        texte="Écrire à ANIMATEUR@test.example, animé",
    )
    expurger(Message.objects.all(), ["sujet", "texte"], d.animateur)
    message = Message.objects.get(pk=message.pk)
    assert (message.sujet, message.texte) == ("Accord pour Personne effacée", "Écrire à Personne effacée, animé")
