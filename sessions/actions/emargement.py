"""Half-day attendance. Every deed locks the session first, as enrolments do: who is confirmed stays so meanwhile."""

from datetime import datetime, timedelta
from secrets import randbelow

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from academie import francais
from academie.regles import Refus, regle
from academie.regles.essais import essai_permis
from sessions.models import CorrectionEmargement, Creneau, Emargement, Inscription, MouvementSession, Session
from sessions.notifications.emargement import emargement_ouvert
from sessions.queries.emargement import (
    attendues,
    code_perime,
    empechement,
    empechement_d_ouvrir,
    empechement_de_contresigner,
    reponse,
)

QUART_D_HEURE = timedelta(minutes=15)
Moyen = Emargement.Moyen


@transaction.atomic
def ouvrir_emargement(*, creneau, par, le: datetime | None = None) -> Creneau:
    """Open the attendance of a half-day: a code for the room, a personal link to each confirmed person.

    Opened already, it keeps its code; once the code is out of date, it gets a new one.

    Raises:
        Refus: too early, countersigned, or the session is not open.
    """
    le = le or timezone.now()
    creneau = _verrouiller(creneau)
    if creneau.emargement == Creneau.Emargement.OUVERT and not code_perime(creneau, le):
        return creneau
    if raison := empechement_d_ouvrir(creneau, le):
        raise Refus(raison)
    creneau.code_emargement = f"{randbelow(10**6):06}"
    creneau.code_expire_le = le + timedelta(minutes=regle("emargement.duree_code", timezone.localdate(le)))
    if creneau.emargement == Creneau.Emargement.FERME:
        creneau.ouvrir_emargement(le=le)
        _noter(creneau, MouvementSession.Acte.EMARGEMENT, par=par, le=le)
        for inscription in attendues(creneau.session_id):
            emargement_ouvert(inscription, creneau)
    creneau.save()
    return creneau


def signer_presence(
    *, creneau, inscription, code: str, nom: str, moyen: str = Moyen.LIEN, le: datetime | None = None
) -> Emargement:
    """Record that a person signs for a half-day, with the code given in the room. Signed twice, signed once.

    Tries are counted outside the transaction: a refusal does not give them back.

    Raises:
        Refus: not expected, not open, countersigned, absence noted, wrong or old code, too many tries.
    """
    le = le or timezone.now()
    if (deja := reponse(creneau, inscription)) and not deja.absent:
        return deja
    if not essai_permis("emargement.essais_code", f"{creneau.pk}:{inscription.pk}", periode=QUART_D_HEURE):
        raise Refus(
            _("Trop de codes ont été essayés. Attendez un quart d'heure, ou demandez de noter votre présence."),
            champ="code",
        )
    with transaction.atomic():
        creneau = _verrouiller(creneau)
        inscription = Inscription.objects.get(pk=inscription.pk)
        if (deja := reponse(creneau, inscription)) and not deja.absent:
            return deja
        if raison := empechement(creneau, inscription):
            raise Refus(raison)
        _verifier_code(creneau, code, le)
        return Emargement.objects.create(
            inscription=inscription,
            creneau=creneau,
            nom_saisi=nom.strip(),
            moyen=moyen,
            minutes=creneau.minutes,
            signe_le=le,
        )


def declarer_presence(
    *, creneau, inscription, minutes: int, par, motif: str = "", le: datetime | None = None
) -> Emargement:
    """Note, as the trainer, that a person is there, for `minutes` of the half-day: no phone, late, gone early.

    Raises:
        Refus: not expected, not open, more minutes than the half-day has, or a correction without its reason.
    """
    if not 1 <= minutes <= creneau.minutes:
        raise Refus(
            _("Indiquez entre 1 et %(minutes)d minutes : la demi-journée dure %(duree)s. Sinon, notez une absence.")
            % {"minutes": creneau.minutes, "duree": francais.duree(creneau.minutes)},
            champ="minutes",
        )
    return _declarer(creneau, inscription, minutes, par=par, motif=motif, le=le or timezone.now())


def declarer_absence(*, creneau, inscription, par, motif: str = "", le: datetime | None = None) -> Emargement:
    """Note, as the trainer, that a person is not there.

    Raises:
        Refus: not expected, not open, or a correction without its reason.
    """
    return _declarer(creneau, inscription, 0, par=par, motif=motif, le=le or timezone.now())


