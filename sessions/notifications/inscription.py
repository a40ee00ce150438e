from django.conf import settings
from django.utils.translation import gettext as _

from academie.actions.message import mettre_en_file, oublier_les_attendus
from sessions.models import Inscription
from sessions.notifications.contexte import contexte_de, personne_de
from sessions.notifications.invitation import annulations, invitations
from sessions.notifications.rappel import RAPPELS
from sessions.queries.evenement import emploi_de_confirmee
from sessions.queries.inscription import rang
from sessions.queries.session import Deroule, deroule_de


def inscription_confirmee(inscription, deroule: Deroule | None = None) -> None:
    deroule = deroule or deroule_de(inscription.session)
    emploi = emploi_de_confirmee(inscription, deroule.creneaux)
    pieces = invitations(inscription.session, inscription.utilisateur, emploi)
    _ecrire("confirmee", inscription, deroule, pieces=pieces)


def inscription_a_accorder(inscription, deroule: Deroule | None = None) -> None:
    """The seat is held until the employer answers."""
    _ecrire("a_accorder", inscription, deroule)


def inscription_en_attente(inscription, deroule: Deroule | None = None) -> None:
    _ecrire("en_attente", inscription, deroule, rang=rang(inscription))


def inscription_annulee(inscription, *, motif: str = "") -> None:
    tardive = _("Cette annulation est notée comme tardive : la place sera difficile à redonner à temps.")
    _ecrire(
        "annulee",
        inscription,
        pieces=_retraits(inscription),
        motif=_("Motif : %s") % motif if motif else "",
        mention_tardive=tardive if inscription.tardive else "",
    )


def inscription_remplacee(inscription, *, par) -> None:
    """Tell who leaves their seat to a colleague; `par` decided it."""
    _ecrire("remplacee", inscription, pieces=_retraits(inscription), par=par)


def _retraits(inscription) -> list:
    """What takes the half-days out of their calendar, if they were ever put in; no reminder follows."""
    oublier_les_attendus(
        dossiers=[f"inscription:{inscription.pk}"], gabarits=RAPPELS.values(), motif=_("L'inscription a été annulée.")
    )
    if not inscription.mouvements.filter(vers=Inscription.Etat.CONFIRMEE).exists():
        return []
    return annulations(inscription.session, inscription.utilisateur)


def _ecrire(fait: str, inscription, deroule: Deroule | None = None, *, pieces=(), **contexte) -> None:
    mettre_en_file(
        cle=f"inscription.{fait}:{inscription.pk}",
        gabarit=f"sessions/messages/inscription_{fait}.txt",
        contexte=contexte_de(inscription.session, deroule)
        | personne_de(inscription.utilisateur)
        | {"lien_inscription": settings.BASE_URL + inscription.get_absolute_url()}
        | contexte,
        utilisateur=inscription.utilisateur,
        pieces=pieces,
        dossier=f"inscription:{inscription.pk}",
    )
