"""A session again on other dates: the same hours and people, nothing written when one date cannot be held."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from academie.models import Message
from academie.regles import Refus
from sessions.actions.inscription import inscrire
from sessions.actions.serie import (
    Rythme,
    SerieRefusee,
    dates_de_la_serie,
    deplacer_session,
    dupliquer_session,
    mettre_en_serie,
)
from sessions.actions.vie import annuler_session
from sessions.models import Session
from sessions.queries.occupation import occupations_infideles
from tests.sessions.fabriques import journee, relire, session_brouillon, session_ouverte
from tests.sessions.flux import octets

ANNEE = timezone.localdate().year + 1


def lundi(mois: int, jour: int) -> date:
    """The first Monday from that day of next year."""
    depart = date(ANNEE, mois, jour)
    return depart + timedelta(days=-depart.weekday() % 7)


def session_le(d, jour: date, **projet) -> Session:
    return session_ouverte(
        d, creneaux=journee(jour, d.formateur), cloture_inscriptions=jour - timedelta(days=7), **projet
    )


def heures(session) -> list:
    return [
        (timezone.localtime(c.debut).time(), timezone.localtime(c.fin).time(), c.module)
        for c in session.creneaux.order_by("debut")
    ]


class TestDeplacer:
    def test_les_heures_de_paris_restent_quand_l_heure_d_ete_arrive(self, d):
        session = session_le(d, lundi(3, 1))
        avant = heures(session)
        deplacee = deplacer_session(session=session, premier_jour=lundi(4, 20), par=d.gestionnaire)
        assert heures(deplacee) == avant
        assert timezone.localdate(deplacee.debut) == lundi(4, 20)
        assert deplacee.cloture_inscriptions == lundi(4, 20) - timedelta(days=7)

    def test_chaque_personne_l_apprend_une_fois_et_les_agendas_suivent(self, d):
        session = session_le(d, lundi(3, 1))
        inscrire(session=session, utilisateur=d.animateur, par=d.animateur)
        Message.objects.all().delete()
        for _clic in range(2):
            deplacer_session(session=session, premier_jour=lundi(3, 8), par=d.gestionnaire)
        assert {m.utilisateur for m in Message.objects.filter(cle__startswith="session.modifiee")} == {
            d.animateur,
            d.formateur,
        }
        assert Message.objects.filter(cle__startswith="session.modifiee").count() == 2
        assert relire(session).sequence == 1
        assert f"DTSTART;TZID=Europe/Paris:{lundi(3, 8):%Y%m%d}".encode() in octets()
        assert list(occupations_infideles()) == []

    def test_elle_ne_se_gene_pas_elle_meme(self, d):
        jour = lundi(3, 1)
        lendemain = jour + timedelta(days=1)
        session = session_brouillon(
            d,
            creneaux=journee(jour, d.formateur) + journee(lendemain, d.formateur),
            cloture_inscriptions=jour - timedelta(days=7),
        )
        deplacer_session(session=session, premier_jour=lendemain, par=d.gestionnaire)
        assert list(occupations_infideles()) == []

    def test_refus_vers_une_date_prise(self, d):
        session_le(d, lundi(3, 8))
        session = session_le(d, lundi(3, 1))
        with pytest.raises(Refus, match="accueille déjà"):
            deplacer_session(session=session, premier_jour=lundi(3, 8), par=d.gestionnaire)
        assert timezone.localdate(relire(session).debut) == lundi(3, 1)

    def test_refus_d_une_session_annulee(self, d):
        session = session_le(d, lundi(3, 1))
        annuler_session(session=session, motif="Grève", par=d.gestionnaire)
        with pytest.raises(Refus):
            deplacer_session(session=session, premier_jour=lundi(3, 8), par=d.gestionnaire)


class TestDupliquer:
    def test_tout_est_repris_sauf_les_personnes(self, d):
        session = session_le(d, lundi(3, 1), capacite=9)
        inscrire(session=session, utilisateur=d.animateur, par=d.animateur)
        Message.objects.all().delete()
        cle = uuid4()
        copies = [
            dupliquer_session(session=session, premier_jour=lundi(5, 10), par=d.gestionnaire, cle=cle)
            for _clic in range(2)
        ]
        assert copies[0] == copies[1]
        copie = relire(copies[0])
        assert (copie.etat, copie.capacite, copie.places_prises, copie.lieu) == ("brouillon", 9, 0, session.lieu)
        assert heures(copie) == heures(session)
        assert {i.formateur for c in copie.creneaux.all() for i in c.interventions.all()} == {d.formateur}
        assert {c.uid for c in copie.creneaux.all()}.isdisjoint({c.uid for c in session.creneaux.all()})
        assert not Message.objects.exists()

    def test_refus_d_une_date_passee(self, d):
        session = session_le(d, lundi(3, 1))
        with pytest.raises(Refus, match="déjà passée"):
            dupliquer_session(session=session, premier_jour=date(2020, 1, 6), par=d.gestionnaire)


class TestSerie:
    def test_les_sessions_se_suivent_et_se_reconnaissent(self, d):
        session = session_le(d, lundi(9, 7))
        cle = uuid4()
        for _clic in range(2):
            mettre_en_serie(session=session, rythme=Rythme(3, 2), par=d.gestionnaire, cle=cle)
        jours = [timezone.localdate(s.debut) for s in Session.objects.order_by("debut")]
        assert jours == [lundi(9, 7) + timedelta(weeks=2 * rang) for rang in range(4)]
        assert {s.serie for s in Session.objects.all()} == {cle}
        assert list(occupations_infideles()) == []

    def test_un_jour_ferie_est_saute(self, d):
        """The eleventh of November, whatever its week day."""
        ferie = date(ANNEE, 11, 11)
        session = session_le(d, ferie - timedelta(weeks=1))
        assert list(dates_de_la_serie(session, Rythme(1, 1))) == [ferie + timedelta(weeks=1)]

    def test_les_vacances_se_sautent_quand_on_le_demande(self, d, monkeypatch):
        depart = lundi(9, 7)
        monkeypatch.setattr(
            "sessions.queries.conges.vacances_scolaires",
            lambda jour, _departements: "Vacances" if jour < depart + timedelta(weeks=3) else "",
        )
        session = session_le(d, depart)
        avec, sans = (next(dates_de_la_serie(session, Rythme(1, 1, sauter))) for sauter in (False, True))
        assert (avec, sans) == (depart + timedelta(weeks=1), depart + timedelta(weeks=3))

    def test_une_seule_date_refusee_et_rien_n_est_cree(self, d):
        prise = session_le(d, lundi(9, 7) + timedelta(weeks=2))
        session = session_le(d, lundi(9, 7))
        with pytest.raises(SerieRefusee) as refus:
            mettre_en_serie(session=session, rythme=Rythme(3, 1), par=d.gestionnaire)
        assert len(refus.value.erreurs) == 1
        assert "accueille déjà" in refus.value.erreurs[0]
        assert set(Session.objects.all()) == {prise, session}
        assert relire(session).serie is None

    def test_refus_d_une_serie_sans_fin(self, d):
        session = session_le(d, lundi(9, 7))
        with pytest.raises(Refus, match="dépasserait 3 ans"):
            mettre_en_serie(session=session, rythme=Rythme(20, 26), par=d.gestionnaire)
