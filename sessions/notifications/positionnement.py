"""What is planned for a person, told to them."""

from hashlib import sha256

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from academie import francais
from academie.actions.message import mettre_en_file
from academie.branchements.gabarits import Gabarit
from sessions.models import Inscription
from sessions.notifications.exemples import EXEMPLES

GABARITS = (
    Gabarit(
        exemples=EXEMPLES,
        code="sessions/messages/amenagement_prevu.txt",
        theme=_("Inscription"),
        titre=_("Aménagement prévu"),
        quand=_("Quand l'équipe dit ce qui est prévu pour une personne"),
        a_qui=_("La personne inscrite"),
        variables={
            "prenom": _("Prénom de la personne"),
            "titre": _("Titre de la formation"),
            "periode": _("Dates de la session"),
            "prevu": _("Ce qui est prévu"),
            "lien": _("Adresse de son inscription"),
        },
    ),
)


def amenagement_prevu(inscription: Inscription) -> None:
    session = inscription.session
    redaction = sha256(inscription.amenagement_prevu.encode()).hexdigest()[:12]
    mettre_en_file(
        cle=f"amenagement.prevu:{inscription.pk}:{redaction}",
        gabarit="sessions/messages/amenagement_prevu.txt",
        contexte={
            "prenom": inscription.utilisateur.prenom,
            "titre": session.titre,
            "periode": francais.periode(session.debut, session.fin),
            "prevu": inscription.amenagement_prevu,
            "lien": settings.BASE_URL + inscription.get_absolute_url(),
        },
        utilisateur=inscription.utilisateur,
        dossier=f"inscription:{inscription.pk}",
    )
