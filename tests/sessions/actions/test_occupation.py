"""One person and one room are at one place at a time: the actions say so first, the database always."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from academie.regles import Refus
from sessions.actions.creneau import CreneauPrevu
from sessions.actions.session import modifier_session, planifier_session
from sessions.actions.vie import annuler_session
from sessions.models import Lieu, Occupation, Session
from sessions.occupations import tenir_les_occupations
from sessions.queries.occupation import occupations_infideles
from tests.distribution import distribuer
from tests.sessions.fabriques import (
    journee,
    lieu,
    moment,
    projet,
    session_brouillon,
    session_ouverte,
    version_publiee,
)


def dans(jours):
    return timezone.localdate() + timedelta(days=jours)


def test_un_brouillon_occupe_deja_sa_salle_et_sa_formatrice(d):
    session = session_brouillon(d)
    salle = Lieu.objects.get()
    assert {(o.formateur, o.lieu, o.debut, o.fin) for o in Occupation.objects.all()} == {
        (qui, ou, creneau.debut, creneau.fin)
        for creneau in session.creneaux.all()
        for qui, ou in ((d.formateur, None), (None, salle))
    }


def test_une_session_annulee_n_occupe_plus_rien(d):
    session = session_ouverte(d)
    annuler_session(session=session, motif="Grève", par=d.gestionnaire)
    assert not Occupation.objects.exists()
    assert session_ouverte(d).pk != session.pk


def test_deux_sessions_a_distance_sans_salle_ne_se_genent_pas(d):
    commun = {"modalite": "distance", "lieu": None, "territoire": d.region}
    session_brouillon(d, **commun)
    session_brouillon(d, **commun, creneaux=journee(dans(30), d.autre_formateur))
    assert not Occupation.objects.filter(formateur=None).exists()


def test_une_salle_de_visioconference_se_prend_comme_une_salle(d):
    visio = Lieu.objects.create(genre="distance", nom="Visio 1", commune=d.commune)
    commun = {"modalite": "distance", "lieu": None, "territoire": d.region}
    prevus = [replace(creneau, lieu=visio) for creneau in journee(dans(30), d.formateur)]
    session_brouillon(d, **commun, creneaux=prevus)
    autres = [replace(creneau, formateurs=(d.autre_formateur,)) for creneau in prevus]
    with pytest.raises(Refus, match="Visio 1 accueille déjà") as refus:
        session_brouillon(d, **commun, creneaux=autres)
    assert refus.value.champ == "lieu"


def test_la_salle_d_une_demi_journee_remplace_celle_de_la_session(d):
    bus = lieu(d, nom="Bus numérique")
    matin, apres_midi = journee(dans(30), d.formateur)
    session_brouillon(d, lieu=lieu(d), creneaux=[matin, replace(apres_midi, lieu=bus)])
    libre = lieu(d, nom="Autre salle")
    with pytest.raises(Refus, match="Bus numérique accueille déjà"):
        session_brouillon(d, lieu=libre, creneaux=[replace(apres_midi, lieu=bus, formateurs=())])
    session_brouillon(
        d, lieu=Lieu.objects.get(nom="Maison des associations"), creneaux=[replace(apres_midi, formateurs=())]
    )


def test_echanger_le_matin_et_l_apres_midi_d_une_session(d):
    session = session_ouverte(d)
    matin, apres_midi = session.creneaux.order_by("debut")
    echanges = [
        CreneauPrevu(apres_midi.debut, apres_midi.fin, (d.formateur,), matin.pk),
        CreneauPrevu(matin.debut, matin.fin, (d.formateur,), apres_midi.pk),
    ]
    modifier_session(session=session, projet=projet(d, creneaux=echanges), par=d.gestionnaire)
    assert not list(occupations_infideles())


def test_l_invariant_voit_ce_qui_manque_et_ce_qui_est_de_trop(d):
    session = session_brouillon(d)
    assert list(occupations_infideles()) == []
    Occupation.objects.filter(creneau=session.creneaux.first(), lieu=None).delete()
    assert [phrase.split("\xa0:")[0] for phrase in occupations_infideles()] == [
        f"Demi-journée {session.creneaux.first().pk}"
    ]


class TestBase:
    """What the database does alone, when the code forgets everything."""

    @pytest.fixture
    def prise(self, d):
        session_brouillon(d)
        return Occupation.objects.order_by("debut").first()

    def _autre(self, d, decalage, **qui):
        creneau = session_brouillon(
            d, dans=60, lieu=lieu(d, nom="Ailleurs"), creneaux=journee(dans(60))
        ).creneaux.first()
        debut = Occupation.objects.earliest("debut").debut + decalage
        return Occupation(creneau=creneau, debut=debut, fin=debut + timedelta(hours=1), **qui)

    @pytest.mark.parametrize("decalage", [timedelta(0), timedelta(hours=3), timedelta(minutes=-59)])
    @pytest.mark.parametrize("quoi", ["formateur", "lieu"])
    def test_refuse_deux_fois_la_meme_personne_ou_le_meme_lieu(self, d, prise, decalage, quoi):
        qui = {"formateur": d.formateur} if quoi == "formateur" else {"lieu": Lieu.objects.first()}
        autre = self._autre(d, decalage, **qui)
        with pytest.raises(IntegrityError), transaction.atomic():
            autre.save()

    def test_accepte_ce_qui_se_touche(self, d, prise):
        self._autre(d, timedelta(hours=-1), formateur=d.formateur).save()

    def test_refuse_de_deplacer_sur_une_heure_prise(self, d, prise):
        autre = self._autre(d, timedelta(hours=-1), formateur=d.formateur)
        autre.save()
        autre.fin += timedelta(minutes=1)
        with pytest.raises(IntegrityError), transaction.atomic():
            autre.save()

    def test_ses_gardes_se_remettent_sans_se_doubler(self, d, prise):
        for _fois in range(2):
            tenir_les_occupations(None, using="default")
        with pytest.raises(IntegrityError), transaction.atomic():
            self._autre(d, timedelta(0), formateur=d.formateur).save()

    def test_son_refus_devient_une_phrase(self, d, prise, monkeypatch):
        monkeypatch.setattr("sessions.actions.session.refus", lambda _candidate: [])
        with pytest.raises(Refus, match="vient d'être pris à ces heures"):
            session_brouillon(d)
        assert Session.objects.count() == 1


PLANS = st.lists(
    st.tuples(st.integers(0, 1), st.integers(8, 17), st.integers(1, 4), st.integers(0, 1), st.integers(0, 1)),
    min_size=2,
    max_size=7,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(plans=PLANS)
def test_aucun_plan_accepte_n_en_chevauche_un_autre_et_tout_refus_chevauche(d, plans):
    with transaction.atomic():
        version = version_publiee(d)
        salles = [lieu(d, nom=f"Salle {rang}") for rang in range(2)]
        personnes = [d.formateur, d.autre_formateur]
        acceptes = []
        for jour, heure, duree, qui, ou in plans:
            debut = moment(dans(30 + jour), f"{heure:02}:00")
            fin = debut + timedelta(hours=duree)
            creneaux = [CreneauPrevu(debut, fin, (personnes[qui],))]
            chevauche = any(debut < f and fin > dd and (qui == q or ou == o) for dd, f, q, o in acceptes)
            try:
                planifier_session(
                    version=version, projet=projet(d, lieu=salles[ou], creneaux=creneaux), par=d.gestionnaire
                )
            except Refus:
                assert chevauche
            else:
                assert not chevauche
                acceptes.append((debut, fin, qui, ou))
        assert list(occupations_infideles()) == []
        transaction.set_rollback(True)


def test_deux_gestionnaires_prennent_la_meme_salle_au_meme_instant(transactional_db):
    d = distribuer()
    version = version_publiee(d)
    plans = [projet(d, creneaux=journee(dans(30), qui)) for qui in (d.formateur, d.autre_formateur)] * 3
    barriere = Barrier(len(plans))

    def planifier(plan):
        try:
            connection.ensure_connection()
            barriere.wait(timeout=60)
            return planifier_session(version=version, projet=plan, par=d.gestionnaire)
        except Refus as refus:
            return refus
        finally:
            connection.close()

    with ThreadPoolExecutor(len(plans)) as fils:
        reponses = list(fils.map(planifier, plans))
    assert [type(reponse) for reponse in reponses].count(Session) == 1
    assert all("accueille déjà" in str(r) or "vient d'être pris" in str(r) for r in reponses if isinstance(r, Refus))
    assert list(occupations_infideles()) == []
