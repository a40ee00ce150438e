"""The published table is rebuilt to its counts, without inventing pairs; the two waves compare."""

import pytest
from django.http import QueryDict
from django.urls import reverse

from academie.models import Utilisateur
from besoins.demonstration.matrices import TITRE, TITRE_VAGUE, raconter_table_publiee, raconter_vagues
from besoins.models import Enquete
from besoins.queries.evolution import evolution
from besoins.queries.filtres import Filtre
from besoins.queries.methodes import COMPETENCES, lire
from besoins.queries.resultats import Lecture
from besoins.queries.scores import scores_matrices
from tests.distribution import personne


@pytest.fixture
def concepteur(db):
    personne("concepteur", "concepteur")
    Utilisateur.objects.update(email="concepteur@demo.example")
    return Utilisateur.objects.get()


def test_la_table_publiee_retrouve_ses_effectifs_et_ses_scores(concepteur, connecte):
    for _ in range(2):  # told once
        raconter_table_publiee()
    enquete = Enquete.objects.get(titre=TITRE)

    [scores] = scores_matrices(enquete, Filtre(enquete, QueryDict()), Lecture(True))

    publies = {COMPETENCES[item["item"]]: item for item in lire("gholipour2018")["items"]}
    assert len(scores.items) == 13
    for item in scores.items:
        publie = publies[item.option.libelle]
        assert list(item.matrice.maitrises.values()) == [
            n for n in publie["implied_counts_competence"][0]["counts"] if n
        ]
        assert item.scores["mwds"].estimation.valeur == pytest.approx(publie["expected"]["mwds"], abs=0.03)
        assert "rds" not in item.scores
    texte = connecte(concepteur).get(reverse("besoins:enquete_scores", args=[enquete.pk])).text
    assert texte.count("impossibles sans réponses appariées") == 13
    assert "score de Borich 4,193, rang 1" in texte.replace("\u00a0", " ")


def test_deux_vagues_ou_une_maitrise_progresse(concepteur):
    for _ in range(2):
        raconter_vagues()
    premiere, seconde = Enquete.objects.filter(titre=TITRE_VAGUE).order_by("cree_le")

    comparee = evolution(seconde)

    assert [vague for vague, _nom in comparee.vagues] == [premiere, seconde]
    constats = {ligne.libelle: ligne.constat for question in comparee.questions for ligne in question.lignes}
    assert constats["Accompagner une démarche administrative en ligne – maîtrise"].startswith("en hausse")
    assert constats["La distance"].startswith("en baisse")
    assert constats["Animer un atelier collectif – importance"].startswith("pas d'évolution nette")
