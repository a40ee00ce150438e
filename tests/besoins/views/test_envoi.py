import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from academie.models import Message, Structure
from besoins.actions.invitation import inviter_structures, noter_rebond
from besoins.actions.population import ajouter_structures
from besoins.models import Enquete, Envoi, Invitation
from besoins.queries.invitation import invitation_du_jeton
from tests.besoins.fabriques import brouillon, enquete_ouverte, invitation, repondre


def page(nom: str, *args) -> str:
    return reverse(f"besoins:{nom}", args=args)


@pytest.fixture
def enquete(d):
    enquete = enquete_ouverte(d.concepteur).enquete
    ajouter_structures(enquete=enquete, structures=[d.structure, d.autre_structure])
    return enquete


class TestInvitation:
    def test_montre_qui_recevra_quoi_avant_d_envoyer(self, d, enquete, connecte):
        sans = Structure.objects.create(nom="Sans adresse", genre="autre", territoire=d.commune)
        ajouter_structures(enquete=enquete, structures=[sans])

        texte = connecte(d.concepteur).get(page("envoi_invitation", enquete.pk)).text

        assert "2 personnes ou structures recevront ce message" in texte
        assert d.structure.email in texte
        assert "Votre avis est demandé" in texte
        assert re.search(r"pas d&#x27;adresse électronique</a>\s*:\s*1", texte)
        assert not Message.objects.exists()

    def test_le_mot_se_relit_dans_le_message_avant_de_partir(self, d, enquete, connecte):
        client, adresse = connecte(d.concepteur), page("envoi_invitation", enquete.pk)

        apercu = client.post(adresse, {"mot": "Merci d'avance, Léa", "nombre": 2, "apercu": "1"})
        assert apercu.context["message"]["texte"].startswith("Bonjour,\n\nMerci d'avance, Léa")
        assert not Message.objects.exists()

        client.post(adresse, {"mot": "Merci d'avance, Léa", "nombre": 2})
        assert all("Merci d'avance, Léa" in message.texte for message in Message.objects.all())

    def test_deux_onglets_n_envoient_qu_une_fois(self, d, enquete, connecte):
        client = connecte(d.concepteur)

        for _ in range(2):
            reponse = client.post(page("envoi_invitation", enquete.pk), {"mot": "", "nombre": 2})

        assert Message.objects.count() == Invitation.objects.filter(etat="envoyee").count() == 2
        assert Envoi.objects.get().nombre == 2
        assert "il ne restait personne" in client.get(reponse["Location"]).text

    def test_une_liste_qui_s_est_allongee_se_relit(self, d, enquete, connecte):
        reponse = connecte(d.concepteur).post(page("envoi_invitation", enquete.pk), {"mot": "", "nombre": 1})

        assert "la liste s'est allongée" in reponse.context["form"].non_field_errors()[0]
        assert not Message.objects.exists()

    def test_chacune_recoit_son_propre_lien_la_confidentialite_et_de_quoi_refuser(self, d, enquete, connecte):
        Enquete.objects.filter(pk=enquete.pk).update(regime=Enquete.Regime.ANONYME)

        connecte(d.concepteur).post(page("envoi_invitation", enquete.pk), {"mot": "", "nombre": 2})

        for invitee in Invitation.objects.select_related("structure"):
            message = Message.objects.get(destinataire=invitee.structure.email)
            jeton = re.search(r"http://testserver/enquetes/([^/]+)/", message.texte)[1]
            assert invitation_du_jeton(jeton) == invitee
            assert "Votre réponse est anonyme" in message.texte
            assert "ni recevoir d'autre message" in message.texte

    def test_un_brouillon_n_envoie_rien(self, d, connecte):
        enquete = brouillon(d.concepteur).enquete
        ajouter_structures(enquete=enquete, structures=[d.structure])

        reponse = connecte(d.concepteur).post(page("envoi_invitation", enquete.pk), {"mot": "", "nombre": 1})

        assert "ne reçoit pas de réponses" in reponse.text
        assert not Message.objects.exists()

    def test_avant_le_premier_jour_rien_ne_part(self, d, enquete, connecte):
        Enquete.objects.filter(pk=enquete.pk).update(ouvre_le=timezone.localdate() + timedelta(days=3))

        reponse = connecte(d.concepteur).post(page("envoi_invitation", enquete.pk), {"mot": "", "nombre": 2})

        assert "Revenez ce jour-là" in reponse.text
        assert not Message.objects.exists()


class TestRelance:
    def test_n_ecrit_qu_aux_silencieuses(self, d, connecte):
        faite = enquete_ouverte(d.concepteur)
        repondre(faite, d.structure, "Formation")
        invitation(faite, d.autre_structure)
        Invitation.objects.update(invitee_le=timezone.now() - timedelta(days=10))
        Message.objects.all().delete()
        client = connecte(d.concepteur)
        adresse = page("envoi_relance", faite.enquete.pk)
        assert [i.structure for i in client.get(adresse).context["page_obj"]] == [d.autre_structure]

        client.post(adresse, {"mot": "", "nombre": 1})

        [message] = Message.objects.all()
        assert message.destinataire == d.autre_structure.email
        assert message.sujet.startswith("Il est encore temps de répondre")
        assert "a reçu un message il y a trop peu de temps" in client.get(adresse).text.lower()

    def test_dit_pourquoi_les_autres_ne_recoivent_rien(self, d, connecte):
        faite = enquete_ouverte(d.concepteur)
        inviter_structures(
            enquete=faite.enquete,
            structures=[d.structure, d.autre_structure],
            le=timezone.now() - timedelta(days=10),
        )
        Invitation.objects.filter(structure=d.structure).update(relances=3)
        noter_rebond(invitation=Invitation.objects.get(structure=d.autre_structure))

        reponse = connecte(d.concepteur).get(page("envoi_relance", faite.enquete.pk))

        assert [(ecart.raison, ecart.nombre) for ecart in reponse.context["ecarts"]] == [("rebond", 1), ("assez", 1)]
        assert "Personne à qui écrire" in reponse.text
