from dataclasses import replace
from datetime import timedelta
from functools import partial

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from academie.diffusion.memoire import memoire as rendus
from sessions.actions.agenda import reecrire_agendas
from sessions.actions.formateur import completer_fiche
from sessions.actions.inscription import inscrire
from sessions.actions.lieu import enregistrer_lieu
from sessions.actions.session import modifier_session
from sessions.actions.vie import annuler_session, ouvrir_session
from sessions.agendas.filtre import Filtre
from sessions.models import EvenementPublie, VersionAgenda
from sessions.queries.agenda import evenements_du_filtre
from sessions.queries.invariants import INVARIANTS
from tests.distribution import territoire
from tests.sessions.agendas.lecteurs import lire
from tests.sessions.fabriques import (
    animateurs,
    journee,
    lieu,
    projet,
    session_brouillon,
    session_ouverte,
    version_publiee,
)
from tests.sessions.flux import actifs, evenements, octets
from tests.sessions.reprise import creneaux_de


def test_un_brouillon_n_est_dans_aucun_agenda(d):
    session_brouillon(d)
    assert evenements() == []
    assert not VersionAgenda.objects.exists()


def test_une_session_ouverte_est_dans_ses_agendas_et_a_le_sien(d):
    session = session_ouverte(d)
    programme = session.version.programme
    cles = {
        "public",
        f"region/{d.region.code}",
        f"departement/{d.departement.code}",
        f"theme/{programme.theme.slug}",
        f"programme/{programme.slug}",
        f"session/{session.pk}",
    }
    assert set(VersionAgenda.objects.values_list("cle", flat=True)) == cles
    for cle in cles:
        premier, second = evenements(cle)
        assert str(premier["SUMMARY"]) == "Accompagner sur tous les terminaux (demi-journée 1 sur 2)"
        assert premier["STATUS"] == "CONFIRMED"
        assert premier["UID"] != second["UID"]
        assert premier["LOCATION"] == "Maison des associations, 3 rue du Port, Quimper"
        assert premier["URL"] == f"http://testserver/sessions/{session.pk}/"
        assert premier.decoded("DTSTART").isoformat() == timezone.localtime(session.debut).isoformat()
    assert evenements(f"region/{d.autre_region.code}") == []


def test_un_changement_garde_l_uid_et_augmente_la_sequence(d):
    session = session_ouverte(d)
    avant = evenements()
    creneaux = [
        replace(creneau, pk=pk)
        for creneau, pk in zip(projet(d, dans=37).creneaux, session.creneaux.values_list("pk", flat=True), strict=True)
    ]
    modifier_session(session=session, projet=projet(d, dans=37, creneaux=creneaux), par=d.gestionnaire)
    apres = evenements()
    assert [e["UID"] for e in apres] == [e["UID"] for e in avant]
    assert [(a["SEQUENCE"], b["SEQUENCE"]) for a, b in zip(avant, apres, strict=True)] == [(0, 1)] * 2
    assert apres[0].decoded("DTSTART") - avant[0].decoded("DTSTART") == timedelta(days=7)


def test_une_annulation_reste_dans_l_agenda(d):
    session = session_ouverte(d)
    annuler_session(session=session, motif="Inondation", par=d.gestionnaire)
    for evenement in evenements():
        assert evenement["STATUS"] == "CANCELLED"
        assert evenement["SEQUENCE"] == 1
        assert evenement["SUMMARY"].startswith("[ANNULÉ]")
        assert "Inondation" in evenement["DESCRIPTION"]


def test_un_brouillon_annule_n_entre_pas_dans_les_agendas(d):
    annuler_session(session=session_brouillon(d), motif="Report", par=d.gestionnaire)
    assert evenements() == []


