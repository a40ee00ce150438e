"""Who signs what: links, what stands in the way of a signature, and the sheet of a half-day."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from academie import francais
from academie.autorisations.jetons import JetonInvalide, creer_jeton, lire_jeton
from academie.regles import regle
from sessions.models import Creneau, Emargement, Inscription, Session

PERSONNEL, SALLE = "emargement.personnel", "emargement.salle"


def lien_personnel(inscription: Inscription, creneau: Creneau) -> str:
    """The path where this person signs for this half-day, without signing in."""
    return _lien(creer_jeton(PERSONNEL, inscription.pk, creneau.pk))


def url_de_la_salle(creneau: Creneau) -> str:
    """What the QR code of the room says: the same for everybody, so that one signs in to say who one is."""
    return settings.BASE_URL + _lien(creer_jeton(SALLE, creneau.pk))


def _lien(jeton: str) -> str:
    return reverse("sessions:emargement_signer", args=[jeton])


@dataclass(frozen=True)
class Porteur:
    """Who holds a link, and for which half-day. The room's link does not say who: then `inscription` may be None."""

    creneau: Creneau
    inscription: Inscription | None
    moyen: str

    @property
    def est_inconnu(self) -> bool:
        return self.moyen == Emargement.Moyen.CODE and self.inscription is None

    @cached_property
    def signature(self) -> Emargement | None:
        """The presence that is recorded already."""
        deja = reponse(self.creneau, self.inscription) if self.inscription else None
        return deja if deja and not deja.absent else None

    @cached_property
    def obstacle(self) -> str:
        """Why this person cannot sign now; empty when they can, or have signed."""
        if self.signature:
            return ""
        if not self.inscription:
            return _(
                "Vous n'êtes pas sur la liste de cette session. Si vous êtes dans la salle, dites-le à la formatrice "
                "ou au formateur ; si vous avez un autre compte, connectez-vous avec lui."
            )
        return empechement(self.creneau, self.inscription)


def porteur(jeton: str, utilisateur) -> Porteur:
    """Read a link of either kind.

    Raises:
        JetonInvalide: forged or altered, or the half-day no longer exists.
    """
    try:
        inscription_pk, creneau_pk = lire_jeton(PERSONNEL, jeton)
    except JetonInvalide:
        (creneau_pk,) = lire_jeton(SALLE, jeton)
        creneau = _creneau(creneau_pk)
        return Porteur(creneau, _inscription_de(creneau, utilisateur), Emargement.Moyen.CODE)
    creneau = _creneau(creneau_pk)
    if not (inscription := Inscription.objects.select_related("utilisateur").filter(pk=inscription_pk).first()):
        raise JetonInvalide
    return Porteur(creneau, inscription, Emargement.Moyen.LIEN)


def _creneau(pk: int) -> Creneau:
    creneau = Creneau.objects.select_related("session__version__programme", "session__lieu__commune", "module")
    if trouve := creneau.filter(pk=pk).first():
        return trouve
    raise JetonInvalide


def _inscription_de(creneau: Creneau, utilisateur) -> Inscription | None:
    """The person's enrolment in this session; the one in force rather than one cancelled before it."""
    if not utilisateur.is_authenticated:
        return None
    inscriptions = Inscription.objects.filter(session=creneau.session_id, utilisateur=utilisateur)
    return inscriptions.select_related("utilisateur").order_by("-ordre").first()


def reponse(creneau: Creneau, inscription: Inscription) -> Emargement | None:
    """What is known of this person at this half-day."""
    return Emargement.objects.filter(creneau=creneau, inscription=inscription).first()


