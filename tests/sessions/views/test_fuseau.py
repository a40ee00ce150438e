"""Hours typed and read on the pages: those of the place, said in words where it is not Paris."""

from datetime import time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sessions.actions.emargement import ouvrir_emargement
from sessions.actions.inscription import inscrire
from sessions.models import Emargement, Session
from tests.distribution import territoire
from tests.sessions.emargements import inscription_de, session_au, signer
from tests.sessions.fabriques import relire, session_ouverte
from tests.sessions.outre_mer import NOUMEA, REUNION, dernier_dimanche, matinee, salle_de_noumea, salle_de_saint_denis
from tests.sessions.views.test_pilotage import saisie, url
from tests.sessions.views.test_planification import RECAPITULATIF, etape, lire, lundi, parcourir, saisies  # noqa: F401

LA_BAS = "9 h – 12 h 15, heure de La Réunion"


def test_neuf_heures_saisies_pour_saint_denis_y_sont_neuf_heures(connecte, d, saisies):  # noqa: F811
    client = connecte(d.gestionnaire)
    saisies["lieu"]["lieu"] = salle_de_saint_denis(d).pk
    parcourir(client, saisies)
    reponse = client.get(RECAPITULATIF)
    assert LA_BAS in lire(reponse)
    client.post(RECAPITULATIF, {"cle": reponse.context["form"]["cle"].value()})
    session = Session.objects.get()
    assert (session.fuseau, session.debut.hour, session.debut.date()) == (REUNION, 9, lundi())
    assert LA_BAS in lire(client.get(url("cockpit", session)))
    assert 'value="09:00"' in lire(client.get(url("update", session)))


def test_a_distance_l_heure_est_celle_de_la_region_organisatrice(connecte, d, saisies):  # noqa: F811
    client = connecte(d.gestionnaire)
    saisies["programme"]["modalite"] = "distance"
    saisies["lieu"] |= {"lieu": "", "territoire": territoire("region", "01", "Guadeloupe").pk}
    parcourir(client, saisies)
    assert "9 h – 12 h 15, heure de la Guadeloupe" in lire(client.get(RECAPITULATIF))


def test_l_etape_du_lieu_refuse_l_heure_qui_n_y_existe_pas_et_la_prend_ailleurs(connecte, d, saisies):  # noqa: F811
    client, nuit = connecte(d.gestionnaire), f"{dernier_dimanche(3):%Y-%m-%d}"
    saisies["horaires"] |= {"creneaux-0-jour": nuit, "creneaux-0-debut": "02:30", "creneaux-0-fin": "04:00"}
    parcourir(client, saisies, jusqu_a="lieu")
    html = lire(client.post(etape("lieu"), saisies["lieu"]))
    assert "2 h 30 n'existe pas : on passe à l'heure d'été" in html
    la_bas = saisies["lieu"] | {"lieu": salle_de_saint_denis(d).pk}
    assert client.post(etape("lieu"), la_bas).status_code == 302


@pytest.mark.parametrize(("mois", "phrase"), [(3, "n'existe pas"), (10, "arrive deux fois")])
def test_modifier_refuse_l_heure_sur_son_champ_et_garde_la_saisie(connecte, d, mois, phrase):
    session, nuit = session_ouverte(d), f"{dernier_dimanche(mois):%Y-%m-%d}"
    changements = {"creneaux-0-jour": nuit, "creneaux-0-debut": "02:30", "creneaux-0-fin": "04:00"}
    reponse = connecte(d.gestionnaire).post(url("update", session), saisie(session, **changements))
    assert phrase in reponse.context["form"].creneaux.forms[0].errors["debut"][0]
    assert 'value="02:30"' in lire(reponse)
    assert relire(session).mouvements.filter(acte="modifiee").count() == 0


def test_deplacee_a_saint_denis_une_session_garde_ses_heures_au_mur(connecte, d):
    session, salle = session_ouverte(d), salle_de_saint_denis(d)
    reponse = connecte(d.gestionnaire).post(url("update", session), saisie(session, lieu=salle.pk))
    assert reponse.status_code == 302
    relue = Session.objects.get(pk=session.pk)
    assert (relue.fuseau, relue.debut.hour) == (REUNION, 9)


def test_chacun_lit_l_heure_du_lieu(client, connecte, d):
    jour = timezone.localdate() + timedelta(days=30)
    session = session_ouverte(d, lieu=salle_de_saint_denis(d), creneaux=[matinee(jour, REUNION, d.formateur)])
    attendue = "9 h – 12 h, heure de La Réunion"
    assert attendue in lire(client.get(session.get_absolute_url()))
    inscription = inscrire(session=session, utilisateur=d.animateur, par=d.animateur)
    assert attendue in lire(connecte(d.animateur).get(inscription.get_absolute_url()))
    assert attendue in lire(connecte(d.formateur).get(session.creneaux.get().get_absolute_url()))


@pytest.mark.parametrize("vue", ["jour", "semaine", "mois"])
def test_le_planning_range_une_demi_journee_au_jour_de_la_bas(connecte, d, vue):
    """Eight in the morning in Nouméa is the evening before in Paris: also on the first day shown."""
    lundi_ = lundi()
    premier = lundi_ if vue != "mois" else (lundi_.replace(day=1) + timedelta(days=32)).replace(day=1)
    creneau = matinee(premier, NOUMEA, d.formateur, debut=time(8), fin=time(11))
    session_ouverte(d, lieu=salle_de_noumea(d), creneaux=[creneau], cloture_inscriptions=premier - timedelta(days=7))
    reponse = connecte(d.gestionnaire).get(reverse("sessions:planning"), {"jour": premier.isoformat(), "vue": vue})
    trouves = {jour.date: [demi.heures for demi in jour.matin] for jour in reponse.context["jours"] if jour.matin}
    assert [*trouves] == [premier]
    assert trouves[premier][0].endswith("heure de la Nouvelle-Calédonie")


def test_une_presence_se_signe_et_se_note_a_l_heure_de_la_bas(connecte, d):
    hier = timezone.localdate() - timedelta(days=1)
    creneaux = [matinee(hier, REUNION, d.formateur)]
    session = session_au(d, dans=-1, personnes=[d.animateur], lieu=salle_de_saint_denis(d), creneaux=creneaux)
    creneau = ouvrir_emargement(creneau=session.creneaux.get(), par=d.formateur, le=session.debut)
    inscription = inscription_de(session, d.animateur)
    signer(creneau, inscription)
    client = connecte(d.formateur)
    assert "signé à 9 h 04, heure de La Réunion" in lire(client.get(creneau.get_absolute_url()))
    adresse = reverse("sessions:emargement_declarer", args=[creneau.pk, inscription.pk])
    client.post(adresse, {"presence": "presente", "arrivee": "09:30", "depart": "", "motif": "Train en retard"})
    emargement = Emargement.objects.get()
    assert emargement.minutes == 150
    assert emargement.arrivee == session.debut + timedelta(minutes=30)
    assert 'value="09:30"' in lire(client.get(adresse))
