"""Evaluations, complaints, improvements, absences."""

from django.utils import timezone

from sessions.actions.amelioration import faire_amelioration, prevoir_amelioration
from sessions.actions.declaration import declarer_absence
from sessions.actions.evaluation import enregistrer_financeur
from sessions.actions.reclamation import accuser_reception, deposer_reclamation
from sessions.models import Amelioration, Financeur, Reclamation, Session
from tests.sessions.emargements import demi_journee, inscription_de, ouvrir, session_au
from tests.sessions.evaluations import Genre, demander, repondre, session_tenue


def reclamation(d, *, par=None, accusee=False) -> Reclamation:
    """Filed by `d.animateur`."""
    deposee = deposer_reclamation(
        reclamation=Reclamation(sujet="lieu", titre="Pas d'ascenseur", texte="La salle est au deuxième étage."),
        par=par or d.animateur,
    )
    return accuser_reception(reclamation=deposee, par=d.gestionnaire) if accusee else deposee


def amelioration(d, *, faite=False) -> Amelioration:
    prevue = prevoir_amelioration(
        amelioration=Amelioration(
            titre="Prévoir une salle de plain-pied",
            origine="autre",
            constat="Deux personnes n'ont pas pu monter.",
            responsable=d.gestionnaire,
            echeance=timezone.localdate(),
        ),
        par=d.gestionnaire,
    )
    return faire_amelioration(amelioration=prevue, realisation="Salle changée") if faite else prevue


def absente(d):
    """`d.animateur`, noted absent by `d.formateur`."""
    session = session_au(d, dans=-3, personnes=[d.animateur])
    creneau = ouvrir(demi_journee(session), d)
    declarer_absence(
        creneau=creneau, inscription=inscription_de(session, d.animateur), par=d.formateur, motif="", le=creneau.debut
    )
    return inscription_de(session, d.animateur)


def _evaluee(d) -> Session:
    session = session_tenue(d)
    for demande in [*demander(session, Genre.A_CHAUD), *demander(session, Genre.FORMATEUR)]:
        repondre(demande)
    return session


def _liste(d):
    _evaluee(d)
    return {}


EXEMPLES = {
    "sessions:evaluation_list": _liste,
    "sessions:evaluation_csv": _liste,
    "sessions:evaluation_xlsx": _liste,
    "sessions:indicateur_public": _liste,
    "sessions:session_evaluations": lambda d: {"pk": _evaluee(d).pk},
    "sessions:modele_evaluation_preparer": lambda d: {"genre": Genre.A_CHAUD.value},
    "sessions:repondant_update": lambda d: {
        "pk": enregistrer_financeur(financeur=Financeur(nom="Région", email="region@test.example")).pk
    },
    "sessions:session_absences": lambda d: {"pk": absente(d).session_id},
    "sessions:contact_create": lambda d: {"pk": absente(d).pk},
    "sessions:reclamation_detail": lambda d: {"pk": reclamation(d).pk},
    "sessions:reclamation_list": lambda d: reclamation(d) and {},
    "sessions:reclamation_registre": lambda d: reclamation(d) and {},
    "sessions:reclamation_suivi": lambda d: {"pk": reclamation(d).pk},
    "sessions:reclamation_accuser": lambda d: {"pk": reclamation(d).pk},
    "sessions:reclamation_qualifier": lambda d: {"pk": reclamation(d).pk},
    "sessions:reclamation_repondre": lambda d: {"pk": reclamation(d).pk},
    "sessions:reclamation_clore": lambda d: {"pk": reclamation(d, accusee=True).pk},
    "sessions:amelioration_list": lambda d: amelioration(d) and {},
    "sessions:amelioration_detail": lambda d: {"pk": amelioration(d).pk},
    "sessions:amelioration_update": lambda d: {"pk": amelioration(d).pk},
    "sessions:amelioration_faire": lambda d: {"pk": amelioration(d).pk},
    "sessions:amelioration_verifier": lambda d: {"pk": amelioration(d, faite=True).pk},
    "sessions:amelioration_abandonner": lambda d: {"pk": amelioration(d).pk},
}
