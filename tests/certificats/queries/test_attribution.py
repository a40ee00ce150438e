"""The table that decides who gets which document, its sentences, and what would change a refusal."""

import pytest

from certificats.actions.certificat import revoquer_certificat
from certificats.queries.attribution import Issue, attributions, comptes, documents_dus
from sessions.models import Inscription
from sessions.queries.assiduite import Assiduite
from tests.certificats.fabriques import delivrer, session_close, session_tenue
from tests.sessions.fabriques import animateurs


@pytest.mark.parametrize(
    ("suivies", "dus"),
    [
        (0, []),
        (1, ["assiduite"]),
        (671, ["assiduite"]),
        (672, ["realisation", "fin_formation", "assiduite"]),
        (840, ["realisation", "fin_formation", "assiduite"]),
    ],
)
def test_les_documents_dus_a_la_minute_pres(suivies, dus):
    assert documents_dus(Assiduite(Inscription(), 840, suivies, 80)) == dus


def lignes(session, **options):
    return {str(ligne.inscription.utilisateur): ligne for ligne in attributions(session, **options)}


@pytest.fixture
def presences(d):
    [absente] = animateurs(1)
    return {d.animateur: 2, d.autre_animateur: 1, absente: 0}


def test_chaque_refus_dit_pourquoi_et_ce_qui_le_changerait(d, presences):
    session = session_close(d, presences=presences)
    delivrer(session, d)
    toutes = lignes(session)
    certifiee, heures, rien = (toutes[str(personne)] for personne in presences)
    assert (certifiee.issue, heures.issue, rien.issue) == (Issue.CERTIFIEE, Issue.ASSIDUITE, Issue.RIEN)
    assert certifiee.raison.replace("\xa0", " ") == "6 h 30 sur 6 h 30, seuil 80 %"
    assert heures.raison.replace("\xa0", " ") == "3 h 15 sur 6 h 30 : le seuil de 80 % n'est pas atteint."
    assert "Il manque 1 h 57." in heures.remede.replace("\xa0", " ")
    assert "Aucune présence" in rien.raison
    assert [d.document is not None for d in certifiee.decisions] == [True, True, True]
    assert [d.document is not None for d in heures.decisions] == [False, False, True]
    compte = comptes(list(toutes.values()))
    assert (compte.bilan, compte.a_delivrer) == ("1 certificat, 2 refus", 0)


def test_avant_la_cloture_l_apercu_dit_deja_tout(d, presences):
    toutes = list(lignes(session_tenue(d, presences=presences)).values())
    assert comptes(toutes).bilan == "1 certificat, 2 refus"
    assert comptes(toutes).a_delivrer == 2


def test_une_revocation_explique_l_absence_de_certificat(d):
    session = session_close(d)
    [emis] = delivrer(session, d)
    revoquer_certificat(certificat=emis, par=d.gestionnaire, classe="fraude", motif="Signé par une autre")
    [ligne] = attributions(session)
    assert (ligne.issue, ligne.raison) == (Issue.REVOQUEE, "Révoqué (fraude).")
    assert comptes([ligne]).a_delivrer == 0


def test_une_erreur_de_campagne_est_dite_a_sa_ligne(d):
    session = session_close(d)
    inscription = session.inscriptions.get()
    [ligne] = attributions(session, erreurs={str(inscription.pk): "La clé est compromise."})
    assert (ligne.issue, ligne.raison) == (Issue.ERREUR, "La clé est compromise.")
    assert ligne.a_delivrer


def test_on_cherche_un_nom_ou_une_structure(d):
    [ligne] = attributions(session_close(d))
    assert ligne.repond("quimper animateur")
    assert not ligne.repond("zzz")
