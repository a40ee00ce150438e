from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.utils.translation import ngettext

from academie.actions.message import Lettre, mettre_en_file_en_nombre
from sessions.models import Inscription
from sessions.notifications.contexte import contexte_de, moment, personne_de

RAPPELS = {
    "rappel.premier": "sessions/messages/rappel_premier.txt",
    "rappel.second": "sessions/messages/rappel_second.txt",
}


def rappeler(cle: str, session, inscriptions: Iterable[Inscription], *, jours: int, apres: datetime) -> None:
    """Write the reminder `cle` of these enrolments, to leave at `apres`: a change of the session makes it another."""
    contexte = contexte_de(session) | {
        "delai": ngettext("%(jours)d jour", "%(jours)d jours", jours) % {"jours": jours},
        "premier_jour": moment(session.debut),
    }
    mettre_en_file_en_nombre(
        gabarit=RAPPELS[cle],
        lettres=(
            Lettre(
                cle=f"{cle}:{inscription.pk}:{session.sequence}",
                destinataire=inscription.utilisateur.email,
                utilisateur=inscription.utilisateur,
                contexte=contexte
                | personne_de(inscription.utilisateur)
                | {"lien_inscription": settings.BASE_URL + inscription.get_absolute_url()},
                dossier=f"inscription:{inscription.pk}",
                apres=apres,
            )
            for inscription in inscriptions
        ),
    )
