"""Who receives a convocation, who does not and why, who already has."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academie.models import Message
from academie.queries.message import adresses_en_erreur
from sessions.models import Inscription, Session
from sessions.queries.documents import convocation_pdf

EXCLUES = {
    Inscription.Etat.A_ACCORDER: gettext_lazy("son employeur n'a pas encore donné son accord"),
    Inscription.Etat.PROPOSEE: gettext_lazy("n'a pas encore accepté la place proposée"),
    Inscription.Etat.EN_ATTENTE: gettext_lazy("attend une place"),
}


@dataclass(frozen=True)
class Convocable:
    """A person and their convocation: `message` when it is already written, `raison` when there will be none."""

    inscription: Inscription
    raison: str = ""
    message: Message | None = None
    adresse_en_erreur: bool = False

    @property
    def a_convoquer(self) -> bool:
        return not (self.raison or self.message)


def cle_de_convocation(session: Session, inscription: Inscription) -> str:
    """The same dates and place are told once."""
    return f"convocation:{inscription.pk}:{session.sequence}"


def pourquoi_ne_pas_convoquer(session: Session, le: datetime) -> str:
    """Why no convocation can leave for this session: it is not sure, or it is over. Empty when they can."""
    if session.etat == Session.Etat.OUVERTE:
        return _("Rien ne part : la session n'est pas encore confirmée. Confirmez-la, les convocations suivent.")
    if session.etat != Session.Etat.CONFIRMEE and session.etat != Session.Etat.EN_COURS:
        return _("Rien ne part : cette session est %(etat)s, personne n'y est plus convoqué.") % {
            "etat": session.get_etat_display()
        }
    return _("Rien ne part : cette session est passée.") if session.fin <= le else ""


def convocables(session: Session) -> list[Convocable]:
    inscriptions = list(
        session.inscriptions.actives().select_related("utilisateur", "structure").order_by("etat", "ordre")
    )
    cles = {cle_de_convocation(session, inscription): inscription for inscription in inscriptions}
    ecrits = {message.cle: message for message in Message.objects.filter(cle__in=cles).defer("texte")}
    en_erreur = adresses_en_erreur([inscription.utilisateur.email for inscription in inscriptions])
    return [
        Convocable(
            inscription=inscription,
            raison=str(EXCLUES.get(inscription.etat, "")),
            message=ecrits.get(cle),
            adresse_en_erreur=inscription.utilisateur.email in en_erreur,
        )
        for cle, inscription in cles.items()
    ]


def fabriquer_convocation(pk: str) -> bytes:
    """The document, as the message that carries it leaves."""
    inscriptions = Inscription.objects.select_related("utilisateur", "session__version__programme", "session__lieu")
    return convocation_pdf(inscriptions.get(pk=int(pk)))
