"""The hours of a session are those of its place: planned, moved, repeated, announced there."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import icalendar
import pytest
from django.utils import timezone

from academie.models import Message
from academie.regles import Refus
from sessions.actions.inscription import inscrire
from sessions.actions.lieu import enregistrer_lieu
from sessions.actions.rappel import preparer_rappels
from sessions.actions.serie import Rythme, deplacer_session, mettre_en_serie, projet_de
from sessions.actions.session import modifier_session
from sessions.actions.temps import ouvrir_mois, reprendre_les_sessions
from sessions.models import Creneau, Session, Tache
from sessions.queries.invariants import INVARIANTS
from tests.distribution import territoire
from tests.sessions.emargements import session_au
from tests.sessions.exemples.bilans import financement
from tests.sessions.fabriques import lieu, session_brouillon, session_ouverte
from tests.sessions.flux import octets
from tests.sessions.outre_mer import NOUMEA, REUNION, dernier_dimanche, matinee, salle_de_noumea, salle_de_saint_denis


def a_saint_denis(d, jour=None, **autres) -> Session:
    jour = jour or timezone.localdate() + timedelta(days=30)
    cloture = jour - timedelta(days=7)
    creneaux = [matinee(jour, REUNION, d.formateur)]
    return session_ouverte(d, lieu=salle_de_saint_denis(d), creneaux=creneaux, cloture_inscriptions=cloture, **autres)


def relue(session) -> Session:
    return Session.objects.get(pk=session.pk)


def test_neuf_heures_a_saint_denis_est_cinq_heures_en_temps_universel(d):
    session = relue(a_saint_denis(d))
    assert session.fuseau == REUNION
    assert (session.debut.hour, session.debut.astimezone(UTC).hour) == (9, 5)
    creneau = session.creneaux.get()
    assert (creneau.fuseau, creneau.debut.hour, creneau.minutes) == (REUNION, 9, 180)
    assert str(creneau).endswith("09:00–12:00, heure de La Réunion")


def test_a_distance_le_fuseau_est_celui_de_la_region(d):
    region = territoire("region", "01", "Guadeloupe")
    session = session_brouillon(d, modalite="distance", lieu=lieu(d), territoire=region)
    assert relue(session).fuseau == "America/Guadeloupe"


def test_une_demi_journee_ailleurs_prend_l_heure_d_ailleurs(d):
    jour = timezone.localdate() + timedelta(days=30)
    ailleurs = replace(matinee(jour + timedelta(days=1), REUNION, d.formateur), lieu=salle_de_saint_denis(d))
    session = session_ouverte(d, lieu=lieu(d), creneaux=[matinee(jour, "Europe/Paris", d.formateur), ailleurs])
    assert session.fuseau == "Europe/Paris"
    assert [(c.fuseau, c.debut.hour) for c in session.creneaux.all()] == [("Europe/Paris", 9), (REUNION, 9)]
    calendrier = icalendar.Calendar.from_ical(octets(f"session/{session.pk}"))
    assert [str(zone["tzid"]) for zone in calendrier.walk("VTIMEZONE")] == ["Europe/Paris", REUNION]
    tzids = [v["dtstart"].params["TZID"] for v in calendrier.walk("VEVENT")]
    assert sorted(tzids) == ["Europe/Paris", REUNION]


def test_les_messages_disent_l_heure_du_lieu_et_l_invitation_porte_son_fuseau(d):
    inscrire(session=a_saint_denis(d), utilisateur=d.animateur, par=d.animateur)
    message = Message.objects.get(utilisateur=d.animateur)
    assert "9 h – 12 h, heure de La Réunion" in message.texte.replace("\xa0", " ")
    invitation = icalendar.Calendar.from_ical(bytes(message.pieces.get(nom="demi-journee-1.ics").contenu))
    assert [str(zone["tzid"]) for zone in invitation.walk("VTIMEZONE")] == [REUNION]
    assert invitation.walk("VEVENT")[0]["dtstart"].dt.utcoffset() == timedelta(hours=4)


def test_changer_de_lieu_puis_de_fuseau_rend_vraies_toutes_les_verites(d):
    session = session_ouverte(d)
    projet = projet_de(session)
    ici = matinee(session.debut.date(), REUNION, d.formateur)
    salle = salle_de_saint_denis(d)
    modifier_session(session=session, projet=replace(projet, lieu=salle, creneaux=[ici]), par=d.gestionnaire)
    assert relue(session).fuseau == REUNION
    assert set(Creneau.objects.values_list("fuseau", flat=True)) == {REUNION}
    assert [phrase for breches in INVARIANTS.values() for phrase in breches()] == []


@pytest.mark.parametrize("mois", [3, 10])
def test_une_serie_garde_ses_heures_au_mur_a_paris(d, mois):
    lundi = dernier_dimanche(mois) - timedelta(days=13)
    session = session_ouverte(
        d, creneaux=[matinee(lundi, "Europe/Paris", d.formateur)], cloture_inscriptions=lundi - timedelta(days=7)
    )
    suivantes = mettre_en_serie(session=session, rythme=Rythme(nombre=3, semaines=1), par=d.gestionnaire)
    toutes = [relue(session), *map(relue, suivantes)]
    assert {s.debut.hour for s in toutes} == {9}
    assert len({s.debut.astimezone(UTC).hour for s in toutes}) == 2


def test_une_serie_d_outre_mer_ne_glisse_pas(d):
    lundi = dernier_dimanche(3) - timedelta(days=13)
    session = a_saint_denis(d, lundi)
    suivantes = mettre_en_serie(session=session, rythme=Rythme(nombre=3, semaines=1), par=d.gestionnaire)
    assert {s.debut.astimezone(UTC).hour for s in map(relue, suivantes)} == {5}


@pytest.mark.parametrize(("mois", "phrase"), [(3, "n'existe pas"), (10, "arrive deux fois")])
def test_deplacer_sur_une_heure_que_l_horloge_ne_sait_pas_dire_est_refuse(d, mois, phrase):
    jour = dernier_dimanche(mois)
    nuit = matinee(jour - timedelta(days=1), "Europe/Paris", d.formateur, debut=time(2, 30), fin=time(4))
    session = session_ouverte(d, creneaux=[nuit], cloture_inscriptions=jour - timedelta(days=9))
    with pytest.raises(Refus, match=phrase):
        deplacer_session(session=session, premier_jour=jour, par=d.gestionnaire)
    assert relue(session).debut.date() == jour - timedelta(days=1)


def test_une_demi_journee_du_jour_ou_l_heure_change_dure_ce_qu_elle_dure(d):
    jour = dernier_dimanche(3)
    creneau = matinee(jour, "Europe/Paris", d.formateur, debut=time(1), fin=time(4))
    session = session_ouverte(d, creneaux=[creneau], cloture_inscriptions=jour - timedelta(days=9))
    assert session.creneaux.get().minutes == 120


def test_un_lieu_qui_accueille_des_sessions_garde_son_heure(d):
    session = a_saint_denis(d)
    salle = session.lieu
    salle.commune = d.commune
    with pytest.raises(Refus, match="ce lieu garde la sienne") as refus:
        enregistrer_lieu(lieu=salle, par=d.gestionnaire)
    assert refus.value.champ == "commune"


def test_le_rappel_part_a_huit_heures_la_bas(d):
    session = a_saint_denis(d)
    inscrire(session=session, utilisateur=d.animateur, par=d.animateur, le=timezone.now() + timedelta(hours=1))
    preparer_rappels(le=session.debut - timedelta(days=2, hours=12))
    depart = Message.objects.exclude(envoyer_apres=None).order_by("envoyer_apres").last().envoyer_apres
    assert depart.astimezone(session.debut.tzinfo).hour == 8


def test_les_taches_et_les_feuilles_de_temps_comptent_les_jours_de_la_bas(d):
    """On the first of the month, eight in the morning in Nouméa is the day before in Paris."""
    premier = timezone.localdate().replace(day=1)
    mois = ouvrir_mois(utilisateur=d.formateur, financement=financement(d), mois=premier)
    session = session_au(
        d,
        dans=(premier - timezone.localdate()).days,
        lieu=salle_de_noumea(d),
        creneaux=[matinee(premier, NOUMEA, d.formateur, debut=time(8), fin=time(11))],
    )
    session.version.financements.add(mois.financement)
    assert session.debut.astimezone(UTC).date() < premier
    reprendre_les_sessions(mois=mois, le=datetime.combine(premier, time(23), tzinfo=UTC))
    assert [ligne.jour for ligne in mois.lignes.all()] == [premier]
    assert all(tache.echeance == premier + timedelta(days=tache.decalage) for tache in Tache.objects.all())
