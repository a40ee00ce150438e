"""The calendar files of mails, through a whole life of a session, read by a strict parser that did not write them."""

from collections import defaultdict
from dataclasses import replace
from datetime import timedelta

from ical.calendar_stream import IcsCalendarStream

from academie.models import Message
from sessions.actions.inscription import annuler_inscription, inscrire
from sessions.actions.report import redater_session, reporter_session
from sessions.actions.session import modifier_session
from sessions.actions.vie import annuler_session
from sessions.models import Inscription
from tests.sessions.agendas.octets import defauts
from tests.sessions.fabriques import projet, relire, session_ouverte


def recus(personne) -> list[tuple[str, object]]:
    """Method and event of each file that this person received, in their order."""
    lus = []
    for message in Message.objects.filter(utilisateur=personne).order_by("pk"):
        for piece in message.pieces.order_by("pk"):
            if piece.type.startswith("text/calendar"):
                lus.append(_lire(piece))
    return lus


def _lire(piece) -> tuple[str, object]:
    contenu = bytes(piece.contenu)
    assert defauts(contenu) == []
    calendrier = IcsCalendarStream.calendar_from_ics(contenu.decode())
    (evenement,) = calendrier.events
    methode = contenu.decode().partition("METHOD:")[2].partition("\r\n")[0]
    assert piece.type == f"text/calendar; method={methode}"
    assert (evenement.status == "CANCELLED") == (methode == "CANCEL")
    return methode, evenement


def deplacer(session, d, minutes):
    """The same half-days, a little later."""
    ecart = timedelta(minutes=minutes)
    prevus = projet(d, dans=30).creneaux
    creneaux = [
        replace(prevu, pk=creneau.pk, debut=creneau.debut + ecart, fin=creneau.fin + ecart)
        for prevu, creneau in zip(prevus, session.creneaux.order_by("debut"), strict=True)
    ]
    modifier_session(session=session, projet=projet(d, creneaux=creneaux), par=d.gestionnaire)


def vivre(d):
    """Enrolled, moved, postponed, dated again, left, back, cancelled."""
    session = session_ouverte(d)
    inscription = inscrire(session=session, utilisateur=d.animateur, par=d.animateur)
    deplacer(session, d, 15)
    reporter_session(session=session, motif="Grève", par=d.gestionnaire)
    plan = projet(d, dans=44)
    pks = session.creneaux.order_by("debut").values_list("pk", flat=True)
    dates = [replace(creneau, pk=pk) for creneau, pk in zip(plan.creneaux, pks, strict=True)]
    redater_session(session=relire(session), projet=replace(plan, creneaux=dates), par=d.gestionnaire)
    annuler_inscription(inscription=inscription, par=d.animateur)
    inscrire(session=session, utilisateur=d.animateur, par=d.animateur)
    annuler_session(session=relire(session), motif="Salle inondée", par=d.gestionnaire)
    return session


def test_un_fichier_par_demi_journee_au_meme_uid_et_la_revision_monte_a_chaque_nouvelle(d):
    session = vivre(d)
    for personne in (d.animateur, d.formateur):
        par_uid = defaultdict(list)
        for methode, evenement in recus(personne):
            par_uid[evenement.uid].append((evenement.sequence, methode))
        assert par_uid.keys() == {str(uid) for uid in session.creneaux.values_list("uid", flat=True)}
        for suite in par_uid.values():
            revisions = [revision for revision, _methode in suite]
            assert revisions == sorted(set(revisions))
            assert suite[-1][1] == "CANCEL"


def test_la_personne_est_invitee_deplacee_retiree_puis_invitee_a_nouveau(d):
    vivre(d)
    methodes = [methode for methode, _evenement in recus(d.animateur)]

    assert methodes[::2] == ["REQUEST", "REQUEST", "CANCEL", "REQUEST", "CANCEL", "REQUEST", "CANCEL"]
    assert methodes[::2] == methodes[1::2]


def test_la_personne_et_l_academie_y_sont_seules_nommees(d):
    inscrire(session=(session := session_ouverte(d)), utilisateur=d.autre_animateur, par=d.autre_animateur)
    inscrire(session=session, utilisateur=d.animateur, par=d.animateur)
    for _methode, evenement in recus(d.animateur):
        assert [str(qui.uri) for qui in evenement.attendees] == [f"mailto:{d.animateur.email}"]
        assert evenement.organizer
    assert Inscription.objects.count() == 2
