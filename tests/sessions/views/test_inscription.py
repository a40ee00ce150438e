import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from academie import francais
from academie.models import Affectation
from sessions.actions.inscription import inscrire
from sessions.actions.vie import annuler_session
from sessions.models import Inscription, Session
from tests.sessions.fabriques import animateurs, session_brouillon, session_complete, session_ouverte, version_publiee


def creer(session):
    return reverse("sessions:inscription_create", args=[session.pk])


def voir(inscription):
    return reverse("sessions:inscription_detail", args=[inscription.pk])


def annuler(inscription):
    return reverse("sessions:inscription_annuler", args=[inscription.pk])


def lire(reponse):
    assert reponse.status_code == 200
    return reponse.content.decode().replace("\xa0", " ")


def test_m_inscrire_en_deux_clics_donne_une_place(connecte, d):
    session = session_ouverte(d)
    client = connecte(d.animateur)
    for _clic in range(2):
        reponse = client.post(creer(session))
        inscription = Inscription.objects.get()
        assert reponse["Location"] == voir(inscription)
    assert (inscription.utilisateur, inscription.etat) == (d.animateur, "confirmee")
    html = lire(client.get(voir(inscription)))
    for fait in ("confirmée", "9 h – 12 h 15", "Médiathèque de Quimper", "inscription confirmée."):
        assert fait in html


def test_un_refus_revient_sur_la_page_de_la_session_avec_sa_raison(connecte, d):
    session = session_ouverte(d)
    Session.objects.filter(pk=session.pk).update(cloture_inscriptions=timezone.localdate() - timedelta(days=1))
    reponse = connecte(d.animateur).post(creer(session), follow=True)
    assert "Les inscriptions sont closes depuis le" in lire(reponse)
    assert not Inscription.objects.exists()


def test_on_ne_s_inscrit_pas_a_un_brouillon(connecte, d):
    assert connecte(d.animateur).post(creer(session_brouillon(d))).status_code == 404


def test_apres_la_connexion_on_revient_a_la_demande(client, connecte, d):
    url = reverse("sessions:inscription_create", args=[session_ouverte(d).pk])
    assert client.get(url)["Location"] == f"{reverse('account_login')}?next={url}"
    assert "Confirmer mon inscription" in lire(connecte(d.animateur).get(url))


def test_la_liste_d_attente_montre_le_rang(connecte, d):
    session = session_complete(d)
    for qui in [*animateurs(2), d.animateur]:
        inscription = inscrire(session=session, utilisateur=qui, par=qui)
    client = connecte(d.animateur)
    assert "au rang 3" in lire(client.get(voir(inscription)))
    assert "rang 3" in lire(client.get(reverse("sessions:inscription_list")))
    assert "au rang 3" in lire(client.get(session.get_absolute_url()))


def test_annuler_demande_confirmation_puis_annule_une_fois(connecte, d):
    inscription = inscrire(session=session_ouverte(d), utilisateur=d.animateur, par=d.animateur)
    client = connecte(d.animateur)
    assert "sera annulée" in lire(client.get(annuler(inscription)))
    assert Inscription.objects.get().etat == "confirmee"
    for _clic in range(2):
        reponse = client.post(annuler(inscription), {"motif": "Congé"})
        assert reponse["Location"] == voir(inscription)
    html = lire(client.get(voir(inscription)))
    assert "inscription annulée (désistement). Congé" in html
    assert annuler(inscription) not in html


def test_un_motif_trop_long_est_refuse_et_garde(connecte, d):
    inscription = inscrire(session=session_ouverte(d), utilisateur=d.animateur, par=d.animateur)
    html = lire(connecte(d.animateur).post(annuler(inscription), {"motif": "x" * 301}))
    assert "x" * 301 in html
    assert Inscription.objects.get().etat == "confirmee"


def test_l_annulation_refusee_le_dit(connecte, d):
    inscription = inscrire(session=session_ouverte(d), utilisateur=d.animateur, par=d.animateur)
    Session.objects.update(debut=timezone.now() - timedelta(hours=1))
    client = connecte(d.animateur)
    assert annuler(inscription) not in lire(client.get(voir(inscription)))
    assert "La session a commencé" in lire(client.post(annuler(inscription)))


def test_le_lien_de_connexion_est_pour_qui_a_une_place(connecte, d):
    session = session_ouverte(d, capacite=1, modalite="hybride", lien_distance="https://visio.example/salle")
    for qui, attendu in ((d.autre_animateur, True), (d.animateur, False)):
        inscription = inscrire(session=session, utilisateur=qui, par=qui)
        assert ("visio.example" in lire(connecte(qui).get(voir(inscription)))) is attendu


