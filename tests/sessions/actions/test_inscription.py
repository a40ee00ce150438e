from datetime import timedelta

import pytest
from django.utils import timezone

from academie.models import Message, Utilisateur
from academie.regles import Refus
from sessions.actions.inscription import annuler_inscription, inscrire
from sessions.actions.session import modifier_session
from sessions.actions.vie import annuler_session
from sessions.models import Inscription
from tests.distribution import personne
from tests.sessions.fabriques import (
    animateurs,
    moment,
    projet,
    relire,
    session_brouillon,
    session_complete,
    session_ouverte,
)


def sujets(utilisateur) -> list[str]:
    return list(Message.objects.filter(utilisateur=utilisateur).order_by("pk").values_list("sujet", flat=True))


def test_une_place_libre_est_donnee_et_annoncee_avec_son_agenda(d):
    session = session_ouverte(d)
    inscription = inscrire(session=session, utilisateur=d.animateur, par=d.animateur)
    assert (inscription.etat, inscription.ordre, inscription.structure) == ("confirmee", 1, d.structure)
    assert relire(session).places_prises == 1
    message = Message.objects.get(utilisateur=d.animateur)
    assert message.sujet.startswith("Inscription confirmée")
    pieces = message.pieces.all()
    assert {(piece.type, bytes(piece.contenu).count(b"BEGIN:VEVENT")) for piece in pieces} == {
        ("text/calendar; method=REQUEST", 1)
    }
    assert [piece.nom for piece in pieces] == ["demi-journee-1.ics", "demi-journee-2.ics"]
    for fait in ("9 h – 12 h 15", "3 rue du Port", "Arrêt Mairie", "Formateur Test", "formation@test.example"):
        assert fait in message.texte.replace("\xa0", " ")
    (mouvement,) = inscription.mouvements.all()
    assert (mouvement.de, mouvement.vers, mouvement.par) == ("", "confirmee", d.animateur)


def test_s_inscrire_ne_lit_chaque_chose_qu_une_fois(d, django_assert_num_queries):
    session = session_ouverte(d, capacite=30)
    for qui in animateurs(3):
        inscrire(session=session, utilisateur=qui, par=qui)
    qui = Utilisateur.objects.get(pk=d.animateur.pk)
    with django_assert_num_queries(20):  # two of them are the savepoint of the deed, two that of the message
        inscrire(session=session, utilisateur=qui, par=qui)


def test_s_inscrire_deux_fois_donne_la_meme_inscription(d):
    session = session_ouverte(d)
    premiere = inscrire(session=session, utilisateur=d.animateur, par=d.animateur)
    assert inscrire(session=session, utilisateur=d.animateur, par=d.animateur) == premiere
    assert relire(session).places_prises == 1
    assert len(sujets(d.animateur)) == 1


def test_une_session_complete_met_en_attente_avec_le_rang(d):
    session = session_complete(d)
    inscrire(session=session, utilisateur=animateurs(1)[0], par=d.gestionnaire)
    inscription = inscrire(session=session, utilisateur=d.animateur, par=d.animateur)
    assert inscription.etat == "en_attente"
    assert Inscription.objects.avec_rang().get(pk=inscription.pk).rang == 2
    assert relire(session).places_prises == 1
    assert sujets(d.animateur)[0].startswith("Liste d'attente, rang 2")


def test_le_lien_de_connexion_n_est_pas_donne_a_qui_attend(d):
    session = session_ouverte(d, capacite=1, modalite="hybride", lien_distance="https://visio.example/salle")
    inscrire(session=session, utilisateur=d.autre_animateur, par=d.autre_animateur)
    inscrire(session=session, utilisateur=d.animateur, par=d.animateur)
    assert "visio.example" in Message.objects.get(utilisateur=d.autre_animateur).texte
    assert "visio.example" not in Message.objects.get(utilisateur=d.animateur).texte


def test_une_annulation_propose_la_place_a_la_premiere_personne_et_le_lui_dit(d):
    session = session_complete(d)
    premiere, seconde = animateurs(2)
    for qui in (premiere, seconde):
        inscrire(session=session, utilisateur=qui, par=qui)
    partante = Inscription.objects.get(utilisateur=d.autre_animateur)
    annulee = annuler_inscription(inscription=partante, par=d.autre_animateur, motif="Congé")
    assert annulee.etat == "annulee"
    assert Inscription.objects.get(utilisateur=premiere).etat == "proposee"
    assert Inscription.objects.avec_rang().get(utilisateur=seconde).rang == 1
    assert relire(session).places_prises == 1
    assert sujets(premiere)[-1].startswith("Une place pour vous")
    assert len(sujets(seconde)) == 1
    assert sujets(d.autre_animateur)[-1].startswith("Inscription annulée")
    assert partante.mouvements.last().motif == "Congé"


def test_annuler_deux_fois_ne_libere_qu_une_place(d):
    session = session_complete(d)
    for qui in animateurs(2):
        inscrire(session=session, utilisateur=qui, par=qui)
    partante = Inscription.objects.get(utilisateur=d.autre_animateur)
    for _clic in range(2):
        annuler_inscription(inscription=partante, par=d.autre_animateur)
    assert relire(session).places_prises == 1
    assert Inscription.objects.en_attente().count() == 1
    assert len(sujets(d.autre_animateur)) == 2


def test_quitter_la_liste_d_attente_avance_les_suivantes_sans_promouvoir(d):
    session = session_complete(d)
    premiere, seconde = (inscrire(session=session, utilisateur=qui, par=qui) for qui in animateurs(2))
    annuler_inscription(inscription=premiere, par=premiere.utilisateur)
    assert Inscription.objects.avec_rang().get(pk=seconde.pk).rang == 1
    assert relire(session).places_prises == 1


