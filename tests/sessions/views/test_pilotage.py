import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sessions.actions.inscription import inscrire
from sessions.models import Inscription, Lieu, Session
from tests.sessions.fabriques import animateurs, relire, session_brouillon, session_complete, session_ouverte

LISTE = reverse("sessions:session_pilotage")


def url(nom, session):
    return reverse(f"sessions:session_{nom}", args=[session.pk])


def lire(reponse):
    assert reponse.status_code == 200
    return reponse.content.decode().replace("\xa0", " ").replace("&#x27;", "'")


def saisie(session, **changements):
    """What the edit form sends when nothing is touched."""
    donnees = {
        "modalite": session.modalite,
        "lieu": session.lieu_id or "",
        "territoire": session.territoire_id,
        "lien_distance": session.lien_distance,
        "capacite": session.capacite,
        "minimum": session.minimum,
        "cloture_inscriptions": session.cloture_inscriptions.isoformat(),
        "creneaux-INITIAL_FORMS": "2",
        "creneaux-TOTAL_FORMS": "4",
    }
    for rang, creneau in enumerate(session.creneaux.all()):
        debut, fin = timezone.localtime(creneau.debut), timezone.localtime(creneau.fin)
        donnees |= {
            f"creneaux-{rang}-pk": creneau.pk,
            f"creneaux-{rang}-jour": f"{debut:%Y-%m-%d}",
            f"creneaux-{rang}-debut": f"{debut:%H:%M}",
            f"creneaux-{rang}-fin": f"{fin:%H:%M}",
            f"creneaux-{rang}-formateurs": [i.formateur_id for i in creneau.interventions.all()],
        }
    return donnees | changements


def test_la_liste_montre_tous_les_etats_avec_leurs_places(connecte, d):
    session = session_complete(d)
    inscrire(session=session, utilisateur=d.animateur, par=d.animateur)
    session_brouillon(d, dans=40, modalite="distance", lieu=None, territoire=d.region)
    html = lire(connecte(d.gestionnaire).get(LISTE))
    assert "1 sur 1" in html
    assert [int(nombre) for nombre in re.findall(r'"En attente" class="nombre">(\d+)<', html)] == [0, 1]
    assert "brouillon" in html
    assert re.findall(r'data-label="Lieu">([^<]+)<', html) == ["À distance", "Quimper"]


def test_la_liste_se_filtre(connecte, d):
    session_ouverte(d)
    brouillon = session_brouillon(d, dans=40)
    client = connecte(d.gestionnaire)
    assert [s.pk for s in client.get(LISTE, {"etat": "brouillon"}).context["page_obj"]] == [brouillon.pk]
    assert not client.get(LISTE, {"region": d.autre_region.pk}).context["page_obj"].object_list
    assert "Saisissez une date valide" in lire(client.get(LISTE, {"du": "hier"}))


def test_la_formatrice_ne_voit_que_ses_sessions(connecte, d):
    session = session_ouverte(d)
    assert [s.pk for s in connecte(d.formateur).get(LISTE).context["page_obj"]] == [session.pk]
    assert not connecte(d.autre_formateur).get(LISTE).context["page_obj"].object_list
    assert connecte(d.autre_formateur).get(url("cockpit", session)).status_code == 404
    html = lire(connecte(d.formateur).get(url("cockpit", session)))
    assert url("update", session) not in html


def test_la_liste_coute_autant_pour_une_et_trente_sessions(connecte, d, django_assert_num_queries):
    session_brouillon(d)
    client = connecte(d.gestionnaire)
    client.get(LISTE)
    with django_assert_num_queries(8):
        client.get(LISTE)
    for rang in range(29):
        session_brouillon(d, dans=31 + rang)
    with django_assert_num_queries(8):
        client.get(LISTE)


def test_le_poste_de_pilotage_dit_les_faits_les_personnes_et_l_histoire(connecte, d):
    session = session_complete(d)
    inscrire(session=session, utilisateur=d.animateur, par=d.animateur)
    html = lire(connecte(d.gestionnaire).get(url("cockpit", session)))
    for fait in (
        "1 sur 1 (minimum 1)",
        "Le minimum de 1 a été atteint",
        "Animateur Test, entrée en liste d'attente.",
        "Gestionnaire Test a ouvert les inscriptions.",
        "Gestionnaire Test a planifié la session.",
    ):
        assert fait in html