def test_changer_de_region_quitte_l_ancien_agenda(d):
    ailleurs = territoire("commune", "31555", "Toulouse", region=d.autre_region)
    session = session_ouverte(d)
    nouveau = projet(
        d,
        lieu=lieu(d, nom="Capitole", commune=ailleurs),
        creneaux=journee(timezone.localdate() + timedelta(40), d.formateur),
    )
    modifier_session(session=session, projet=nouveau, par=d.gestionnaire)
    for quittee in (f"region/{d.region.code}", f"departement/{d.departement.code}"):
        assert [e["STATUS"] for e in evenements(quittee)] == ["CANCELLED"] * 2
    assert len(actifs(f"region/{d.autre_region.code}")) == 2


def test_les_sessions_trop_anciennes_quittent_les_agendas(d):
    ancienne = session_ouverte(d)
    il_y_a = timezone.now() - timedelta(days=402)
    EvenementPublie.objects.filter(session=ancienne).update(debut=il_y_a - timedelta(hours=3), fin=il_y_a)
    session_ouverte(d, dans=60)
    assert len(evenements()) == 2


def test_une_demi_journee_changee_ne_touche_pas_sa_voisine(d):
    session = session_ouverte(d)
    avant = {str(e["UID"]): e.to_ical() for e in evenements()}
    matin, apres_midi = creneaux_de(session)
    plus_tard = replace(apres_midi, fin=apres_midi.fin + timedelta(minutes=15))
    modifier_session(session=session, projet=projet(d, creneaux=[matin, plus_tard]), par=d.gestionnaire)
    un, deux = evenements()
    assert un.to_ical() == avant[str(un["UID"])]
    assert (un["SEQUENCE"], deux["SEQUENCE"]) == (0, 1)
    assert deux.decoded("LAST-MODIFIED") > un.decoded("LAST-MODIFIED")
    assert deux["DTSTAMP"].dt == deux["LAST-MODIFIED"].dt


def test_les_memes_faits_donnent_les_memes_octets(d):
    session = session_ouverte(d)
    avant = octets()
    versions = list(VersionAgenda.objects.values_list("cle", "version"))
    modifier_session(session=session, projet=projet(d, creneaux=creneaux_de(session)), par=d.gestionnaire)
    reecrire_agendas()
    rendus.vider()
    assert octets() == avant
    assert list(VersionAgenda.objects.values_list("cle", "version")) == versions


def test_une_demi_journee_retiree_est_dite_annulee_quatre_vingt_dix_jours(d):
    session = session_ouverte(d)
    matin, _apres_midi = creneaux_de(session)
    modifier_session(session=session, projet=projet(d, creneaux=[matin]), par=d.gestionnaire)
    garde, retire = sorted(evenements(f"session/{session.pk}"), key=lambda e: e["STATUS"], reverse=True)
    assert [garde["STATUS"], retire["STATUS"]] == ["CONFIRMED", "CANCELLED"]
    assert retire["SUMMARY"].startswith("[ANNULÉ]")
    assert retire["SEQUENCE"] == 1
    jour = timezone.localdate()
    # Dates are far apart: what is cancelled leaves, what took place is remembered.
    for jours, attendus in ((90, 2), (91, 1), (430, 1), (431, 0)):
        assert evenements_du_filtre(Filtre(), jour + timedelta(days=jours)).count() == attendus, jours


def test_une_annulation_ancienne_a_une_session_passee_reste_quatre_vingt_dix_jours(d):
    session = session_ouverte(d)
    le = session.fin + timedelta(days=399)
    annuler_session(session=session, motif="Jamais tenue", par=d.gestionnaire, le=le)
    for jours, attendus in ((1, 2), (90, 2), (91, 0)):
        jour = timezone.localdate(le) + timedelta(days=jours)
        assert evenements_du_filtre(Filtre(), jour).count() == attendus, jours


