import threading
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from academie.models import Message
from academie.regles import Refus
from besoins.actions.enquete import fermer_enquete
from besoins.actions.reponse import DejaEnvoyee, enregistrer_reponse, reconstituer_reponse, soumettre_reponse
from besoins.models import Invitation, Reponse, Valeur
from tests.besoins.fabriques import enquete_ouverte, invitation, repondre
from tests.distribution import distribuer


@pytest.fixture
def faite(d):
    return enquete_ouverte(d.concepteur)


@pytest.fixture
def invitee(d, faite):
    return invitation(faite, d.structure)


class TestEnregistrer:
    def test_la_premiere_page_commence_la_reponse(self, faite, invitee):
        enregistrer_reponse(invitation=invitee, valeurs={faite.besoins: [faite.option("Réseau")]})

        assert Invitation.objects.get().etat == "commencee"
        assert Reponse.objects.get().valeurs.get().option == faite.option("Réseau")

    def test_ce_qui_n_est_pas_donne_reste(self, faite, invitee):
        enregistrer_reponse(invitation=invitee, valeurs={faite.besoins: [faite.option("Réseau")]})
        enregistrer_reponse(invitation=invitee, valeurs={faite.postes: Decimal("12.5"), faite.remarque: "سلام 👋"})

        valeurs = Reponse.objects.get().valeurs
        assert valeurs.get(question=faite.besoins).option.libelle == "Réseau"
        assert valeurs.get(question=faite.postes).nombre == Decimal("12.5")
        assert valeurs.get(question=faite.remarque).texte == "سلام 👋"

    def test_une_reponse_change_et_s_efface(self, faite, invitee):
        enregistrer_reponse(
            invitation=invitee, valeurs={faite.besoins: [faite.option("Réseau")], faite.remarque: "Oui"}
        )
        enregistrer_reponse(invitation=invitee, valeurs={faite.besoins: [faite.option("Matériel")], faite.remarque: ""})

        assert [valeur.option.libelle for valeur in Valeur.objects.all()] == ["Matériel"]

    def test_refuse_apres_l_envoi(self, d, faite):
        invitee = repondre(faite, d.structure, "Formation")

        with pytest.raises(DejaEnvoyee):
            enregistrer_reponse(invitation=invitee, valeurs={faite.besoins: [faite.option("Réseau")]})
        assert Valeur.objects.get().option.libelle == "Formation"

    def test_refuse_une_enquete_close(self, faite, invitee):
        fermer_enquete(enquete=faite.enquete)

        with pytest.raises(Refus, match="close"):
            enregistrer_reponse(invitation=invitee, valeurs={})
        assert Invitation.objects.get().etat == "envoyee"

    def test_refuse_apres_le_dernier_jour(self, faite, invitee):
        faite.enquete.ferme_le = timezone.localdate() - timedelta(days=1)
        faite.enquete.save()

        with pytest.raises(Refus, match="close"):
            enregistrer_reponse(invitation=invitee, valeurs={})


class TestSoumettre:
    def test_remercie_avec_une_copie(self, d, faite):
        repondre(faite, d.structure, "Formation", "Réseau", postes=Decimal(7), remarque="Merci <3")

        message = Message.objects.get(cle__startswith="enquete.reponse")
        assert message.destinataire == d.structure.email
        assert "Formation et Réseau" in message.texte
        assert "7\u00a0postes" in message.texte
        assert "Merci <3" in message.texte
        assert "sans réponse" in message.texte

    def test_deux_fois_n_envoie_qu_une_fois(self, d, faite):
        invitee = repondre(faite, d.structure, "Formation")

        soumettre_reponse(invitation=invitee, le=timezone.now() + timedelta(hours=1))

        assert Reponse.objects.get().soumise_le < timezone.now()
        assert Message.objects.filter(cle__startswith="enquete.reponse").count() == 1
        assert Invitation.objects.get().etat == "repondue"

    def test_refuse_s_il_manque_une_reponse_obligatoire(self, faite, invitee):
        enregistrer_reponse(invitation=invitee, valeurs={faite.remarque: "Rien"})

        with pytest.raises(Refus, match="Quels besoins"):
            soumettre_reponse(invitation=invitee)
        assert Reponse.objects.get().etat == "en_cours"

    def test_refuse_une_enquete_close(self, faite, invitee):
        enregistrer_reponse(invitation=invitee, valeurs={faite.besoins: [faite.option("Formation")]})
        fermer_enquete(enquete=faite.enquete)

        with pytest.raises(Refus, match="close"):
            soumettre_reponse(invitation=invitee)


def test_une_reponse_reconstituee_l_est_une_fois(faite):
    for _ in range(2):
        reconstituer_reponse(
            enquete=faite.enquete,
            libelle="Collectivité 1",
            valeurs={faite.besoins: [faite.option("Formation")]},
            le=timezone.now(),
        )

    assert Reponse.objects.get().etat == "soumise"
    assert Valeur.objects.count() == 1


def test_la_base_refuse_une_valeur_de_deux_genres(d, faite):
    repondre(faite, d.structure, "Formation")

    with pytest.raises(IntegrityError), transaction.atomic():
        Valeur.objects.update(jour="2027-01-01")


def test_la_base_refuse_une_reponse_envoyee_sans_date(d, faite):
    repondre(faite, d.structure, "Formation")

    with pytest.raises(IntegrityError), transaction.atomic():
        Reponse.objects.update(soumise_le=None)


def test_la_base_refuse_deux_nombres_a_la_meme_question(d, faite):
    repondre(faite, d.structure, "Formation", postes=Decimal(1))

    with pytest.raises(IntegrityError), transaction.atomic():
        Valeur.objects.create(reponse=Reponse.objects.get(), question=faite.postes, nombre=2)


@pytest.mark.django_db(transaction=True)
def test_deux_onglets_qui_envoient_ensemble_font_une_reponse():
    distribution = distribuer()
    faite = enquete_ouverte(distribution.concepteur)
    invitee = invitation(faite, distribution.structure)
    depart, echecs = threading.Barrier(6), []

    def onglet():
        try:
            depart.wait()
            enregistrer_reponse(invitation=invitee, valeurs={faite.besoins: [faite.option("Formation")]})
            soumettre_reponse(invitation=invitee)
        except DejaEnvoyee:
            pass
        except Exception as erreur:
            echecs.append(erreur)
        finally:
            connection.close()

    onglets = [threading.Thread(target=onglet) for _ in range(6)]
    for onglet_ouvert in onglets:
        onglet_ouvert.start()
    for onglet_ouvert in onglets:
        onglet_ouvert.join()

    assert echecs == []
    assert Reponse.objects.get().etat == "soumise"
    assert Valeur.objects.count() == 1
    assert Message.objects.filter(cle__startswith="enquete.reponse").count() == 1
