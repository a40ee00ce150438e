import re
from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from academie.models import ValeurRegle
from academie.regles import REGLES
from sessions.actions.inscription import inscrire
from tests.sessions.fabriques import animateurs, session_complete, session_ouverte

pytestmark = pytest.mark.django_db
CLE = "inscription.offre_validite"


def lire(reponse, statut=200):
    assert reponse.status_code == statut
    return re.sub(r"\s+", " ", unescape(reponse.content.decode()))


def demain():
    return timezone.localdate() + timedelta(days=1)


def essai(cle=CLE, **autres):
    return reverse("regle_changer", args=[cle]), {"valeur": 24, "depuis": demain().isoformat()} | autres


def test_toutes_les_regles_sont_montrees(connecte, distribution, django_assert_num_queries):
    client = connecte(distribution.concepteur)
    html = lire(client.get(reverse("regle_list")))
    assert all(" ".join(ligne.objet.split()) in html for ligne in REGLES)
    assert "48 heures" in html
    with django_assert_num_queries(4):
        client.get(reverse("regle_list"))


@pytest.mark.parametrize(("role", "statut"), [("gestionnaire", 200), ("administrateur", 403), ("concepteur", 403)])
def test_seul_un_gestionnaire_change_une_regle(connecte, distribution, role, statut):
    assert connecte(getattr(distribution, role)).get(essai()[0]).status_code == statut


def test_l_effet_se_lit_avant_de_confirmer_et_rien_n_est_ecrit(connecte, distribution):
    d = distribution
    session = session_complete(d)
    for qui in animateurs(3):
        inscrire(session=session, utilisateur=qui, par=qui)
    html = lire(connecte(d.gestionnaire).get(*essai()))
    assert "1 session ouverte est touchée" in html
    assert session.titre in html
    assert re.search(r"48 heures pour répondre.*24 heures pour répondre.*>3</td>", html)
    assert not ValeurRegle.objects.exists()


@pytest.mark.parametrize(
    ("cle", "valeur", "dit"),
    [
        ("inscription.par_structure", 2, r"aucune structure au complet.*1 structure au complet.*>2</td>"),
        ("inscription.annulation_tardive", 10, r"tardive à partir du.*tardive à partir du.*>2</td>"),
        ("inscription.ouverture", 15, r"inscription ouverte.*inscription dès le.*>2</td>"),
        ("session.minimum", 8, "Aucune session ouverte n'est touchée"),
        ("certificat.nouveaute", 8, "Cette règle ne concerne que ce qui se fera"),
    ],
)
def test_l_effet_de_chaque_regle(connecte, distribution, cle, valeur, dit):
    session = session_ouverte(distribution)
    for qui in animateurs(2):
        inscrire(session=session, utilisateur=qui, par=qui)
    assert re.search(dit, lire(connecte(distribution.gestionnaire).get(*essai(cle, valeur=valeur))))


def test_un_changement_se_confirme_se_lit_et_se_retire(connecte, distribution):
    client = connecte(distribution.gestionnaire)
    url, donnees = essai(motif="Trop de places perdues")
    html = lire(client.post(url, donnees, follow=True))
    assert "Trop de places perdues" in html
    assert "24 heures" in html
    valeur = ValeurRegle.objects.get()
    client.post(reverse("regle_retirer", args=[valeur.pk]))
    assert ValeurRegle.objects.get().retiree_le
    assert "retirée" in lire(client.get(reverse("regle_detail", args=[CLE])))


def test_le_fil_ne_redit_pas_la_regle(connecte, distribution):
    html = lire(connecte(distribution.gestionnaire).get(essai()[0]))
    assert f'<a href="{reverse("regle_detail", args=[CLE])}">Cette règle</a>' in html


@pytest.mark.parametrize(
    ("faute", "dit"),
    [
        ({"valeur": 0}, "supérieur"),
        ({"depuis": timezone.localdate().isoformat()}, "demain au plus tôt"),
        ({"motif": ""}, "Indiquez pourquoi la règle change"),
        ({"valeur": 48}, "déjà la valeur prévue"),
    ],
)
def test_ce_qui_ne_va_pas_est_dit(connecte, distribution, faute, dit):
    url, donnees = essai(motif="Essai")
    assert dit in lire(connecte(distribution.gestionnaire).post(url, donnees | faute))
    assert not ValeurRegle.objects.exists()


def test_une_regle_inconnue(connecte, distribution):
    assert connecte(distribution.gestionnaire).get(reverse("regle_detail", args=["rien"])).status_code == 404
