"""Half-day attendance: opened, signed, sealed. Every deed locks the session first, as enrolments do."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie import francais
from academie.regles import Refus
from academie.regles.essais import essai_permis
from sessions.actions.registre import Acte, inscrire_au_registre, verrouiller_creneau
from sessions.actions.vie import demarrer_session
from sessions.models import Creneau, Emargement, EnregistrementPresence, Inscription, MouvementSession
from sessions.notifications.emargement import emargement_ouvert
from sessions.queries.emargement import (
    attendues,
    code_accepte,
    empechement,
    empechement_d_ouvrir,
    empechement_de_contresigner,
    reponse,
)
from sessions.queries.registre import contreseings
from sessions.scellement import TraceIllisible, lire_trace

QUART_D_HEURE = timedelta(minutes=15)
Moyen = Emargement.Moyen
Genre = EnregistrementPresence.Genre


@transaction.atomic
def ouvrir_emargement(*, creneau, par, le: datetime | None = None) -> Creneau:
    """Open the attendance of a half-day: a personal link to each confirmed person. Twice is once.

    Raises:
        Refus: too early, countersigned, or the session is not open.
    """
    le = le or timezone.now()
    creneau = verrouiller_creneau(creneau)
    if creneau.emargement == Creneau.Emargement.OUVERT:
        return creneau
    if raison := empechement_d_ouvrir(creneau, le):
        raise Refus(raison)
    demarrer_session(session=creneau.session, par=par, le=le)
    creneau.ouvrir_emargement(le=le)
    creneau.save()
    inscrire_au_registre(creneau=creneau, actes=[Acte(Genre.OUVERTURE)], par=par, le=le)
    _noter(creneau, MouvementSession.Acte.EMARGEMENT, par=par, le=le)
    for inscription in attendues(creneau.session_id):
        emargement_ouvert(inscription, creneau)
    return creneau


def signer_presence(
    *,
    creneau,
    inscription,
    code: str,
    nom: str,
    moyen: str = Moyen.LIEN,
    trace: str = "",
    le: datetime | None = None,
) -> Emargement:
    """Record that a person signs for a half-day, with the code shown in the room. Signed twice, signed once.

    Tries are counted outside the transaction: a refusal does not give them back. `trace` is a drawing (`lire_trace`).

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
        creneau = verrouiller_creneau(creneau)
        inscription = Inscription.objects.select_related("utilisateur").get(pk=inscription.pk)
        if (deja := reponse(creneau, inscription)) and not deja.absent:
            return deja
        if raison := empechement(creneau, inscription):
            raise Refus(raison)
        _verifier_trace(trace)
        _verifier_code(creneau, code, le)
        return _signer(creneau, inscription, nom=nom, moyen=moyen, trace=trace, le=le)


@transaction.atomic
def signer_sur_appareil(
    *,
    creneau,
    inscription,
    par,
    nom: str,
    cle: UUID,
    trace: str = "",
    appareil_le: datetime | None = None,
    le: datetime | None = None,
) -> Emargement:
    """Record a signature given on the trainer's device, perhaps before the network came back. One `cle` counts once.

    Raises:
        Refus: not expected, not open, countersigned, or absence noted.
    """
    le = le or timezone.now()
    creneau = verrouiller_creneau(creneau)
    if deja := Emargement.objects.filter(cle=cle, creneau=creneau, inscription=inscription).first():
        return deja
    inscription = Inscription.objects.select_related("utilisateur").get(pk=inscription.pk)
    if (deja := reponse(creneau, inscription)) and not deja.absent:
        return deja
    if raison := empechement(creneau, inscription):
        raise Refus(raison)
    if Emargement.objects.filter(cle=cle).exists():
        raise Refus(_("Cette signature est déjà enregistrée pour une autre personne. Faites-la signer de nouveau."))
    _verifier_trace(trace)
    return _signer(
        creneau, inscription, nom=nom, moyen=Moyen.TABLETTE, trace=trace, le=le,
        declare_par=par, cle=cle, appareil_le=appareil_le,
    )  # fmt: skip


