import re
from datetime import timedelta

import pytest
from django.utils import timezone

from academie.models import Message, Structure
from academie.regles import Refus
from besoins.actions.enquete import fermer_enquete
from besoins.actions.invitation import inviter_structures, renvoyer_invitation
from besoins.models import Invitation
from besoins.queries.invitation import invitation_du_jeton, jeton_invitation
from tests.besoins.fabriques import brouillon, enquete_ouverte, invitation, repondre


class TestInviter:
    def test_chaque_structure_recoit_son_propre_lien(self, d):
        enquete = enquete_ouverte(d.concepteur).enquete

        inviter_structures(enquete=enquete, structures=[d.structure, d.autre_structure])

        for invitee in Invitation.objects.select_related("structure"):
            message = Message.objects.get(destinataire=invitee.structure.email)
            jeton = re.search(r"http://testserver/enquetes/([^/]+)/", message.texte)[1]
            assert invitation_du_jeton(jeton) == invitee
            assert "Votre avis est demandé" in message.sujet

    def test_jamais_deux_fois(self, d):
        enquete = enquete_ouverte(d.concepteur).enquete
        inviter_structures(enquete=enquete, structures=[d.structure])

        nouvelles = inviter_structures(enquete=enquete, structures=[d.structure, d.autre_structure])

        assert [invitee.structure for invitee in nouvelles] == [d.autre_structure]
        assert Message.objects.count() == 2

    def test_une_structure_sans_adresse_n_est_pas_invitee(self, d):
        Structure.objects.filter(pk=d.structure.pk).update(email="")

        nouvelles = inviter_structures(
            enquete=enquete_ouverte(d.concepteur).enquete, structures=Structure.objects.all()
        )

        assert [invitee.structure for invitee in nouvelles] == [d.autre_structure]

    def test_le_dernier_jour_est_dans_le_sujet(self, d):
        enquete = enquete_ouverte(d.concepteur).enquete
        enquete.ferme_le = timezone.localdate() + timedelta(days=7)
        enquete.save()

        inviter_structures(enquete=enquete, structures=[d.structure])

        assert Message.objects.get().sujet.startswith("Répondre avant la fin du ")

    def test_refuse_un_brouillon(self, d):
        with pytest.raises(Refus, match="ne reçoit pas de réponses"):
            inviter_structures(enquete=brouillon(d.concepteur).enquete, structures=[d.structure])

    def test_refuse_une_enquete_close(self, d):
        enquete = fermer_enquete(enquete=enquete_ouverte(d.concepteur).enquete)

        with pytest.raises(Refus, match="ne reçoit pas de réponses"):
            inviter_structures(enquete=enquete, structures=[d.structure])


class TestRenvoyer:
    def test_un_nouveau_lien_remplace_l_ancien(self, d):
        invitee = invitation(enquete_ouverte(d.concepteur), d.structure)
        ancien = jeton_invitation(invitee)

        nouvelle = renvoyer_invitation(invitation=invitee, email="bonne@test.example", version=1)

        assert invitation_du_jeton(jeton_invitation(nouvelle)) == invitee
        with pytest.raises(Invitation.DoesNotExist):
            invitation_du_jeton(ancien)
        assert Message.objects.filter(destinataire="bonne@test.example").count() == 1

    def test_deux_clics_n_envoient_qu_un_lien(self, d):
        invitee = invitation(enquete_ouverte(d.concepteur), d.structure)

        for _ in range(2):
            renvoyer_invitation(invitation=invitee, email="bonne@test.example", version=1)

        assert Invitation.objects.get().version == 2
        assert Message.objects.filter(destinataire="bonne@test.example").count() == 1

    def test_refuse_une_adresse_fausse(self, d):
        invitee = invitation(enquete_ouverte(d.concepteur), d.structure)

        with pytest.raises(Refus) as refus:
            renvoyer_invitation(invitation=invitee, email="mairie", version=1)
        assert refus.value.champ == "email"

    def test_refuse_une_structure_qui_a_repondu(self, d):
        invitee = repondre(enquete_ouverte(d.concepteur), d.structure, "Formation")

        with pytest.raises(Refus, match="déjà répondu"):
            renvoyer_invitation(invitation=invitee, email="autre@test.example", version=1)

    def test_refuse_une_enquete_close(self, d):
        faite = enquete_ouverte(d.concepteur)
        invitee = invitation(faite, d.structure)
        fermer_enquete(enquete=faite.enquete)

        with pytest.raises(Refus, match="ne reçoit pas de réponses aujourd"):
            renvoyer_invitation(invitation=invitee, email="autre@test.example", version=1)
