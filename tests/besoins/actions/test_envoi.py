from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail
from django.utils import timezone

from academie.models import Message
from besoins.actions.envoi import constater_rebonds, envoyer
from besoins.actions.invitation import renvoyer_invitation
from besoins.actions.population import ajouter_structures
from besoins.models import Envoi, Invitation
from tests.besoins.fabriques import enquete_ouverte, invitation, structures


@pytest.mark.parametrize("nombre", [1, 30])
def test_un_envoi_coute_pareil_pour_une_ou_trente_personnes(d, nombre, django_assert_num_queries):
    enquete = enquete_ouverte(d.concepteur).enquete
    ajouter_structures(enquete=enquete, structures=structures(nombre, d.commune))

    with django_assert_num_queries(11):
        envoi = envoyer(enquete=enquete, genre=Envoi.Genre.INVITATION, par=d.concepteur)

    assert envoi.nombre == Message.objects.count() == nombre


def test_les_messages_partent_par_l_ouvrier(d, travailler):
    enquete = enquete_ouverte(d.concepteur).enquete
    ajouter_structures(enquete=enquete, structures=[d.structure, d.autre_structure])

    envoyer(enquete=enquete, genre=Envoi.Genre.INVITATION, par=d.concepteur)
    assert not mail.outbox
    travailler()

    assert {message.to[0] for message in mail.outbox} == {d.structure.email, d.autre_structure.email}


def test_la_relance_de_qui_a_commence_le_dit(d):
    faite = enquete_ouverte(d.concepteur)
    invitation(faite, d.structure)
    Invitation.objects.update(invitee_le=timezone.now() - timedelta(days=10), etat=Invitation.Etat.COMMENCEE)

    envoyer(enquete=faite.enquete, genre=Envoi.Genre.RELANCE, par=d.concepteur)

    assert "Vous avez commencé à répondre" in Message.objects.get(sujet__startswith="Il est encore").texte


class TestRebonds:
    @pytest.fixture
    def partir(self, travailler, monkeypatch):
        def partir(erreur):
            def refuser(courrier):
                raise erreur

            monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", refuser)
            travailler()
            constater_rebonds()

        return partir

    def test_une_adresse_refusee_par_le_serveur_est_en_erreur(self, d, partir):
        invitation(enquete_ouverte(d.concepteur), d.structure)

        partir(SMTPRecipientsRefused({}))

        assert Invitation.objects.get().rebond_le is not None

    def test_une_panne_du_serveur_n_accuse_pas_l_adresse(self, d, partir):
        invitation(enquete_ouverte(d.concepteur), d.structure)

        partir(SMTPServerDisconnected())

        assert Message.objects.get().etat == Message.Etat.A_ENVOYER  # tried again later
        assert Invitation.objects.get().rebond_le is None

    def test_une_adresse_corrigee_ne_redevient_pas_fausse(self, d, partir):
        invitee = invitation(enquete_ouverte(d.concepteur), d.structure)
        partir(SMTPRecipientsRefused({}))

        renvoyer_invitation(invitation=invitee, email="bonne@test.example", version=1)
        constater_rebonds()
        assert Invitation.objects.get().rebond_le is None

        renvoyer_invitation(invitation=invitee, email=d.structure.email, version=2)
        constater_rebonds()
        assert Invitation.objects.get().rebond_le is None
