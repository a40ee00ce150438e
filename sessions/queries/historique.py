"""What happened, in sentences, latest first."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academie import francais
from sessions.models import Inscription, MouvementInscription

Etat = Inscription.Etat
FAITS = {
    ("", Etat.CONFIRMEE): gettext_lazy("inscription confirmée"),
    ("", Etat.A_ACCORDER): gettext_lazy("place gardée, accord de l'employeur demandé"),
    ("", Etat.EN_ATTENTE): gettext_lazy("entrée en liste d'attente"),
    ("", Etat.PROPOSEE): gettext_lazy("place proposée"),
    (Etat.EN_ATTENTE, Etat.PROPOSEE): gettext_lazy("place proposée"),
    (Etat.EN_ATTENTE, Etat.CONFIRMEE): gettext_lazy("passage de la liste d'attente à une place confirmée"),
    (Etat.PROPOSEE, Etat.CONFIRMEE): gettext_lazy("place acceptée, inscription confirmée"),
    (Etat.PROPOSEE, Etat.A_ACCORDER): gettext_lazy("place acceptée, en attente de l'accord de l'employeur"),
    (Etat.A_ACCORDER, Etat.CONFIRMEE): gettext_lazy("inscription confirmée"),
    (Etat.CONFIRMEE, Etat.ANNULEE): gettext_lazy("inscription annulée"),
    (Etat.A_ACCORDER, Etat.ANNULEE): gettext_lazy("inscription annulée"),
    (Etat.PROPOSEE, Etat.ANNULEE): gettext_lazy("place proposée perdue"),
    (Etat.EN_ATTENTE, Etat.ANNULEE): gettext_lazy("sortie de la liste d'attente"),
}


def histoire_de_session(session, limite: int = 100) -> list[str]:
    """Deeds on the session and on its enrolments, in two queries."""
    actes = session.mouvements.select_related("par").order_by("-le", "-pk")[:limite]
    mouvements = (
        MouvementInscription.objects.filter(inscription__session=session)
        .select_related("par", "inscription__utilisateur")
        .order_by("-le", "-pk")[:limite]
    )
    phrases = [(acte.le, acte.pk, _dire_acte(acte)) for acte in actes]
    phrases += [(m.le, m.pk, _dire_mouvement(m, personne=m.inscription.utilisateur)) for m in mouvements]
    return [phrase for _le, _pk, phrase in sorted(phrases, reverse=True)[:limite]]


def histoire_d_inscription(inscription) -> list[str]:
    return [_dire_mouvement(m) for m in inscription.mouvements.select_related("par").order_by("-le", "-pk")]


def _quand(instant) -> str:
    jour = francais.date_longue(instant)
    return f"{jour[:1].upper()}{jour[1:]}, {francais.heure(instant)}"


def _dire_acte(acte) -> str:
    qui = acte.par or _("L'Académie")
    return f"{_quand(acte.le)} : {qui} {acte.get_acte_display()}{_suite(acte.detail)}"


def _dire_mouvement(mouvement, personne=None) -> str:
    fait = FAITS[mouvement.de, mouvement.vers]
    inscription = mouvement.inscription
    if mouvement.vers == Etat.ANNULEE and inscription.cause_annulation:
        fait = f"{fait} ({inscription.get_cause_annulation_display()})"
        fait = _("%(fait)s, tardivement") % {"fait": fait} if inscription.tardive else fait
    if personne:
        fait = f"{personne}, {fait}"
    if mouvement.par and mouvement.par != (personne or inscription.utilisateur):
        fait = _("%(fait)s par %(qui)s") % {"fait": fait, "qui": mouvement.par}
    return f"{_quand(mouvement.le)} : {fait}{_suite(mouvement.motif)}"


def _suite(detail: str) -> str:
    """What follows, on one line: a detail of several lines is an enumeration."""
    return f". {' ; '.join(detail.splitlines())}" if detail else "."
