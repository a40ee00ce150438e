from django.conf import settings
from django.urls import reverse

from academie.actions.message import mettre_en_file
from academie.autorisations.jetons import creer_jeton
from sessions.notifications.contexte import contexte_de, moment, personne_de
from sessions.queries.attente import REPONDRE


def place_proposee(inscription) -> None:
    """The link answers without an account: it says who, which session, until when."""
    lien = reverse("sessions:offre_repondre", args=[creer_jeton(REPONDRE, inscription.pk)])
    _ecrire("proposee", inscription, jusqu_a=moment(inscription.offre_expire_le), lien_offre=settings.BASE_URL + lien)


def offre_refusee(inscription) -> None:
    _ecrire("refusee", inscription)


def offre_expiree(inscription) -> None:
    _ecrire("expiree", inscription)


def _ecrire(fait: str, inscription, **contexte) -> None:
    mettre_en_file(
        cle=f"offre.{fait}:{inscription.pk}",
        gabarit=f"sessions/messages/offre_{fait}.txt",
        contexte=contexte_de(inscription.session) | personne_de(inscription.utilisateur) | contexte,
        utilisateur=inscription.utilisateur,
        dossier=f"inscription:{inscription.pk}",
    )
