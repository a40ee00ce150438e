"""An account made for somebody whom a colleague enrolled: they are told, and choose their password."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from academie import francais
from academie.actions.message import mettre_en_file
from academie.branchements.gabarits import Gabarit
from sessions.notifications.exemples import EXEMPLES

GABARITS = (
    Gabarit(
        exemples=EXEMPLES,
        code="sessions/messages/compte_ouvert.txt",
        theme=_("Inscription"),
        titre=_("Compte ouvert par une ou un collègue"),
        quand=_("Quand une personne sans compte est inscrite par un fichier"),
        a_qui=_("La personne inscrite"),
        variables={
            "prenom": _("Prénom de la personne"),
            "par": _("Qui l'a inscrite"),
            "structure": _("Nom de la structure"),
            "titre": _("Titre de la formation"),
            "periode": _("Dates de la session"),
            "adresse": _("Adresse électronique du compte"),
            "lien": _("Page pour choisir un mot de passe"),
        },
        obligatoires=frozenset({"lien"}),
    ),
)


def compte_ouvert(inscription, *, par) -> None:
    personne, session = inscription.utilisateur, inscription.session
    mettre_en_file(
        cle=f"compte.ouvert:{personne.pk}",
        gabarit="sessions/messages/compte_ouvert.txt",
        contexte={
            "prenom": personne.prenom,
            "par": str(par),
            "structure": str(inscription.structure),
            "titre": session.titre,
            "periode": francais.periode(session.debut, session.fin),
            "adresse": personne.email,
            "lien": settings.BASE_URL + reverse("account_reset_password"),
        },
        utilisateur=personne,
        dossier=f"inscription:{inscription.pk}",
    )
