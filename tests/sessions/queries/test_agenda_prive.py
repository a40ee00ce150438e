"""What each private feed says, read by two libraries that did not write it."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from academie.models import Utilisateur
from academie.regles import regle
from besoins.models import Enquete
from besoins.queries.invitation import jeton_invitation
from sessions.actions.consentement import choisir_structures
from sessions.actions.creneau import CreneauPrevu
from sessions.actions.inscription import annuler_inscription, inscrire
from sessions.actions.report import reporter_session
from sessions.actions.reserve import liberer_reserve, reserver_places
from sessions.actions.session import modifier_session
from sessions.actions.vie import annuler_session
from sessions.models import AbonnementAgenda, Creneau, Inscription, RetraitFormateur, Session
from sessions.queries.abonnement import abonnement_du_secret
from sessions.queries.agenda_prive import contenu_de_l_inscription, contenu_prive
from tests.besoins.fabriques import enquete_ouverte, invitation
from tests.sessions.accords import accord_demande
from tests.sessions.agendas.lecteurs import lire, proprietes
from tests.sessions.evaluations import Genre, demander, session_tenue, version_avec_objectif
from tests.sessions.exemples.abonnements import abonnement
from tests.sessions.exemples.places import offre
from tests.sessions.fabriques import (
    animateurs,
    journee,
    moment,
    projet,
    relire,
    session_brouillon,
    session_complete,
    session_ouverte,
    version_publiee,
)


def octets(qui, genre="personne", **choix) -> bytes:
    adresse = AbonnementAgenda.objects.filter(genre=genre, cree_par=qui).first()
    adresse = adresse or abonnement(qui, genre, secret=f"{genre} de {qui.pk}", **choix)
    return contenu_prive(type(adresse).objects.select_related("utilisateur", "structure").get(pk=adresse.pk)).octets


def suivre(qui, genre="personne", **choix) -> list:
    """The events of their feed, half-days in their order, then the days by which something is to be done."""
    lus = lire(octets(qui, genre, **choix)).values()
    return sorted(lus, key=lambda e: (type(e.dtstart) is date, str(e.dtstart)))


def phrase(evenement) -> str:
    return (evenement.description or "").replace("\xa0", " ")


def confier(d, session, *formateurs) -> list:
    """Give each half-day to one of them, those beyond to nobody: they go. The feed of `d.formateur` after that."""
    creneaux = zip(session.creneaux.order_by("debut"), formateurs, strict=False)
    prevus = [CreneauPrevu(creneau.debut, creneau.fin, (qui,), pk=creneau.pk) for creneau, qui in creneaux]
    modifier_session(session=session, projet=projet(d, creneaux=prevus), par=d.gestionnaire)
    return suivre(d.formateur, "formateur")


def inscrite(d, session=None, **projet_) -> Inscription:
    """`d.animateur`, in another programme for each number of days."""
    if dans := projet_.get("dans"):
        projet_["version"] = version_publiee(d, slug=f"programme-{dans}")
    return inscrire(session=session or session_ouverte(d, **projet_), utilisateur=d.animateur, par=d.animateur)


class TestPersonne:
    def test_une_demi_journee_est_un_evenement_au_meme_uid_que_le_public(self, d):
        inscription = inscrite(d)
        evenements = suivre(d.animateur)

        assert {e.uid for e in evenements} == {str(uid) for uid in Creneau.objects.values_list("uid", flat=True)}
        assert [e.status for e in evenements] == ["CONFIRMED", "CONFIRMED"]
        assert evenements[0].location == "Maison des associations, 3 rue du Port, Quimper"
        assert str(evenements[0].url) == f"http://testserver/inscriptions/{inscription.pk}/"
        assert [e.dtend - e.dtstart for e in evenements] == [timedelta(minutes=195)] * 2

    def test_qui_attend_le_lit_devant_le_titre(self, d):
        session = session_complete(d)
        inscrite(d, session)
        premier = suivre(d.animateur)[0]

        assert (premier.status, premier.summary[:18]) == ("TENTATIVE", "[LISTE D'ATTENTE] ")

    def test_une_place_proposee_et_son_echeance(self, d):
        proposee = offre(d)
        matin, _apres_midi, echeance = suivre(d.animateur)

        assert (matin.status, matin.summary[:16]) == ("TENTATIVE", "[PLACE PROPOSÉE]")
        assert echeance.dtstart == timezone.localdate(proposee.offre_expire_le)
        assert echeance.transparency == "TRANSPARENT"
        assert echeance.dtstamp <= timezone.now()
        assert "Répondre à la place proposée" in echeance.summary
        assert str(echeance.url) == f"http://testserver/inscriptions/{proposee.pk}/"

    def test_un_accord_attendu_et_son_echeance(self, d):
        accord = accord_demande(d)
        *demi_journees, echeance = suivre(d.animateur)

        assert {(e.status, e.summary[:16]) for e in demi_journees} == {("TENTATIVE", "[ACCORD ATTENDU]")}
        assert echeance.dtstart == timezone.localdate(accord.expire_le)

    def test_une_evaluation_a_rendre_mene_a_une_page_et_pas_au_lien_qui_repond(self, d):
        version, _objectif, _besoin = version_avec_objectif(d)
        session = session_tenue(d, version=version)
        (demande,) = demander(session, Genre.A_CHAUD, le=timezone.now())
        echeance = suivre(d.animateur)[-1]

        assert echeance.dtstart == timezone.localdate() + timedelta(days=30)
        assert str(echeance.url) == f"http://testserver/inscriptions/{demande.inscription_id}/"
        assert b"/enquetes/" not in octets(d.animateur)

    def test_une_place_rendue_reste_annulee_quatre_vingt_dix_jours(self, d):
        inscription = inscrite(d)
        (avant, _autre) = suivre(d.animateur)
        annuler_inscription(inscription=inscription, par=d.animateur)
        (apres, _autre) = suivre(d.animateur)

        assert (apres.uid, apres.status, apres.summary[:9]) == (avant.uid, "CANCELLED", "[ANNULÉ] ")
        assert apres.sequence > avant.sequence
        assert apres.last_modified >= avant.last_modified
        Inscription.objects.update(annulee_le=timezone.now() - timedelta(days=91))
        assert suivre(d.animateur) == []

    def test_revenir_apres_avoir_quitte_confirme_a_nouveau(self, d):
        inscription = inscrite(d)
        annuler_inscription(inscription=inscription, par=d.animateur)
        annulee = suivre(d.animateur)[0]
        inscrite(d, inscription.session)
        revenue = suivre(d.animateur)[0]

        assert (revenue.status, revenue.uid) == ("CONFIRMED", annulee.uid)
        assert revenue.sequence > annulee.sequence

    def test_une_session_annulee_ou_reportee_le_dit(self, d):
        annulee, reportee = inscrite(d).session, inscrite(d, dans=40).session
        annuler_session(session=annulee, par=d.gestionnaire, motif="Salle inondée")
        reporter_session(session=reportee, par=d.gestionnaire, motif="Grève")
        evenements = suivre(d.animateur)

        assert [e.summary[:9] for e in evenements] == ["[ANNULÉ] ", "[ANNULÉ] ", "[REPORTÉ]", "[REPORTÉ]"]
        assert {e.status for e in evenements} == {"CANCELLED"}
        assert phrase(evenements[0]) == "Session annulée : Salle inondée"
        assert phrase(evenements[2]) == "Session reportée : Grève. De nouvelles dates viendront ici."
        annuler_inscription(inscription=Inscription.objects.get(session=reportee), par=d.animateur)
        assert suivre(d.animateur)[2].summary[:9] == "[ANNULÉ] "

    def test_une_demi_journee_deplacee_garde_son_uid_une_retiree_reste_annulee(self, d):
        session = inscrite(d).session
        matin, apres_midi = suivre(d.animateur)
        jour = timezone.localdate(session.debut)
        creneau = session.creneaux.earliest("debut")
        garde = CreneauPrevu(
            debut=moment(jour, "10:00"), fin=moment(jour, "13:00"), formateurs=[d.formateur], pk=creneau.pk
        )
        modifier_session(session=session, projet=projet(d, creneaux=[garde]), par=d.gestionnaire)
        lus = lire(octets(d.animateur))

        assert lus.keys() == {matin.uid, apres_midi.uid}
        assert lus[matin.uid].dtstart == moment(jour, "10:00")
        assert lus[matin.uid].sequence > matin.sequence
        assert (lus[apres_midi.uid].status, lus[apres_midi.uid].summary[:8]) == ("CANCELLED", "[ANNULÉ]")

    def test_le_lien_de_connexion_n_y_est_pas(self, d):
        inscrite(d, modalite="hybride", lien_distance="https://visio.example/secret")

        assert "Le lien de connexion est sur la page" in phrase(suivre(d.animateur)[0])
        assert b"visio.example" not in octets(d.animateur)

    def test_une_autre_personne_n_y_voit_rien(self, d):
        inscrite(d)

        assert suivre(d.autre_animateur) == []

    def test_les_memes_faits_donnent_les_memes_octets(self, d):
        inscrite(d)

        assert octets(d.animateur) == octets(d.animateur)
        assert proprietes(octets(d.animateur))["NAME"] == "OTeN Académie – Mes sessions"

    def test_un_calendrier_outre_mer_porte_son_fuseau(self, d):
        inscrite(d)
        octets(d.animateur)
        Session.objects.update(fuseau="Indian/Reunion")
        Creneau.objects.update(fuseau="Indian/Reunion")
        texte = octets(d.animateur).decode()

        assert "TZID:Indian/Reunion" in texte
        assert "DTSTART;TZID=Indian/Reunion:" in texte

    def test_le_nombre_de_requetes_ne_depend_pas_du_nombre_de_demi_journees(self, d, django_assert_num_queries):
        inscrite(d)
        adresse = abonnement(d.animateur)
        adresse = type(adresse).objects.select_related("utilisateur").get(pk=adresse.pk)
        contenu_prive(adresse)  # the rules are read once for all
        for sessions in (1, 12):
            for rang in range(Session.objects.count(), sessions):
                inscrite(d, dans=30 + rang)
            with django_assert_num_queries(7):
                assert contenu_prive(adresse).octets.count(b"BEGIN:VEVENT") == 2 * sessions


class TestFormateur:
    def test_ses_demi_journees_avec_le_nombre_de_personnes_et_ce_qu_il_y_a_a_faire(self, d):
        session = inscrite(d).session
        evenements = suivre(d.formateur, "formateur")
        creneau = session.creneaux.earliest("debut")

        assert [e.status for e in evenements] == ["CONFIRMED", "CONFIRMED"]
        assert phrase(evenements[0]).split("\n") == ["1 personne confirmée.", "À faire : ouvrir l'émargement."]
        assert str(evenements[0].url) == f"http://testserver/animation/creneaux/{creneau.pk}/"
        assert b"Animateur" not in octets(d.formateur, "formateur")

    def test_une_inscription_de_plus_change_ce_qu_il_lit_et_la_revision(self, d):
        session = session_ouverte(d)
        avant = suivre(d.formateur, "formateur")[0]
        inscrite(d, session)
        apres = suivre(d.formateur, "formateur")[0]

        assert apres.sequence > avant.sequence
        assert phrase(apres).startswith("1 personne confirmée")

    def test_seulement_ses_demi_journees(self, d):
        jour = timezone.localdate() + timedelta(days=30)
        matin, apres_midi = journee(jour, d.formateur)
        autre = CreneauPrevu(debut=apres_midi.debut, fin=apres_midi.fin, formateurs=[d.autre_formateur])
        session_ouverte(d, creneaux=[matin, autre])

        (sien,) = suivre(d.formateur, "formateur")
        assert sien.summary.endswith("(demi-journée 1 sur 2)")
        (le_sien,) = suivre(d.autre_formateur, "formateur")
        assert le_sien.summary.endswith("(demi-journée 2 sur 2)")

    def test_une_demi_journee_confiee_a_une_autre_reste_annulee_puis_revient(self, d):
        session = session_ouverte(d)
        matin, apres_midi = suivre(d.formateur, "formateur")
        gardee, quittee = confier(d, session, d.formateur, d.autre_formateur)
        assert (gardee.uid, gardee.status) == (matin.uid, "CONFIRMED")
        assert (quittee.uid, quittee.status, quittee.summary[:8]) == (apres_midi.uid, "CANCELLED", "[ANNULÉ]")
        assert phrase(quittee) == "Vous n'animez plus cette demi-journée."
        assert "/animation/" not in quittee.url
        assert [e.status for e in suivre(d.autre_formateur, "formateur")] == ["CONFIRMED"]

        rendue = confier(d, session, d.formateur, d.formateur)[1]
        assert (rendue.status, rendue.sequence > quittee.sequence) == ("CONFIRMED", True)
        aucune = confier(d, session, d.autre_formateur, d.autre_formateur)
        assert [e.status for e in aucune] == ["CANCELLED", "CANCELLED"]
        assert aucune[1].sequence > rendue.sequence > quittee.sequence > apres_midi.sequence
        RetraitFormateur.objects.update(le=timezone.now() - timedelta(days=regle("agenda.annules")))
        assert suivre(d.formateur, "formateur") == []

    def test_une_demi_journee_souvent_quittee_puis_retiree_est_annulee_en_dernier(self, d):
        session = session_ouverte(d)
        for autre in (d.autre_formateur, d.formateur) * 3:
            avant = confier(d, session, d.formateur, autre)[1]
        retiree = confier(d, session, d.formateur)[1]
        assert (avant.status, retiree.status, avant.uid) == ("CONFIRMED", "CANCELLED", retiree.uid)
        assert retiree.sequence > avant.sequence

    def test_une_demi_journee_retiree_n_est_annulee_que_pour_qui_l_animait(self, d):
        jour = timezone.localdate() + timedelta(days=30)
        matin, apres_midi = journee(jour, d.formateur)
        autre = CreneauPrevu(debut=apres_midi.debut, fin=apres_midi.fin, formateurs=[d.autre_formateur])
        session = session_ouverte(d, creneaux=[matin, autre])
        (avant,) = suivre(d.autre_formateur, "formateur")
        reste = CreneauPrevu(matin.debut, matin.fin, (d.formateur,), pk=session.creneaux.earliest("debut").pk)
        modifier_session(session=session, projet=projet(d, creneaux=[reste]), par=d.gestionnaire)

        (annulee,) = suivre(d.autre_formateur, "formateur")
        assert (annulee.uid, annulee.status, annulee.sequence > avant.sequence) == (avant.uid, "CANCELLED", True)
        assert [e.status for e in suivre(d.formateur, "formateur")] == ["CONFIRMED"]

    def test_un_brouillon_est_a_confirmer(self, d):
        session_brouillon(d)
        premier = suivre(d.formateur, "formateur")[0]

        assert (premier.status, premier.summary[:14]) == ("TENTATIVE", "[À CONFIRMER] ")

    def test_le_nombre_de_requetes_est_le_meme(self, d, django_assert_num_queries):
        session_ouverte(d)
        adresse = abonnement(d.formateur, "formateur")
        contenu_prive(adresse)
        for sessions in (1, 12):
            for rang in range(Session.objects.count(), sessions):
                session_ouverte(d, dans=30 + rang)
            with django_assert_num_queries(8):
                assert contenu_prive(adresse).octets.count(b"BEGIN:VEVENT") == 2 * sessions


class TestStructure:
    def test_elle_compte_ses_personnes_sans_les_nommer(self, d):
        session = inscrite(d).session
        collegue = animateurs(1, d.structure)[0]
        inscrire(session=session, utilisateur=collegue, par=collegue)
        inscrire(session=session, utilisateur=d.autre_animateur, par=d.autre_animateur)
        premier = suivre(d.referent, "structure", noms=True)[0]

        assert phrase(premier) == "2 personnes de la structure y ont leur place."
        assert b"Animateur" not in octets(d.referent, "structure")

    def test_elle_nomme_qui_l_a_accepte_et_compte_les_autres(self, d):
        session = inscrite(d).session
        collegue = animateurs(1, d.structure)[0]
        inscrire(session=session, utilisateur=collegue, par=collegue)
        avant = suivre(d.referent, "structure", noms=True)[0]
        choisir_structures(utilisateur=d.animateur, structures=[d.structure])
        apres = suivre(d.referent, "structure")[0]

        assert phrase(apres).split("\n")[1] == "Animateur Test et 1 autre"
        assert apres.sequence > avant.sequence
        choisir_structures(utilisateur=d.animateur, structures=[])
        retire = suivre(d.referent, "structure")[0]
        assert "Animateur" not in phrase(retire)
        assert retire.sequence > apres.sequence

    def test_elle_ne_nomme_personne_quand_elle_ne_l_a_pas_choisi(self, d):
        inscrite(d)
        choisir_structures(utilisateur=d.animateur, structures=[d.structure])

        assert "Animateur" not in phrase(suivre(d.referent, "structure")[0])

    def test_un_accord_donne_a_une_autre_structure_ne_nomme_pas(self, d):
        inscrite(d)
        choisir_structures(utilisateur=d.animateur, structures=[d.autre_structure])

        assert "Animateur" not in phrase(suivre(d.referent, "structure", noms=True)[0])

    def test_les_places_gardees_leur_reste_et_leur_echeance(self, d):
        session, jour = session_ouverte(d), timezone.localdate() + timedelta(days=9)
        reserve = reserver_places(session=session, structure=d.structure, places=3, jusqu_au=jour, par=d.referent)
        inscrite(d, session)
        matin, _apres_midi, echeance = suivre(d.referent, "structure")

        assert "Places gardées : 3, dont 2 encore libres" in phrase(matin)
        assert (echeance.dtstart, "Dernier jour des places gardées" in echeance.summary) == (jour, True)
        liberer_reserve(reserve=reserve, par=d.referent)
        apres, _apres_midi = suivre(d.referent, "structure")
        assert "Places gardées" not in phrase(apres)
        assert apres.sequence > matin.sequence

    def test_des_places_liberees_puis_gardees_a_nouveau_sont_gardees(self, d):
        session, jour = session_ouverte(d), timezone.localdate() + timedelta(days=9)
        for places in (3, 2):
            reserve = reserver_places(
                session=session, structure=d.structure, places=places, jusqu_au=jour, par=d.referent
            )
            if places == 3:
                liberer_reserve(reserve=reserve, par=d.referent)

        assert "Places gardées : 2, dont 2 encore libres" in phrase(suivre(d.referent, "structure")[0])

    def test_des_places_gardees_sans_personne_sont_provisoires_puis_annulees(self, d):
        session, jour = session_ouverte(d), timezone.localdate() + timedelta(days=9)
        reserve = reserver_places(session=session, structure=d.structure, places=3, jusqu_au=jour, par=d.referent)
        premier = suivre(d.referent, "structure")[0]
        assert (premier.status, premier.summary[:17]) == ("TENTATIVE", "[PLACES GARDÉES] ")
        liberer_reserve(reserve=reserve, par=d.referent)

        assert {e.status for e in suivre(d.referent, "structure")} == {"CANCELLED"}

    def test_les_accords_a_donner_sont_comptes(self, d):
        session = session_ouverte(d)
        accord = accord_demande(d, session=session)
        accord_demande(d, session=session, personne=Utilisateur.objects.get(pk=animateurs(1, d.structure)[0].pk))
        echeance = suivre(d.referent, "structure")[-1]

        assert echeance.summary.replace("\xa0", " ").startswith("2 accords à donner : ")
        assert echeance.dtstart == timezone.localdate(accord.expire_le)
        assert str(echeance.url) == "http://testserver/pilotage/accords/"

    def test_l_evaluation_de_l_employeur_mene_a_une_page(self, d):
        version, _objectif, _besoin = version_avec_objectif(d)
        (demande,) = demander(session_tenue(d, version=version), Genre.EMPLOYEUR, le=timezone.now())
        echeance = suivre(d.referent, "structure")[-1]

        assert "Évaluation à remplir" in echeance.summary
        assert str(echeance.url) == f"http://testserver/besoins/invitations/{demande.invitation_id}/"
        assert b"/enquetes/" not in octets(d.referent, "structure")

    def test_une_enquete_a_laquelle_repondre_mene_a_une_page_jusqu_a_la_reponse(self, d):
        faite, jour = enquete_ouverte(d.concepteur), timezone.localdate() + timedelta(days=20)
        Enquete.objects.filter(pk=faite.enquete.pk).update(ferme_le=jour)
        invitee = invitation(faite, d.structure)
        (echeance,) = suivre(d.referent, "structure")

        assert echeance.dtstart == jour
        assert echeance.summary.replace("\xa0", " ") == "Répondre à l'enquête « Besoins des structures »"
        assert str(echeance.url) == f"http://testserver/besoins/invitations/{invitee.pk}/"
        assert jeton_invitation(invitee).encode() not in octets(d.referent, "structure")
        Enquete.objects.update(ferme_le=timezone.localdate() - timedelta(days=1))
        assert suivre(d.referent, "structure") == []

    def test_une_autre_structure_n_y_voit_rien(self, d):
        inscrite(d)

        assert suivre(d.autre_referent, "structure") == []

    def test_le_nombre_de_requetes_est_le_meme(self, d, django_assert_num_queries):
        inscrite(d)
        adresse = abonnement(d.referent, "structure", noms=True)
        contenu_prive(adresse)
        for sessions in (1, 12):
            for rang in range(Session.objects.count(), sessions):
                inscrite(d, dans=30 + rang)
            with django_assert_num_queries(13):
                assert contenu_prive(adresse).octets.count(b"BEGIN:VEVENT") == 2 * sessions


def test_l_agenda_d_une_inscription_n_a_que_ses_demi_journees(d):
    inscription = inscrite(d)
    inscrite(d, dans=50)
    lus = lire(contenu_de_l_inscription(relire(inscription)).octets)

    assert lus.keys() == {str(uid) for uid in inscription.session.creneaux.values_list("uid", flat=True)}


@pytest.mark.parametrize("genre", ["personne", "formateur", "structure"])
def test_un_agenda_vide_est_un_agenda(d, genre):
    qui = {"personne": d.animateur, "formateur": d.formateur, "structure": d.referent}[genre]

    assert suivre(qui, genre) == []
    assert abonnement_du_secret(f"{genre} de {qui.pk}").en_service
