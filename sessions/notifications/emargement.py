from django.conf import settings

from academie import francais
from academie.actions.message import mettre_en_file
from sessions.queries.emargement import lien_personnel


def emargement_ouvert(inscription, creneau) -> None:
    """Send a person the personal link to sign for this half-day; the code is in the room."""
    mettre_en_file(
        cle=f"emargement.ouvert:{creneau.pk}:{inscription.pk}",
        gabarit="sessions/messages/emargement_ouvert.txt",
        contexte={
            "prenom": inscription.utilisateur.prenom,
            "titre": creneau.session.titre,
            "jour": francais.date_longue(creneau.debut),
            "heures": francais.plage(creneau.debut, creneau.fin),
            "lien_signature": settings.BASE_URL + lien_personnel(inscription, creneau),
        },
        utilisateur=inscription.utilisateur,
        dossier=f"inscription:{inscription.pk}",
    )
