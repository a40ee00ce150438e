"""What the trainer notes for a person, what a gestionnaire corrects once it is sealed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie import francais
from academie.branchements.correction import apres_correction
from academie.regles import Refus
from sessions.actions.registre import Acte, inscrire_au_registre, verrouiller_creneau
from sessions.connexions import Passage
from sessions.models import Creneau, Emargement, EnregistrementPresence, Inscription, Session
from sessions.queries.emargement import reponse

Moyen = Emargement.Moyen
Genre = EnregistrementPresence.Genre


@dataclass(frozen=True)
class Suivi:
    """What a person followed: from `arrivee` to `depart` (None: the bounds of the half-day), less when `minutes` says so.

    `minutes` of 0 is an absence.
    """

    minutes: int | None = None
    arrivee: datetime | None = None
    depart: datetime | None = None

    @classmethod
    def du(cls, passage: Passage, creneau: Creneau) -> "Suivi":
        """What a log of connections shows."""
        arrivee = passage.arrivee if passage.arrivee > creneau.debut else None
        return cls(passage.minutes, arrivee, passage.depart if passage.depart < creneau.fin else None)


ABSENCE = Suivi(0)


def declarer_presence(
    *,
    creneau,
    inscription,
    par,
    minutes: int | None = None,
    arrivee: datetime | None = None,
    depart: datetime | None = None,
    motif: str = "",
    le: datetime | None = None,
) -> Emargement:
    """Note, as the trainer, that a person is there: no phone, late, gone early, away for a while.

    Raises:
        Refus: not expected, not open, times or minutes that do not hold in the half-day, a correction without its reason.
    """
    suivi = _suivi(creneau, minutes, arrivee, depart)
    return _declarer(creneau, inscription, suivi, par=par, motif=motif, le=le or timezone.now())


def declarer_absence(*, creneau, inscription, par, motif: str = "", le: datetime | None = None) -> Emargement:
    """Note, as the trainer, that a person is not there.

    Raises:
        Refus: not expected, not open, or a correction without its reason.
    """
    return _declarer(creneau, inscription, ABSENCE, par=par, motif=motif, le=le or timezone.now())


@transaction.atomic
def corriger_presence(
    *,
    creneau,
    inscription,
    par,
    motif: str,
    absente: bool = False,
    minutes: int | None = None,
    arrivee: datetime | None = None,
    depart: datetime | None = None,
    le: datetime | None = None,
) -> Emargement:
    """Correct, with its reason, an attendance that is sealed: what it was stays in the register. Twice is once.

    Raises:
        Refus: not sealed yet, archived, no place in this session, no reason, impossible times.
    """
    le = le or timezone.now()
    suivi = ABSENCE if absente else _suivi(creneau, minutes, arrivee, depart)
    creneau = verrouiller_creneau(creneau)
    inscription = Inscription.objects.select_related("utilisateur").get(pk=inscription.pk)
    deja = _corrigeable(creneau, inscription)
    if _pareil(deja, suivi):
        return deja
    _corriger(creneau, deja, inscription, suivi, par=par, motif=motif.strip()[:300], le=le)
    apres_correction(inscription=inscription, par=par, motif=motif, le=le)
    return deja


@transaction.atomic
def retenir_presences(
    *, creneau, suivis: Sequence[tuple[Inscription, Suivi]], moyen: str, par, le: datetime | None = None
) -> int:
    """Note at once those who signed on paper, or whom the log of a remote half-day shows. Return how many were not noted.

    Who has an answer already keeps it: a signature, or what the trainer noted, is not replaced in bulk.

    Raises:
        Refus: not open, or somebody has no confirmed place.
    """
    le = le or timezone.now()
    creneau = verrouiller_creneau(creneau)
    connues = set(Emargement.objects.filter(creneau=creneau).values_list("inscription", flat=True))
    actes = []
    for inscription, suivi in suivis:
        _verifier_declarable(creneau, inscription)
        if inscription.pk not in connues:
            emargement = _reponse(creneau, inscription, suivi, moyen=moyen, par=par, motif="", le=le)
            actes.append(Acte(Genre.DECLARATION, inscription, emargement))
    inscrire_au_registre(creneau=creneau, actes=actes, par=par, le=le)
    return len(actes)


def _suivi(creneau, minutes: int | None, arrivee: datetime | None, depart: datetime | None) -> Suivi:
    """Checked against the half-day; the times that are its bounds say nothing."""
    debut, fin = arrivee or creneau.debut, depart or creneau.fin
    for instant, champ in ((debut, "arrivee"), (fin, "depart")):
        if not creneau.debut <= instant <= creneau.fin:
            raise Refus(
                _("La demi-journée est de %(heures)s : indiquez une heure entre les deux.")
                % {"heures": francais.plage(creneau.debut, creneau.fin)},
                champ=champ,
            )
    entre = (fin - debut) // timedelta(minutes=1)
    if entre < 1:
        raise Refus(_("L'heure de départ vient après l'heure d'arrivée. Corrigez l'une ou l'autre."), champ="depart")
    if minutes is not None and not 1 <= minutes <= entre:
        raise Refus(
            _("Indiquez entre 1 et %(minutes)d minutes : la personne était là %(duree)s. Sinon, notez une absence.")
            % {"minutes": entre, "duree": francais.duree(entre)},
            champ="minutes",
        )
    return Suivi(
        entre if minutes is None else minutes,
        arrivee if debut > creneau.debut else None,
        depart if fin < creneau.fin else None,
    )


@transaction.atomic
def _declarer(creneau, inscription, suivi: Suivi, *, par, motif: str, le: datetime) -> Emargement:
    creneau = verrouiller_creneau(creneau)
    inscription = Inscription.objects.select_related("utilisateur").get(pk=inscription.pk)
    _verifier_declarable(creneau, inscription)
    motif = motif.strip()[:300]
    deja = reponse(creneau, inscription)
    if deja is None:
        emargement = _reponse(creneau, inscription, suivi, moyen=Moyen.FORMATEUR, par=par, motif=motif, le=le)
        inscrire_au_registre(
            creneau=creneau, actes=[Acte(Genre.DECLARATION, inscription, emargement, motif)], par=par, le=le
        )
        return emargement
    if not _pareil(deja, suivi):
        _corriger(creneau, deja, inscription, suivi, par=par, motif=motif, le=le)
    return deja


def _verifier_declarable(creneau, inscription) -> None:
    if inscription.session_id != creneau.session_id or inscription.etat != Inscription.Etat.CONFIRMEE:
        raise Refus(
            _("Cette personne n'a pas de place confirmée dans cette session : rien ne peut être noté pour elle.")
        )
    if creneau.emargement == Creneau.Emargement.FERME:
        raise Refus(_("L'émargement de cette demi-journée n'est pas ouvert. Ouvrez-le d'abord."))
    if creneau.emargement == Creneau.Emargement.CONTRESIGNE:
        raise Refus(
            _(
                "Cette demi-journée est contresignée : son émargement ne change plus. Une ou un gestionnaire peut le corriger."
            )
        )


def _corrigeable(creneau, inscription) -> Emargement:
    """What is sealed about this person."""
    if creneau.session.etat == Session.Etat.ARCHIVEE:
        raise Refus(_("Cette session est archivée : son registre est clos et ne change plus."))
    if creneau.emargement != Creneau.Emargement.CONTRESIGNE:
        raise Refus(
            _(
                "Cette demi-journée n'est pas contresignée : demandez à la formatrice ou au formateur de corriger sa feuille."
            )
        )
    if (deja := reponse(creneau, inscription)) is None:
        raise Refus(
            _(
                "Cette personne n'était pas attendue à cette demi-journée quand elle a été contresignée : "
                "il n'y a rien à corriger."
            )
        )
    return deja


def _pareil(deja: Emargement, suivi: Suivi) -> bool:
    return (deja.minutes, deja.arrivee, deja.depart) == (suivi.minutes, suivi.arrivee, suivi.depart)


def _reponse(creneau, inscription, suivi: Suivi, *, moyen: str, par, motif: str, le: datetime) -> Emargement:
    return Emargement(
        inscription=inscription,
        creneau=creneau,
        nom_saisi=str(inscription.utilisateur) if suivi.minutes else "",
        moyen=moyen,
        declare_par=par,
        minutes=suivi.minutes,
        absent=suivi.minutes == 0,
        arrivee=suivi.arrivee,
        depart=suivi.depart,
        motif=motif,
        signe_le=le,
    )


def _corriger(creneau, emargement, inscription, suivi: Suivi, *, par, motif: str, le: datetime) -> None:
    """The signature stays as it was given; what it counted for stays in the register."""
    if not motif:
        raise Refus(_("Indiquez pourquoi cette présence est corrigée : le registre garde la trace."), champ="motif")
    avant = {"minutes": emargement.minutes, "absent": emargement.absent}
    emargement.minutes, emargement.absent, emargement.motif = suivi.minutes, suivi.minutes == 0, motif
    emargement.arrivee, emargement.depart = suivi.arrivee, suivi.depart
    emargement.justifiee = emargement.justifiee and emargement.absent
    emargement.nom_saisi = emargement.nom_saisi or (str(inscription.utilisateur) if suivi.minutes else "")
    acte = Acte(Genre.CORRECTION, inscription, emargement, motif, {"avant": avant})
    inscrire_au_registre(creneau=creneau, actes=[acte], par=par, le=le)
