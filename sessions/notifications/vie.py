"""What people are told as a session goes through its life. Each fact has its key: it is told once."""

from django.conf import settings
from django.urls import reverse

from academie import francais
from sessions.notifications.session import diffuser
from sessions.queries.reinscription import lien_de_reinscription
from sessions.queries.session import adresse


def session_ouverte(session) -> None:
    """Tell who gives the session: nobody has enrolled yet."""
    diffuser("ouverte", session, cle=session.pk)


def session_confirmee(session) -> None:
    diffuser("confirmee", session, cle=session.pk)


def session_reportee(session) -> None:
    """The dates go; the seats stay. No calendar file: there is no date to give."""
    diffuser("reportee", session, cle=f"{session.pk}:{session.sequence}", avec_agenda=False)


def session_redatee(session, *, aussi=()) -> None:
    """Those who enrolled keep their place, or leave it by their enrolment's page."""
    inscriptions = {inscription.utilisateur_id: inscription for inscription in session.inscriptions.actives()}
    diffuser(
        "redatee",
        session,
        cle=f"{session.pk}:{session.sequence}",
        aussi=aussi,
        propre=lambda personne: {
            "lien_inscription": settings.BASE_URL + inscriptions[personne.pk].get_absolute_url()
            if personne.pk in inscriptions
            else ""
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
    diffuser(
        "annulee",
        session,
        cle=session.pk,
        avec_agenda=False,
        propre=lambda personne: {"lien_suivante": liens.get(personne.pk, "")},
        suivante=suivante,
        suivante_quand=francais.periode(suivante.debut, suivante.fin) if suivante else "",
        suivante_ou=adresse(suivante) if suivante else "",
        catalogue=settings.BASE_URL + reverse("besoins:catalogue_detail", args=[session.version.programme.slug]),
    )