def empechement(creneau: Creneau, inscription: Inscription) -> str:
    """The rule that forbids this person to sign for this half-day, and what to do next; empty when nothing does."""
    if inscription.session_id != creneau.session_id or inscription.etat == Inscription.Etat.ANNULEE:
        return _(
            "Votre inscription à cette session est annulée : vous ne pouvez pas signer. "
            "Si vous êtes dans la salle, dites-le à la formatrice ou au formateur."
        )
    if inscription.etat == Inscription.Etat.EN_ATTENTE:
        return _(
            "Vous êtes en liste d'attente pour cette session : vous ne pouvez pas signer. "
            "Si vous êtes dans la salle, dites-le à la formatrice ou au formateur."
        )
    if inscription.etat != Inscription.Etat.CONFIRMEE:
        return _(
            "Votre place n'est pas confirmée (%(etat)s) : vous ne pouvez pas signer. "
            "Si vous êtes dans la salle, dites-le à la formatrice ou au formateur."
        ) % {"etat": inscription.get_etat_display()}
    if creneau.session.etat in (Session.Etat.ANNULEE, Session.Etat.REPORTEE):
        return _("Cette session est %(etat)s : il n'y a rien à signer.") % {"etat": creneau.session.get_etat_display()}
    if creneau.emargement == Creneau.Emargement.FERME:
        return _(
            "L'émargement de cette demi-journée n'est pas encore ouvert. "
            "Attendez que la formatrice ou le formateur l'ouvre, puis rechargez cette page."
        )
    if creneau.emargement == Creneau.Emargement.CONTRESIGNE:
        return _(
            "L'émargement de cette demi-journée est clos : il a été contresigné. "
            "Si vous étiez là, signalez-le à la formatrice ou au formateur, ou à l'Académie."
        )
    if Emargement.objects.filter(creneau=creneau, inscription=inscription, absent=True).exists():
        return _(
            "Une absence est notée à votre nom. Si vous êtes là, demandez à la formatrice ou au formateur "
            "de la corriger : votre présence sera alors enregistrée."
        )
    return ""


def empechement_d_ouvrir(creneau: Creneau, le: datetime) -> str:
    """Why the attendance of a half-day cannot be opened at `le`; empty when it can."""
    if creneau.emargement == Creneau.Emargement.CONTRESIGNE:
        return _("Cette demi-journée est contresignée : son émargement ne se rouvre pas.")
    if creneau.session.etat not in Session.VIVANTES:
        return _("Cette session est %(etat)s : son émargement ne s'ouvre pas.") % {
            "etat": creneau.session.get_etat_display()
        }
    ouverture = creneau.debut - _avance(creneau)
    if le < ouverture:
        return _("L'émargement s'ouvrira le %(jour)s à partir de %(heure)s.") % {
            "jour": francais.date_longue(ouverture),
            "heure": francais.heure(ouverture),
        }
    return ""


def empechement_de_contresigner(creneau: Creneau, le: datetime) -> str:
    """Why a half-day cannot be sealed at `le`; empty when it can: towards its end, when who stayed is known."""
    if creneau.emargement == Creneau.Emargement.FERME:
        return _("L'émargement de cette demi-journée n'a pas été ouvert. Ouvrez-le et notez qui était là.")
    possible = creneau.fin - _avance(creneau)
    if le < possible:
        return _(
            "Vous pourrez contresigner à partir de %(heure)s : des personnes peuvent encore arriver ou partir."
        ) % {"heure": francais.heure(possible)}
    return ""


def _avance(creneau: Creneau) -> timedelta:
    return timedelta(minutes=regle("emargement.avance", creneau.debut.date()))


def code_de_la_salle(creneau: Creneau, le: datetime) -> str:
    """The six digits that the room shows at `le`: they change with each period of the clock, and none is stored."""
    return _code(creneau, _fenetre(le))


def code_accepte(creneau: Creneau, code: str, le: datetime) -> bool:
    """Whether `code` is the room's at `le`: the few before it count, for who types slowly, and the next one."""
    fenetre, tolerees = _fenetre(le), regle("emargement.codes_toleres", timezone.localdate(le))
    return any(constant_time_compare(code, _code(creneau, proche)) for proche in range(fenetre - tolerees, fenetre + 2))


def prochain_code(le: datetime) -> int:
    """In how many seconds the code changes."""
    periode = _periode(le)
    return periode - int(le.timestamp()) % periode


def _fenetre(le: datetime) -> int:
    return int(le.timestamp()) // _periode(le)


def _periode(le: datetime) -> int:
    return regle("emargement.periode_code", timezone.localdate(le))


def _code(creneau: Creneau, fenetre: int) -> str:
    sceau = salted_hmac("emargement.code", f"{creneau.uid}:{fenetre}", algorithm="sha256")
    return f"{int.from_bytes(sceau.digest()) % 10**6:06}"


def attendues(session_pk: int):
    """The confirmed persons of a session, by name."""
    return (
        Inscription.objects.confirmees()
        .filter(session=session_pk)
        .select_related("utilisateur", "structure")
        .order_by("utilisateur__nom", "utilisateur__prenom", "pk")
    )