@transaction.atomic
def contresigner(*, creneau, par, le: datetime | None = None) -> Creneau:
    """Seal a half-day: nothing changes any more. Who is expected and did not sign is noted absent.

    The first trainer seals; another who gives the same half-day may add their own countersignature.

    Raises:
        Refus: never opened, or its end is still far.
    """
    le = le or timezone.now()
    creneau = verrouiller_creneau(creneau)
    if creneau.emargement == Creneau.Emargement.CONTRESIGNE:
        if creneau.interventions.filter(formateur=par).exists() and par.pk not in contreseings([creneau])[creneau.pk]:
            _contresigner_au_registre(creneau, par=par, le=le)
        return creneau
    if raison := empechement_de_contresigner(creneau, le):
        raise Refus(raison)
    absentes = attendues(creneau.session_id).exclude(emargements__creneau=creneau)
    inscrire_au_registre(
        creneau=creneau, actes=[_absence(creneau, a, par=par, le=le) for a in absentes], par=par, le=le
    )
    creneau.contresigner(le=le, par=par, empreinte=_contresigner_au_registre(creneau, par=par, le=le))
    creneau.save()
    _noter(creneau, MouvementSession.Acte.CONTRESEING, par=par, le=le)
    return creneau


def _contresigner_au_registre(creneau, *, par, le: datetime) -> str:
    reponses = Emargement.objects.filter(creneau=creneau).values_list("absent", "minutes")
    faits = {
        "presentes": sum(not absent for absent, _minutes in reponses),
        "absentes": sum(absent for absent, _minutes in reponses),
        "minutes": sum(minutes for _absent, minutes in reponses),
    }
    (lien,) = inscrire_au_registre(
        creneau=creneau, actes=[Acte(Genre.CONTRESEING, faits={"constat": faits})], par=par, le=le
    )
    return lien.empreinte


def _absence(creneau, inscription, *, par, le: datetime) -> Acte:
    absence = Emargement(
        creneau=creneau, inscription=inscription, absent=True, minutes=0, moyen=Moyen.FORMATEUR, declare_par=par, signe_le=le
    )  # fmt: skip
    return Acte(Genre.DECLARATION, inscription, absence)


def _signer(creneau, inscription, *, nom: str, le: datetime, **faits) -> Emargement:
    """Typed, or drawn: then the name is the one that the person is enrolled under."""
    if not nom.strip() and not faits["trace"]:
        raise Refus(_("Écrivez votre prénom et votre nom, ou dessinez votre signature."), champ="nom")
    emargement = Emargement(
        inscription=inscription,
        creneau=creneau,
        nom_saisi=nom.strip() or str(inscription.utilisateur),
        minutes=creneau.minutes,
        signe_le=le,
        **faits,
    )
    acte = Acte(Genre.SIGNATURE, inscription, emargement)
    inscrire_au_registre(creneau=creneau, actes=[acte], par=emargement.declare_par, le=le)
    return emargement


def _verifier_trace(trace: str) -> None:
    try:
        lire_trace(trace)
    except TraceIllisible:
        raise Refus(
            _(
                "Cette signature dessinée n'a pas pu être lue. Effacez-la et recommencez, ou écrivez seulement votre nom."
            ),
            champ="trace",
        ) from None


def _verifier_code(creneau, code: str, le: datetime) -> None:
    if not code_accepte(creneau, code, le):
        raise Refus(
            _(
                "Ce n'est pas le code de cette demi-journée, ou il a changé depuis. "
                "Relisez les six chiffres affichés dans la salle."
            ),
            champ="code",
        )


def _noter(creneau, acte, *, par, le) -> None:
    detail = _("Demi-journée du %(jour)s, %(heures)s.") % {
        "jour": francais.date_longue(creneau.debut),
        "heures": francais.plage(creneau.debut, creneau.fin),
    }
    MouvementSession.objects.create(session=creneau.session, acte=acte, par=par, le=le, detail=detail)
