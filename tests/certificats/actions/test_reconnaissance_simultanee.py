"""Two people judge the same claim at the same moment, each with a connection of their own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from academie.models import Message
from certificats.actions.reconnaissance import donner_avis
from certificats.models import Acquis, AvisReconnaissance
from certificats.queries.invariants_acquis import acquis_sans_deux_avis
from tests.certificats.exemples.acquis import demande
from tests.certificats.fabriques import relire
from tests.distribution import distribuer


@pytest.fixture
def d(transactional_db):
    return distribuer()


def ensemble(demande_, avis: list[tuple]) -> None:
    barriere = Barrier(len(avis))

    def faire(un_avis):
        par, favorable = un_avis
        try:
            barriere.wait(timeout=60)
            donner_avis(reconnaissance=demande_, par=par, favorable=favorable, motifs="Vu.")
        finally:
            connection.close()

    with ThreadPoolExecutor(len(avis)) as fils:
        list(fils.map(faire, avis))


def test_deux_avis_favorables_ensemble_prouvent_une_fois(d):
    deposee = demande(d.animateur)
    ensemble(deposee, [(d.concepteur, True), (d.formateur, True)])
    assert relire(deposee).etat == "reconnue"
    assert Acquis.objects.count() == Message.objects.count() == 1
    assert list(acquis_sans_deux_avis()) == []


def test_le_meme_avis_quatre_fois_compte_une_fois(d):
    deposee = demande(d.animateur)
    ensemble(deposee, [(d.concepteur, True)] * 4)
    assert relire(deposee).etat == "en_examen"
    assert AvisReconnaissance.objects.count() == 1


def test_un_avis_contraire_au_meme_moment_attend_le_troisieme(d):
    deposee = demande(d.animateur)
    ensemble(deposee, [(d.concepteur, True), (d.formateur, False)])
    assert (relire(deposee).etat, Acquis.objects.count()) == ("en_examen", 0)