def test_une_session_revenue_dans_sa_region_n_y_est_qu_une_fois_et_confirmee(d):
    session = session_ouverte(d)
    ailleurs = lieu(d, nom="Capitole", commune=territoire("commune", "31555", "Toulouse", region=d.autre_region))
    for ou in (ailleurs, session.lieu):
        plan = projet(d, lieu=ou, creneaux=creneaux_de(session))
        session = modifier_session(session=session, projet=plan, par=d.gestionnaire)
    ici, la = f"region/{d.region.code}", f"region/{d.autre_region.code}"
    assert [(e["STATUS"], e["SEQUENCE"]) for e in evenements(ici)] == [("CONFIRMED", 2)] * 2
    assert [(e["STATUS"], e["SEQUENCE"]) for e in evenements(la)] == [("CANCELLED", 2)] * 2
    deux = Filtre(regions=(d.region.code, d.autre_region.code))
    assert evenements_du_filtre(deux).count() == 2
    assert len(actifs()) == len(evenements()) == 2


def test_qui_anime_a_ses_agendas(d):
    statuer = partial(completer_fiche, formateur=d.formateur, presentation="", declaration="11 75", par=d.gestionnaire)
    session_ouverte(d)
    assert evenements("profil/interne") == []
    statuer(statut="interne")
    assert len(actifs("profil/interne")) == 2
    statuer(statut="externe")
    assert len(actifs("profil/externe")) == 2
    assert [e["STATUS"] for e in evenements("profil/interne")] == ["CANCELLED"] * 2


def test_a_distance_seulement(d):
    session_ouverte(d)
    session_ouverte(d, dans=40, modalite="distance", lieu=None, territoire=d.region)
    session_ouverte(d, dans=50, modalite="hybride")
    assert len(actifs("distance")) == 2


def test_un_theme_renomme_est_redit(d, travailler, connecte):
    session = session_ouverte(d)
    theme = session.version.programme.theme
    url = reverse("admin:academie_theme_change", args=[theme.pk])
    assert (
        connecte(d.administrateur).post(url, {"nom": "Mobilités douces", "slug": "autre", "specialite": ""}).status_code
        == 302
    )
    travailler()
    assert {e["CATEGORIES"].to_ical() for e in evenements(f"theme/{theme.slug}")} == {"Mobilités douces".encode()}
    assert list(INVARIANTS["agendas fidèles"]()) == []


def test_un_lieu_renomme_se_voit_dans_les_sessions_passees(d):
    session = session_ouverte(d)
    le = session.fin + timedelta(days=1)
    salle = session.lieu
    salle.adresse = "8 quai Neuf"
    enregistrer_lieu(lieu=salle, par=d.gestionnaire, le=le)
    assert all("8 quai Neuf" in e["LOCATION"] for e in evenements())
    assert list(INVARIANTS["agendas fidèles"]()) == []


def test_aucun_nom_de_personne_inscrite(d):
    session = session_ouverte(d)
    (personne,) = animateurs(1)
    inscrire(session=session, utilisateur=personne, par=personne)
    annuler_session(session=session, motif="Inondation", par=d.gestionnaire)
    assert personne.nom.encode() not in octets()


def test_les_lecteurs_du_dehors_lisent_ce_que_les_gens_ecrivent(d):
    titre = "Écrans 📱 ; \\n, مرحبا \u202e\x07 " + "é" * 60
    version = version_publiee(d, titre=titre)
    salle = lieu(d, nom="L'« Atelier »;\r\nBEGIN:VEVENT")
    annuler_session(session=session_ouverte(d, version=version, lieu=salle), motif="Eau,\nfeu", par=d.gestionnaire)
    session_ouverte(d, version=version, dans=40, modalite="distance", territoire=d.region)
    lus = lire(octets())
    assert sorted(e.status for e in lus.values()) == ["CANCELLED", "CANCELLED", "CONFIRMED", "CONFIRMED"]


def test_ecrire_les_agendas_ne_coute_pas_plus_avec_dix_sessions(d):
    def cout(session):
        with CaptureQueriesContext(connection) as requetes:
            ouvrir_session(session=session, par=d.gestionnaire)
        return len(requetes)

    premier = cout(session_brouillon(d, dans=200))
    for rang in range(10):
        session_ouverte(d, dans=30 + rang)
    assert cout(session_brouillon(d, dans=210)) <= premier
