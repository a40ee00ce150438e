"""The sessions proposed: few, near, in order, that one may join; never two at once."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from certificats.actions.parcours import viser_poste
from certificats.models import Acquis
from certificats.queries.composition import Candidate, choisir, composer, se_recouvrent
from sessions.actions.inscription import inscrire
from sessions.models import Session
from sessions.queries.inscription import empechement
from tests.certificats.fabriques import enseigner
from tests.certificats.queries.test_ecart import noter
from tests.certificats.suivi import session_utile, viser
from tests.distribution import territoire
from tests.sessions.fabriques import journee, lieu, session_ouverte, version_publiee

PLAN = reverse("certificats:plan_detail")
MIDI = datetime(2027, 1, 4, 9, tzinfo=UTC)


@st.composite
def candidates(draw):
    nombre = draw(st.integers(1, 9))
    return [draw(_candidate(pk)) for pk in range(1, nombre + 1)]


@st.composite
def _candidate(draw, pk):
    debut = MIDI + timedelta(days=draw(st.integers(0, 6)))
    jours = draw(st.integers(1, 3))
    heures = [(debut + timedelta(days=jour), debut + timedelta(days=jour, hours=3)) for jour in range(jours)]
    niveaux = draw(st.dictionaries(st.integers(1, 5), st.integers(1, 8), min_size=1, max_size=4))
    ferme = frozenset(competence for competence, niveau in niveaux.items() if niveau >= 3) or frozenset(niveaux)
    session = SimpleNamespace(
        pk=pk,
        debut=heures[0][0],
        fin=heures[-1][1],
        eloignement=draw(st.integers(0, 2)),
        version=SimpleNamespace(programme_id=draw(st.integers(1, 6))),
    )
    return Candidate(session, ferme, niveaux, heures)


@settings(max_examples=300, deadline=None)
@given(candidates(), st.frozensets(st.integers(1, 6)))
def test_jamais_deux_a_la_fois_les_prealables_d_abord_et_chacune_ferme_un_ecart(toutes, ouverts):
    choix = choisir(toutes, ouverts)
    retenues = [candidate for candidate, _fermes in choix]
    for rang, une in enumerate(retenues):
        for autre in retenues[rang + 1 :]:
            assert not se_recouvrent(une.heures, autre.heures)
            assert une.session.version.programme_id != autre.session.version.programme_id
            for competence in une.niveaux.keys() & autre.niveaux.keys():
                bas, haut = sorted((une, autre), key=lambda candidate: candidate.niveaux[competence])
                assert bas.niveaux[competence] == haut.niveaux[competence] or bas.session.fin <= haut.session.debut
    fermes = [competence for _candidate, ferme in choix for competence in ferme]
    assert all(ferme for _candidate, ferme in choix)
    assert len(fermes) == len(set(fermes))
    assert set(fermes) <= ouverts
    assert [une.session.debut for une in retenues] == sorted(une.session.debut for une in retenues)
    assert bool(choix) == any(candidate.ferme & ouverts for candidate in toutes)


def avec_un_autre(d, dans: int) -> dict:
    """The same day, given by another formateur."""
    return {"dans": dans, "creneaux": journee(timezone.localdate() + timedelta(days=dans), d.autre_formateur)}


def titres(d) -> list[str]:
    return [choix.session.titre for choix in composer(d.animateur).choix]


class TestComposition:
    def test_une_session_qui_ferme_deux_ecarts_plutot_que_deux(self, d):
        viser(d.animateur, c1_1=4, c2_1=4)
        session_utile(d, rang=1, dans=20)
        session_utile(d, rang=2, code="2.1", dans=30)
        double = version_publiee(d, slug="double", titre="Double")
        enseigner(double, code="1.1", niveau=4)
        enseigner(double, code="2.1", niveau=4)
        session_ouverte(d, version=double, dans=60)

        [choix] = composer(d.animateur).choix

        assert choix.session.titre == "Double"
        assert "Ferme 2 écarts" in choix.raison.replace("\xa0", " ")

    def test_jamais_deux_sessions_a_la_fois_une_autre_date_sinon(self, d):
        viser(d.animateur, c1_1=4, c2_1=4)
        session_utile(d, rang=1, dans=20)
        autre = version_publiee(d, slug="autre", titre="Autre")
        enseigner(autre, code="2.1", niveau=4)
        en_meme_temps = session_ouverte(d, version=autre, lieu=lieu(d, nom="Ailleurs"), **avec_un_autre(d, 20))
        plus_tard = session_ouverte(d, version=autre, dans=50)

        proposees = [choix.session for choix in composer(d.animateur).choix]

        assert plus_tard in proposees
        assert en_meme_temps not in proposees

    def test_ni_pendant_ce_que_je_suis_deja(self, d):
        viser(d.animateur, c1_1=4)
        session_utile(d, dans=20)
        prise = session_ouverte(
            d,
            version=version_publiee(d, slug="prise", titre="Prise"),
            lieu=lieu(d, nom="Ailleurs"),
            **avec_un_autre(d, 20),
        )
        inscrire(session=prise, utilisateur=d.animateur, par=d.animateur)

        composition = composer(d.animateur)

        assert composition.choix == []
        assert [ligne.programme.titre for ligne in composition.sans_session] == ["Programme 0"]

    @pytest.mark.parametrize(
        "champs",
        [
            {"places_prises": 12},
            {"cloture_inscriptions": timezone.localdate() - timedelta(days=1)},
            {"ouverture_inscriptions": timezone.localdate() + timedelta(days=3)},
        ],
        ids=["complete", "close", "pas encore ouverte"],
    )
    def test_une_session_que_l_on_ne_peut_rejoindre_n_est_pas_proposee(self, d, champs):
        viser(d.animateur, c1_1=4)
        session = session_utile(d)
        assert titres(d) == ["Programme 0"]

        if "places_prises" in champs:
            champs = {"places_prises": session.capacite}
        Session.objects.filter(pk=session.pk).update(**champs)

        assert titres(d) == []

    def test_sans_employeur_rien_n_est_propose(self, d):
        poste = viser(d.animateur, c1_1=4)
        session_utile(d)
        viser_poste(utilisateur=d.formateur, fiche=poste)
        assert composer(d.formateur).choix == []

    def test_tout_ce_qui_est_propose_peut_etre_rejoint(self, d):
        viser(d.animateur, c1_1=4, c2_1=4, c3_1=2)
        for rang, code in enumerate(("1.1", "2.1", "3.1")):
            session_utile(d, rang=rang, code=code, dans=20 + 10 * rang)

        proposees = [choix.session for choix in composer(d.animateur).choix]

        assert len(proposees) == 3
        assert [empechement(session, d.animateur) for session in proposees] == ["", "", ""]

    def test_pres_d_abord_et_les_autres_dates_a_cote(self, d):
        viser(d.animateur, c1_1=4)
        albi = territoire("commune", "81004", "Albi", region=d.autre_region)
        version = version_publiee(d, slug="p", titre="P")
        enseigner(version, code="1.1", niveau=4)
        loin = session_ouverte(d, version=version, dans=20, lieu=lieu(d, nom="Loin", commune=albi))
        pres = session_ouverte(d, version=version, dans=40, lieu=lieu(d, nom="Près", commune=d.commune))

        [choix] = composer(d.animateur).choix

        assert (choix.session, choix.autres) == (pres, [loin])
        assert "dans votre département" in choix.raison

    def test_ce_que_rien_n_enseigne_est_dit(self, d):
        viser(d.animateur, c1_1=4, c2_1=4)
        session_utile(d)
        composition = composer(d.animateur)
        assert [ecart.competence.code for ecart in composition.orphelins] == ["2.1"]

    def test_ce_qui_est_prouve_ne_se_propose_plus(self, d):
        viser(d.animateur, c1_1=4)
        session_utile(d)
        noter(d.animateur, "1.1", 4, Acquis.Nature.RECONNAISSANCE)
        assert composer(d.animateur).choix == []


@pytest.mark.parametrize("nombre", [1, 12])
def test_le_nombre_de_requetes_est_constant(d, connecter, nombre, django_assert_num_queries):
    viser(d.animateur, **{f"c{domaine}_{rang}": 3 for domaine in (1, 2) for rang in range(1, 7)})
    for rang in range(nombre):
        session_utile(d, rang=rang, code=f"{rang % 2 + 1}.{rang // 2 + 1}", dans=20 + 4 * rang)
    client = connecter(d.animateur)

    with django_assert_num_queries(17):
        page = client.get(PLAN)

    assert len(page.context["composition"].choix) == nombre
