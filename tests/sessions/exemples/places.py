"""Seats offered, kept and handed over."""

from academie.autorisations.jetons import creer_jeton
from sessions.actions.inscription import annuler_inscription, inscrire
from sessions.models import Inscription
from sessions.queries.attente import REPONDRE
from tests.sessions.fabriques import session_complete


def offre(d) -> Inscription:
    """`d.animateur` waited and is offered the only seat of the session."""
    session = session_complete(d)
    inscrire(session=session, utilisateur=d.animateur, par=d.animateur)
    annuler_inscription(inscription=session.inscriptions.confirmees().get(), par=d.gestionnaire)
    return Inscription.objects.get(utilisateur=d.animateur)


EXEMPLES = {
    "sessions:offre_accepter": lambda d: {"pk": offre(d).pk},
    "sessions:offre_refuser": lambda d: {"pk": offre(d).pk},
    "sessions:offre_repondre": lambda d: {"jeton": creer_jeton(REPONDRE, offre(d).pk)},
}