def test_se_reinscrire_apres_avoir_annule_place_a_la_suite(d):
    session = session_complete(d)
    attente = inscrire(session=session, utilisateur=d.animateur, par=d.animateur)
    annuler_inscription(inscription=attente, par=d.animateur)
    nouvelle = inscrire(session=session, utilisateur=d.animateur, par=d.animateur)
    assert (nouvelle.pk == attente.pk, nouvelle.ordre) == (False, 3)


def test_plus_de_places_se_proposent_dans_l_ordre(d):
    session = session_complete(d)
    attente = [inscrire(session=session, utilisateur=qui, par=qui) for qui in animateurs(3)]
    creneaux = projet(d).creneaux
    modifier_session(
        session=session, projet=projet(d, capacite=3, creneaux=_reprendre(session, creneaux)), par=d.gestionnaire
    )
    etats = [Inscription.objects.get(pk=i.pk).etat for i in attente]
    assert etats == ["proposee", "proposee", "en_attente"]
    assert relire(session).places_prises == 3


def _reprendre(session, creneaux):
    pks = session.creneaux.values_list("pk", flat=True)
    return [
        type(c)(debut=c.debut, fin=c.fin, formateurs=c.formateurs, pk=pk) for c, pk in zip(creneaux, pks, strict=True)
    ]


def test_refus_brouillon(d):
    with pytest.raises(Refus, match="pas encore ouvertes"):
        inscrire(session=session_brouillon(d), utilisateur=d.animateur, par=d.animateur)


def test_refus_session_annulee(d):
    session = annuler_session(session=session_ouverte(d), motif="Inondation", par=d.gestionnaire)
    with pytest.raises(Refus, match="annulée"):
        inscrire(session=session, utilisateur=d.animateur, par=d.animateur)


def test_refus_apres_la_cloture_mais_pas_le_dernier_jour(d):
    session = session_ouverte(d)
    dernier_soir = moment(session.cloture_inscriptions, "23:59")
    assert inscrire(session=session, utilisateur=d.animateur, par=d.animateur, le=dernier_soir)
    with pytest.raises(Refus, match="closes depuis le"):
        inscrire(
            session=session, utilisateur=d.autre_animateur, par=d.animateur, le=dernier_soir + timedelta(minutes=1)
        )


def test_refus_session_commencee(d):
    session = session_ouverte(d, cloture_inscriptions=timezone.localdate() + timedelta(days=30))
    with pytest.raises(Refus, match="déjà commencé"):
        inscrire(session=session, utilisateur=d.animateur, par=d.animateur, le=session.debut)


def test_refus_a_qui_anime_la_session(d):
    with pytest.raises(Refus, match="Vous animez cette session"):
        inscrire(session=session_ouverte(d), utilisateur=d.formateur, par=d.formateur)


def test_refus_d_annuler_une_fois_la_session_commencee(d):
    session = session_ouverte(d)
    inscription = inscrire(session=session, utilisateur=d.animateur, par=d.animateur)
    with pytest.raises(Refus, match="a commencé"):
        annuler_inscription(inscription=inscription, par=d.animateur, le=session.debut)
    assert Inscription.objects.get(pk=inscription.pk).etat == "confirmee"


def test_refus_d_annuler_dans_une_session_annulee(d):
    session = session_ouverte(d)
    inscription = inscrire(session=session, utilisateur=d.animateur, par=d.animateur)
    annuler_session(session=session, motif="Inondation", par=d.gestionnaire)
    with pytest.raises(Refus, match="annulée"):
        annuler_inscription(inscription=inscription, par=d.animateur)


def test_un_nom_de_droite_a_gauche_et_un_emoji_passent_partout(d):
    session = session_ouverte(d)
    qui = personne("مريم-🎈", "animateur", d.structure)
    inscription = inscrire(session=session, utilisateur=qui, par=qui)
    assert "🎈" in str(inscription)
    assert Message.objects.get(utilisateur=qui).texte.startswith("Bonjour مريم")


def _inscrite(d, dans):
    session = session_ouverte(d, dans=dans, cloture_inscriptions=timezone.localdate())
    return inscrire(session=session, utilisateur=d.animateur, par=d.animateur)


def test_une_annulation_tardive_demande_un_motif_et_se_dit(d):
    inscription = _inscrite(d, dans=6)
    with pytest.raises(Refus, match="dites pourquoi") as refus:
        annuler_inscription(inscription=inscription, par=d.animateur, motif="  ")
    assert refus.value.champ == "motif"
    annulee = annuler_inscription(inscription=inscription, par=d.animateur, motif="Panne de car")
    assert (annulee.tardive, annulee.cause_annulation) == (True, "desistement")
    assert "tardive" in Message.objects.get(sujet__startswith="Inscription annulée").texte


def test_une_annulation_a_temps_n_est_pas_tardive(d):
    annulee = annuler_inscription(inscription=_inscrite(d, dans=7), par=d.animateur)
    assert (annulee.tardive, annulee.annulee_le is not None) == (False, True)


def test_chaque_personne_qui_annule_a_sa_cause(d):
    causes = {"animateur": "desistement", "referent": "employeur", "gestionnaire": "gestion"}
    session = session_ouverte(d, dans=6, cloture_inscriptions=timezone.localdate())
    for qui, cause in causes.items():
        inscription = inscrire(session=session, utilisateur=d.animateur, par=d.animateur)
        annulee = annuler_inscription(inscription=inscription, par=getattr(d, qui), motif="Empêchement")
        assert (annulee.cause_annulation, annulee.tardive) == (cause, qui != "gestionnaire")
