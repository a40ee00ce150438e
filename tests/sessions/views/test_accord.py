import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from academie.autorisations.jetons import creer_jeton
from academie.models import Message, Structure
from sessions.actions.accord import donner_accord, redemander_accord
from sessions.actions.inscription import inscrire
from sessions.models import AccordEmployeur, Inscription
from sessions.queries.accord import REPONDRE, chemin
from tests.sessions.accords import DECIDEUR, accord_demande, exiger_l_accord
from tests.sessions.fabriques import animateurs, relire, session_ouverte

pytestmark = pytest.mark.django_db
OUI = {"decision": "accepter", "nom": "Ada Chef", "fonction": "directrice"}
NON = OUI | {"decision": "refuser", "motif": "Équipe réduite"}


def lire(reponse, statut=200):
    assert reponse.status_code == statut
    return re.sub(r"\s+", " ", reponse.content.decode().replace("&#x27;", "'"))


def test_le_lien_du_message_dit_tout_et_recoit_la_reponse_sans_compte(client, d):
    accord = accord_demande(d)
    [lien] = re.findall(
        r"http://testserver(/accords/[^)\s]+)", Message.objects.get(cle__startswith="accord.demande").texte
    )
    html = lire(client.get(lien))
    for dit in (str(d.animateur), "Médiathèque de Quimper", "6 h 30", "Gratuit", "Accompagner sur tous les terminaux"):
        assert dit in html
    assert "noindex" in html
    html = lire(client.post(lien, OUI, follow=True))
    assert "Accord donné par Ada Chef, directrice" in html
    assert relire(accord.inscription).etat == "confirmee"


def test_le_refus_demande_un_motif_et_garde_ce_qui_est_ecrit(client, d):
    accord = accord_demande(d)
    html = lire(client.post(chemin(accord), NON | {"motif": ""}))
    assert "Indiquez le motif du refus" in html
    assert "Ada Chef" in html
    html = lire(client.post(chemin(accord), NON, follow=True))
    assert "Équipe réduite" in html
    assert relire(accord.inscription).etat == "annulee"


def test_le_lien_sert_une_fois(client, d):
    accord = accord_demande(d)
    client.post(chemin(accord), OUI)
    html = lire(client.post(chemin(accord), NON, follow=True))
    assert "Accord donné par Ada Chef" in html
    assert relire(accord).etat == "donne"
    assert 'name="decision"' not in html


def test_la_seconde_personne_apprend_ce_qui_est_decide(client, d):
    accord = accord_demande(d)
    client.get(chemin(accord))
    donner_accord(accord=accord, par="Bob Maire, maire")
    assert "Accord donné par Bob Maire, maire" in lire(client.post(chemin(accord), NON, follow=True))


def test_un_lien_perime_dit_quoi_faire(client, d):
    accord = accord_demande(d)
    AccordEmployeur.objects.update(expire_le=timezone.now() - timedelta(minutes=1))
    for reponse in (client.get(chemin(accord)), client.post(chemin(accord), OUI, follow=True)):
        assert "Le délai pour répondre est passé" in lire(reponse)
    assert relire(accord).etat == "demande"


def test_une_demande_refaite_rend_l_ancien_lien_sans_effet(client, d):
    accord = accord_demande(d)
    redemander_accord(accord=accord, email="maire@quimper.example", numero=1)
    assert "répondez par le lien du dernier message" in lire(client.post(chemin(accord), OUI, follow=True))
    assert relire(accord).etat == "demande"
    client.post(chemin(relire(accord)), OUI)
    assert relire(accord).etat == "donne"


