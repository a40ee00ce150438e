from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from academie.models import Message
from academie.regles import Refus
from besoins.actions.enquete import fermer_enquete
from besoins.actions.lien_ouvert import commencer_par_lien_ouvert
from besoins.actions.reponse import enregistrer_reponse, soumettre_reponse
from besoins.models import Enquete, Invitation, Reponse
from besoins.queries.invitation import jeton_enquete, jeton_invitation, lien_ouvert
from besoins.queries.lien_ouvert import places_prises
from tests.besoins.fabriques import enquete_ouverte, invitation
from tests.besoins.questionnaires import dans_le_regime, demain


@pytest.fixture
def faite(d):
    faite = enquete_ouverte(d.concepteur)
    faite.enquete = dans_le_regime(faite.enquete, "nomme", lien_ouvert=True)
    return faite


def regler(faite, **champs) -> Enquete:
    return dans_le_regime(faite.enquete, champs.pop("regime", faite.enquete.regime), **champs)


def commencer(client, faite):
    """Open the link, press the button: the address where it leads."""
    page = client.get(lien_ouvert(faite.enquete))
    cle = page.context["commencer"]["cle"].value()
    return client.post(reverse("besoins:reponse_commencer", args=[jeton_enquete(faite.enquete)]), {"cle": cle})


def finir(faite, invitee, le=None):
    enregistrer_reponse(invitation=invitee, valeurs={faite.besoins: [faite.option("Formation")]}, le=le)
    soumettre_reponse(invitation=invitee, le=le)


class TestCommencer:
    def test_ouvrir_le_lien_montre_l_enquete_sans_rien_ecrire(self, client, faite):
        page = client.get(lien_ouvert(faite.enquete)).text

        assert "Dites-nous ce qui vous manque." in page
        assert "Qui lira vos réponses" in page
        assert not Invitation.objects.exists()

    def test_commencer_donne_un_lien_personnel_a_garder(self, client, faite):
        reponse = commencer(client, faite)

        invitee = Invitation.objects.get()
        assert (invitee.par_lien_ouvert, invitee.etat) == (True, "envoyee")
        assert reponse["Location"] == reverse("besoins:reponse_lien", args=[jeton_invitation(invitee)])
        assert f"http://testserver/enquetes/{jeton_invitation(invitee)}/" in client.get(reponse["Location"]).text

    def test_deux_clics_font_une_invitation_et_deux_personnes_deux(self, client, faite):
        jeton = jeton_enquete(faite.enquete)
        for _ in range(2):
            client.post(reverse("besoins:reponse_commencer", args=[jeton]), {"cle": "la même"})
        assert Invitation.objects.count() == 1

        commencer(Client(), faite)
        assert Invitation.objects.count() == 2

    def test_sans_cle_on_revient_a_la_page(self, client, faite):
        reponse = client.post(reverse("besoins:reponse_commencer", args=[jeton_enquete(faite.enquete)]), {})

        assert reponse["Location"] == lien_ouvert(faite.enquete)
        assert not Invitation.objects.exists()

    def test_dans_une_enquete_anonyme_seul_le_jour_de_venue_est_garde(self, client, faite):
        regler(faite, regime="anonyme")

        commencer(client, faite)

        invitee_le = timezone.localtime(Invitation.objects.get().invitee_le)
        assert (invitee_le.hour, invitee_le.minute, invitee_le.second) == (0, 0, 0)


class TestLimite:
    def test_au_dela_le_lien_le_dit_et_n_ajoute_personne(self, client, faite):
        regler(faite, lien_limite=1)
        commencer(client, faite)

        page = Client().get(lien_ouvert(faite.enquete))
        assert "Le nombre de réponses est atteint" in page.text
        Client().post(reverse("besoins:reponse_commencer", args=[jeton_enquete(faite.enquete)]), {"cle": "autre"})
        assert Invitation.objects.count() == 1

    def test_qui_a_commence_garde_sa_place(self, client, faite):
        regler(faite, lien_limite=1)
        personnel = commencer(client, faite)["Location"]

        assert client.get(personnel).status_code == 200
        finir(faite, Invitation.objects.get())
        assert Invitation.objects.get().etat == "repondue"

    def test_un_brouillon_abandonne_rend_sa_place_et_ne_part_plus_s_il_est_trop_tard(self, faite):
        enquete = regler(faite, lien_limite=1)
        avant = timezone.now() - timedelta(days=31)
        abandonnee = commencer_par_lien_ouvert(enquete=enquete, cle="1", le=avant)
        enregistrer_reponse(invitation=abandonnee, valeurs={faite.remarque: "…"}, le=avant)
        assert places_prises(enquete, timezone.now()) == 0

        seconde = commencer_par_lien_ouvert(enquete=enquete, cle="2")
        finir(faite, seconde)

        with pytest.raises(Refus, match="atteint"):
            finir(faite, abandonnee)

    def test_un_brouillon_enregistre_hier_garde_sa_place(self, faite):
        enquete = regler(faite, lien_limite=1)
        venue = commencer_par_lien_ouvert(enquete=enquete, cle="1", le=timezone.now() - timedelta(days=40))
        enregistrer_reponse(invitation=venue, valeurs={faite.remarque: "…"}, le=timezone.now() - timedelta(days=1))

        with pytest.raises(Refus, match="atteint"):
            commencer_par_lien_ouvert(enquete=enquete, cle="2")

    def test_les_invitations_nominatives_ne_comptent_pas(self, d, faite):
        enquete = regler(faite, lien_limite=1)
        finir(faite, invitation(faite, d.structure))

        assert commencer_par_lien_ouvert(enquete=enquete, cle="1").par_lien_ouvert


