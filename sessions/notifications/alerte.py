from django.conf import settings
from django.urls import reverse

from academie.actions.message import Lettre, mettre_en_file_en_nombre
from academie.autorisations.jetons import creer_jeton
from sessions.models import Alerte
from sessions.notifications.contexte import contexte_de, personne_de
from sessions.queries.alerte import ARRETER


def session_attendue(session, alertes: list[Alerte]) -> None:
    """Tell whoever asked for it that such a session opens: one message for a person and a session, whatever runs twice."""
    contexte = contexte_de(session)
    mettre_en_file_en_nombre(
        gabarit="sessions/messages/alerte.txt",
        lettres=(
            Lettre(
                cle=f"alerte:{session.pk}:{alerte.utilisateur_id}",
                destinataire=alerte.utilisateur.email,
                utilisateur=alerte.utilisateur,
                contexte=contexte
                | personne_de(alerte.utilisateur)
                | {
                    "sujet": alerte.sujet,
                    "lien_arret": settings.BASE_URL
                    + reverse("sessions:alerte_lien", args=[creer_jeton(ARRETER, alerte.pk)]),
                },
            )
            for alerte in alertes
        ),
    )
