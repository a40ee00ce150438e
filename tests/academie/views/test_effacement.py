import io
import json
from datetime import timedelta
from zipfile import ZipFile

import pytest
from django.urls import reverse
from django.utils import timezone

from academie.actions.effacement import demander_effacement, executer_effacements
from academie.models import DemandeEffacement, Message
from academie.queries.effacement import jeton_de_confirmation
from tests.distribution import distribuer

EFFACER = reverse("compte_effacer")
SAISIE = {"nom_visible": "non", "mot": "EFFACER", "mot_de_passe": "mot-de-passe-du-test"}


@pytest.fixture
def d(db):
    return distribuer()


def test_la_page_dit_ce_qui_part_ce_qui_reste_et_pourquoi(d, connecte):
    page = connecte(d.animateur).get(EFFACER).content.decode()
    assert "feuilles d'émargement" in page.replace("&#x27;", "'")
    assert "6 ans" in page
    assert "14 jours" in page.replace("\xa0", " ")


def test_demander_puis_changer_d_avis(d, connecte):
    client = connecte(d.animateur)
    page = client.post(EFFACER, SAISIE, follow=True).content.decode()
    assert "Garder mon compte" in page
    assert DemandeEffacement.objects.get().nom_visible is False
    client.post(reverse("compte_effacer_annuler"))
    assert DemandeEffacement.objects.get().etat == "annulee"


@pytest.mark.parametrize(
    ("faute", "phrase"),
    [({"mot": "effacer"}, "Écrivez le mot EFFACER"), ({"mot_de_passe": "faux"}, "pas votre mot de passe")],
)
def test_sans_confirmation_rien_n_est_demande(d, connecte, faute, phrase):
    page = connecte(d.animateur).post(EFFACER, SAISIE | faute)
    assert page.status_code == 200
    assert phrase in page.content.decode().replace("&#x27;", "'")
    assert not DemandeEffacement.objects.exists()


def test_un_empechement_se_lit_avant_de_demander_et_le_formulaire_disparait(d, connecte):
    page = connecte(d.administrateur).get(EFFACER).content.decode()
    assert "Nommez d" in page
    assert 'name="mot"' not in page


def test_le_lien_de_confirmation_vaut_pour_une_personne_et_un_temps(d, connecte):
    url = reverse("compte_effacer_confirmer", args=[jeton_de_confirmation(d.animateur, nom_visible=True)])
    assert "ne confirme plus rien" in connecte(d.autre_animateur).post(url).content.decode()
    assert not DemandeEffacement.objects.exists()
    connecte(d.animateur).post(url)
    assert DemandeEffacement.objects.get().utilisateur == d.animateur


def test_la_gestionnaire_enregistre_une_demande_venue_par_lettre_et_la_personne_est_prevenue(d, connecte):
    saisie = {"email": d.animateur.email.upper(), "motif": "Lettre du 3 mars", "nom_visible": "oui"}
    page = connecte(d.gestionnaire).post(reverse("effacement_create"), saisie, follow=True).content.decode()
    assert "Lettre du 3 mars" in page
    assert DemandeEffacement.objects.get().par == d.gestionnaire
    assert Message.objects.filter(utilisateur=d.animateur, cle__startswith="effacement.demande").exists()
    assert connecte(d.animateur).get(reverse("effacement_create")).status_code == 403


def test_une_adresse_inconnue_se_dit_sur_son_champ(d, connecte):
    reponse = connecte(d.gestionnaire).post(
        reverse("effacement_create"), {"email": "inconnue@test.example", "motif": "Lettre", "nom_visible": "oui"}
    )
    assert "Aucun compte actif" in str(reponse.context["form"].errors["email"])


def test_qui_est_efface_ne_se_connecte_plus(d, client):
    demander_effacement(utilisateur=d.animateur, nom_visible=True)
    executer_effacements(timezone.now() + timedelta(days=14))
    client.post(reverse("account_login"), {"login": "animateur@test.example", "password": "mot-de-passe-du-test"})
    assert client.get(reverse("compte")).status_code == 302


@pytest.mark.parametrize("nombre", [1, 30])
def test_la_liste_lit_autant_quel_que_soit_le_nombre(d, connecte, nombre, django_assert_num_queries):
    for _fois in range(nombre):
        DemandeEffacement.objects.create(
            utilisateur=d.animateur,
            etat="annulee",
            nom_visible=True,
            demandee_le=timezone.now(),
            prevue_le=timezone.localdate(),
            terminee_le=timezone.now(),
        )
    client = connecte(d.gestionnaire)
    with django_assert_num_queries(REQUETES):
        assert client.get(reverse("effacement_list")).status_code == 200


REQUETES = 5


def test_mes_donnees_sont_les_miennes_et_toutes_les_maisons_en_donnent(d, connecte):
    reponse = connecte(d.animateur).get(reverse("compte_donnees"))
    archive = ZipFile(io.BytesIO(b"".join(reponse.streaming_content)))
    noms = set(archive.namelist())
    attendus = {"compte", "enquetes_invitations", "inscriptions", "parcours_acquis", "parcours_poste", "certificats"}
    assert {f"{nom}.json" for nom in attendus} <= noms
    [compte] = json.loads(archive.read("compte.json"))
    assert compte["email"] == d.animateur.email
    assert "password" not in compte
    tout = b"".join(archive.read(nom) for nom in noms).decode()
    assert d.autre_animateur.email not in tout
