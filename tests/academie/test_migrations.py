import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.models.signals import class_prepared
from django_fsm import TransitionNotAllowed

from besoins.models import VersionProgramme


def test_les_modeles_historiques_n_ecoutent_pas_les_autres(db):
    avant = len(class_prepared.receivers)
    historique = MigrationLoader(connection).project_state().apps.get_model("besoins", "VersionProgramme")
    assert historique._meta.get_field("etat").protected
    assert len(class_prepared.receivers) == avant


def test_les_modeles_du_jour_gardent_leurs_transitions():
    version = VersionProgramme()
    assert [transition.name for transition in version.get_available_etat_transitions()] == ["soumettre"]
    with pytest.raises(TransitionNotAllowed):
        version.publier(par=None, le=None)