def test_les_inscriptions_ont_leur_page(connecte, d):
    session = session_complete(d)
    inscrire(session=session, utilisateur=d.animateur, par=d.animateur)
    html = lire(connecte(d.gestionnaire).get(url("inscriptions", session)))
    for fait in ("1 en tout, 1 prises", "rang 1", "Autre Animateur", "Animateur Test"):
        assert fait in html


@pytest.mark.parametrize(
    ("projet_", "phrase"),
    [
        ({"minimum": 8}, "Il manque 8 inscriptions pour atteindre le minimum."),
        ({"modalite": "hybride"}, "Le lien de connexion n'est pas encore indiqué."),
    ],
)
def test_le_poste_de_pilotage_alerte(connecte, d, projet_, phrase):
    assert phrase in lire(connecte(d.gestionnaire).get(url("cockpit", session_ouverte(d, **projet_))))


def test_le_poste_de_pilotage_coute_autant_avec_trente_personnes(connecte, d, django_assert_num_queries):
    session = session_ouverte(d, capacite=5)
    client = connecte(d.gestionnaire)
    for qui in animateurs(6):
        inscrire(session=session, utilisateur=qui, par=qui)
    client.get(url("cockpit", session))
    with django_assert_num_queries(16):
        client.get(url("cockpit", session))
    for qui in animateurs(24):
        inscrire(session=session, utilisateur=qui, par=qui)
    with django_assert_num_queries(16):
        client.get(url("cockpit", session))


def test_ouvrir_demande_puis_ouvre_une_fois(connecte, d):
    session = session_brouillon(d)
    client = connecte(d.gestionnaire)
    assert "20 personnes pourront s'inscrire" in lire(client.get(url("ouvrir", session)))
    for _clic in range(2):
        assert client.post(url("ouvrir", session))["Location"] == url("cockpit", session)
    assert relire(session).etat == "ouverte"
    assert session.mouvements.filter(acte="ouverte").count() == 1


def test_un_refus_d_ouvrir_se_lit_dans_la_page(connecte, d):
    session = session_brouillon(d)
    Session.objects.update(cloture_inscriptions=timezone.localdate() - timedelta(days=1))
    assert "Le dernier jour pour s'inscrire est passé" in lire(connecte(d.gestionnaire).post(url("ouvrir", session)))


def test_annuler_dit_combien_de_personnes_seront_prevenues(connecte, d):
    session = session_complete(d)
    inscrire(session=session, utilisateur=d.animateur, par=d.animateur)
    client = connecte(d.gestionnaire)
    assert "3 personnes recevront un message" in lire(client.get(url("annuler", session)))
    assert "Ce champ est obligatoire" in lire(client.post(url("annuler", session), {"motif": " "}))
    for _clic in range(2):
        assert client.post(url("annuler", session), {"motif": "Inondation"})["Location"] == url("cockpit", session)
    assert "Gestionnaire Test a annulé la session. Inondation" in lire(client.get(url("cockpit", session)))


def test_annuler_un_brouillon_dit_que_personne_n_est_prevenu(connecte, d):
    html = lire(connecte(d.gestionnaire).get(url("annuler", session_brouillon(d))))
    assert "aucun message ne sera envoyé" in html


def test_modifier_enregistre_et_promeut(connecte, d):
    session = session_complete(d)
    attente = inscrire(session=session, utilisateur=d.animateur, par=d.animateur)
    client = connecte(d.gestionnaire)
    assert "Demi-journée 4" in lire(client.get(url("update", session)))
    for _clic in range(2):
        reponse = client.post(url("update", session), saisie(session, capacite=2))
        assert reponse["Location"] == url("cockpit", session)
    assert relire(session).capacite == 2
    assert Inscription.objects.get(pk=attente.pk).etat == "proposee"
    assert "Places : 2" in lire(client.get(url("cockpit", session)))


