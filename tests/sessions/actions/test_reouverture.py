"""A need that those trained say unmet is examined again by itself, with its evidence, once."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from academie.models import Message
from academie.regles import regle
from besoins.actions.besoin import retenir_besoin
from besoins.models import Besoin
from besoins.queries.exigences import manques
from sessions.actions.reouverture import rouvrir_les_besoins
from sessions.models import Reouverture
from sessions.queries.reouverture import depasse
from tests.sessions.evaluations import (
    NON,
    OUI,
    SANS_AVIS,
    Genre,
    demander,
    repondre,
    session_tenue,
    version_avec_objectif,
)
from tests.sessions.fabriques import animateurs


def juger(d, avis, *, genre=Genre.A_FROID):
    """A session whose people answer `avis` about the need of its programme."""
    version, _objectif, besoin = version_avec_objectif(d)
    session = session_tenue(d, personnes=animateurs(len(avis), d.structure), version=version, signee=False)
    for demande, rang in zip(demander(session, genre), avis, strict=True):
        repondre(demande, **{f"besoin_{besoin.pk}": rang})
    return version, besoin


def test_un_besoin_insatisfait_se_rouvre_avec_sa_preuve(d, connecte):
    _version, besoin = juger(d, [NON, NON, NON, OUI, OUI])
    [reouverture] = rouvrir_les_besoins()
    rouvert = Besoin.objects.get(pk=besoin.pk)
    assert rouvert.etat == Besoin.Etat.QUALIFIE
    assert (reouverture.insatisfaites, reouverture.reponses, reouverture.rouvert) == (3, 5, True)
    preuve = rouvert.preuves.get(option__isnull=False)
    assert (preuve.k, preuve.n, preuve.ajoutee_par) == (3, 5, None)
    assert Message.objects.filter(cle__startswith="besoin.rouvert").count() == 2  # both concepteurs
    page = connecte(d.concepteur).get(rouvert.get_absolute_url())
    assert "d'après les évaluations" in page.content.decode().replace("&#x27;", "'")


def test_une_version_publiee_reste_complete_quand_son_besoin_se_rouvre(d):
    version, _besoin = juger(d, [NON] * 5)
    avant = {manque.libelle for manque in manques(version)}
    rouvrir_les_besoins()
    apres = {manque.libelle for manque in manques(type(version).objects.get(pk=version.pk))}
    assert apres == avant


def test_repete_rien_ne_se_rouvre_deux_fois(d):
    _version, besoin = juger(d, [NON] * 5)
    rouvrir_les_besoins()
    Besoin.objects.filter(pk=besoin.pk).update(
        etat=Besoin.Etat.PROGRAMME, decide_par=d.concepteur, decide_le=timezone.now()
    )
    assert rouvrir_les_besoins() == []
    assert Besoin.objects.get(pk=besoin.pk).etat == Besoin.Etat.PROGRAMME
    assert Reouverture.objects.count() == 1


@pytest.mark.parametrize(
    "avis",
    [[NON] * 4, [NON, OUI, OUI, OUI, OUI], [NON, SANS_AVIS, SANS_AVIS, SANS_AVIS, OUI]],
    ids=["peu", "oui", "sans avis"],
)
def test_sous_le_seuil_rien_ne_bouge(d, avis):
    _version, besoin = juger(d, avis)
    assert rouvrir_les_besoins() == []
    assert Besoin.objects.get(pk=besoin.pk).etat == Besoin.Etat.PROGRAMME


def test_les_employeurs_rouvrent_aussi_un_besoin(d):
    version, _objectif, besoin = version_avec_objectif(d)
    regle_minimum = regle("evaluation.besoin_minimum")
    for rang in range(regle_minimum):
        session = session_tenue(
            d, dans=-30 + 3 * rang, personnes=animateurs(1, d.structure), version=version, signee=False
        )
        [demande] = demander(session, Genre.EMPLOYEUR, le=session.fin + timedelta(days=1))
        repondre(demande, **{f"besoin_{besoin.pk}": NON})
    [reouverture] = rouvrir_les_besoins()
    assert reouverture.reponses == regle_minimum


def test_un_besoin_ecarte_ne_se_rouvre_pas(d):
    _version, besoin = juger(d, [NON] * 5)
    Besoin.objects.filter(pk=besoin.pk).update(
        etat=Besoin.Etat.ECARTE, motif="Hors sujet", decide_par=d.concepteur, decide_le=timezone.now()
    )
    [reouverture] = rouvrir_les_besoins()
    assert not reouverture.rouvert
    assert Besoin.objects.get(pk=besoin.pk).etat == Besoin.Etat.ECARTE
    assert rouvrir_les_besoins() == []


def test_decider_de_nouveau_remet_le_besoin_au_programme(d):
    _version, besoin = juger(d, [NON] * 5)
    rouvrir_les_besoins()
    assert retenir_besoin(besoin=besoin, par=d.concepteur).etat == Besoin.Etat.PROGRAMME


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=12), st.integers(1, 100), st.integers(1, 20))
def test_au_plus_une_reouverture_quelles_que_soient_les_reponses(arrivees, part, minimum):
    """Answers come in lots, the task runs after each: what is drawn once stays drawn, and needs enough answers."""
    non = total = tirees = 0
    for nouveaux_non, nouveaux_oui in arrivees:
        non, total = non + nouveaux_non, total + nouveaux_non + nouveaux_oui
        if not tirees and depasse(non, total, part=part, minimum=minimum):
            tirees += 1
            assert total >= minimum
            assert non / total >= part / 100 - 1e-12
    assert tirees <= 1
