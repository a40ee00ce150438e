import csv
import io

import pytest
from django.urls import reverse
from django.utils import timezone

from besoins.models import Enquete
from tests.besoins.fabriques import enquete_ouverte
from tests.besoins.recolte import recolter


@pytest.fixture
def faite(d):
    faite = enquete_ouverte(d.concepteur)
    petite, grande = faite.option("Petite"), faite.option("Grande")
    formation = faite.option("Formation")
    recolter(
        faite.enquete,
        *[{"region": d.region, faite.taille: petite, faite.besoins: [formation]} for _ in range(6)],
        *[{"region": d.autre_region, faite.taille: grande, faite.besoins: [formation]} for _ in range(6)],
    )
    return faite


def lire(client, faite, adresse="", nom="croisement"):
    return client.get(reverse(f"besoins:{nom}", args=[faite.enquete.pk]) + adresse)


def test_le_tableau_ses_n_et_ses_intervalles_sur_demande(d, faite, connecte):
    client = connecte(d.concepteur)

    texte = lire(client, faite, "?lignes=region&colonnes=q2&sens=lignes").text.replace("\u00a0", " ")

    assert "Quelle taille ?, par : Région" in texte
    assert "6 sur 6, soit 100,0 %" in texte
    assert "[61 % – 100 %]" not in texte
    assert "[61 % – 100 %]" in lire(client, faite, "?lignes=region&colonnes=q2&intervalles=on").text.replace(
        "\u00a0", " "
    )


def test_un_choix_inconnu_se_dit_sur_son_champ(d, faite, connecte):
    texte = lire(connecte(d.concepteur), faite, "?lignes=lune&colonnes=q2").text

    assert "<table" not in texte
    assert 'href="#id_lignes"' in texte


def test_le_meme_tableau_pour_un_tableur(d, faite, connecte):
    reponse = lire(connecte(d.concepteur), faite, "?lignes=region&colonnes=q2", "croisement_csv")

    lignes = list(csv.reader(io.StringIO(reponse.getvalue().decode().removeprefix("\ufeff")), delimiter=";"))
    assert lignes[0] == ["Quelle taille ?, par : Région", "Petite", "Grande", "n"]
    assert [ligne[0] for ligne in lignes[1:]] == ["Bretagne", "Occitanie", "Ensemble"]


def test_des_reponses_qui_ne_sont_pas_nommees_se_croisent_sans_filtre(d, faite, connecte):
    Enquete.objects.filter(pk=faite.enquete.pk).update(
        regime="anonyme", etat="close", ouverte_le=timezone.now(), close_le=timezone.now()
    )

    texte = lire(connecte(d.concepteur), faite, "?lignes=q2&colonnes=q1&q2=1").text

    assert "Les filtres sont ignorés" in texte
    assert '<td class="nombre">12</td>' in texte  # everybody
    assert "Niveau de territoire" not in texte
