from django.conf import settings
from django.urls import reverse

from academie.actions.message import Lettre, Piece, mettre_en_file_en_nombre
from sessions.notifications.contexte import contexte_de, moment, personne_de
from sessions.queries.trousse import equipe


def envoyer_trousse(session) -> None:
    """Send each trainer what to take to the room, once for the same first day; made when the message leaves."""
    lien = settings.BASE_URL + reverse("sessions:animation_detail", args=[session.pk])
    contexte = contexte_de(session) | {"premier_jour": moment(session.debut), "lien_animation": lien}
    mettre_en_file_en_nombre(
        gabarit="sessions/messages/trousse.txt",
        lettres=[
            Lettre(
                cle=f"trousse:{session.pk}:{session.debut.date():%Y%m%d}:{formateur.pk}",
                destinataire=formateur.email,
                utilisateur=formateur,
                contexte=contexte | personne_de(formateur),
                dossier=f"session:{session.pk}",
                pieces=[Piece(f"trousse-session-{session.pk}.zip", "application/zip", source=f"trousse:{session.pk}")],
            )
            for formateur in equipe(session)
        ],
    )
