"""Convocations, reminders, and the calendar files of each person."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.utils import timezone
from icalendar import Calendar

from academie.models import Message
from academie.regles import Refus, regle
from sessions.actions.convocation import envoyer_convocations
from sessions.actions.inscription import annuler_inscription, inscrire
from sessions.actions.rappel import preparer_rappels
from sessions.actions.session import modifier_session
from sessions.actions.vie import annuler_session, confirmer_session
from sessions.models import Inscription, Session
from sessions.queries.convocation import convocables
from tests.sessions.fabriques import journee, projet, relire, session_brouillon, session_ouverte


@pytest.fixture
def session(d):
    session = session_ouverte(d, dans=30, capacite=1)
    inscrire(session=session, utilisateur=d.animateur, par=d.animateur)
    inscrire(session=session, utilisateur=d.autre_animateur, par=d.autre_animateur)  # waits
    return session


def agendas(**filtre) -> list[tuple[str, int, str, str]]:
    """(method, sequence, uid, attendee) of the calendar files of these messages, in order."""
    lus = []
    for message in Message.objects.filter(**filtre).order_by("pk"):
        for piece in message.pieces.filter(type__startswith="text/calendar"):
            calendrier = Calendar.from_ical(bytes(piece.contenu))
            [vevent] = calendrier.walk("VEVENT")
            assert piece.type == f"text/calendar; method={calendrier['method']}"
            lus.append((str(calendrier["method"]), vevent["sequence"], str(vevent["uid"]), str(vevent["attendee"])))
    return lus


class TestConvocation:
    def test_a_la_confirmation_qui_a_une_place_est_convoque_avec_son_document(self, d, session, travailler):
        session = confirmer_session(session=session, par=d.gestionnaire)
        message = Message.objects.get(sujet__startswith="Convocation")
        assert (message.utilisateur, message.dossier) == (
            d.animateur,
            f"inscription:{Inscription.objects.get(utilisateur=d.animateur).pk}",
        )
        travailler()
        [courriel] = [courriel for courriel in mail.outbox if courriel.subject.startswith("Convocation")]
        pieces = {piece.filename: piece for piece in courriel.attachments}
        assert pieces["convocation.pdf"].content.startswith(b"%PDF")
        agendas_joints = [p for p in courriel.message().walk() if p.get_content_type() == "text/calendar"]
        assert [(p.get_param("method"), p.get_param("charset")) for p in agendas_joints] == [("REQUEST", "utf-8")] * 2

    def test_deux_envois_n_en_font_qu_un_et_qui_arrive_apres_recoit_la_sienne(self, d, session):
        session = confirmer_session(session=session, par=d.gestionnaire)
        for _clic in range(2):
            envoyer_convocations(session=session)
        assert Message.objects.filter(sujet__startswith="Convocation").count() == 1

    @pytest.mark.parametrize(
        ("faire", "raison"),
        [
            (lambda session, d: session, "pas encore confirmée"),
            (lambda session, d: annuler_session(session=session, motif="Inondation", par=d.gestionnaire), "annulée"),
        ],
    )
    def test_refus(self, d, session, faire, raison):
        with pytest.raises(Refus, match=raison):
            envoyer_convocations(session=faire(session, d))
        assert not Message.objects.filter(sujet__startswith="Convocation").exists()

    def test_refus_une_fois_passee(self, d, session):
        session = confirmer_session(session=session, par=d.gestionnaire)
        with pytest.raises(Refus, match="passée"):
            envoyer_convocations(session=session, le=session.fin)

    def test_un_brouillon_ne_convoque_personne(self, d):
        with pytest.raises(Refus, match="brouillon"):
            envoyer_convocations(session=session_brouillon(d))

    def test_qui_recoit_quoi_se_voit_avant(self, d, session):
        prevu = {ligne.inscription.utilisateur: ligne for ligne in convocables(session)}
        assert prevu[d.animateur].a_convoquer
        assert "attend une place" in prevu[d.autre_animateur].raison
        confirmer_session(session=session, par=d.gestionnaire)
        apres = {ligne.inscription.utilisateur: ligne for ligne in convocables(relire(session))}
        assert not apres[d.animateur].a_convoquer
        assert apres[d.animateur].message


class TestAgendas:
    def test_qui_est_confirme_et_qui_anime_recoivent_leurs_demi_journees_qui_attend_rien(self, d, session):
        assert {a for *_reste, a in agendas()} == {f"mailto:{p.email}" for p in (d.animateur, d.formateur)}
        assert {m for m, *_reste in agendas()} == {"REQUEST"}

    def test_une_annulation_retire_avec_une_sequence_plus_haute_puis_une_reinscription_remet(self, d):
        session = session_ouverte(d)
        inscription = inscrire(session=session, utilisateur=d.animateur, par=d.animateur)
        annuler_inscription(inscription=inscription, par=d.animateur)
        inscrire(session=session, utilisateur=d.animateur, par=d.animateur)
        lus = agendas(utilisateur=d.animateur)
        assert [methode for methode, *_reste in lus] == ["REQUEST"] * 2 + ["CANCEL"] * 2 + ["REQUEST"] * 2
        assert len({uid for _m, _s, uid, _a in lus}) == 2
        for uid in {uid for _m, _s, uid, _a in lus}:
            sequences = [sequence for _m, sequence, autre, _a in lus if autre == uid]
            assert sequences == sorted(set(sequences))

    def test_qui_attendait_n_a_rien_a_retirer(self, d, session):
        attente = Inscription.objects.get(utilisateur=d.autre_animateur)
        annuler_inscription(inscription=attente, par=d.autre_animateur)
        assert agendas(utilisateur=d.autre_animateur) == []

    def test_une_demi_journee_retiree_s_annule_les_autres_se_mettent_a_jour(self, d, session):
        uids = [str(creneau.uid) for creneau in session.creneaux.all()]
        Message.objects.all().delete()
        garde = session.creneaux.first()
        autre = projet(d, dans=30, capacite=1)
        [matin, _soir] = journee(timezone.localdate() + timedelta(days=30), d.formateur)
        autre = type(autre)(
            **{champ: getattr(autre, champ) for champ in autre.__dataclass_fields__}
            | {"creneaux": [type(matin)(debut=matin.debut, fin=matin.fin, formateurs=matin.formateurs, pk=garde.pk)]}
        )
        modifier_session(session=session, projet=autre, par=d.gestionnaire)
        for personne in (d.animateur, d.formateur):
            lus = {(methode, uid) for methode, _s, uid, _a in agendas(utilisateur=personne)}
            assert lus == {("REQUEST", uids[0]), ("CANCEL", uids[1])}
        assert agendas(utilisateur=d.autre_animateur) == []

    def test_une_session_annulee_se_retire_de_tous_les_agendas(self, d, session):
        avant = max(sequence for _m, sequence, _u, _a in agendas())
        Message.objects.all().delete()
        annuler_session(session=session, motif="Inondation", par=d.gestionnaire)
        lus = agendas(utilisateur=d.animateur)
        assert [methode for methode, *_reste in lus] == ["CANCEL"] * 2
        assert all(sequence > avant for _m, sequence, _u, _a in lus)
        assert agendas(utilisateur=d.autre_animateur) == []


class TestRappels:
    @pytest.fixture
    def session(self, d):
        session = session_ouverte(d, dans=16, capacite=2)
        inscrire(session=session, utilisateur=d.animateur, par=d.animateur)
        Inscription.objects.update(inscrite_le=timezone.now() - timedelta(days=30))
        Message.objects.all().delete()
        return relire(session)

    def rappels(self):
        return list(Message.objects.filter(gabarit__contains="rappel_").order_by("envoyer_apres"))

    def test_le_premier_est_ecrit_d_avance_et_part_le_jour_dit(self, d, session):
        for _battement in range(2):
            preparer_rappels()
        [rappel] = self.rappels()
        assert rappel.sujet.startswith("Dans 15 jours")
        depart = timezone.localtime(rappel.envoyer_apres)
        assert (depart.date(), depart.hour) == (timezone.localdate(session.debut) - timedelta(days=15), 8)
        assert (rappel.etat, rappel.groupable) == ("a_envoyer", True)

    def test_le_second_suit(self, d, session):
        preparer_rappels(le=session.debut - timedelta(days=3))
        assert [rappel.sujet.partition("\u00a0")[0] for rappel in self.rappels()] == ["Dans 2 jours"]

    def test_trop_tot_ou_trop_tard_il_n_y_en_a_pas(self, d, session):
        preparer_rappels(le=session.debut - timedelta(days=15 + regle("rappel.preparation"), hours=30))
        preparer_rappels(le=session.debut - timedelta(days=10))
        preparer_rappels(le=session.debut + timedelta(hours=1))
        assert self.rappels() == []

    def test_qui_vient_de_s_inscrire_n_est_pas_rappele(self, d, session):
        tardive = inscrire(session=session, utilisateur=d.autre_animateur, par=d.autre_animateur)
        # The reminder leaves the next day at eight: whatever the hour of the test, this was less than a day before.
        Inscription.objects.filter(pk=tardive.pk).update(inscrite_le=session.debut - timedelta(days=16))
        preparer_rappels()
        assert [rappel.utilisateur for rappel in self.rappels()] == [d.animateur]

    def test_une_inscription_annulee_retire_son_rappel(self, d, session):
        preparer_rappels()
        annuler_inscription(inscription=Inscription.objects.get(), par=d.animateur)
        [rappel] = self.rappels()
        assert (rappel.etat, rappel.erreur) == ("annule", "L'inscription a été annulée.")

    def test_une_session_annulee_retire_ses_rappels(self, d, session):
        preparer_rappels()
        annuler_session(session=session, motif="Inondation", par=d.gestionnaire)
        assert [rappel.etat for rappel in self.rappels()] == ["annule"]

    def test_une_session_changee_a_un_nouveau_rappel(self, d, session):
        preparer_rappels()
        Session.objects.update(sequence=4)
        self.rappels()[0].delete()
        preparer_rappels()
        assert len(self.rappels()) == 1


def test_les_regles_des_rappels_sont_datees():
    assert (regle("rappel.premier", date(2027, 1, 1)), regle("rappel.second", date(2027, 1, 1))) == (15, 2)
