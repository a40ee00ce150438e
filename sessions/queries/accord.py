"""The employer's agreement: the link that answers, what it shows, what is awaited and for how long."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academie import francais
from academie.autorisations.jetons import creer_jeton, lire_jeton
from academie.branchements.accueil import Apport, Ligne
from academie.regles import regle
from besoins.queries.financement import mentions
from sessions.models import AccordEmployeur
from sessions.queries.session import adresse

REPONDRE = "accord.repondre"
BIENTOT = timedelta(days=3)
Etat = AccordEmployeur.Etat


def chemin(accord: AccordEmployeur) -> str:
    """Where this request is answered, without an account. A request made again has another address."""
    return reverse("sessions:accord_repondre", args=[creer_jeton(REPONDRE, accord.pk, accord.numero)])


@dataclass(frozen=True)
class LienAccord:
    """What the link of a mail leads to, and why it cannot be answered any more."""

    accord: AccordEmployeur
    obstacle: str


def lien_accord(jeton: str, le: datetime | None = None) -> LienAccord:
    """What this link answers for.

    Raises:
        JetonInvalide: it was not made here.
        AccordEmployeur.DoesNotExist: the enrolment is gone.
    """
    pk, numero = lire_jeton(REPONDRE, jeton)
    accord = avec_inscription(AccordEmployeur.objects).get(pk=pk)
    if accord.attendu and accord.numero != numero:
        return LienAccord(accord, _("Cette demande a été refaite : répondez par le lien du dernier message envoyé."))
    return LienAccord(accord, obstacle(accord, le or timezone.now()))


def obstacle(accord: AccordEmployeur, le: datetime) -> str:
    """Why nobody can answer any more, and what to do; empty while it is awaited."""
    if accord.etat == Etat.DONNE:
        return _("L'accord est déjà donné, par %(qui)s. Pour revenir dessus, écrivez à l'Académie.") % {
            "qui": accord.decide_par
        }
    if accord.etat == Etat.REFUSE:
        return _("L'accord est déjà refusé, par %(qui)s. Pour revenir dessus, la personne s'inscrit à nouveau.") % {
            "qui": accord.decide_par
        }
    if not accord.attendu:
        return _("Cette inscription est annulée : aucune réponse n'est plus attendue.")
    if accord.expire_le <= le:
        return _(
            "Le délai pour répondre est passé : la place est rendue. La personne peut s'inscrire à nouveau, "
            "et vous recevrez une nouvelle demande."
        )
    return ""


def avec_inscription(accords):
    return accords.select_related(
        "inscription__utilisateur",
        "inscription__structure",
        "inscription__session__version__programme",
        "inscription__session__lieu__commune",
    )


def faits(accord: AccordEmployeur) -> list[tuple[str, str]]:
    """What an employer needs to decide."""
    inscription = accord.inscription
    session = inscription.session
    creneaux = list(session.creneaux.order_by("debut", "pk"))
    horaires = [f"{francais.date_longue(c.debut)}, {francais.plage(c.debut, c.fin)}" for c in creneaux]
    trouves = [
        (_("Personne"), str(inscription.utilisateur)),
        (_("Structure"), str(inscription.structure)),
        (_("Formation"), session.titre),
        (_("Dates et heures"), francais.enumeration(horaires)),
        (_("Durée"), francais.duree(sum(creneau.minutes for creneau in creneaux))),
        (_("Lieu"), adresse(session)),
        (_("Coût pour votre structure"), session.version.tarif or _("Écrivez à l'Académie pour le connaître")),
    ]
    financees = mentions(session.version)
    return [*trouves, (_("Financement"), francais.enumeration(financees))] if financees else trouves


def rappel_du(accord: AccordEmployeur) -> datetime:
    """When who has not answered is reminded: after the rule's delay, at half-time at the latest."""
    delai = timedelta(days=regle("inscription.accord_rappel", timezone.localdate(accord.demande_le)))
    return accord.demande_le + min(delai, (accord.expire_le - accord.demande_le) / 2)


def a_rappeler(le: datetime) -> list[AccordEmployeur]:
    attendus = AccordEmployeur.objects.attendus().filter(relance_le=None, expire_le__gt=le)
    return [accord for accord in avec_inscription(attendus) if rappel_du(accord) <= le]


def expires(le: datetime):
    """Those that nobody answered in time."""
    return AccordEmployeur.objects.attendus().filter(expire_le__lte=le)


def accueil(utilisateur) -> Apport:
    """What is awaited of the structures of a référent; for a gestionnaire, what soon falls."""
    a_faire = []
    if "accord.demander" in utilisateur.permissions:
        a_faire = _ligne(
            _attendus(utilisateur).filter(expire_le__lt=timezone.now() + BIENTOT),
            lambda n: ngettext("%(n)d accord d'employeur attendu sous trois jours", "%(n)d accords d'employeur attendus sous trois jours", n),
        )  # fmt: skip
    elif "inscription.inscrire" in utilisateur.permissions:
        a_faire = _ligne(
            _attendus(utilisateur),
            lambda n: ngettext("%(n)d accord attendu pour vos collègues", "%(n)d accords attendus pour vos collègues", n),
        )  # fmt: skip
    return Apport(a_faire=a_faire)


def _attendus(utilisateur):
    return AccordEmployeur.objects.attendus().autorises(utilisateur, "accord.voir")


def _ligne(accords, libelle) -> list[Ligne]:
    echeances = list(accords.order_by("expire_le").values_list("expire_le", flat=True))
    if not echeances:
        return []
    return [
        Ligne(
            libelle=libelle(len(echeances)) % {"n": len(echeances)},
            url=f"{reverse('sessions:accord_list')}?etat={Etat.DEMANDE}",
            echeance=timezone.localdate(echeances[0]),
            detail=_("Sans réponse à temps, l'inscription s'annule"),
            maison="sessions",
        )
    ]
