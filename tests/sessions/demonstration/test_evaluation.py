"""The demonstration shows every state of evaluations, complaints and improvements, told once."""

import pytest

from academie.models import Message
from besoins.models import Besoin
from sessions.demonstration.evaluation import raconter_evaluations
from sessions.models import Amelioration, Evaluation, Reclamation, Reouverture, Session, Sollicitation
from tests.sessions.evaluations import session_tenue, version_avec_objectif
from tests.sessions.fabriques import animateurs


@pytest.fixture
def tenues(d):
    version, _objectif, besoin = version_avec_objectif(d)
    for dans in (-30, -22, -12):
        session = session_tenue(d, dans=dans, personnes=animateurs(10, d.structure), version=version)
        Session.objects.filter(pk=session.pk).update(etat="realisee", cloturee_le=session.fin)
    return besoin


def test_tout_s_y_montre_et_une_seule_fois(tenues):
    for _fois in range(2):
        raconter_evaluations()
    assert set(Evaluation.objects.values_list("genre", flat=True)) >= {
        g for g in Evaluation.Genre if g != Evaluation.Genre.FINANCEUR
    }
    etats = set(Sollicitation.objects.values_list("invitation__etat", flat=True))
    assert etats == {"repondue", "refusee", "envoyee"}
    assert set(Reclamation.objects.values_list("etat", flat=True)) == set(Reclamation.Etat)
    assert Reclamation.objects.count() == 4
    assert set(Amelioration.objects.values_list("etat", flat=True)) == set(Amelioration.Etat)
    assert Reouverture.objects.filter(besoin=tenues, rouvert=True).count() == 1
    assert Besoin.objects.get(pk=tenues.pk).etat == Besoin.Etat.QUALIFIE
    assert Message.objects.filter(cle__startswith="besoin.rouvert").exists()
