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


def contexte_d_exemple(code: str, cle: str) -> Mapping[str, str]:
    """Every variable that a message of a session may have, for this enrolment.

    Raises:
        Inscription.DoesNotExist: it is gone.
    """
    inscription = Inscription.objects.select_related(
        "utilisateur", "session__version__programme__theme", "session__lieu__commune"
    ).get(pk=int(cle))
    session = inscription.session
    jour, heures = francais.date_longue(session.debut), francais.heure(session.debut)
    lien = _("https://exemple.invalid/ici-le-lien-personnel")
    faits = contexte_de(session)
    return (
        faits
        | personne_de(inscription.utilisateur)
        | {
            "lien_inscription": settings.BASE_URL + inscription.get_absolute_url(),
            "catalogue": settings.BASE_URL + reverse("besoins:catalogue_detail", args=[session.version.programme.slug]),
            "rang": "2",
            "motif": _("Motif : empêchement professionnel"),
            "mention_tardive": "",
            "par": _("Une personne référente"),
            "jusqu_a": moment(session.debut - timedelta(days=9)),
            "mention_agenda": _("Les fichiers joints mettent votre agenda à jour."),
            "changements": dire_les_changements([(_("Lieu"), _("une autre salle"), faits["lieu"])]),
            "choix": _("Ces dates ne vous conviennent pas ? Annulez votre inscription ici :"),
            "suite": _("Les autres sessions de ce programme :"),
            "delai": _("15 jours"),
            "premier_jour": moment(session.debut),
            "sujet": session.titre,
            "jour": jour,
            "heures": heures,
            "mesure": _("4 h suivies sur 6 h 30 prévues"),
            "personne": str(inscription.utilisateur),
            "structure": str(inscription.structure or ""),
            "avant_le": moment(session.debut - timedelta(days=12)),
            "issue": _("Une personne de la direction a donné son accord."),
            "adresse": inscription.utilisateur.email,
            "prevu": _("Une place près de l'écran est gardée."),
            "reclamation": _("La salle était fermée à l'heure dite"),
            "accuser_avant": jour,
            "repondre_avant": jour,
            "besoin": _("Accompagner les démarches en ligne"),
            "lien_offre": lien,
            "lien_animation": lien,
            "lien_suite": lien,
            "lien_arret": lien,
            "lien_signature": lien,
        }
    )


EXEMPLES = Exemples(gettext_lazy("Inscription"), inscriptions_d_exemple, contexte_d_exemple)
