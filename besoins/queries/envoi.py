"""Who receives a sending, and why the others do not: one rule for the preview, the deed and the follow-up page."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Case, Count, Q, QuerySet, TextChoices, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academie.regles import regle
from besoins.models import Enquete, Envoi, Invitation

Etat = Invitation.Etat


class Raison(TextChoices):
    """Why somebody of the population does not receive a message."""

    REPONDUE = "repondue", gettext_lazy("a déjà répondu")
    REFUSEE = "refusee", gettext_lazy("ne souhaite pas répondre")
    DEJA = "deja", gettext_lazy("a déjà reçu l'invitation")
    PAS_INVITEE = "pas_invitee", gettext_lazy("n'a pas encore été invitée")
    SANS_ADRESSE = "sans_adresse", gettext_lazy("n'a pas d'adresse électronique")
    REBOND = "rebond", gettext_lazy("son adresse est en erreur")
    ASSEZ = "assez", gettext_lazy("a déjà reçu toutes les relances prévues")
    RECENT = "recent", gettext_lazy("a reçu un message il y a trop peu de temps")


FILTRES: dict[str, str] = {
    Raison.REPONDUE: "repondue",
    Raison.REFUSEE: "refusee",
    Raison.DEJA: "silencieuse",
    Raison.PAS_INVITEE: "preparee",
    Raison.SANS_ADRESSE: "sans_adresse",
    Raison.REBOND: "rebond",
}


@dataclass(frozen=True)
class Ecart:
    """A reason, in words, and how many people it leaves out."""

    raison: str
    libelle: str
    nombre: int

    @property
    def filtre(self) -> str:
        """The filter of the follow-up page that shows them, if there is one."""
        return FILTRES.get(self.raison, "")

    @property
    def precision(self) -> str:
        if self.raison == Raison.ASSEZ:
            return _("%(n)d au plus") % {"n": regle("enquete.relances_maximum")}
        if self.raison == Raison.RECENT:
            return _("il faut attendre %(n)d jours") % {"n": regle("enquete.relance_delai")}
        return ""


def population(enquete: Enquete) -> QuerySet[Invitation]:
    """Those whom the survey asks; whoever took the open link was not asked."""
    return Invitation.objects.filter(enquete=enquete, par_lien_ouvert=False)


def destinataires(enquete: Enquete, genre: str, le: datetime) -> QuerySet[Invitation]:
    """Who receives a sending of this kind at `le`."""
    return selon_la_raison(population(enquete), genre, le).filter(raison="")


def destinataires_par_enquete(enquetes: list[Enquete], genre: str, le: datetime) -> dict[int, int]:
    """How many people each survey may write to, in one query."""
    invitations = Invitation.objects.filter(enquete__in=enquetes, par_lien_ouvert=False)
    choisies = selon_la_raison(invitations, genre, le).filter(raison="").order_by()
    return dict(choisies.values_list("enquete").annotate(n=Count("*")))


def ecarts(enquete: Enquete, genre: str, le: datetime) -> list[Ecart]:
    """Who does not, counted by reason, in one query."""
    nombres = dict(
        selon_la_raison(population(enquete), genre, le)
        .exclude(raison="")
        .order_by()
        .values_list("raison")
        .annotate(n=Count("*"))
    )
    return [Ecart(cle, libelle, nombres[cle]) for cle, libelle in Raison.choices if cle in nombres]


def selon_la_raison(invitations: QuerySet[Invitation], genre: str, le: datetime) -> QuerySet[Invitation]:
    """Add `raison`: why each does not receive this kind of sending; empty for those who do."""
    return invitations.annotate(raison=Case(*_cas(genre, le), default=Value("")))


def _cas(genre: str, le: datetime) -> list[When]:
    commun = [
        When(etat=Etat.REPONDUE, then=Value(Raison.REPONDUE)),
        When(etat=Etat.REFUSEE, then=Value(Raison.REFUSEE)),
    ]
    adresse = [
        When(email="", then=Value(Raison.SANS_ADRESSE)),
        When(rebond_le__isnull=False, then=Value(Raison.REBOND)),
    ]
    if genre == Envoi.Genre.INVITATION:
        return [*commun, When(etat__in=Invitation.SILENCIEUSES, then=Value(Raison.DEJA)), *adresse]
    recent = le - timedelta(days=regle("enquete.relance_delai"))
    return [
        *commun,
        When(etat=Etat.PREPAREE, then=Value(Raison.PAS_INVITEE)),
        *adresse,
        When(relances__gte=regle("enquete.relances_maximum"), then=Value(Raison.ASSEZ)),
        When(Q(invitee_le__gt=recent) | Q(relancee_le__gt=recent), then=Value(Raison.RECENT)),
    ]
