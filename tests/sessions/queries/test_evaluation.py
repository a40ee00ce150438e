"""What evaluations say, to whom, and what stays hidden."""

import pytest

from besoins.models import QuestionPositionnement
from sessions.models import ReponsePositionnement, Session, Sollicitation
from sessions.queries.evaluation import lecteur, resultats
from sessions.queries.indicateur_public import publication
from sessions.queries.progres import progres_d_ensemble, progres_par_objectif
from tests.sessions.evaluations import Genre, demander, repondre, session_tenue, version_avec_objectif
from tests.sessions.fabriques import animateurs


@pytest.fixture
def session(d):
    """Five people who say their ease before (1) and after (3), and their satisfaction (4)."""
    return evaluee(d, 5)


def evaluee(d, nombre, **notes):
    version, objectif, _besoin = version_avec_objectif(d)
    session = session_tenue(d, personnes=animateurs(nombre, d.structure), version=version, signee=False)
    code = f"objectif_{objectif.pk}"
    for demande in demander(session, Genre.POSITIONNEMENT, le=session.debut):
        repondre(demande, **{code: 1})
    for demande in demander(session, Genre.A_CHAUD):
        repondre(demande, **{code: 3, "a_revoir": "Trop court"} | notes)
    return session


def lus(session, qui):
    return {m.genre: m for m in resultats(Sollicitation.objects.filter(session=session), lecteur(qui))}


def question(moment, code):
    return next(r for r in moment.resultats if r.code == code)


def test_moyenne_n_et_repartition(d, session):
    moment = lus(session, d.gestionnaire)[Genre.A_CHAUD]
    satisfaction = question(moment, "satisfaction")
    assert (moment.demandees, moment.repondues, satisfaction.total) == (5, 5, 5)
    assert satisfaction.moyenne.valeur == 4
    assert [(ligne.libelle, ligne.proportion.effectif) for ligne in satisfaction.lignes] == [("4", 5)]


def test_un_petit_groupe_sous_pseudonyme_est_masque_pour_tous(d):
    session = evaluee(d, 4)
    for qui in (d.formateur, d.gestionnaire, d.concepteur):
        moment = lus(session, qui)[Genre.A_CHAUD]
        assert moment.repondues == 4
        assert all(r.masque and not r.textes and not r.lignes for r in moment.resultats), qui


def test_qui_anime_ne_lit_jamais_les_employeurs_ni_les_collegues(d, session):
    for genre in (Genre.EMPLOYEUR, Genre.FORMATEUR):
        for demande in demander(session, genre):
            repondre(demande)
    assert set(lus(session, d.formateur)) == {Genre.POSITIONNEMENT, Genre.A_CHAUD}
    assert {Genre.EMPLOYEUR, Genre.FORMATEUR} <= set(lus(session, d.gestionnaire))


def test_un_positionnement_nomme_reste_masque_a_qui_anime_sous_le_minimum(d):
    session = evaluee(d, 4)
    assert all(r.masque for r in lus(session, d.formateur)[Genre.POSITIONNEMENT].resultats)
    assert not any(r.masque for r in lus(session, d.gestionnaire)[Genre.POSITIONNEMENT].resultats)


def test_chaque_personne_est_comparee_a_elle_meme(d, session):
    [ligne] = progres_par_objectif(Session.objects.filter(pk=session.pk), minimum=5)
    assert (ligne.a_chaud.avant, ligne.a_chaud.apres, ligne.a_chaud.montees) == (1, 3, 5)
    assert ligne.a_froid is None
    [masquee] = progres_par_objectif(Session.objects.filter(pk=session.pk), minimum=6)
    assert masquee.a_chaud is None


def test_ce_qui_est_dit_a_l_inscription_vaut_pour_avant(d):
    version, objectif, _besoin = version_avec_objectif(d)
    demandee = QuestionPositionnement.objects.create(version=version, ordre=1, intitule="À l'aise ?", objectif=objectif)
    session = session_tenue(d, personnes=[d.animateur], version=version)
    inscription = session.inscriptions.get()
    ReponsePositionnement.objects.update_or_create(inscription=inscription, question=demandee, defaults={"degre": 2})
    [demande] = demander(session, Genre.A_CHAUD)
    repondre(demande, **{f"objectif_{objectif.pk}": 4})
    progres = progres_d_ensemble(Session.objects.filter(pk=session.pk))
    assert (progres.avant, progres.apres, progres.total) == (2, 4, 1)


def test_qui_ne_dit_rien_avant_ne_compte_pas_dans_le_progres(d):
    version, objectif, _besoin = version_avec_objectif(d)
    session = session_tenue(d, personnes=[d.animateur], version=version)
    [demande] = demander(session, Genre.A_CHAUD)
    repondre(demande, **{f"objectif_{objectif.pk}": 4})
    assert progres_d_ensemble(Session.objects.filter(pk=session.pk)) is None


def test_les_indicateurs_publies_se_calculent_et_se_masquent(d, session):
    Session.objects.filter(pk=session.pk).update(etat="realisee", cloturee_le=session.fin)
    lisibles = {i.libelle: (i.valeur, i.n) for i in publication(session.version.programme).indicateurs}
    assert lisibles["Personnes satisfaites"][1] == 5
    assert lisibles["Personnes satisfaites"][0].startswith("100")
    assert lisibles["Aisance avec les objectifs, avant puis après"] == ("1,0 → 3,0 sur 4", 5)


def test_sous_le_minimum_rien_n_est_publie(d):
    session = evaluee(d, 4)
    Session.objects.filter(pk=session.pk).update(etat="realisee", cloturee_le=session.fin)
    publiee = publication(session.version.programme)
    assert publiee.sessions == 1
    assert [i.valeur for i in publiee.indicateurs] == ["", "", ""]
    assert not publiee.lisibles


def test_l_assiduite_se_lit_sur_les_emargements(d):
    version, _objectif, _besoin = version_avec_objectif(d)
    session = session_tenue(d, personnes=animateurs(5, d.structure), version=version)
    Session.objects.filter(pk=session.pk).update(etat="realisee", cloturee_le=session.fin)
    [assiduite] = [i for i in publication().indicateurs if "Heures" in i.libelle]
    assert assiduite.n == 5
    assert assiduite.valeur.startswith("100")
