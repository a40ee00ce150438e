"""A freed seat is offered for a time: accepted, refused, or passed on."""

from datetime import timedelta

import pytest
from django.utils import timezone

from academie.models import Message
from academie.regles import Refus
from sessions.actions.inscription import annuler_inscription, inscrire
from sessions.actions.offre import accepter_offre, expirer_offres, refuser_offre
from sessions.actions.vie import annuler_session
from sessions.models import Inscription
from sessions.queries.attente import parcours_du_rang
from tests.sessions.fabriques import animateurs, relire, session_complete


@pytest.fixture
def file(d):
    """One seat that came free, and three people who waited for it: the first is offered it."""
    session = session_complete(d)
    attente = [
        inscrire(session=session, utilisateur=qui, par=qui) for qui in [d.animateur, *animateurs(2, d.structure)]
    ]
    annuler_inscription(inscription=session.inscriptions.confirmees().get(), par=d.gestionnaire)
    return [relire(inscription) for inscription in attente]


def etats(file):
    return [relire(inscription).etat for inscription in file]


def sujets(inscription):
    return [m.sujet for m in Message.objects.filter(utilisateur=inscription.utilisateur_id).order_by("pk")]


def test_la_place_est_tenue_deux_jours_pour_la_premiere_personne(file):
    assert etats(file) == ["proposee", "en_attente", "en_attente"]
    assert relire(file[0].session).places_prises == 1
    reste = file[0].offre_expire_le - timezone.now()
    assert timedelta(hours=47) < reste <= timedelta(hours=48)
    assert sujets(file[0])[-1].startswith("Une place pour vous")


def test_une_offre_ne_depasse_pas_le_debut(d):
    session = session_complete(d)
    attente = inscrire(session=session, utilisateur=d.animateur, par=d.animateur)
    veille = session.debut - timedelta(hours=10)
    annuler_inscription(
        inscription=session.inscriptions.confirmees().get(), par=d.gestionnaire, motif="Grippe", le=veille
    )
    assert relire(attente).offre_expire_le == session.debut
    assert accepter_offre(inscription=attente, par=d.animateur, le=veille).etat == "confirmee"


def test_accepter_deux_fois_confirme_une_fois(file):
    for _clic in range(2):
        accepter_offre(inscription=file[0], par=file[0].utilisateur)
    assert etats(file) == ["confirmee", "en_attente", "en_attente"]
    assert sujets(file[0])[-1].startswith("Inscription confirmée")
    assert file[0].mouvements.count() == 3


def test_refuser_passe_la_place_a_la_suivante(file):
    for _clic in range(2):
        refuser_offre(inscription=file[0], par=file[0].utilisateur)
    assert etats(file) == ["annulee", "proposee", "en_attente"]
    assert relire(file[0]).cause_annulation == "offre_refusee"
    assert accepter_offre(inscription=file[0], par=file[0].utilisateur).etat == "annulee"


def test_sans_reponse_la_place_passe_a_la_suivante(file):
    expirer_offres(file[0].offre_expire_le - timedelta(seconds=1))
    assert etats(file) == ["proposee", "en_attente", "en_attente"]
    expirer_offres(file[0].offre_expire_le)
    expirer_offres(file[0].offre_expire_le)
    assert etats(file) == ["annulee", "proposee", "en_attente"]
    assert relire(file[0]).cause_annulation == "offre_expiree"
    assert sujets(file[0])[-1].startswith("Place non acceptée à temps")


def test_accepter_trop_tard_ne_donne_rien_et_passe_la_place(file):
    tard = file[0].offre_expire_le + timedelta(minutes=1)
    assert accepter_offre(inscription=file[0], par=file[0].utilisateur, le=tard).etat == "annulee"
    assert etats(file) == ["annulee", "proposee", "en_attente"]


def test_refus_d_accepter_dans_une_session_annulee(d, file):
    annuler_session(session=file[0].session, motif="Inondation", par=d.gestionnaire)
    with pytest.raises(Refus, match="annulée"):
        accepter_offre(inscription=file[0], par=file[0].utilisateur)


def test_qui_attend_sait_pourquoi_son_rang_change(d, file):
    dernier = Inscription.objects.avec_rang().get(pk=file[2].pk)
    (phrase,) = parcours_du_rang(dernier)
    assert phrase.startswith("Vous étiez au rang 3, vous êtes au rang 2")
    assert "une place a été proposée à une personne avant vous" in phrase
    annuler_inscription(inscription=file[1], par=d.gestionnaire)
    dernier = Inscription.objects.avec_rang().get(pk=file[2].pk)
    derniere, premiere = parcours_du_rang(dernier)
    assert premiere == phrase
    assert "au rang 1" in derniere
    assert "une personne a quitté la liste" in derniere
    assert str(file[1].utilisateur) not in derniere
