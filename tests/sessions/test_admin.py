import pytest
from django.urls import reverse

from sessions.actions.inscription import inscrire
from sessions.models import Inscription, Lieu, Session
from tests.sessions.fabriques import session_ouverte


@pytest.mark.parametrize("nom", ["session", "inscription", "lieu"])
def test_l_administration_consulte_sans_changer(connecte, d, nom):
    inscrire(session=session_ouverte(d), utilisateur=d.animateur, par=d.animateur)
    objet = {"session": Session, "inscription": Inscription, "lieu": Lieu}[nom].objects.get()
    client = connecte(d.administrateur)
    assert client.get(reverse(f"admin:seminaires_{nom}_changelist")).status_code == 200
    assert client.get(reverse(f"admin:seminaires_{nom}_change", args=[objet.pk])).status_code == 200
    assert client.post(reverse(f"admin:seminaires_{nom}_change", args=[objet.pk]), {}).status_code == 403
    assert client.get(reverse(f"admin:seminaires_{nom}_add")).status_code == 403
    assert client.post(reverse(f"admin:seminaires_{nom}_delete", args=[objet.pk]), {"post": "yes"}).status_code == 403
