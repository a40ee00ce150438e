"""The certificates of a session and of many, as those who issue them see them."""

import pytest
from django.urls import reverse
from django.utils import timezone

from certificats.models import Campagne, Certificat
from tests.certificats.fabriques import delivrer, session_close, session_tenue
from tests.sessions.fabriques import animateurs

A_DELIVRER = reverse("certificats:session_a_delivrer")
DELIVRER = reverse("certificats:session_delivrer")


def texte(reponse) -> str:
    return reponse.content.decode().replace("\u00a0", " ")


def url(session):
    return reverse("certificats:certificat_session", args=[session.pk])


class TestSession:
    def test_qui_a_quoi_et_pourquoi(self, connecter, d):
        session = session_close(d, presences={d.animateur: 2, d.autre_animateur: 1})
        delivrer(session, d)
        contenu = texte(connecter(d.gestionnaire).get(url(session)))
        assert "1 certificat, 1 refus" in contenu
        assert Certificat.objects.get(atteint=True).numero in contenu
        assert "6 h 30 sur 6 h 30, seuil 80 %" in contenu
        assert "3 h 15 sur 6 h 30 : le seuil de 80 % n&#x27;est pas atteint." in contenu
        assert "Il manque 1 h 57" in contenu
        assert "Tout ce qui devait être délivré" in contenu

    def test_avant_la_cloture_l_apercu(self, connecter, d):
        contenu = texte(connecter(d.gestionnaire).get(url(session_tenue(d))))
        assert "1 certificat, 0 refus" in contenu
        assert "ce que donnera la clôture" in contenu

    def test_on_cherche(self, connecter, d):
        session = session_close(d, presences={d.animateur: 2})
        client = connecter(d.gestionnaire)
        assert "Personne ne correspond" in texte(client.get(url(session), {"q": "zzz"}))
        assert "Personne ne correspond" not in texte(client.get(url(session), {"q": "animateur\0"}))

    def test_delivrer_les_manquants_deux_fois(self, connecter, d):
        session = session_close(d)
        delivrer = reverse("certificats:certificat_delivrer", args=[session.pk])
        for _ in range(2):
            assert connecter(d.gestionnaire).post(delivrer)["Location"] == url(session)
        assert Certificat.objects.count() == 1

    def test_refuse_avant_la_cloture(self, connecter, d):
        session = session_tenue(d)
        delivrer = reverse("certificats:certificat_delivrer", args=[session.pk])
        assert "Closez d&#x27;abord la session" in texte(connecter(d.gestionnaire).post(delivrer, follow=True))

    def test_une_campagne_montre_ou_elle_en_est(self, connecter, d):
        session, le = session_close(d), timezone.now()
        campagne = Campagne.objects.create(session=session, total=60, demandee_le=le, avance_le=le)
        client = connecter(d.gestionnaire)
        contenu = texte(client.get(url(session)))
        assert "0 personnes servies sur 60" in contenu
        assert reverse("certificats:certificat_delivrer", args=[session.pk]) not in contenu
        inscription = session.inscriptions.get()
        campagne.avancer(faites=59, erreurs={str(inscription.pk): "La clé est compromise."}, le=le)
        campagne.finir(le=le)
        campagne.save()
        contenu = texte(client.get(url(session)))
        assert "n'a pas pu servir tout le monde" in contenu
        assert "La clé est compromise." in contenu

    @pytest.mark.parametrize("nombre", [1, 30])
    def test_le_nombre_de_requetes_ne_depend_pas_du_nombre_de_personnes(
        self, connecter, d, nombre, django_assert_num_queries
    ):
        session = session_close(d, presences=dict.fromkeys(animateurs(nombre), 2), capacite=nombre)
        delivrer(session, d)
        client = connecter(d.gestionnaire)
        with django_assert_num_queries(9):
            client.get(url(session))


class TestPlusieursSessions:
    def test_celles_ou_il_manque_un_document(self, connecter, d):
        session = session_close(d, presences={d.animateur: 1, d.autre_animateur: 0})
        client = connecter(d.gestionnaire)
        [ligne] = client.get(A_DELIVRER).context["page_obj"]
        assert (ligne.pk, ligne.manquants) == (session.pk, 1)
        for _ in range(2):
            assert client.post(DELIVRER, {"sessions": [session.pk]})["Location"] == A_DELIVRER
        assert Certificat.objects.count() == 1
        assert "Rien à délivrer" in texte(client.get(A_DELIVRER))

    @pytest.mark.parametrize(
        "sessions", [[], ["x"], ["-1"], ["9" * 40], ["\0"]], ids=["aucune", "mot", "negatif", "enorme", "nul"]
    )
    def test_rien_de_choisi_ne_delivre_rien(self, connecter, d, sessions):
        session_close(d)
        assert connecter(d.gestionnaire).post(DELIVRER, {"sessions": sessions}).status_code == 302
        assert not Certificat.objects.exists()

    @pytest.mark.parametrize("qui", ["animateur", "referent", "formateur", "administrateur"])
    def test_les_autres_roles_ne_peuvent_pas(self, connecter, d, qui):
        client = connecter(getattr(d, qui))
        assert client.get(A_DELIVRER).status_code == 403
        assert client.post(DELIVRER).status_code == 403
