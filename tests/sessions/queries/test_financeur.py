from datetime import timedelta

import pytest
from django.utils import timezone

from sessions.actions.temps import ajouter_temps, attester_mois, ouvrir_mois, valider_mois
from sessions.queries.financeur import rangees_des_personnes, rangees_des_sessions, rangees_du_temps, rapport
from sessions.queries.indicateurs import Periode
from tests.sessions.emargements import contresigner_tout, session_au
from tests.sessions.exemples.bilans import financement
from tests.sessions.fabriques import animateurs, session_ouverte, version_publiee


@pytest.fixture
def paye(d):
    """One session of the funder's, one person present; another session that it does not pay."""
    session = session_au(d, dans=-10, personnes=[d.animateur])
    contresigner_tout(session, d)
    session.version.financements.add(financement(d))
    session_ouverte(d, version=version_publiee(d, slug="autre", titre="Autre"))
    return financement(d)


def test_seules_ses_sessions_et_leurs_presences(d, paye):
    resultat = rapport(paye, Periode())
    (session,) = resultat.sessions
    assert (session.presentes, session.suivies) == (1, 390)
    assert [chiffre.valeur for chiffre in resultat.chiffres[:2]] == ["1", "1"]
    assert rapport(paye, Periode(du=timezone.localdate() + timedelta(days=1))).sessions == []


def test_seul_le_temps_valide_est_compte(d, paye):
    jour = timezone.localdate()
    mois = ouvrir_mois(utilisateur=d.formateur, financement=paye, mois=jour)
    ajouter_temps(mois=mois, jour=jour, minutes=120, activite="Suivi de l'opération")
    mois = attester_mois(mois=mois)
    assert rapport(paye, Periode()).chiffres[3].valeur == "0\xa0min"
    valider_mois(mois=mois, par=d.gestionnaire)
    resultat = rapport(paye, Periode())
    assert resultat.chiffres[3].valeur == "2\xa0h"
    assert list(rangees_du_temps(resultat))[1][2:5] == [jour, "Suivi de l'opération", 120]


def test_les_feuilles_du_tableur(d, paye):
    resultat = rapport(paye, Periode())
    assert list(rangees_des_sessions(resultat))[1][-2:] == [1, 390]
    assert list(rangees_des_personnes(resultat))[1][1:] == ["Test", "Animateur", "Médiathèque de Quimper", 390]


@pytest.mark.parametrize("nombre", [1, 6])
def test_autant_de_requetes_quel_que_soit_le_nombre(d, nombre, django_assert_num_queries):
    for rang in range(nombre):
        session = session_au(
            d, dans=-10 - rang, personnes=animateurs(1), version=version_publiee(d, slug=f"p{rang}", titre=f"P{rang}")
        )
        session.version.financements.add(financement(d))
    with django_assert_num_queries(3):
        assert len(rapport(financement(d), Periode()).sessions) == nombre
