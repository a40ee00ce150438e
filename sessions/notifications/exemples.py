"""Real enrolments to preview messages with. Personal links are replaced: a preview gives nobody's rights."""

from collections.abc import Mapping
from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academie import francais
from academie.branchements.gabarits import Exemples
from sessions.models import Inscription
from sessions.notifications.contexte import contexte_de, dire_les_changements, moment, personne_de
from sessions.queries.message import inscriptions_d_exemple

LIENS_PERSONNELS = ("lien_offre", "lien_animation", "lien_suite", "lien_arret", "lien_signature")
PAROLES = {
    "motif": gettext_lazy("Motif : empêchement professionnel"),
    "par": gettext_lazy("Une personne référente"),
    "mention_agenda": gettext_lazy("Les fichiers joints mettent votre agenda à jour."),
    "choix": gettext_lazy("Ces dates ne vous conviennent pas ? Annulez votre inscription ici :"),
    "suite": gettext_lazy("Les autres sessions de ce programme :"),
    "delai": gettext_lazy("15 jours"),
    "mesure": gettext_lazy("4 h suivies sur 6 h 30 prévues"),
    "issue": gettext_lazy("Une personne de la direction a donné son accord."),
    "prevu": gettext_lazy("Une place près de l'écran est gardée."),
    "reclamation": gettext_lazy("La salle était fermée à l'heure dite"),
    "besoin": gettext_lazy("Accompagner les démarches en ligne"),
    "mention_tardive": "",
    "rang": "2",
}


def contexte_d_exemple(code: str, cle: str) -> Mapping[str, str]:
    """Every variable that a message of a session may have, for this enrolment.

    Raises:
        Inscription.DoesNotExist: it is gone.
    """
    inscription = Inscription.objects.select_related(
        "utilisateur", "session__version__programme__theme", "session__lieu__commune"
    ).get(pk=int(cle))
    session, faits = inscription.session, contexte_de(inscription.session)
    jour = francais.date_longue(session.debut)
    return (
        faits
        | personne_de(inscription.utilisateur)
        | {nom: str(parole) for nom, parole in PAROLES.items()}
        | dict.fromkeys(LIENS_PERSONNELS, _("https://exemple.invalid/ici-le-lien-personnel"))
        | {
            "lien_inscription": settings.BASE_URL + inscription.get_absolute_url(),
            "catalogue": settings.BASE_URL + reverse("besoins:catalogue_detail", args=[session.version.programme.slug]),
            "changements": dire_les_changements([(_("Lieu"), _("une autre salle"), faits["lieu"])]),
            "jusqu_a": moment(session.debut - timedelta(days=9)),
            "avant_le": moment(session.debut - timedelta(days=12)),
            "premier_jour": moment(session.debut),
            "sujet": session.titre,
            "jour": jour,
            "accuser_avant": jour,
            "repondre_avant": jour,
            "heures": francais.heure(session.debut),
            "personne": str(inscription.utilisateur),
            "structure": str(inscription.structure or ""),
            "adresse": inscription.utilisateur.email,
        }
    )


EXEMPLES = Exemples(gettext_lazy("Inscription"), inscriptions_d_exemple, contexte_d_exemple)
