"""The survey of the demonstration reproduces the published table, and does not invent what is not published."""

import csv
from pathlib import Path

import pytest

from besoins.demonstration.etude_2013 import TITRE, raconter_etude
from besoins.models import Enquete, Reponse
from besoins.queries.resultats import resultats
from tests.distribution import personne

PUBLIE = Path(__file__).parents[3] / "besoins" / "donnees" / "etude-2013.csv"


@pytest.fixture
def question(db):
    personne("concepteur", "concepteur").__class__.objects.update(email="concepteur@demo.example")
    for _ in range(2):  # told once
        raconter_etude()
    [question] = resultats(Enquete.objects.get(titre=TITRE)).questions
    return question


def test_chaque_besoin_a_le_nombre_publie(question):
    with PUBLIE.open(encoding="utf-8", newline="") as fichier:
        publies = {ligne["besoin"]: int(ligne["k"]) if ligne["k"] else None for ligne in csv.DictReader(fichier)}

    comptes = {ligne.libelle: ligne.proportion and ligne.proportion.effectif for ligne in question.lignes}

    assert comptes == publies
    assert question.total == 11


def test_le_23_pour_cent_est_dit_impossible_et_n_a_pas_de_reponse_inventee(question):
    [inconnue] = [ligne for ligne in question.lignes if ligne.proportion is None]

    assert inconnue.libelle == "Outils de gestion et d'échange"
    assert "ne peut pas venir de 11 réponses" in inconnue.constat
    assert not inconnue.option.valeurs.exists()


def test_onze_collectivites_anonymes_ont_toutes_exprime_un_besoin(question):
    reponses = Reponse.objects.all()

    assert sorted(reponse.libelle for reponse in reponses) == sorted(f"Collectivité {rang}" for rang in range(1, 12))
    assert all(reponse.valeurs.exists() for reponse in reponses)
    assert "reconstituées" in Enquete.objects.get().note_donnees
    assert Enquete.objects.get().etat == "close"
