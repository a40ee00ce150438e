"""Who may do what: the one table. `docs/roles.md` is generated from it, and a test walks every URL against it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    ANIMATEUR = "animateur", _("animatrice ou animateur")
    REFERENT = "referent", _("référente ou référent de structure")
    CONCEPTEUR = "concepteur", _("conceptrice ou concepteur")
    FORMATEUR = "formateur", _("formatrice ou formateur")
    GESTIONNAIRE = "gestionnaire", _("gestionnaire")
    ADMINISTRATEUR = "administrateur", _("administratrice ou administrateur")
    CONNECTE = "connecte", _("toute personne connectée")


ROLES_ATTRIBUABLES = [choix for choix in Role.choices if choix[0] != Role.CONNECTE]


class Portee(TextChoices):
    SOI = "soi", _("ce qui la concerne")
    ANIMEES = "animees", _("les sessions qu'elle anime")
    STRUCTURE = "structure", _("ses structures")
    TOUT = "tout", _("tout")


A, R, C, F, G, D, T = (
    Role.ANIMATEUR,
    Role.REFERENT,
    Role.CONCEPTEUR,
    Role.FORMATEUR,
    Role.GESTIONNAIRE,
    Role.ADMINISTRATEUR,
    Role.CONNECTE,
)
SOI, ANIMEES, STRUCTURE, TOUT = (
    Portee.SOI,
    Portee.ANIMEES,
    Portee.STRUCTURE,
    Portee.TOUT,
)

TABLE: dict[str, dict[Role, Portee]] = {
    # Écouter
    "enquete.voir": {C: TOUT, G: TOUT, D: TOUT},
    "enquete.concevoir": {C: TOUT},
    "invitation.voir": {R: STRUCTURE, C: TOUT, D: TOUT},
    "signal.voir": {C: TOUT, G: TOUT, D: TOUT},
    "signal.noter": {C: TOUT, G: TOUT},
    "signal.proposer": {A: SOI, R: SOI, F: SOI},
    "besoin.voir": {R: TOUT, C: TOUT, G: TOUT, D: TOUT},
    "besoin.proposer": {A: SOI, R: SOI, F: SOI},
    "besoin.arbitrer": {C: TOUT},
    # Ingénierie
    "programme.voir": {C: TOUT, G: TOUT, F: TOUT, D: TOUT},
    "programme.rediger": {C: TOUT},
    "programme.relire": {C: TOUT, G: TOUT},
    "programme.publier": {C: TOUT, G: TOUT},
    "programme.commenter": {C: TOUT, G: TOUT, F: TOUT},
    "plan.voir": {C: TOUT, G: TOUT, D: TOUT},
    "plan.etablir": {C: TOUT, G: TOUT},
    "ressource.voir": {C: TOUT, G: TOUT, F: SOI, D: TOUT},
    "ressource.rediger": {C: TOUT, G: TOUT, F: SOI},
    "ressource.relire": {C: TOUT, G: TOUT},
    "qualiopi.voir": {C: TOUT, G: TOUT, D: TOUT},
    "qualiopi.completer": {C: TOUT, G: TOUT},
    "qualiopi.emargements": {G: TOUT, D: TOUT},
    # Sessions
    "session.voir": {F: ANIMEES, G: TOUT, D: TOUT},
    "session.planifier": {G: TOUT},
    "session.conduire": {F: ANIMEES},
    "lieu.gerer": {G: TOUT},
    "formateur.voir": {F: SOI, C: TOUT, G: TOUT, D: TOUT},
    "formateur.completer": {F: SOI, G: TOUT},
    "formateur.evaluer": {G: TOUT},
    "inscription.creer": {A: SOI},
    "inscription.inscrire": {R: STRUCTURE, G: TOUT},
    "inscription.voir": {A: SOI, R: STRUCTURE, F: ANIMEES, G: TOUT, D: TOUT},
    "inscription.annuler": {A: SOI, R: STRUCTURE, G: TOUT},
    "inscription.remplacer": {R: STRUCTURE, G: TOUT},
    "inscription.confirmer": {A: SOI},
    "amenagement.voir": {A: SOI, F: ANIMEES, G: TOUT},
    "amenagement.prevoir": {G: TOUT},
    "accord.voir": {A: SOI, R: STRUCTURE, G: TOUT, D: TOUT},
    "accord.demander": {G: TOUT},
    "reserve.voir": {R: STRUCTURE, G: TOUT, D: TOUT},
    "reserve.gerer": {R: STRUCTURE, G: TOUT},
    "document.voir": {G: TOUT, D: TOUT},
    "convention.voir": {R: STRUCTURE, G: TOUT, D: TOUT},
    "mission.voir": {F: SOI, G: TOUT, D: TOUT},
    "emargement.signer": {A: SOI},
    "emargement.verifier": {F: ANIMEES, G: TOUT, D: TOUT},
    "emargement.corriger": {G: TOUT},
    "emargement.joindre": {F: ANIMEES, G: TOUT},
    "trousse.voir": {F: ANIMEES, G: TOUT},
    "evaluation.voir": {F: ANIMEES, C: TOUT, G: TOUT, D: TOUT},
    "evaluation.gerer": {C: TOUT, G: TOUT},
    "reclamation.deposer": {T: SOI},
    "reclamation.voir": {T: SOI, C: TOUT, G: TOUT, D: TOUT},
    "reclamation.traiter": {G: TOUT},
    "reclamation.registre": {C: TOUT, G: TOUT, D: TOUT},
    "absence.suivre": {F: ANIMEES, G: TOUT},
    "amelioration.voir": {C: TOUT, G: TOUT, D: TOUT},
    "amelioration.gerer": {C: TOUT, G: TOUT},
    "pilotage.voir": {C: TOUT, G: TOUT, D: TOUT},
    "bpf.voir": {G: TOUT, D: TOUT},
    "bpf.completer": {G: TOUT},
    "temps.voir": {F: SOI, C: SOI, G: TOUT, D: TOUT},
    "temps.saisir": {F: SOI, G: SOI, C: SOI},
    "temps.valider": {G: TOUT},
    # Certificats et parcours
    "certificat.voir": {A: SOI, R: STRUCTURE, G: TOUT, D: TOUT},
    "certificat.delivrer": {G: TOUT},
    "certificat.revoquer": {G: TOUT},
    "certificat.modeliser": {G: TOUT},
    "badge.emporter": {T: SOI},
    "cle.gerer": {D: TOUT},
    "certificat.signaler": {A: SOI},
    "certificat.emporter": {R: STRUCTURE, G: TOUT},
    "parcours.voir": {T: SOI},
    "partage.gerer": {T: SOI},
    "fiche_poste.voir": {T: TOUT},
    "fiche_poste.gerer": {C: TOUT},
    "fiche_poste.rediger": {C: TOUT, R: STRUCTURE},
    "fiche_poste.adapter": {R: STRUCTURE},
    "plan_parcours.voir": {T: SOI, R: STRUCTURE},
    "plan_parcours.gerer": {T: SOI},
    "plan_parcours.convenir": {R: STRUCTURE},
    "entretien.voir": {T: SOI, R: STRUCTURE},
    "entretien.preparer": {T: SOI, R: STRUCTURE},
    "entretien.decliner": {T: SOI},
    "entretien.conduire": {R: STRUCTURE},
    "poste.gerer": {T: SOI},
    "poste.declarer": {R: STRUCTURE},
    "acquis.voir": {T: SOI},
    "acquis.declarer": {T: SOI},
    "acquis.evaluer": {R: STRUCTURE},
    "acquis.evaluer_stagiaire": {F: ANIMEES},
    "reconnaissance.demander": {T: SOI},
    "reconnaissance.voir": {T: SOI, C: TOUT, G: TOUT, F: TOUT},
    "reconnaissance.examiner": {C: TOUT, G: TOUT, F: TOUT},
    "reseau.importer": {G: TOUT, D: TOUT},
    "equipe.voir": {R: STRUCTURE},
    "competences.voir": {C: TOUT, G: TOUT, D: TOUT},
    # Académie
    "personne.fusionner": {G: TOUT, D: TOUT},
    "compte.gerer": {T: SOI},
    "personne.effacer": {G: TOUT, D: TOUT},
    "annuaire.voir": {T: TOUT},
    "annuaire.paraitre": {T: SOI},
    "alerte.gerer": {T: SOI},
    "abonnement.gerer": {T: SOI, F: SOI, R: STRUCTURE},
    "referentiel.voir": {C: TOUT, G: TOUT, F: TOUT, D: TOUT},
    "structure.voir": {R: STRUCTURE, G: TOUT, D: TOUT},
    "structure.gerer": {G: TOUT, D: TOUT},
    "affectation.gerer": {D: TOUT},
    "structure.regler": {R: STRUCTURE, G: TOUT, D: TOUT},
    "organisme.gerer": {G: TOUT, D: TOUT},
    "regle.voir": {C: TOUT, G: TOUT, D: TOUT},
    "regle.changer": {G: TOUT},
    "message.voir": {G: TOUT, D: TOUT},
    "message.gerer": {G: TOUT, D: TOUT},
    "gabarit.gerer": {G: TOUT},
    "administration.acceder": {D: TOUT},
}


def permissions_des_roles(roles) -> frozenset[str]:
    """Return the permissions that at least one of `roles` holds, whatever the scope."""
    return frozenset(permission for permission, regles in TABLE.items() if regles.keys() & roles)
