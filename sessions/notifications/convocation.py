from django.conf import settings

from academie.actions.message import Lettre, Piece, mettre_en_file_en_nombre
from sessions.models import Inscription
from sessions.notifications.contexte import contexte_de, personne_de
from sessions.notifications.invitation import invitations
from sessions.queries.convocation import cle_de_convocation
from sessions.queries.evenement import emploi_de


def convoquer(session) -> list[Inscription]:
    """Send their convocation to those who have a seat, once for the same dates; return them.

    The document is made when the message leaves: it is long, and says what is true then.
    """
    inscriptions = list(session.inscriptions.confirmees().select_related("utilisateur").order_by("ordre"))
    contexte, emploi = contexte_de(session), emploi_de(session)
    mettre_en_file_en_nombre(
        gabarit="sessions/messages/convocation.txt",
        lettres=(
            Lettre(
                cle=cle_de_convocation(session, inscription),
                destinataire=inscription.utilisateur.email,
                utilisateur=inscription.utilisateur,
                contexte=contexte
                | personne_de(inscription.utilisateur)
                | {"lien_inscription": settings.BASE_URL + inscription.get_absolute_url()},
                dossier=f"inscription:{inscription.pk}",
                pieces=[
                    Piece("convocation.pdf", "application/pdf", source=f"convocation:{inscription.pk}"),
                    *invitations(session, inscription.utilisateur, emploi),
                ],
            )
            for inscription in inscriptions
        ),
    )
    return inscriptions
