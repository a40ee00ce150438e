"""A colleague takes one's place: the same seat, the same order, the same reserve."""

from datetime import timedelta

import pytest
from django.utils import timezone

from academie.models import Message
from academie.regles import Refus
from sessions.actions.inscription import annuler_inscription, inscrire
from sessions.actions.remplacement import remplacer
from sessions.actions.reserve import reserver_places
from sessions.models import Inscription
from tests.sessions.fabriques import animateurs, relire, session_complete, session_ouverte


@pytest.fixture
def collegue(d):
    return animateurs(1, d.structure)[0]


def test_la_place_l_ordre_et_la_reserve_passent_a_la_collegue(d, collegue):
    session = session_ouverte(d, capacite=4)
    reserve = reserver_places(
        session=session, structure=d.structure, places=1, jusqu_au=timezone.localdate(), par=d.referent
    )
    inscription = inscrire(session=session, utilisateur=d.animateur, par=d.animateur)
    inscrire(session=session, utilisateur=d.autre_animateur, par=d.autre_animateur)
    nouvelle = remplacer(inscription=inscription, utilisateur=collegue, par=d.referent)
    assert (nouvelle.etat, nouvelle.ordre, nouvelle.reserve) == ("confirmee", 1, reserve)
    assert (relire(inscription).etat, relire(inscription).cause_annulation) == ("annulee", "remplacee")
    session = relire(session)
    assert (session.places_prises, session.places_reservees, session.dernier_ordre) == (2, 0, 2)
    assert Message.objects.filter(utilisateur=collegue, sujet__startswith="Inscription confirmée").exists()
    dit = Message.objects.get(utilisateur=d.animateur, sujet__startswith="Une autre personne prend votre place")
    assert str(d.referent) in dit.texte


def test_deux_fois_ne_remplace_qu_une_fois(d, collegue):
    inscription = inscrire(session=session_ouverte(d), utilisateur=d.animateur, par=d.animateur)
    premiere, seconde = (remplacer(inscription=inscription, utilisateur=collegue, par=d.referent) for _ in range(2))
    assert premiere == seconde
    assert Inscription.objects.actives().count() == 1


def test_qui_attend_garde_son_rang(d, collegue):
    session = session_complete(d)
    attente = inscrire(session=session, utilisateur=d.animateur, par=d.animateur)
    suivante = inscrire(session=session, utilisateur=animateurs(1, d.structure)[0], par=d.animateur)
    nouvelle = remplacer(inscription=attente, utilisateur=collegue, par=d.referent)
    assert (nouvelle.etat, nouvelle.ordre) == ("en_attente", attente.ordre)
    assert Inscription.objects.avec_rang().get(pk=suivante.pk).rang == 2


def test_l_offre_passe_avec_son_delai(d, collegue):
    session = session_complete(d)
    attente = inscrire(session=session, utilisateur=d.animateur, par=d.animateur)
    annuler_inscription(inscription=session.inscriptions.confirmees().get(), par=d.gestionnaire)
    nouvelle = remplacer(inscription=attente, utilisateur=collegue, par=d.referent)
    assert (nouvelle.etat, nouvelle.offre_expire_le) == ("proposee", relire(attente).offre_expire_le)
    assert Message.objects.filter(utilisateur=collegue, sujet__startswith="Une place pour vous").exists()


def test_apres_la_cloture_la_place_passe_encore(d, collegue):
    session = session_ouverte(d)
    inscription = inscrire(session=session, utilisateur=d.animateur, par=d.animateur)
    veille = session.debut - timedelta(days=1)
    assert remplacer(inscription=inscription, utilisateur=collegue, par=d.referent, le=veille).etat == "confirmee"


def test_l_accord_se_demande_pour_la_nouvelle_personne(d, collegue):
    d.structure.accord_requis, d.structure.accord_email = True, "direction@test.example"
    d.structure.save()
    inscription = inscrire(session=session_ouverte(d), utilisateur=d.animateur, par=d.animateur)
    nouvelle = remplacer(inscription=inscription, utilisateur=collegue, par=d.referent)
    assert (nouvelle.etat, nouvelle.accord.etat) == ("a_accorder", "demande")


def test_refus_d_une_personne_d_ailleurs_ou_deja_inscrite(d, collegue):
    session = session_ouverte(d)
    inscription = inscrire(session=session, utilisateur=d.animateur, par=d.animateur)
    with pytest.raises(Refus, match="même structure") as refus:
        remplacer(inscription=inscription, utilisateur=d.autre_animateur, par=d.gestionnaire)
    assert refus.value.champ == "utilisateur"
    inscrire(session=session, utilisateur=collegue, par=collegue)
    with pytest.raises(Refus, match="déjà une"):
        remplacer(inscription=inscription, utilisateur=collegue, par=d.referent)


def test_refus_de_remplacer_qui_est_deja_partie(d, collegue):
    inscription = inscrire(session=session_ouverte(d), utilisateur=d.animateur, par=d.animateur)
    annuler_inscription(inscription=inscription, par=d.animateur)
    with pytest.raises(Refus, match="déjà annulée"):
        remplacer(inscription=inscription, utilisateur=collegue, par=d.referent)


def test_refus_une_fois_la_session_commencee(d, collegue):
    session = session_ouverte(d)
    inscription = inscrire(session=session, utilisateur=d.animateur, par=d.animateur)
    with pytest.raises(Refus, match="a commencé"):
        remplacer(inscription=inscription, utilisateur=collegue, par=d.referent, le=session.debut)
