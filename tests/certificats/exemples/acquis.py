from django.core.files.base import ContentFile
from django.utils import timezone

from certificats.actions.reconnaissance import faire_completer, joindre_piece
from certificats.models import Acquis, NiveauDemande, Reconnaissance
from tests.certificats.fabriques import competence, fiche, session_tenue
from tests.sessions.pieces import PDF


def _evaluation(d):
    return {
        "pk": Acquis.objects.create(
            utilisateur=d.animateur,
            par=d.referent,
            competence=competence(),
            niveau=3,
            nature=Acquis.Nature.TIERS,
            commentaire="A animé l'atelier.",
            obtenu_le=timezone.localdate(),
        ).pk
    }


def _competence(d):
    return {"pk": competence().pk}


def _stagiaire(d):
    return {"pk": session_tenue(d).inscriptions.get().pk}


def demande(personne, *, niveau: int = 4) -> Reconnaissance:
    """A claim of `personne` on one competence."""
    deposee = Reconnaissance.objects.create(
        utilisateur=personne, recit="J'ai tenu l'espace pendant deux ans.", deposee_le=timezone.now()
    )
    NiveauDemande.objects.create(reconnaissance=deposee, competence=competence(), niveau=niveau)
    return deposee


def _demande(d):
    return {"pk": demande(d.animateur).pk}


def _a_completer(d):
    deposee = demande(d.animateur)
    faire_completer(reconnaissance=deposee, par=d.concepteur, manque="Précisez le lieu.")
    return {"pk": deposee.pk}


def _piece(d):
    deposee = demande(d.animateur)
    piece = joindre_piece(reconnaissance=deposee, intitule="Attestation", fichier=ContentFile(PDF, "a.pdf"))
    return {"pk": deposee.pk, "piece": piece.pk}


EXEMPLES = {
    "certificats:acquis_detail": _competence,
    "certificats:acquis_remarquer": _evaluation,
    "certificats:auto_evaluation_fiche": lambda d: {"pk": fiche().pk, "rang": 1},
    "certificats:auto_evaluation_referentiel": lambda d: {"pk": competence().domaine.referentiel_id, "rang": 1},
    "certificats:acquis_evaluer": lambda d: {"pk": d.animateur.pk},
    "certificats:acquis_evaluer_stagiaire": _stagiaire,
    "certificats:reconnaissance_detail": _demande,
    "certificats:reconnaissance_niveau": _demande,
    "certificats:reconnaissance_piece": _demande,
    "certificats:reconnaissance_piece_fichier": _piece,
    "certificats:reconnaissance_piece_retirer": _piece,
    "certificats:reconnaissance_completer": _a_completer,
    "certificats:reconnaissance_avis": _demande,
    "certificats:reconnaissance_faire_completer": _demande,
    "certificats:reconnaissance_retirer": _demande,
}
