import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from academie.models import Message
from besoins.models import QuestionPositionnement, VersionProgramme
from sessions.models import Inscription, Session
from tests.sessions.accords import exiger_l_accord
from tests.sessions.fabriques import relire, session_complete, session_ouverte

pytestmark = pytest.mark.django_db


def lire(reponse, statut=200):
    assert reponse.status_code == statut
    return re.sub(r"\s+", " ", reponse.content.decode().replace("&#x27;", "'"))


def url(session):
    return reverse("sessions:inscription_create", args=[session.pk])


@pytest.fixture
def situee(d):
    """A session whose programme has prerequisites and asks three questions."""
    session = session_ouverte(d)
    version = VersionProgramme.objects.get()
    VersionProgramme.objects.update(prerequis="Naviguer sur le web")
    genres = QuestionPositionnement.Genre
    questions = [
        QuestionPositionnement.objects.create(version=version, ordre=rang, intitule=f"Question {genre}", genre=genre)
        for rang, genre in enumerate([genres.AISANCE, genres.OUI_NON, genres.TEXTE], start=1)
    ]
    return session, [f"q{question.pk}" for question in questions]


def complete(noms, **autres):
    return {noms[0]: 2, noms[1]: 0, noms[2]: "Des cartes", "prerequis": "on", "amenagement": "Des pauses"} | autres


def test_sans_question_la_page_est_courte_et_un_seul_envoi_inscrit(connecte, d):
    session, client = session_ouverte(d), connecte(d.animateur)
    html = lire(client.get(url(session)))
    assert "Une place est libre" in html
    assert "Pour vous situer" not in html
    assert "Handicap" in html
    assert not Inscription.objects.exists()
    reponse = client.post(url(session), {})
    assert reponse["Location"] == Inscription.objects.get(etat="confirmee").get_absolute_url()
    assert client.get(url(session))["Location"] == reponse["Location"]


def test_une_session_complete_dit_le_rang_attendu(connecte, d):
    html = lire(connecte(d.animateur).get(url(session_complete(d))))
    assert "au rang 1" in html
    assert "48 heures" in html


def test_l_accord_de_l_employeur_est_annonce(connecte, d):
    exiger_l_accord(d.structure)
    html = lire(connecte(d.animateur).get(url(session_ouverte(d))))
    assert "Médiathèque de Quimper donne son accord" in html
    assert "jusqu'à la réponse de votre employeur" in html


def test_ce_qui_est_dit_est_garde(connecte, d, situee):
    session, noms = situee
    connecte(d.animateur).post(url(session), complete(noms))
    inscription = Inscription.objects.get()
    assert (inscription.prerequis_confirmes, inscription.amenagement) == (True, "Des pauses")
    reponses = inscription.positionnements.order_by("question__ordre")
    assert [(r.degre, r.texte) for r in reponses] == [(2, ""), (0, ""), (None, "Des cartes")]


@pytest.mark.parametrize("manque", ["prerequis", 0, 1])
def test_ce_qui_manque_est_dit_et_le_reste_garde(connecte, d, situee, manque):
    session, noms = situee
    donnees = complete(noms)
    del donnees[manque if manque == "prerequis" else noms[manque]]
    html = lire(connecte(d.animateur).post(url(session), donnees))
    assert html.index("Il reste un point à corriger") < html.index("Ce qui va se passer")
    assert "Des pauses" in html
    assert "Des cartes" in html
    assert not Inscription.objects.exists()


def test_une_reponse_hors_des_choix_est_refusee(connecte, d, situee):
    session, noms = situee
    lire(connecte(d.animateur).post(url(session), complete(noms, **{noms[0]: 9})))
    assert not Inscription.objects.exists()


def test_la_page_dit_la_regle_qui_empeche_et_l_envoi_aussi(connecte, d):
    session = session_ouverte(d)
    Session.objects.filter(pk=session.pk).update(cloture_inscriptions=timezone.localdate() - timedelta(days=1))
    client = connecte(d.animateur)
    for reponse in (client.get(url(session)), client.post(url(session), {})):
        assert "Règle : dernier jour pour s'inscrire." in lire(reponse)
    assert not Inscription.objects.exists()


def test_une_personne_complete_jusqu_au_premier_jour(connecte, d, situee):
    session, noms = situee
    client = connecte(d.animateur)
    client.post(url(session), complete(noms))
    inscription = Inscription.objects.get()
    completer = reverse("sessions:demande_update", args=[inscription.pk])
    assert "Des cartes" in lire(client.get(completer))
    client.post(completer, complete(noms, **{noms[0]: 4, noms[2]: "", "amenagement": "Un micro"}))
    reponses = inscription.positionnements.order_by("question__ordre")
    assert [(r.degre, r.texte) for r in reponses] == [(4, ""), (0, "")]
    Session.objects.update(debut=timezone.now() - timedelta(hours=1))
    assert "La session a commencé" in lire(client.post(completer, complete(noms)))
    assert relire(inscription).amenagement == "Un micro"


def test_la_formatrice_voit_les_reponses_et_l_employeur_non(connecte, d, situee):
    session, noms = situee
    connecte(d.animateur).post(url(session), complete(noms))
    inscription = Inscription.objects.get()
    page = reverse("sessions:positionnement_detail", args=[session.pk])
    html = lire(connecte(d.formateur).get(page))
    for dit in ("Des cartes", "Des pauses", "Moyennement à l'aise", "2,0 sur 4"):
        assert dit in html
    assert "À l'entrée" in lire(connecte(d.formateur).get(reverse("sessions:animation_detail", args=[session.pk])))
    assert connecte(d.autre_formateur).get(page).status_code == 404
    html = lire(connecte(d.referent).get(inscription.get_absolute_url()))
    assert "Des pauses" not in html
    assert "Des cartes" not in html


def test_ce_qui_est_prevu_est_dit_a_la_personne_une_fois(connecte, d, situee):
    session, noms = situee
    connecte(d.animateur).post(url(session), complete(noms))
    inscription = Inscription.objects.get()
    client, prevoir = connecte(d.gestionnaire), reverse("sessions:amenagement_prevoir", args=[inscription.pk])
    assert "1 aménagement à prévoir" in lire(client.get(reverse("accueil")))
    for _tour in range(2):
        client.post(prevoir, {"amenagement_prevu": "Dix minutes chaque heure"})
    message = Message.objects.get(cle__startswith="amenagement.prevu:")
    assert message.utilisateur == d.animateur
    assert "Dix minutes chaque heure" in message.texte
    assert "aménagement à prévoir" not in lire(client.get(reverse("accueil")))
    assert "Dix minutes chaque heure" in lire(connecte(d.animateur).get(inscription.get_absolute_url()))


def test_un_amenagement_change_est_a_prevoir_de_nouveau(connecte, d):
    session, client = session_ouverte(d), connecte(d.animateur)
    client.post(url(session), {"amenagement": "Des pauses"})
    Inscription.objects.update(amenagement_prevu="Oui")
    completer = reverse("sessions:demande_update", args=[Inscription.objects.get().pk])
    client.post(completer, {"amenagement": "Des pauses"})
    assert Inscription.objects.get().amenagement_prevu == "Oui"
    client.post(completer, {"amenagement": "Un micro"})
    assert Inscription.objects.get().amenagement_prevu == ""
