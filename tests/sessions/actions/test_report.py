from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from academie.models import Message
from academie.regles import Refus
from sessions.actions.inscription import inscrire
from sessions.actions.report import redater_session, reporter_session
from sessions.models import Occupation, Session
from tests.sessions.fabriques import journee, projet, relire, session_complete, session_ouverte
from tests.sessions.flux import evenements, octets
from tests.sessions.vies import session_dans_l_etat


def agenda(session) -> str:
    return octets(f"session/{session.pk}").decode()


def nouvelles_dates(d, session, dans=44, **autres):
    pks = session.creneaux.values_list("pk", flat=True)
    plan = projet(d, dans=dans, **autres)
    return replace(plan, creneaux=[replace(creneau, pk=pk) for creneau, pk in zip(plan.creneaux, pks, strict=False)])


def reportee(d, **projet_) -> Session:
    """Somebody has a seat, somebody waits."""
    session = session_complete(d, **projet_)
    inscrire(session=session, utilisateur=d.animateur, par=d.animateur)
    Message.objects.all().delete()
    return reporter_session(session=session, motif=" Grève des trains ", par=d.gestionnaire)


def test_reporter_rend_les_dates_garde_les_places_et_previent_une_fois(d):
    session = reportee(d)
    session = reporter_session(session=session, motif="Encore", par=d.gestionnaire)
    assert (session.etat, session.motif_report, session.sequence) == ("reportee", "Grève des trains", 1)
    assert set(session.inscriptions.values_list("etat", flat=True)) == {"confirmee", "en_attente"}
    assert not Occupation.objects.filter(creneau__session=session).exists()
    assert {m.utilisateur for m in Message.objects.all()} == {d.formateur, d.animateur, d.autre_animateur}
    assert Message.objects.count() == 3
    assert all("Grève des trains" in m.texte for m in Message.objects.all())


def test_les_agendas_montrent_une_session_reportee_annulee_a_ces_heures(d):
    session = session_ouverte(d)
    uids = set(session.creneaux.values_list("uid", flat=True))
    reporter_session(session=session, motif="Grève", par=d.gestionnaire)
    texte = agenda(session)
    assert texte.count("STATUS:CANCELLED") == 2
    assert "[REPORTÉ]" in texte
    session = redater_session(session=session, projet=nouvelles_dates(d, session), par=d.gestionnaire)
    texte = agenda(session)
    assert texte.count("STATUS:CONFIRMED") == 2
    assert "[REPORTÉ]" not in texte
    assert texte.count("SEQUENCE:2") == 2
    assert {str(uid) for uid in uids} == {str(e["UID"]) for e in evenements(f"session/{session.pk}")}


@pytest.mark.parametrize(
    ("etat", "phrase"),
    [
        ("brouillon", "ouvrez d'abord les inscriptions"),
        ("en_cours", "a commencé"),
        ("realisee", "elle est close"),
        ("archivee", "est archivée"),
        ("annulee", "est annulée"),
    ],
)
def test_refus_de_reporter(d, etat, phrase):
    session = session_dans_l_etat(d, etat)
    with pytest.raises(Refus, match=phrase):
        reporter_session(session=session, motif="Grève", par=d.gestionnaire)
    assert relire(session).etat == etat


def test_refus_de_reporter_sans_motif(d):
    with pytest.raises(Refus, match="Indiquez le motif") as refus:
        reporter_session(session=session_ouverte(d), motif=" ", par=d.gestionnaire)
    assert refus.value.champ == "motif"


def test_refus_de_reporter_une_fois_l_emargement_ouvert(d):
    session = session_ouverte(d)
    session.creneaux.update(emargement="ouvert", ouvert_le=timezone.now())
    with pytest.raises(Refus, match="émargement de cette session a commencé"):
        reporter_session(session=session, motif="Grève", par=d.gestionnaire)


def test_redater_rouvre_reprend_les_lieux_et_demande_a_chacun(d):
    session = reportee(d)
    Message.objects.all().delete()
    session = redater_session(session=session, projet=nouvelles_dates(d, session, capacite=1), par=d.gestionnaire)
    assert (session.etat, session.sequence) == ("ouverte", 2)
    assert timezone.localdate(session.debut) == timezone.localdate() + timedelta(days=44)
    assert Occupation.objects.filter(creneau__session=session).count() == 4
    assert Message.objects.count() == 3
    textes = {m.utilisateur: m.texte for m in Message.objects.all()}
    inscription = session.inscriptions.get(utilisateur=d.autre_animateur)
    assert inscription.get_absolute_url() in textes[d.autre_animateur]
    assert "vous conviennent" not in textes[d.formateur]


def test_redater_avec_plus_de_places_propose_la_place_libre(d):
    session = reportee(d)
    redater_session(session=session, projet=nouvelles_dates(d, session, capacite=2), par=d.gestionnaire)
    assert session.inscriptions.get(utilisateur=d.animateur).etat == "proposee"


def test_redater_deux_fois_c_est_une_fois(d):
    session = reportee(d)
    plan = nouvelles_dates(d, session, capacite=1)
    redater_session(session=session, projet=plan, par=d.gestionnaire)
    messages = Message.objects.count()
    redater_session(session=session, projet=plan, par=d.gestionnaire)
    assert (relire(session).sequence, Message.objects.count()) == (2, messages)
    with pytest.raises(Refus, match="pour les changer, modifiez-la"):
        redater_session(session=session, projet=nouvelles_dates(d, session, dans=50, capacite=1), par=d.gestionnaire)


@pytest.mark.parametrize("etat", ["brouillon", "en_cours", "realisee", "archivee", "annulee"])
def test_refus_de_redater(d, etat):
    session = session_dans_l_etat(d, etat)
    with pytest.raises(Refus):
        redater_session(session=session, projet=nouvelles_dates(d, session), par=d.gestionnaire)
    assert relire(session).debut == session.debut


def test_refus_des_memes_dates(d):
    session = reportee(d)
    with pytest.raises(Refus, match="Ce sont les dates du report"):
        redater_session(session=session, projet=nouvelles_dates(d, session, dans=30, capacite=1), par=d.gestionnaire)
    assert relire(session).etat == "reportee"


def test_refus_de_redater_sans_personne_pour_animer(d):
    session = reportee(d)
    plan = projet(d, capacite=1, creneaux=journee(timezone.localdate() + timedelta(days=44)))
    with pytest.raises(Refus, match="Personne n'anime"):
        redater_session(session=session, projet=plan, par=d.gestionnaire)
