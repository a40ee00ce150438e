"""What people are told as a session goes through its life. Each fact has its key: it is told once."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from academie import francais
from sessions.notifications.convocation import convoquer
from sessions.notifications.invitation import annulations, invitations
from sessions.notifications.session import destinataires, diffuser, oublier_les_rappels
from sessions.queries.evenement import emploi_de
from sessions.queries.reinscription import lien_de_reinscription
from sessions.queries.session import adresse


def session_ouverte(session) -> None:
    """Tell who gives the session: nobody has enrolled yet."""
    emploi = emploi_de(session)
    diffuser("ouverte", session, cle=session.pk, pieces=lambda personne: invitations(session, personne, emploi))


def session_confirmee(session) -> None:
    """Those who have a seat receive their convocation, which says it; the others are told."""
    convoquees = {inscription.utilisateur for inscription in convoquer(session)}
    diffuser("confirmee", session, cle=session.pk, a=[p for p in destinataires(session) if p not in convoquees])


def session_reportee(session) -> None:
    """The dates go; the seats stay."""
    _diffuser_le_retrait("reportee", session, cle=f"{session.pk}:{session.sequence}", motif=session.motif_report)


def session_redatee(session, *, aussi=()) -> None:
    """Those who enrolled keep their place, or leave it by their enrolment's page."""
    emploi = emploi_de(session)
    liens = {
        inscription.utilisateur_id: settings.BASE_URL + inscription.get_absolute_url()
        for inscription in session.inscriptions.actives()
    }
    choix = _(
        "Ces dates vous conviennent ? Vous n'avez rien à faire : votre inscription est gardée. Sinon, annulez-la ici, "
        "une autre personne viendra à votre place :"
    )
    diffuser(
        "redatee",
        session,
        cle=f"{session.pk}:{session.sequence}",
        aussi=aussi,
        pieces=lambda personne: invitations(session, personne, emploi),
        propre=lambda personne: {
            "choix": choix if personne.pk in liens else "",
            "lien_inscription": liens.get(personne.pk, ""),
        },
    )


def session_annulee(session) -> None:
    """Tell everybody; each who enrolled gets a link of their own to the session offered instead."""
    suivante = session.remplacante
    inscriptions = session.inscriptions.actives() if suivante else []
    liens = {
        inscription.utilisateur_id: settings.BASE_URL + lien_de_reinscription(inscription)
        for inscription in inscriptions
    }
    catalogue = settings.BASE_URL + reverse("besoins:catalogue_detail", args=[session.version.programme.slug])
    _diffuser_le_retrait(
        "annulee",
        session,
        cle=session.pk,
        motif=session.motif_annulation,
        propre=lambda personne: {
            "suite": _proposer(suivante) if personne.pk in liens else _("Les autres sessions de ce programme :"),
            "lien_suite": liens.get(personne.pk, catalogue),
        },
    )


def _diffuser_le_retrait(fait: str, session, *, cle, motif: str, **options) -> None:
    """The half-days leave the calendars of those who were expected; no reminder follows."""
    emploi = emploi_de(session)
    oublier_les_rappels(session, motif)
    diffuser(
        fait,
        session,
        cle=cle,
        motif=motif,
        pieces=lambda personne: annulations(session, personne, emploi) if personne.pk in emploi.attendus else [],
        **options,
    )


def _proposer(suivante) -> str:
    return _(
        "Nous vous proposons une autre session du même programme, %(quand)s (%(ou)s). Vous êtes parmi les premières "
        "personnes prévenues. Inscrivez-vous avec ce lien personnel, sans rien ressaisir :"
    ) % {"quand": francais.periode(suivante.debut, suivante.fin), "ou": adresse(suivante)}
