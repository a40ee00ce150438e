from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from academie.branchements.cloture import APRES_CLOTURE
from academie.models import Message
from academie.regles import Refus
from sessions.actions.cloture import cloturer_session
from sessions.actions.declaration import declarer_absence, declarer_presence
from sessions.actions.emargement import contresigner
from sessions.actions.vie import annuler_session
from sessions.models import Creneau, Emargement, MouvementSession, Session
from sessions.queries.assiduite import assiduites
from tests.distribution import distribuer
from tests.sessions.actions.test_simultaneite import ensemble
from tests.sessions.emargements import contresigner_tout, demi_journee, ouvrir, session_au, signer
from tests.sessions.fabriques import animateurs, relire, session_brouillon


@pytest.fixture
def session(d):
    return session_au(d, dans=-3, personnes=[d.animateur, d.autre_animateur])


@pytest.fixture
def suites(monkeypatch):
    """What the downstream houses were told: `(session, par, le, state of the session then)`."""
    appels = []

    def suite(*, session, par, le):
        appels.append((session.pk, par, le, relire(session).etat))

    monkeypatch.setattr("academie.branchements.cloture.APRES_CLOTURE", [suite])
    return appels


def clore(session, d, **autres):
    return cloturer_session(session=session, par=d.gestionnaire, **autres)


def refus_de_clore(session, d, **autres) -> str:
    with pytest.raises(Refus) as refus:
        clore(session, d, **autres)
    return str(refus.value).replace("\xa0", " ")


def test_clore_une_session_toute_contresignee(session, d, suites):
    contresigner_tout(session, d)
    le = session.fin + timedelta(hours=2)
    close = clore(session, d, le=le)
    assert (close.etat, close.cloturee_le) == (Session.Etat.REALISEE, le)
    assert MouvementSession.objects.filter(session=session, acte="realisee", par=d.gestionnaire, le=le).count() == 1
    assert suites == [(session.pk, d.gestionnaire, le, "realisee")]


def test_clore_deux_fois_clot_une_fois(session, d, suites):
    contresigner_tout(session, d)
    premiere, seconde = clore(session, d), clore(session, d)
    assert premiere.cloturee_le == seconde.cloturee_le
    assert len(suites) == 1
    assert MouvementSession.objects.filter(session=session, acte="realisee").count() == 1


def test_les_maisons_en_aval_sont_branchees():
    assert [suite.__module__ for suite in APRES_CLOTURE] == [
        "certificats.tasks.campagne",
        "certificats.actions.positionnement",
    ]


def test_si_la_suite_echoue_rien_n_est_clos(session, d, monkeypatch):
    contresigner_tout(session, d)

    def echouer(**kwargs):
        raise RuntimeError

    monkeypatch.setattr("academie.branchements.cloture.APRES_CLOTURE", [echouer])
    with pytest.raises(RuntimeError):
        clore(session, d)
    assert relire(session).etat == Session.Etat.EN_COURS


def test_qui_n_atteint_pas_le_seuil_apprend_pourquoi(session, d, suites):
    contresigner_tout(session, d, sauf=[d.autre_animateur])
    clore(session, d)
    message = Message.objects.get(cle__startswith="session.assiduite:")
    assert message.utilisateur == d.autre_animateur
    assert "0 min sur 6 h 30, seuil 80 %" in message.texte.replace("\xa0", " ")


def test_avant_la_fin_la_session_ne_se_clot_pas(session, d):
    assert "17 h" in refus_de_clore(session, d, le=session.fin - timedelta(minutes=1))


def test_une_demi_journee_pas_contresignee_empeche_et_est_nommee(session, d):
    contresigner(creneau=ouvrir(demi_journee(session), d), par=d.formateur, le=demi_journee(session).fin)
    assert "13 h 45 – 17 h" in refus_de_clore(session, d)


def test_un_brouillon_ne_se_clot_pas(d):
    assert "brouillon" in refus_de_clore(session_brouillon(d), d)


