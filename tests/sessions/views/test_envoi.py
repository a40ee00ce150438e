"""The page of the convocations says what sending them would do."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from sessions.actions.inscription import inscrire
from sessions.actions.vie import confirmer_session
from sessions.models import Session
from tests.sessions.fabriques import session_ouverte


def page(client, session) -> str:
    return client.get(reverse("sessions:session_convoquer", args=[session.pk])).content.decode()


def test_ce_qui_empeche_se_lit_avant_et_le_bouton_n_est_pas_offert(d, connecte):
    client = connecte(d.gestionnaire)
    session = session_ouverte(d, dans=30)
    inscrire(session=session, utilisateur=d.animateur, par=d.animateur)
    assert "encore confirmée" in page(client, session)
    assert "Envoyer 1 convocation" not in page(client, session)
    confirmer_session(session=session, par=d.gestionnaire)
    inscrire(session=session, utilisateur=d.autre_animateur, par=d.autre_animateur)
    assert "Envoyer 1 convocation" in page(client, session)
    Session.objects.filter(pk=session.pk).update(debut=timezone.now() - timedelta(hours=3), fin=timezone.now())
    assert "cette session est passée" in page(client, session)
    assert "Envoyer 1 convocation" not in page(client, session)
