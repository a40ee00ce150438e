"""The pages of offers, kept seats and substitutions."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from academie.autorisations.jetons import creer_jeton
from academie.models import Structure
from sessions.actions.inscription import inscrire
from sessions.actions.offre import expirer_offres
from sessions.actions.reserve import liberer_reserve, reserver_places
from sessions.models import Inscription, ReserveStructure, Session
from sessions.queries.attente import REPONDRE
from tests.sessions.exemples.places import a_remplacer, offre, reserve
from tests.sessions.fabriques import animateurs, relire, session_complete, session_ouverte


def lire(reponse):
    assert reponse.status_code == 200
    return reponse.content.decode().replace("\xa0", " ")


def lien(inscription):
    return reverse("sessions:offre_repondre", args=[creer_jeton(REPONDRE, inscription.pk)])


def test_le_lien_dit_qui_quoi_quand_et_ne_decide_rien(client, d):
    proposee = offre(d)
    html = lire(client.get(lien(proposee)))
    for fait in (str(d.animateur), proposee.session.titre, "Répondez avant le", "Accepter la place"):
        assert fait in html
    assert relire(proposee).etat == "proposee"


@pytest.mark.parametrize(
    ("reponse", "etat", "dit"),
    [("accepter", "confirmee", "La place est acceptée"), ("refuser", "annulee", "La place est refusée")],
)
def test_repondre_par_le_lien_sans_se_connecter(client, d, reponse, etat, dit):
    proposee = offre(d)
    for _clic in range(2):
        html = lire(client.post(lien(proposee), {"reponse": reponse}, follow=True))
        assert dit in html
        assert "Accepter la place" not in html
    assert relire(proposee).etat == etat


def test_une_reponse_inconnue_ne_decide_rien(client, d):
    proposee = offre(d)
    assert "Accepter la place" in lire(client.post(lien(proposee), {"reponse": "peut-être\0"}, follow=True))


def test_un_lien_trop_vieux_dit_ce_qui_s_est_passe(client, d):
    proposee = offre(d)
    expirer_offres(proposee.offre_expire_le)
    assert "Le temps pour répondre est passé" in lire(client.get(lien(proposee)))


@pytest.mark.parametrize(
    "jeton",
    ["nimporte", creer_jeton("autre", 1), creer_jeton(REPONDRE, 10**30)],
    ids=[
        "sans signature",
        "d'un autre usage",
        "d'une inscription inconnue",
    ],  # the tokens themselves change every second
)
def test_un_lien_faux_ne_propose_rien(client, db, jeton):
    reponse = client.get(reverse("sessions:offre_repondre", args=[jeton]))
    assert reponse.status_code == 404
    assert "ne propose aucune place" in reponse.content.decode()


@pytest.mark.parametrize(("acte", "etat"), [("accepter", "confirmee"), ("refuser", "annulee")])
def test_repondre_depuis_son_inscription(connecte, d, acte, etat):
    proposee = offre(d)
    client = connecte(d.animateur)
    url = reverse(f"sessions:offre_{acte}", args=[proposee.pk])
    assert url in lire(client.get(proposee.get_absolute_url()))
    client.post(url)
    assert relire(proposee).etat == etat
    assert url not in lire(client.get(proposee.get_absolute_url()))


def test_le_rang_s_explique_sur_la_page(connecte, d):
    session = session_complete(d)
    devant = inscrire(session=session, utilisateur=animateurs(1)[0], par=d.gestionnaire)
    derriere = inscrire(session=session, utilisateur=d.animateur, par=d.animateur)
    connecte(d.gestionnaire).post(reverse("sessions:inscription_annuler", args=[devant.pk]), {"motif": ""})
    html = lire(connecte(d.animateur).get(derriere.get_absolute_url()))
    assert "Vous étiez au rang 2, vous êtes au rang 1 : une personne a quitté la liste" in html
    assert str(devant.utilisateur) not in html
    assert "Quitter la liste d&#x27;attente" in html or "Quitter la liste d'attente" in html


def test_annuler_tard_demande_un_motif_dans_le_formulaire(connecte, d):
    session = session_ouverte(d, dans=3, cloture_inscriptions=timezone.localdate())
    inscription = inscrire(session=session, utilisateur=d.animateur, par=d.animateur)
    client = connecte(d.animateur)
    url = reverse("sessions:inscription_annuler", args=[inscription.pk])
    assert "Cette annulation est tardive" in lire(client.get(url))
    assert "dites pourquoi" in lire(client.post(url, {"motif": ""}))
    client.post(url, {"motif": "Grippe"})
    assert relire(inscription).tardive


def test_une_referente_donne_la_place_a_une_collegue(connecte, d):
    inscription = a_remplacer(d)
    client = connecte(d.referent)
    url = reverse("sessions:inscription_remplacer", args=[inscription.pk])
    collegue = Inscription._meta.get_field("utilisateur").related_model.objects.latest("pk")
    assert str(collegue) in lire(client.get(url))
    assert str(d.autre_animateur) not in lire(client.get(url))
    nouvelle = client.post(url, {"utilisateur": collegue.pk})["Location"]
    assert "À la place de" in lire(client.get(nouvelle))
    assert "remplacement par une autre personne" in lire(client.get(inscription.get_absolute_url()))


def test_garder_des_places_en_voir_et_les_liberer(connecte, d):
    session = session_ouverte(d)
    client = connecte(d.referent)
    creer = reverse("sessions:reserve_create", args=[session.pk])
    assert creer in lire(client.get(session.get_absolute_url()))
    jour = timezone.localdate() + timedelta(days=3)
    saisie = {"structure": d.structure.pk, "places": 3, "jusqu_au": jour.isoformat()}
    assert "gardent au plus" in lire(client.post(creer, saisie | {"places": 11}))
    for _clic in range(2):
        client.post(creer, saisie)
    (gardee,) = ReserveStructure.objects.all()
    inscrire(session=session, utilisateur=d.animateur, par=d.animateur)
    html = lire(client.get(reverse("sessions:reserve_list")))
    assert str(d.animateur) in html
    assert "2 places jusqu'au" in html
    assert "2 places gardées pour votre structure" in lire(connecte(d.animateur).get(session.get_absolute_url()))
    assert "gardées pour votre structure" not in lire(connecte(d.autre_animateur).get(session.get_absolute_url()))
    connecte(d.referent).post(reverse("sessions:reserve_liberer", args=[gardee.pk]))
    assert relire(session).places_reservees == 0


def test_une_referente_ne_garde_que_pour_sa_structure(connecte, d):
    session = session_ouverte(d)
    saisie = {"structure": d.autre_structure.pk, "places": 1, "jusqu_au": timezone.localdate().isoformat()}
    connecte(d.referent).post(reverse("sessions:reserve_create", args=[session.pk]), saisie)
    assert not ReserveStructure.objects.exists()


def test_l_academie_garde_pour_n_importe_quelle_structure(connecte, d):
    session = session_ouverte(d)
    saisie = {"structure": d.structure.pk, "places": 20, "jusqu_au": timezone.localdate().isoformat()}
    client = connecte(d.gestionnaire)
    retour = client.post(reverse("sessions:session_reserver", args=[session.pk]), saisie)["Location"]
    html = lire(client.get(retour))
    assert "20 en tout, 0 prises, 20 encore gardées, 0 à tout le monde" in html
    modifier = reverse("sessions:session_reserve_update", args=[ReserveStructure.objects.get().pk])
    assert modifier in html
    assert "Complet, liste d" in lire(client.get(reverse("sessions:session_list")))


def test_qui_a_une_place_gardee_s_inscrit_dans_une_session_complete(connecte, d):
    session = session_ouverte(d, capacite=1)
    reserver_places(
        session=session,
        structure=d.structure,
        places=1,
        jusqu_au=timezone.localdate(),
        par=d.gestionnaire,
        librement=True,
    )
    assert "Rejoindre la liste" in lire(connecte(d.autre_animateur).get(session.get_absolute_url()))
    assert "Rejoindre la liste" not in lire(connecte(d.animateur).get(session.get_absolute_url()))


def test_les_listes_de_reserves_coutent_autant_pour_une_et_dix(connecte, d, django_assert_num_queries):
    premiere = reserve(d)
    client = connecte(d.gestionnaire)
    urls = [reverse("sessions:reserve_list"), reverse("sessions:session_places", args=[premiere.session_id])]
    couts = [6, 6]
    for _tour in range(2):
        for url, cout in zip(urls, couts, strict=True):
            client.get(url)
            with django_assert_num_queries(cout):
                client.get(url)
        for rang in range(10):
            reserver_places(
                session=premiere.session if rang else session_ouverte(d, dans=60 + len(Session.objects.all())),
                structure=_structure(d),
                places=1,
                jusqu_au=timezone.localdate(),
                par=d.gestionnaire,
                librement=True,
            )


def _structure(d):
    rang = Structure.objects.count()
    return Structure.objects.create(nom=f"Structure {rang}", genre="autre", territoire=d.commune)


def test_une_reserve_liberee_se_montre_et_ne_se_change_plus(connecte, d):
    gardee = reserve(d)
    liberer_reserve(reserve=gardee, par=d.referent)
    client = connecte(d.referent)
    modifier = reverse("sessions:reserve_update", args=[gardee.pk])
    html = lire(client.get(reverse("sessions:reserve_list")))
    assert "libéré le" in html
    assert modifier not in html
    assert client.get(modifier).status_code == 404
