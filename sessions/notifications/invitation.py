"""Calendar files of a session for one person: to note its half-days, to take them out."""

from collections.abc import Mapping
from email.utils import parseaddr
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from academie.actions.message import Piece
from sessions.agendas.evenement import Evenement
from sessions.agendas.invitation import Correspondant, Methode, invitation_ics
from sessions.queries.evenement import Emploi, emploi_de


def invitations(session, personne, emploi: Emploi | None = None) -> list[Piece]:
    """A file for each half-day that this person is expected at; none for who waits."""
    emploi = emploi or emploi_de(session)
    return _pieces(session, personne, emploi, emploi.evenements_pour(personne), Methode.DEMANDE)


def annulations(session, personne, emploi: Emploi | None = None) -> list[Piece]:
    """The half-days that this person is expected at no more, all of them."""
    emploi = emploi or emploi_de(session)
    return _pieces(session, personne, emploi, emploi.evenements, Methode.ANNULATION)


def differences(session, personne, avant: Emploi, apres: Emploi) -> list[Piece]:
    """What this person is expected at, and what they no longer are."""
    retires = {
        uid: evenement
        for uid, evenement in avant.evenements_pour(personne).items()
        if uid not in apres.attendus.get(personne.pk, set())
    }
    return [
        *_pieces(session, personne, apres, retires, Methode.ANNULATION),
        *invitations(session, personne, apres),
    ]


def _pieces(session, personne, emploi: Emploi, evenements: Mapping[UUID, Evenement], methode: Methode) -> list[Piece]:
    organisateur = Correspondant(*parseaddr(settings.DEFAULT_FROM_EMAIL))
    participant = Correspondant(str(personne), personne.email)
    revision, le = session.sequence + emploi.revisions.get(personne.pk, 0), timezone.now()
    return [
        Piece(
            f"{'annulation' if methode is Methode.ANNULATION else 'demi-journee'}-{numero}.ics",
            f"text/calendar; method={methode.value}",
            invitation_ics(
                evenement,
                methode=methode,
                organisateur=organisateur,
                participant=participant,
                revision=revision,
                emise_le=le,
            ),
        )
        for numero, evenement in enumerate(evenements.values(), start=1)
    ]
