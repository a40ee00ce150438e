from datetime import timedelta

from django.utils import timezone

from academie.branchements.qualiopi import apport
from sessions.actions.formateur import verifier_titre
from tests.sessions.actions.test_formateur import entretien, fiche, justifier, titre
from tests.sessions.fabriques import session_ouverte
from tests.sessions.pieces import PDF, fichier
from tests.sessions.vies import session_dans_l_etat


def dit(indicateur, annee=None):
    trouve = apport(indicateur, annee)
    return {p.libelle: p.nombre for p in trouve.preuves}, [str(m.phrase) for m in trouve.manques]


def test_21_ce_que_chacun_enseigne_et_pourquoi(d):
    session = session_ouverte(d)
    ecrits = "Programmes enseignés, avec le titre ou l'expérience qui le permet"
    preuves, manques = dit(21)
    assert (preuves[ecrits], preuves["Titres et diplômes vérifiés"]) == (0, 0)
    assert "1 personne anime un programme sans dire ce qui le lui permet." in manques
    fiche(d, fichier=fichier(PDF))
    licence = verifier_titre(titre=titre(d, fichier=fichier(PDF)), par=d.gestionnaire)
    justifier(d, titre=licence, experience="")
    preuves, manques = dit(21)
    assert (preuves[ecrits], preuves["Titres et diplômes vérifiés"]) == (1, 1)
    assert not [phrase for phrase in manques if "sans dire" in phrase]
    [rangee] = next(preuve for preuve in apport(21).preuves if preuve.libelle == ecrits).rangees(None)
    assert (rangee.libelle, rangee.detail) == (f"Formateur Test, {session.titre}", str(licence))


def test_22_les_entretiens_de_l_annee_sans_ce_qui_s_y_est_dit(d):
    _preuves, manques = dit(22)
    assert manques == ["2 personnes qui animent n'ont pas eu d'entretien depuis un an."]
    jour = timezone.localdate() - timedelta(days=1)
    entretien(d, jour=jour, conclusion="Très confidentiel")
    preuves, manques = dit(22, jour.year)
    assert preuves == {"Entretiens annuels menés": 1}
    assert manques == ["1 personne qui anime n'a pas eu d'entretien depuis un an."]
    assert dit(22, jour.year - 1)[0] == {"Entretiens annuels menés": 0}
    assert "confidentiel" not in str(list(apport(22).preuves[0].rangees(None)))


def test_une_session_reportee_ne_manque_de_personne(d):
    session = session_dans_l_etat(d, "reportee")
    session.creneaux.first().interventions.all().delete()
    assert not [phrase for phrase in dit(18)[1] if "n'a personne" in phrase]
