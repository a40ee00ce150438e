"""The same deed clicked by several at the same moment, each with a connection of its own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from academie.models import Message
from besoins.actions.programme import nouvelle_version_programme, rediger_programme
from besoins.actions.publication import publier_version, soumettre_version
from besoins.models import MouvementVersion, Programme, VersionProgramme
from tests.besoins.atelier import besoin_retenu, brouillon_complet, theme, version_publiee, version_relue
from tests.distribution import distribuer

FOIS = 4


def ensemble(geste) -> set:
    barriere = Barrier(FOIS)

    def faire(_):
        try:
            barriere.wait(timeout=60)
            return geste()
        finally:
            connection.close()

    with ThreadPoolExecutor(FOIS) as fils:
        return set(fils.map(faire, range(FOIS)))


@pytest.fixture
def d(transactional_db):
    return distribuer()


def test_rediger(d):
    besoins, sujet = [besoin_retenu(d)], theme()

    versions = ensemble(lambda: rediger_programme(titre="Aller vers", theme=sujet, besoins=besoins, par=d.concepteur))

    assert len(versions) == Programme.objects.count() == VersionProgramme.objects.count() == 1


def test_soumettre(d):
    version = brouillon_complet(d)

    ensemble(lambda: soumettre_version(version=version, par=d.concepteur))

    assert MouvementVersion.objects.filter(vers="en_relecture").count() == 1
    assert Message.objects.count() == 2


def test_publier(d):
    version = version_relue(d)

    ensemble(lambda: publier_version(version=version, par=d.gestionnaire))

    assert MouvementVersion.objects.filter(vers="publiee").count() == 1


def test_preparer_une_nouvelle_version(d):
    version = version_publiee(d)

    assert len(ensemble(lambda: nouvelle_version_programme(version=version, par=d.concepteur))) == 1
    assert VersionProgramme.objects.count() == 2
