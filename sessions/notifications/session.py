from collections.abc import Callable, Iterable

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from academie.actions.message import Lettre, Piece, mettre_en_file, mettre_en_file_en_nombre, oublier_les_attendus
from academie.models import Utilisateur
from sessions.models import Inscription
from sessions.notifications.contexte import contexte_de, dire_les_changements, personne_de
from sessions.notifications.invitation import differences
from sessions.notifications.rappel import RAPPELS
from sessions.queries.evenement import Emploi, emploi_de
from sessions.queries.session import formateurs_de, liens


def session_modifiee(
    session, changements: list[tuple[str, str, str]], *, avant: Emploi | None = None, aussi=()
) -> None:
    """Tell who has a seat, who waits and who gives the session what was and what is; `aussi`, who gave it.

    Args:
        avant: who was expected at what, so that calendars lose what is no longer.
    """
    nouveau_lien = _("un nouveau lien, sur la page de votre inscription")
    # Those who wait have no right to the link.
    lien = liens(session)
    changements = [
        (libelle, "", nouveau_lien) if apres and apres == lien else (libelle, avant, apres)
        for libelle, avant, apres in changements
    ]
    oublier_les_rappels(session, _("La session a changé."))
    emploi = emploi_de(session)
    diffuser(
        "modifiee",
        session,
        cle=f"{session.pk}:{session.sequence}",
        aussi=aussi,
        pieces=lambda personne: differences(session, personne, avant or emploi, emploi),
        changements=dire_les_changements(changements),
    )


def assiduite_insuffisante(assiduite, session) -> None:
    """Tell a person why the session that closes brings them no certificate."""
    inscription = assiduite.inscription
    mettre_en_file(
        cle=f"session.assiduite:{inscription.pk}",
        gabarit="sessions/messages/assiduite_insuffisante.txt",
        contexte=contexte_de(session)
        | personne_de(inscription.utilisateur)
        | {
            "mesure": assiduite.mesure,
            "lien_inscription": settings.BASE_URL + inscription.get_absolute_url(),
            "catalogue": settings.BASE_URL + reverse("besoins:catalogue_detail", args=[session.version.programme.slug]),
        },
        utilisateur=inscription.utilisateur,
        dossier=f"inscription:{inscription.pk}",
    )


def destinataires(session) -> list[Utilisateur]:
    """Everybody whom a change of `session` concerns."""
    inscrites = Utilisateur.objects.filter(
        pk__in=Inscription.objects.actives().filter(session=session).values("utilisateur")
    )
    return sorted({*inscrites, *formateurs_de(session)}, key=lambda personne: personne.pk)


def oublier_les_rappels(session, motif: str) -> None:
    """The reminders still to leave: they are written again for what is now."""
    inscriptions = session.inscriptions.values_list("pk", flat=True)
    oublier_les_attendus(dossiers=[f"inscription:{pk}" for pk in inscriptions], gabarits=RAPPELS.values(), motif=motif)


def diffuser(
    fait: str,
    session,
    *,
    cle,
    a: Iterable[Utilisateur] | None = None,
    aussi=(),
    pieces: Callable[[Utilisateur], list[Piece]] = lambda personne: [],
    propre: Callable[[Utilisateur], dict] = lambda personne: {},
    **contexte,
) -> None:
    """Tell everybody, or only those of `a`. `pieces` and `propre` say what one person alone receives: files, more variables."""
    communs = contexte_de(session) | contexte
    mention = _("Les fichiers joints mettent votre agenda à jour.")
    mettre_en_file_en_nombre(
        gabarit=f"sessions/messages/session_{fait}.txt",
        lettres=(
            Lettre(
                cle=f"session.{fait}:{cle}:{personne.pk}",
                destinataire=personne.email,
                utilisateur=personne,
                contexte=communs
                | personne_de(personne)
                | {"mention_agenda": mention if (jointes := pieces(personne)) else ""}
                | propre(personne),
                pieces=jointes,
                dossier=f"session:{session.pk}",
            )
            for personne in sorted(
                {*(destinataires(session) if a is None else a), *aussi}, key=lambda personne: personne.pk
            )
        ),
    )