def test_modifier_ajoute_retire_et_partage_les_demi_journees(connecte, d):
    session = session_ouverte(d)
    autre_jour = f"{timezone.localdate() + timedelta(days=33):%Y-%m-%d}"
    changements = {
        "creneaux-1-DELETE": "on",
        "creneaux-2-jour": autre_jour,
        "creneaux-2-debut": "10:00",
        "creneaux-2-fin": "12:00",
        "creneaux-2-formateurs": [d.formateur.pk, d.autre_formateur.pk],
    }
    connecte(d.gestionnaire).post(url("update", session), saisie(session, **changements))
    creneaux = list(session.creneaux.all())
    assert [timezone.localtime(c.debut).hour for c in creneaux] == [9, 10]
    assert creneaux[1].interventions.count() == 2


@pytest.mark.parametrize(
    ("changements", "phrase"),
    [
        ({"capacite": ""}, "Ce champ est obligatoire"),
        ({"capacite": "beaucoup"}, "Saisissez un nombre entier"),
        ({"capacite": "0"}, "supérieure ou égale à 1"),
        ({"minimum": "30"}, "Le minimum ne dépasse pas"),
        ({"cloture_inscriptions": "31/02/2027"}, "Saisissez une date valide"),
        ({"cloture_inscriptions": "0001-01-01"}, "Indiquez une année après 2000"),
        ({"modalite": "ailleurs"}, "Sélectionnez un choix valide"),
        ({"lieu": ""}, "Une session sur place a un lieu"),
        ({"lieu": "999999"}, "Sélectionnez un choix valide"),
        ({"lien_distance": "javascript:alert(1)"}, "Saisissez une URL valide"),
        ({"creneaux-0-jour": "9999-12-31"}, "Indiquez une année avant 2100"),
        ({"creneaux-0-fin": "08:00"}, "finit avant d'avoir commencé"),
        ({"creneaux-1-debut": "12:00"}, "se chevauchent"),
        ({"creneaux-0-jour": "2020-01-06"}, "déjà passée"),
        ({"creneaux-0-pk": "999999"}, "retirée entre-temps"),
        ({"creneaux-TOTAL_FORMS": "x"}, "Ajoutez au moins une demi-journée"),
        ({"creneaux-TOTAL_FORMS": "100000"}, "60"),
    ],
)
def test_modifier_refuse_sur_le_bon_champ_et_garde_la_saisie(connecte, d, changements, phrase):
    session = session_ouverte(d)
    html = lire(connecte(d.gestionnaire).post(url("update", session), saisie(session, **changements)))
    assert phrase in html
    assert relire(session).mouvements.filter(acte="modifiee").count() == 0
    assert relire(session).capacite == 20


def test_moins_de_places_que_de_personnes_est_dit_sur_le_champ(connecte, d):
    session = session_ouverte(d)
    for qui in animateurs(2):
        inscrire(session=session, utilisateur=qui, par=qui)
    reponse = connecte(d.gestionnaire).post(url("update", session), saisie(session, capacite=1))
    assert "2 places sont déjà prises" in str(reponse.context["form"].errors["capacite"])


# Places


def test_ajouter_puis_corriger_un_lieu(connecte, d):
    client = connecte(d.gestionnaire)
    saisie_lieu = {"nom": "Halle aux grains", "adresse": "1 place", "commune": "Quimper", "capacite": "30"}
    saisie_lieu |= {"genre": "salle"}
    for _clic in range(2):
        assert client.post(reverse("sessions:lieu_create"), saisie_lieu)["Location"] == reverse("sessions:lieu_list")
    salle = Lieu.objects.get()
    assert salle.commune == d.commune
    html = lire(client.post(reverse("sessions:lieu_create"), saisie_lieu | {"adresse": "2 place"}))
    assert "existe déjà dans cette commune" in html
    client.post(reverse("sessions:lieu_update", args=[salle.pk]), saisie_lieu | {"nom": "Halle"})
    assert "Halle" in lire(client.get(reverse("sessions:lieu_list")))


def test_un_lieu_dans_une_commune_inconnue_est_refuse(connecte, d):
    html = lire(
        connecte(d.gestionnaire).post(
            reverse("sessions:lieu_create"), {"nom": "Halle", "adresse": "1 place", "commune": "Brocéliande"}
        )
    )
    assert "Aucun territoire ne correspond" in html
    assert not Lieu.objects.exists()
