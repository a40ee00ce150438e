"""Times, corrections of what is sealed, paper sheets, logs of remote rooms, several trainers, the trainer's device."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage

from academie.branchements.correction import APRES_CORRECTION
from academie.regles import Refus
from sessions.actions.declaration import (
    Suivi,
    corriger_presence,
    declarer_absence,
    declarer_presence,
    retenir_presences,
)
from sessions.actions.emargement import contresigner, signer_sur_appareil
from sessions.actions.piece import joindre_piece
from sessions.models import Emargement, EnregistrementPresence, Intervention, Session
from sessions.queries.journal import lire_journal
from sessions.queries.registre import contreseings, registres_intacts
from tests.sessions.emargements import au_debut, demi_journee, inscription_de, ouvrir, session_au, signer
from tests.sessions.fabriques import relire
from tests.sessions.pieces import fichier


@pytest.fixture
def session(d):
    return session_au(d, personnes=[d.animateur, d.autre_animateur])


@pytest.fixture
def ouvert(session, d):
    return ouvrir(demi_journee(session), d)


@pytest.fixture
def inscription(session, d):
    return inscription_de(session, d.animateur)


@pytest.fixture
def scelle(ouvert, inscription, d):
    signer(ouvert, inscription)
    return contresigner(creneau=ouvert, par=d.formateur, le=ouvert.fin)


def refuse(acte, champ=None, **kwargs) -> str:
    with pytest.raises(Refus) as refus:
        acte(**kwargs)
    assert refus.value.champ == champ
    return str(refus.value).replace("\xa0", " ")


def minutes(n: int) -> timedelta:
    return timedelta(minutes=n)


# Arrivals and departures


@pytest.mark.parametrize(
    ("arrivee", "depart", "retirees", "attendues"),
    [(None, None, None, 195), (30, None, None, 165), (None, 150, None, 150), (30, 150, None, 120), (30, 150, 100, 100), (0, 195, None, 195)],
)  # fmt: skip
def test_les_heures_donnent_les_minutes(ouvert, inscription, d, arrivee, depart, retirees, attendues):
    heures = [None if n is None else ouvert.debut + minutes(n) for n in (arrivee, depart)]
    emargement = declarer_presence(
        creneau=ouvert, inscription=inscription, par=d.formateur, arrivee=heures[0], depart=heures[1], minutes=retirees
    )
    assert emargement.minutes == attendues
    assert emargement.arrivee == (heures[0] if arrivee else None)
    assert emargement.depart == (heures[1] if depart and depart < 195 else None)


@pytest.mark.parametrize(
    ("arrivee", "depart", "champ"),
    [(-1, None, "arrivee"), (None, 196, "depart"), (100, 100, "depart"), (150, 30, "depart")],
)
def test_des_heures_impossibles(ouvert, inscription, d, arrivee, depart, champ):
    heures = {nom: ouvert.debut + minutes(n) for nom, n in (("arrivee", arrivee), ("depart", depart)) if n is not None}
    refuse(declarer_presence, champ, creneau=ouvert, inscription=inscription, par=d.formateur, **heures)
    assert not Emargement.objects.exists()


def test_changer_l_heure_sans_changer_les_minutes_est_une_correction(ouvert, inscription, d):
    commun = {"creneau": ouvert, "inscription": inscription, "par": d.formateur, "minutes": 60}
    declarer_presence(arrivee=ouvert.debut + minutes(30), **commun)
    assert "corrigée" in refuse(declarer_presence, "motif", arrivee=ouvert.debut + minutes(40), **commun)


# Once it is sealed


def test_corriger_ce_qui_est_scelle_ajoute_au_registre_et_previent_l_aval(scelle, inscription, d, monkeypatch):
    prevenues = []
    monkeypatch.setattr("academie.branchements.correction.APRES_CORRECTION", [lambda **faits: prevenues.append(faits)])
    commun = {"creneau": scelle, "inscription": inscription, "par": d.gestionnaire, "motif": "Partie à 10 h"}
    for _clic in range(2):
        corriger_presence(depart=scelle.debut + minutes(60), le=scelle.fin, **commun)
    emargement = Emargement.objects.get(inscription=inscription)
    assert (emargement.minutes, emargement.motif, emargement.moyen) == (60, "Partie à 10 h", "lien")
    assert relire(scelle).emargement == "contresigne"
    assert EnregistrementPresence.objects.filter(genre="correction").count() == 1
    assert prevenues == [
        {"inscription": inscription, "par": d.gestionnaire, "motif": "Partie à 10 h", "le": scelle.fin}
    ]
    assert list(registres_intacts()) == []


def test_une_presence_devient_absence_et_retour(scelle, inscription, d):
    commun = {"creneau": scelle, "inscription": inscription, "par": d.gestionnaire, "motif": "Erreur"}
    assert corriger_presence(absente=True, **commun).absent
    assert corriger_presence(**commun).minutes == 195
    assert list(registres_intacts()) == []


@pytest.mark.parametrize("motif", ["", "   "])
def test_corriger_ce_qui_est_scelle_demande_pourquoi(scelle, inscription, d, motif):
    commun = {"creneau": scelle, "inscription": inscription, "par": d.gestionnaire, "absente": True}
    assert "pourquoi" in refuse(corriger_presence, "motif", motif=motif, **commun)


def test_ce_qui_n_est_pas_scelle_se_corrige_sur_la_feuille(ouvert, inscription, d):
    signer(ouvert, inscription)
    commun = {"creneau": ouvert, "inscription": inscription, "par": d.gestionnaire, "motif": "x", "absente": True}
    assert "n'est pas contresignée" in refuse(corriger_presence, **commun)


def test_une_session_archivee_ne_se_corrige_plus(scelle, inscription, d):
    Session.objects.update(etat="archivee", cloturee_le=scelle.fin, archivee_le=scelle.fin)
    commun = {"creneau": scelle, "inscription": inscription, "par": d.gestionnaire, "motif": "x", "absente": True}
    assert "archivée" in refuse(corriger_presence, **commun)


def test_qui_n_etait_pas_attendu_n_a_rien_a_corriger(scelle, inscription, d):
    Emargement.objects.filter(inscription=inscription).delete()
    commun = {"creneau": scelle, "inscription": inscription, "par": d.gestionnaire, "motif": "x"}
    assert "n'était pas attendue" in refuse(corriger_presence, **commun)


def test_l_aval_a_sa_prise():
    assert isinstance(APRES_CORRECTION, list)


# Several trainers


def test_la_premiere_scelle_la_seconde_ajoute_son_contreseing(scelle, d):
    Intervention.objects.create(creneau=scelle, formateur=d.autre_formateur)
    for _clic in range(2):
        contresigner(creneau=scelle, par=d.autre_formateur, le=scelle.fin)
    assert list(contreseings([scelle])[scelle.pk]) == [d.formateur.pk, d.autre_formateur.pk]
    assert relire(scelle).contresigne_par == d.formateur
    assert list(registres_intacts()) == []


def test_qui_n_anime_pas_la_demi_journee_n_ajoute_rien(scelle, d):
    contresigner(creneau=scelle, par=d.autre_formateur, le=scelle.fin)
    assert list(contreseings([scelle])[scelle.pk]) == [d.formateur.pk]


# On the trainer's device


def test_une_signature_recueillie_sans_reseau_ne_compte_qu_une_fois(ouvert, inscription, d):
    cle, heure = uuid4(), au_debut(ouvert)
    envoi = {"creneau": ouvert, "inscription": inscription, "par": d.formateur, "nom": "Ada", "cle": cle}
    premiere = signer_sur_appareil(appareil_le=heure, le=ouvert.fin, **envoi)
    assert signer_sur_appareil(appareil_le=heure, **envoi) == premiere
    assert (premiere.moyen, premiere.declare_par, premiere.appareil_le, premiere.signe_le) == (
        "tablette", d.formateur, heure, ouvert.fin,
    )  # fmt: skip
    assert EnregistrementPresence.objects.filter(genre="signature").count() == 1


def test_la_cle_d_une_autre_personne_est_refusee(ouvert, inscription, session, d):
    envoi = {"creneau": ouvert, "par": d.formateur, "nom": "Ada", "cle": uuid4()}
    signer_sur_appareil(inscription=inscription, **envoi)
    autre = inscription_de(session, d.autre_animateur)
    assert "autre personne" in refuse(signer_sur_appareil, inscription=autre, **envoi)


def test_ni_nom_ni_dessin_n_est_pas_une_signature(ouvert, inscription, d):
    envoi = {"creneau": ouvert, "inscription": inscription, "par": d.formateur, "cle": uuid4()}
    refuse(signer_sur_appareil, "nom", nom=" ", **envoi)
    refuse(signer_sur_appareil, "trace", nom="", trace="<svg>", **envoi)
    assert signer_sur_appareil(nom="", trace="1,2 3,4", **envoi).nom_saisi == str(d.animateur)


# Several at once


def test_relever_la_feuille_signee_a_la_main(ouvert, inscription, session, d):
    autre = inscription_de(session, d.autre_animateur)
    declarer_absence(creneau=ouvert, inscription=autre, par=d.formateur)
    releve = {"creneau": ouvert, "suivis": [(inscription, Suivi(195)), (autre, Suivi(195))], "moyen": "papier"}
    assert [retenir_presences(par=d.formateur, **releve) for _clic in range(2)] == [1, 0]
    emargement = Emargement.objects.get(inscription=inscription)
    assert (emargement.moyen, emargement.minutes, emargement.declare_par) == ("papier", 195, d.formateur)
    assert Emargement.objects.get(inscription=autre).absent
    assert list(registres_intacts()) == []


def test_relever_pour_qui_n_a_pas_de_place_n_ecrit_rien(ouvert, inscription, session, d):
    autre = inscription_de(session, d.autre_animateur)
    type(autre).objects.filter(pk=autre.pk).update(etat="annulee")
    suivis = [(inscription, Suivi(195)), (relire(autre), Suivi(195))]
    assert "place confirmée" in refuse(
        retenir_presences, creneau=ouvert, suivis=suivis, moyen="papier", par=d.formateur
    )
    assert not Emargement.objects.exists()


def journal(d, ouvert, *lignes: str):
    contenu = "\n".join(["Nom;Courriel;Arrivée;Départ", *lignes]).encode()
    return joindre_piece(creneau=ouvert, nature="journal", fichier=fichier(contenu, "zoom.csv"), par=d.formateur)


def test_le_journal_de_connexion_reconnait_reunit_et_nomme_le_reste(ouvert, inscription, session, d):
    piece = journal(
        d, ouvert,
        f"Ada;{d.animateur.email.upper()};09:10;10:00",
        "Test Animateur;;09:30;11:00",
        "Autre ANIMATEUR;;12:00;12:00:30",
        "Inconnue Dupont;;09:00;12:15",
        "Inconnue Dupont;;09:00;12:15",
    )  # fmt: skip
    lu = lire_journal(piece)
    assert lu.erreur == ""
    (connectee,) = lu.connectees
    assert (connectee.inscription, connectee.passage.minutes, connectee.connexions) == (inscription, 110, 2)
    assert "1 h 50 entre 9 h 10 et 11 h, en 2 connexions" in connectee.libelle.replace("\xa0", " ")
    assert lu.inconnues == ["Inconnue Dupont"]
    assert lu.sans_connexion == [inscription_de(session, d.autre_animateur)]
    suivi = Suivi.du(connectee.passage, ouvert)
    retenir_presences(creneau=ouvert, suivis=[(inscription, suivi)], moyen="journal", par=d.formateur)
    emargement = Emargement.objects.get()
    assert (emargement.moyen, emargement.minutes, emargement.arrivee) == ("journal", 110, ouvert.debut + minutes(10))


def test_deux_personnes_du_meme_nom_ne_se_reconnaissent_que_par_leur_adresse(ouvert, session, d):
    d.autre_animateur.prenom, d.autre_animateur.nom = d.animateur.prenom, d.animateur.nom
    d.autre_animateur.save()
    lu = lire_journal(journal(d, ouvert, "Animateur Test;;09:00;12:00", f"x;{d.autre_animateur.email};09:00;12:00"))
    assert [une.inscription.utilisateur for une in lu.connectees] == [d.autre_animateur]
    assert lu.inconnues == ["Animateur Test"]


@pytest.mark.parametrize("ligne", ["Ada;;tôt;tard", "Ada;;32/01/2026 09:00;10:00"])
def test_un_journal_illisible_dit_pourquoi(ouvert, d, ligne):
    assert "ligne 2" in lire_journal(journal(d, ouvert, ligne)).erreur


def test_un_journal_perdu_le_dit(ouvert, d):
    piece = journal(d, ouvert, "Ada;;09:00;10:00")
    default_storage.delete(piece.fichier.name)
    assert "n'est plus là" in lire_journal(piece).erreur
