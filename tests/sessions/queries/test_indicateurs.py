from datetime import timedelta

import pytest
from django.utils import timezone

from academie.models import Structure
from besoins.models import EffectifAttendu, Financement
from sessions.actions.cloture import cloturer_session
from sessions.actions.inscription import inscrire
from sessions.actions.vie import annuler_session
from sessions.queries.indicateurs import DIMENSIONS, Periode, rangees, tableau
from tests.sessions.emargements import contresigner_tout, session_au
from tests.sessions.fabriques import animateurs, session_ouverte, version_publiee


@pytest.fixture
def passee(d):
    """Two persons of Brittany, one of them absent, in a session that is closed; 20 seats of 6 h 30."""
    absente = animateurs(1, structure=d.structure)[0]
    session = session_au(d, dans=-10, personnes=[d.animateur, absente])
    contresigner_tout(session, d, sauf=[absente])
    cloturer_session(session=session, par=d.gestionnaire)
    return session


def ligne(resultat, libelle):
    return next(ligne for ligne in resultat.lignes if ligne.libelle == libelle)


def test_de_la_place_au_certificat_par_region(d, passee):
    EffectifAttendu.objects.create(version=passee.version, structure=d.structure, effectif=7)
    resultat = tableau("region", Periode())
    bretagne = ligne(resultat, "Bretagne")
    assert (bretagne.attendues, bretagne.sessions, bretagne.places) == (7, 1, 20)
    assert (bretagne.inscrites, bretagne.presentes, bretagne.certifiees) == (2, 1, 1)
    assert (bretagne.minutes, bretagne.heures) == (390, 6)
    assert bretagne.attente == pytest.approx(30 / (365.25 / 12), abs=0.1)
    assert resultat.total.valeurs() == bretagne.valeurs()
    assert resultat.carte.tuiles[1].proportion.effectif == 1


@pytest.mark.parametrize("cle", DIMENSIONS)
def test_chaque_regroupement_dit_les_memes_personnes(d, passee, cle):
    passee.version.financements.add(Financement.objects.create(nom="Europ'Act", debut=timezone.localdate()))
    resultat = tableau(cle, Periode())
    assert sum(groupe.presentes for groupe in resultat.lignes) == resultat.total.presentes == 1
    assert sum(groupe.minutes for groupe in resultat.lignes) == 390


def test_un_programme_a_deux_financements_n_est_compte_qu_une_fois_dans_l_ensemble(d, passee):
    for nom in ("Europ'Act", "Région"):
        passee.version.financements.add(Financement.objects.create(nom=nom, debut=timezone.localdate()))
    resultat = tableau("financement", Periode())
    assert [groupe.inscrites for groupe in resultat.lignes] == [2, 2]
    assert resultat.total.inscrites == 2


def test_une_structure_departementale_compte_dans_son_departement(d, passee):
    Structure.objects.filter(pk=d.structure.pk).update(territoire=d.departement)
    assert ligne(tableau("departement", Periode()), "Finistère").inscrites == 2


def test_la_periode_borne_les_sessions(d, passee):
    jour = timezone.localdate(passee.debut)
    assert tableau("region", Periode(jour, jour)).total.inscrites == 2
    assert tableau("region", Periode(du=jour + timedelta(days=1))).total.inscrites == 0
    assert tableau("region", Periode(au=jour - timedelta(days=1))).total.sessions == 0


def test_une_session_annulee_n_a_plus_de_places(d):
    session = session_ouverte(d)
    inscrire(session=session, utilisateur=d.animateur, par=d.animateur)
    assert tableau("region", Periode()).total.places == 20
    annuler_session(session=session, motif="Salle fermée", par=d.gestionnaire)
    assert tableau("region", Periode()).total.places == tableau("region", Periode()).total.inscrites == 0


def test_le_temps_d_un_besoin_a_sa_premiere_session(d):
    version = version_publiee(d)
    besoin = d_un_besoin(d, timezone.now() - timedelta(days=30))
    version.besoins.add(besoin)
    session_ouverte(d, version=version)
    mois, n = tableau("region", Periode()).besoins
    assert n == 1
    assert mois == pytest.approx(60 / (365.25 / 12), abs=0.1)


def d_un_besoin(d, le):
    from tests.besoins.atelier import besoin_retenu

    besoin = besoin_retenu(d, "Accompagner")
    type(besoin).objects.filter(pk=besoin.pk).update(recu_le=le)
    return besoin


def test_le_tableau_d_un_tableur(d, passee):
    entete, *lignes, total = rangees(tableau("region", Periode()))
    assert entete[:3] == ["Région", "Personnes attendues", "Sessions"]
    assert lignes[0][0] == "Bretagne"
    assert total[0] == "Ensemble"


@pytest.mark.parametrize("nombre", [1, 12])
def test_autant_de_requetes_quel_que_soit_le_nombre_de_lignes(d, nombre, django_assert_num_queries):
    session = session_ouverte(d)
    for rang in range(nombre):
        structure = Structure.objects.create(nom=f"Espace {rang}", genre="espace", territoire=d.commune)
        inscrire(session=session, utilisateur=animateurs(1, structure=structure)[0], par=d.gestionnaire)
    with django_assert_num_queries(11):
        assert len(tableau("structure", Periode()).lignes) == nombre