def test_une_session_annulee_ne_se_clot_pas(session, d):
    annuler_session(session=session, motif="Neige", par=d.gestionnaire)
    assert "annulée" in refus_de_clore(session, d)


@pytest.mark.django_db(transaction=True)
def test_deux_clotures_en_meme_temps_en_font_une(monkeypatch):
    d = distribuer()
    session = session_au(d, dans=-3, personnes=[d.animateur])
    contresigner_tout(session, d)
    appels = []
    monkeypatch.setattr("academie.branchements.cloture.APRES_CLOTURE", [lambda **fait: appels.append(fait)])
    closes = ensemble([lambda: clore(session, d)] * 2)
    assert [close.etat for close in closes] == ["realisee", "realisee"]
    assert len(appels) == 1
    assert MouvementSession.objects.filter(session=session, acte="realisee").count() == 1


@pytest.mark.django_db(transaction=True)
def test_deux_contreseings_et_dix_signatures_en_meme_temps():
    """Whoever signs before the seal is present, whoever comes after is refused: never half of either."""
    d = distribuer()
    session = session_au(d, dans=-3, personnes=animateurs(10))
    creneau = ouvrir(demi_journee(session), d)

    def tenter(inscription):
        try:
            return signer(creneau, inscription)
        except Refus as refus:
            return refus

    def sceller():
        return contresigner(creneau=creneau, par=d.formateur, le=creneau.fin)

    resultats = ensemble(
        [lambda i=i: tenter(i) for i in session.inscriptions.all()] + [sceller, sceller],
    )
    signes = {r.inscription_id for r in resultats[:10] if isinstance(r, Emargement)}
    assert {e.inscription_id for e in Emargement.objects.filter(creneau=creneau, absent=False)} == signes
    assert Emargement.objects.filter(creneau=creneau).count() == 10
    assert MouvementSession.objects.filter(acte="contreseing").count() == 1


# Attendance, in figures

GESTES = st.lists(
    st.tuples(
        st.integers(0, 1),  # half-day
        st.integers(0, 2),  # person
        st.integers(-5, 400),  # minutes; none is an absence
    ),
    max_size=12,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(gestes=GESTES)
def test_les_minutes_et_les_pourcentages_ne_depassent_jamais_le_prevu(gestes, trois_personnes, d):
    session = trois_personnes
    Emargement.objects.filter(creneau__session=session).delete()
    Creneau.objects.filter(session=session).update(emargement="ouvert", contresigne_le=None, contresigne_par=None)
    creneaux, inscriptions = list(session.creneaux.all()), list(session.inscriptions.all())
    attendu = {}
    for demi, personne, minutes in gestes:
        cible = {"creneau": creneaux[demi], "inscription": inscriptions[personne], "par": d.formateur, "motif": "Vu"}
        try:
            if minutes == 0:
                declarer_absence(**cible)
            else:
                declarer_presence(minutes=minutes, **cible)
        except Refus:
            assert not 0 <= minutes <= 195
        else:
            attendu[demi, personne] = minutes
    for creneau in creneaux:
        contresigner(creneau=creneau, par=d.formateur, le=creneau.fin)
    mesurees = {a.inscription.pk: a for a in assiduites(session)}
    for rang, inscription in enumerate(inscriptions):
        assiduite = mesurees[inscription.pk]
        assert assiduite.minutes_suivies == sum(m for (_demi, p), m in attendu.items() if p == rang)
        assert assiduite.minutes_suivies <= assiduite.minutes_prevues == 390
        assert 0 <= assiduite.pourcentage <= 100
        assert assiduite.atteint == (assiduite.minutes_suivies >= 312)
    assert Emargement.objects.filter(creneau__session=session).count() == 6


@pytest.fixture
def trois_personnes(d):
    session = session_au(d, dans=-3, personnes=[d.animateur, *animateurs(2)])
    for creneau in session.creneaux.all():
        ouvrir(creneau, d)
    return session
