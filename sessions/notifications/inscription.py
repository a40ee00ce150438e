from django.conf import settings

from academie.actions.message import mettre_en_file
from sessions.notifications.contexte import contexte_de, piece_de
from sessions.queries.inscription import rang


def inscription_confirmee(inscription) -> None:
    _ecrire("confirmee", inscription, pieces=[piece_de(inscription.session)])


def inscription_a_accorder(inscription) -> None:
    """The seat is held until the employer answers."""
    _ecrire("a_accorder", inscription)


def inscription_en_attente(inscription) -> None:
    _ecrire("en_attente", inscription, rang=rang(inscription))


def inscription_annulee(inscription, *, motif: str = "") -> None:
    _ecrire("annulee", inscription, motif=motif, tardive=inscription.tardive)


def inscription_remplacee(inscription, *, par) -> None:
    """Tell who leaves their seat to a colleague; `par` decided it."""
    _ecrire("remplacee", inscription, par=par)


def _ecrire(fait: str, inscription, *, pieces=(), **contexte) -> None:
    mettre_en_file(
        cle=f"inscription.{fait}:{inscription.pk}",
        gabarit=f"sessions/messages/inscription_{fait}.txt",
        contexte=contexte_de(inscription.session)
        | {
            "personne": inscription.utilisateur,
            "lien_inscription": settings.BASE_URL + inscription.get_absolute_url(),
        }
        | contexte,
        utilisateur=inscription.utilisateur,
        pieces=pieces,
        dossier=f"inscription:{inscription.pk}",
    )
