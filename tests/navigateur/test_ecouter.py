"""The listening stage in one go: a long survey with conditions, three ways to answer it, reminders, the analysis."""

import pytest

from tests.navigateur.parcours import enquete
from tests.navigateur.parcours.scene import Horloge, Scene


@pytest.fixture
def scene(monkeypatch, nouvelle_page, travailler, distribution):
    horloge = Horloge(monkeypatch)
    horloge.regler("2027-03-01", "10:00")
    return Scene(nouvelle_page, distribution, travailler, horloge)


def test_from_twenty_questions_to_a_report(scene, tmp_path):
    adresse = enquete.construire(scene)
    enquete.inviter_quatre_structures(scene, adresse)
    enquete.repondre_sur_deux_appareils(scene)
    enquete.repondre_sans_javascript(scene)
    enquete.repondre_d_un_trait(scene)
    scene.le("2027-03-06", "10:00")
    enquete.relancer(scene, adresse)
    enquete.analyser(scene, adresse, tmp_path)