# Who sees what


@pytest.mark.parametrize(
    ("role", "statut"),
    [
        ("animateur", 200),
        ("referent", 200),
        ("formateur", 200),
        ("gestionnaire", 200),
        ("administrateur", 200),
        ("autre_animateur", 404),
        ("autre_referent", 404),
        ("autre_formateur", 404),
        ("concepteur", 403),
    ],
)
def test_qui_voit_une_inscription(connecte, d, role, statut):
    inscription = inscrire(session=session_ouverte(d), utilisateur=d.animateur, par=d.animateur)
    client = connecte(getattr(d, role))
    assert client.get(voir(inscription)).status_code == statut
    if statut != 403:
        lignes = client.get(reverse("sessions:inscription_list")).context["page_obj"].object_list
        assert ([ligne.pk for ligne in lignes] == [inscription.pk]) is (statut == 200)


@pytest.mark.parametrize(
    ("role", "statut"),
    [("animateur", 200), ("gestionnaire", 200), ("referent", 200), ("formateur", 403), ("autre_animateur", 404)],
)
def test_qui_annule_une_inscription(connecte, d, role, statut):
    inscription = inscrire(session=session_ouverte(d), utilisateur=d.animateur, par=d.animateur)
    assert connecte(getattr(d, role)).get(annuler(inscription)).status_code == statut


def test_le_referent_garde_l_inscription_faite_quand_la_personne_etait_chez_lui(connecte, d):
    inscription = inscrire(session=session_ouverte(d), utilisateur=d.animateur, par=d.animateur)
    Affectation.objects.filter(utilisateur=d.animateur).update(structure=d.autre_structure)
    assert connecte(d.referent).get(voir(inscription)).status_code == 200
    assert connecte(d.autre_referent).get(voir(inscription)).status_code == 404


def test_la_liste_se_filtre(connecte, d):
    confirmee = inscrire(session=session_ouverte(d), utilisateur=d.animateur, par=d.animateur)
    ailleurs = session_complete(d, dans=40, version=version_publiee(d, slug="photo", titre="Photo"))
    attente = inscrire(session=ailleurs, utilisateur=d.animateur, par=d.animateur)
    client = connecte(d.animateur)

    def liste(**requete):
        return [i.pk for i in client.get(reverse("sessions:inscription_list"), requete).context["page_obj"]]

    assert liste() == [attente.pk, confirmee.pk]
    assert liste(etat="en_attente") == [attente.pk]
    assert liste(du=timezone.localdate() + timedelta(days=35)) == [attente.pk]
    html = lire(client.get(reverse("sessions:inscription_list"), {"etat": "annulee"}))
    assert "Aucune inscription ne correspond" in html


def test_chaque_ligne_de_la_liste_dit_qui_quoi_quand_et_ou(connecte, d):
    en_salle = session_ouverte(d)
    photo = version_publiee(d, slug="photo", titre="Photo")
    a_distance = session_ouverte(d, dans=40, modalite="distance", territoire=d.region, version=photo)
    for session in (en_salle, a_distance):
        inscrire(session=session, utilisateur=d.animateur, par=d.animateur)
    annuler_session(session=a_distance, motif="Formatrice empêchée", par=d.gestionnaire)
    html = lire(connecte(d.gestionnaire).get(reverse("sessions:inscription_list")))
    loin, ici = re.findall(r"<tr>\s*<th scope=\"row\".*?</tr>", html, re.DOTALL)
    quand = francais.periode(en_salle.debut, en_salle.fin).replace("\xa0", " ")
    for fait in (en_salle.titre, str(d.animateur), str(d.structure), quand, "Quimper", "confirmée"):
        assert fait in ici
    for fait in ("Photo", "À distance", "Session annulée"):
        assert fait in loin
        assert fait not in ici
    siennes = lire(connecte(d.animateur).get(reverse("sessions:inscription_list")))
    assert "Mes inscriptions" in siennes
    assert 'data-label="Personne"' not in siennes


def test_la_liste_coute_autant_pour_une_et_trente_inscriptions(connecte, d, django_assert_num_queries):
    session = session_ouverte(d, capacite=5)
    inscrire(session=session, utilisateur=d.animateur, par=d.animateur)
    client = connecte(d.gestionnaire)
    url = reverse("sessions:inscription_list")
    client.get(url)
    with django_assert_num_queries(7):
        client.get(url)
    for qui in animateurs(29):
        inscrire(session=session, utilisateur=qui, par=qui)
    with django_assert_num_queries(7):
        client.get(url)