@pytest.mark.parametrize(
    "jeton",
    [
        lambda a: creer_jeton("offre.repondre", a.pk, 1),
        lambda a: creer_jeton(REPONDRE, a.pk),
        lambda a: creer_jeton(REPONDRE, a.pk, 1, 2),
        lambda a: creer_jeton(REPONDRE, a.pk + 1, 1),
        lambda a: creer_jeton(REPONDRE, a.pk, 1)[:-2],
        lambda a: f"{a.pk}:1",
    ],
    ids=["autre usage", "trop court", "trop long", "autre demande", "abîmé", "inventé"],
)
def test_un_lien_qui_n_est_pas_le_bon_ne_dit_rien_de_personne(client, d, jeton):
    accord = accord_demande(d)
    url = reverse("sessions:accord_repondre", args=[jeton(accord)])
    for reponse in (client.get(url), client.post(url, OUI)):
        assert str(d.animateur) not in lire(reponse, 404)
    assert relire(accord).etat == "demande"


@pytest.mark.parametrize(
    ("role", "vus"), [("gestionnaire", 2), ("administrateur", 2), ("referent", 1), ("animateur", 1)]
)
def test_chacun_voit_les_accords_qui_le_concernent(connecte, d, role, vus):
    session = session_ouverte(d)
    accord_demande(d, session=session)
    accord_demande(d, session=session, personne=d.autre_animateur)
    page = connecte(getattr(d, role)).get(reverse("sessions:accord_list"))
    assert len(page.context["page_obj"]) == vus
    assert ("Demander à nouveau" in lire(page)) == (role == "gestionnaire")


def test_la_liste_coute_autant_pour_un_et_trente_accords(connecte, d, django_assert_num_queries):
    accord_demande(d)
    client, url = connecte(d.gestionnaire), reverse("sessions:accord_list")
    client.get(url)
    with django_assert_num_queries(5):
        client.get(url)
    session = AccordEmployeur.objects.get().inscription.session
    for qui in animateurs(24, d.structure):
        inscrire(session=session, utilisateur=qui, par=qui)
    with django_assert_num_queries(5):
        client.get(url)


def test_un_gestionnaire_demande_ailleurs_ou_enregistre_un_papier(connecte, d):
    accord = accord_demande(d)
    client = connecte(d.gestionnaire)
    autre = {"email": "maire@quimper.example", "email_suppleant": "", "numero": 1}
    client.post(reverse("sessions:accord_redemander", args=[accord.pk]), autre)
    assert relire(accord).email == "maire@quimper.example"
    papier = {"nom": "Ada Chef", "fonction": "directrice", "motif": "Courrier signé"}
    client.post(reverse("sessions:accord_papier", args=[accord.pk]), papier)
    assert (relire(accord).etat, relire(accord).enregistre_par) == ("donne", d.gestionnaire)
    assert Inscription.objects.get().etat == "confirmee"


def test_l_accueil_le_rappelle_au_referent(connecte, d):
    accord_demande(d)
    assert "1 accord attendu pour vos collègues" in lire(connecte(d.referent).get(reverse("accueil")))
    assert "accord attendu" not in lire(connecte(d.autre_referent).get(reverse("accueil")))


def test_un_referent_regle_sa_structure_et_pas_une_autre(connecte, d):
    client, reglages = connecte(d.referent), {"accord_requis": "on", "accord_email": DECIDEUR}
    assert client.post(reverse("structure_regler", args=[d.structure.pk]), reglages).status_code == 302
    assert Structure.objects.get(pk=d.structure.pk).accord_requis
    assert client.post(reverse("structure_regler", args=[d.autre_structure.pk]), reglages).status_code == 404
    html = lire(client.post(reverse("structure_regler", args=[d.structure.pk]), {"accord_requis": "on"}))
    assert "Indiquez l'adresse de la personne qui donne l'accord" in html


def test_la_personne_apprend_sur_sa_page_ou_en_est_son_employeur(connecte, d):
    exiger_l_accord(d.structure)
    accord = accord_demande(d)
    url = accord.inscription.get_absolute_url()
    assert "À donner avant" in lire(connecte(d.animateur).get(url))
    donner_accord(accord=accord, par="Ada Chef, directrice")
    assert "Ada Chef, directrice" in lire(connecte(d.animateur).get(url))
