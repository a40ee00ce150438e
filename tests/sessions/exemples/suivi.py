"""Addresses of the life of a session, of its tasks and of its trainers."""

from datetime import date

from sessions.actions.formateur import ajouter_titre, completer_fiche, justifier_enseignement, noter_entretien
from sessions.actions.inscription import inscrire
from sessions.actions.tache import cocher_tache, enregistrer_modele
from sessions.actions.vie import annuler_session
from sessions.models import Enseignement, ModeleTache
from sessions.queries.reinscription import lien_de_reinscription
from tests.sessions.fabriques import session_complete, session_ouverte, version_publiee
from tests.sessions.pieces import PDF, fichier
from tests.sessions.vies import session_dans_l_etat


def _complete(d):
    """Full, with somebody who waits."""
    session = session_complete(d)
    inscrire(session=session, utilisateur=d.animateur, par=d.animateur)
    return {"pk": session.pk}


def _dans(etat):
    return lambda d: {"pk": session_dans_l_etat(d, etat).pk}


def _modele(d):
    modele = ModeleTache(libelle="Réserver la salle", decalage=-40)
    return {"pk": enregistrer_modele(modele=modele, par=d.gestionnaire).pk}


def _modele_du_programme(d):
    """The list of all the sessions is still to be proposed."""
    modele = ModeleTache(libelle="Prêter les tablettes", decalage=-2, programme=version_publiee(d).programme)
    enregistrer_modele(modele=modele, par=d.gestionnaire)
    return {}


def _tache(d):
    _modele(d)
    return {"pk": session_ouverte(d).taches.get(libelle="Réserver la salle").pk}


def _tache_faite(d):
    _modele(d)
    tache = session_ouverte(d).taches.get(libelle="Réserver la salle")
    return {"pk": cocher_tache(tache=tache, par=d.gestionnaire).pk}


def _reinscription(d):
    """`d.animateur` was in a session that is cancelled; another is offered."""
    session, suivante = session_ouverte(d), session_ouverte(d, dans=60)
    inscription = inscrire(session=session, utilisateur=d.animateur, par=d.animateur)
    annuler_session(session=session, motif="Grève", par=d.gestionnaire, remplacante=suivante)
    return {"jeton": lien_de_reinscription(inscription).split("/")[-2]}


def _formateur(d):
    """`d.formateur`, with a full file."""
    formateur = {"formateur": d.formateur, "par": d.formateur}
    completer_fiche(
        **formateur, presentation="Dix ans", statut="interne", declaration="", fichier=fichier(PDF, "cv.pdf")
    )
    titre = ajouter_titre(
        **formateur, intitule="Licence", organisme="Rennes 2", annee=2015, fichier=fichier(PDF, "l.pdf")
    )
    programme = session_ouverte(d).version.programme
    justifier_enseignement(**formateur, programme=programme, titre=titre, experience="Cinq ans")
    noter_entretien(formateur=d.formateur, jour=date(2026, 3, 2), conclusion="Tout va bien", par=d.gestionnaire)
    return {"pk": d.formateur.pk}


def _titre(d):
    """On which no programme rests."""
    deja = {"formateur": d.formateur, "par": d.formateur, "organisme": "Brest", "annee": 2019}
    return {"pk": ajouter_titre(**deja, intitule="Certificat", fichier=fichier(PDF, "c.pdf")).pk}


def _enseignement(d):
    _formateur(d)
    return {"pk": Enseignement.objects.get().pk}


EXEMPLES = {
    "sessions:formateur_list": lambda d: _formateur(d) and {},
    "sessions:formateur_detail": _formateur,
    "sessions:formateur_update": _formateur,
    "sessions:formateur_cv": _formateur,
    "sessions:titre_create": _formateur,
    "sessions:enseignement_create": _formateur,
    "sessions:entretien_create": _formateur,
    "sessions:titre_fichier": _titre,
    "sessions:titre_verifier": _titre,
    "sessions:titre_retirer": _titre,
    "sessions:enseignement_retirer": _enseignement,
    "sessions:session_inscriptions": _complete,
    "sessions:session_dossier": _complete,
    "sessions:session_confirmer": _complete,
    "sessions:session_reporter": _complete,
    "sessions:session_redater": _dans("reportee"),
    "sessions:session_archiver": _dans("realisee"),
    "sessions:tache_cocher": _tache,
    "sessions:tache_reprendre": _tache_faite,
    "sessions:tache_ecarter": _tache,
    "sessions:modele_tache_list": _modele_du_programme,
    "sessions:modele_tache_update": _modele,
    "sessions:modele_tache_retirer": _modele,
    "sessions:reinscription": _reinscription,
}
