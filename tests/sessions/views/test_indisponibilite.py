from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from sessions.models import Indisponibilite
from tests.sessions.fabriques import session_ouverte

LISTE = reverse("sessions:indisponibilite_list")
NOUVELLE = reverse("sessions:indisponibilite_create")
JOUR = timezone.localdate() + timedelta(days=30)


def lire(reponse):
    assert reponse.status_code == 200
    return reponse.content.decode().replace("\xa0", " ").replace("&#x27;", "'")


def test_une_formatrice_declare_voit_et_retire_les_siennes(connecte, d):
    client = connecte(d.formateur)
    assert client.post(NOUVELLE, {"formateur": d.formateur.pk, "du": JOUR.isoformat()}).status_code == 302
    declaree = Indisponibilite.objects.get()
    assert declaree.fin - declaree.debut >= timedelta(hours=23)
    assert "Formateur Test" in lire(client.get(LISTE))
    for _clic in range(2):
        assert client.post(reverse("sessions:indisponibilite_retirer", args=[declaree.pk])).status_code == 302
    assert "Aucune indisponibilité à venir" in lire(client.get(LISTE))


def test_personne_ne_declare_pour_une_autre_sauf_la_gestion(connecte, d):
    donnees = {"formateur": d.autre_formateur.pk, "du": JOUR.isoformat()}
    assert "Sélectionnez un choix valide" in lire(connecte(d.formateur).post(NOUVELLE, donnees))
    assert connecte(d.gestionnaire).post(NOUVELLE, donnees).status_code == 302
    assert "Aucune indisponibilité" in lire(connecte(d.formateur).get(LISTE))


def test_le_refus_dit_ce_qui_est_prevu_et_garde_la_saisie(connecte, d):
    session_ouverte(d)
    donnees = {"formateur": d.formateur.pk, "du": JOUR.isoformat(), "de": "16:00", "a": "18:00"}
    html = lire(connecte(d.formateur).post(NOUVELLE, donnees))
    assert "est prévue le" in html
    assert 'value="16:00"' in html
    assert not Indisponibilite.objects.exists()
