from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from academie import francais
from academie.actions.message import mettre_en_file
from academie.models import Utilisateur
from sessions.models import Inscription
from sessions.notifications.contexte import contexte_de, piece_de
from sessions.queries.session import formateurs_de, liens


def session_modifiee(session, changements: list[tuple[str, str, str]], *, aussi=()) -> None:
    """Tell who has a seat, who waits and who gives the session what was and what is; `aussi`, who gave it."""
    nouveau_lien = _("un nouveau lien, sur la page de votre inscription")
    # Those who wait have no right to the link.
    lien = liens(session)
    changements = [
        (libelle, "", nouveau_lien) if apres and apres == lien else (libelle, avant, apres)
        for libelle, avant, apres in changements
    ]
    diffuser("modifiee", session, cle=f"{session.pk}:{session.sequence}", aussi=aussi, changements=changements)


def assiduite_insuffisante(assiduite, session) -> None:
    """Tell a person why the session that closes brings them no certificate."""
    inscription = assiduite.inscription
    mettre_en_file(
        cle=f"session.assiduite:{inscription.pk}",
        gabarit="sessions/messages/assiduite_insuffisante.txt",
        contexte={
            "session": session,
            "version": session.version,
            "personne": inscription.utilisateur,
            "periode": francais.periode(session.debut, session.fin),
            "mesure": assiduite.mesure,
            "lien": settings.BASE_URL + inscription.get_absolute_url(),
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


def diffuser(fait: str, session, *, cle, aussi=(), avec_agenda=True, propre=None, **contexte) -> None:
    """Tell everybody. `propre`, when given, says what one person alone reads, as more context."""
    contexte |= contexte_de(session)
    pieces = [piece_de(session)] if avec_agenda else []
    for personne in {*destinataires(session), *aussi}:
        mettre_en_file(
            cle=f"session.{fait}:{cle}:{personne.pk}",
            gabarit=f"sessions/messages/session_{fait}.txt",
            contexte=contexte | {"personne": personne} | (propre(personne) if propre else {}),
            utilisateur=personne,
            pieces=pieces,
            dossier=f"session:{session.pk}",
        )