class TestImpasses:
    def test_avant_le_premier_jour(self, client, faite):
        regler(faite, ouvre_le=demain())

        reponse = client.get(lien_ouvert(faite.enquete))

        assert "L'enquête n'est pas encore ouverte" in reponse.text
        assert "rouvrez-le ce jour-là" in reponse.text

    def test_apres_la_cloture(self, client, faite):
        fermer_enquete(enquete=faite.enquete)

        assert "L'enquête est close" in client.get(lien_ouvert(faite.enquete)).text
        assert commencer_refuse(faite)

    @pytest.mark.parametrize("champs", [{"lien_ouvert": False}, {"lien_version": 2}])
    def test_un_lien_ferme_ou_remplace(self, client, faite, champs):
        adresse = lien_ouvert(faite.enquete)
        regler(faite, **champs)

        reponse = client.get(adresse)

        assert reponse.status_code == 404
        assert "Ce lien ne sert plus" in reponse.text

    def test_un_lien_ouvert_n_ouvre_pas_de_page_personnelle(self, client, faite):
        jeton = jeton_enquete(faite.enquete)

        for page in ("recapitulatif", "merci", "lien", "refuser", "recepisse"):
            assert client.get(reverse(f"besoins:reponse_{page}", args=[jeton])).status_code == 404


def commencer_refuse(faite) -> bool:
    with pytest.raises(Refus, match="ne reçoit pas"):
        commencer_par_lien_ouvert(enquete=faite.enquete, cle="x")
    return True


class TestGarderSonLien:
    def envoyer(self, client, faite, *adresses):
        personnel = commencer(client, faite)["Location"]
        return [client.post(personnel, {"email": adresse}, follow=True) for adresse in adresses]

    def test_il_part_par_message_et_l_adresse_est_gardee(self, client, faite):
        [reponse] = self.envoyer(client, faite, "Moi@Test.example")

        invitee = Invitation.objects.get()
        message = Message.objects.get(cle__startswith="enquete.lien")
        assert "Votre lien part" in reponse.text
        assert message.destinataire.lower() == "moi@test.example"
        assert jeton_invitation(invitee) in message.texte
        assert invitee.email == "moi@test.example"

    def test_dans_une_enquete_anonyme_l_adresse_n_est_pas_gardee(self, client, faite):
        regler(faite, regime="anonyme")

        self.envoyer(client, faite, "moi@test.example")

        assert Invitation.objects.get().email == ""
        assert Message.objects.filter(cle__startswith="enquete.lien").count() == 1

    def test_deux_clics_n_envoient_qu_un_message(self, client, faite):
        self.envoyer(client, faite, "moi@test.example", "moi@test.example")

        assert Message.objects.filter(cle__startswith="enquete.lien").count() == 1

    def test_une_adresse_deja_invitee_recoit_le_lien_sans_confondre_les_deux(self, client, faite):
        Invitation.objects.create(
            enquete=faite.enquete, nom="Déjà", email="moi@test.example", invitee_le=timezone.now()
        )

        self.envoyer(client, faite, "moi@test.example")

        assert Message.objects.filter(cle__startswith="enquete.lien").count() == 1
        assert Invitation.objects.get(par_lien_ouvert=True).email == ""

    def test_trop_d_envois_attendent_demain(self, client, faite):
        *permis, refuse = self.envoyer(client, faite, *[f"moi{rang}@test.example" for rang in range(6)])

        assert "revenez demain" not in permis[-1].text
        assert "revenez demain" in refuse.text
        assert Message.objects.filter(cle__startswith="enquete.lien").count() == 5
        cache.clear()

    def test_une_adresse_fausse_se_dit_sur_le_champ(self, client, faite):
        [reponse] = self.envoyer(client, faite, "pas une adresse")

        assert "Indiquez une adresse complète" in reponse.text
        assert not Message.objects.exists()

    def test_l_enquete_se_repond_par_ce_lien(self, client, faite):
        personnel = commencer(client, faite)["Location"].replace("mon-lien/", "")

        assert "Garder mon lien" in client.get(personnel).text
        champ = f"question_{faite.besoins.pk}"
        client.post(f"{personnel}page/1/", {champ: faite.option("Réseau").pk, "aller": "suivante"})
        assert Reponse.objects.get().invitation.par_lien_ouvert