@transaction.atomic
def contresigner(*, creneau, par, le: datetime | None = None) -> Creneau:
    """Seal a half-day: nothing changes any more. Who is expected and did not sign is noted absent.

    Raises:
        Refus: never opened, or its end is still far.
    """
    le = le or timezone.now()
    creneau = _verrouiller(creneau)
    if creneau.emargement == Creneau.Emargement.CONTRESIGNE:
        return creneau
    if raison := empechement_de_contresigner(creneau, le):
        raise Refus(raison)
    Emargement.objects.bulk_create(
        _reponse_du_formateur(creneau, inscription, 0, par=par, motif="", le=le)
        for inscription in attendues(creneau.session_id).exclude(emargements__creneau=creneau)
    )
    creneau.contresigner(le=le, par=par)
    creneau.save()
    _noter(creneau, MouvementSession.Acte.CONTRESEING, par=par, le=le)
    return creneau


def _verifier_code(creneau, code: str, le: datetime) -> None:
    if code_perime(creneau, le):
        raise Refus(
            _("Ce code n'est plus valable depuis %(heure)s. Demandez à la formatrice ou au formateur le nouveau code.")
            % {"heure": francais.heure(creneau.code_expire_le)},
            champ="code",
        )
    if not constant_time_compare(code, creneau.code_emargement):
        raise Refus(
            _("Ce n'est pas le code de cette demi-journée. Relisez les six chiffres affichés dans la salle."),
            champ="code",
        )


@transaction.atomic
def _declarer(creneau, inscription, minutes: int, *, par, motif: str, le: datetime) -> Emargement:
    creneau = _verrouiller(creneau)
    inscription = Inscription.objects.select_related("utilisateur").get(pk=inscription.pk)
    _verifier_declarable(creneau, inscription)
    motif = motif.strip()[:300]
    deja = reponse(creneau, inscription)
    if deja is None:
        emargement = _reponse_du_formateur(creneau, inscription, minutes, par=par, motif=motif, le=le)
        emargement.save()
        return emargement
    if deja.minutes != minutes:
        _corriger(deja, inscription, minutes, par=par, motif=motif, le=le)
    return deja


def _verifier_declarable(creneau, inscription) -> None:
    if inscription.session_id != creneau.session_id or inscription.etat != Inscription.Etat.CONFIRMEE:
        raise Refus(
            _("Cette personne n'a pas de place confirmée dans cette session : rien ne peut être noté pour elle.")
        )
    if creneau.emargement == Creneau.Emargement.FERME:
        raise Refus(_("L'émargement de cette demi-journée n'est pas ouvert. Ouvrez-le d'abord."))
    if creneau.emargement == Creneau.Emargement.CONTRESIGNE:
        raise Refus(_("Cette demi-journée est contresignée : son émargement ne change plus."))


def _reponse_du_formateur(creneau, inscription, minutes: int, *, par, motif: str, le: datetime) -> Emargement:
    return Emargement(
        inscription=inscription,
        creneau=creneau,
        nom_saisi=str(inscription.utilisateur) if minutes else "",
        moyen=Moyen.FORMATEUR,
        declare_par=par,
        minutes=minutes,
        absent=minutes == 0,
        motif=motif,
        signe_le=le,
    )


def _corriger(emargement, inscription, minutes: int, *, par, motif: str, le: datetime) -> None:
    """The signature stays as it was given; what it counted for is kept in the correction."""
    if not motif:
        raise Refus(_("Indiquez pourquoi cette présence est corrigée : la feuille garde la trace."), champ="motif")
    CorrectionEmargement.objects.create(
        emargement=emargement, minutes_avant=emargement.minutes, minutes_apres=minutes, par=par, le=le, motif=motif
    )
    emargement.minutes, emargement.absent, emargement.motif = minutes, minutes == 0, motif
    emargement.nom_saisi = emargement.nom_saisi or (str(inscription.utilisateur) if minutes else "")
    emargement.save()


def _verrouiller(creneau) -> Creneau:
    session = Session.objects.select_for_update().get(pk=creneau.session_id)
    creneau = Creneau.objects.get(pk=creneau.pk)
    creneau.session = session
    return creneau


def _noter(creneau, acte, *, par, le) -> None:
    detail = _("Demi-journée du %(jour)s, %(heures)s.") % {
        "jour": francais.date_longue(creneau.debut),
        "heures": francais.plage(creneau.debut, creneau.fin),
    }
    MouvementSession.objects.create(session=creneau.session, acte=acte, par=par, le=le, detail=detail)
