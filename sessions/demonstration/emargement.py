"""The demonstration's attendance: past sessions signed, countersigned and closed; this morning's half-day open."""

from datetime import datetime, time, timedelta
from random import Random

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.francais import heure
from sessions.actions.cloture import cloturer_session
from sessions.actions.declaration import declarer_absence, declarer_presence
from sessions.actions.emargement import contresigner, ouvrir_emargement, signer_presence
from sessions.models import Creneau, Emargement, Inscription, Session
from sessions.queries.cloture import sessions_a_clore
from sessions.queries.emargement import code_de_la_salle

ASSIDUE = "animateur@demo.example"  # she has certificates to show
A_CLORE, A_CONTRESIGNER = 2, 1  # the last sessions, left to the gestionnaire and to the formateur


@transaction.atomic
def raconter_emargements() -> None:
    hasard, maintenant = Random(2013), timezone.now()
    if Emargement.objects.exists():
        return
    minuit = timezone.make_aware(datetime.combine(timezone.localdate(maintenant), time.min))
    passees = list(sessions_a_clore(minuit))
    for rang, session in enumerate(passees, start=1):
        creneaux = _creneaux(session)
        restantes = len(passees) - rang
        for creneau in creneaux[: -1 if restantes < A_CONTRESIGNER else None]:
            _tenir(creneau, hasard)
        if restantes < A_CONTRESIGNER:
            _ouvrir_et_signer(creneaux[-1], hasard, le=creneaux[-1].debut)
        elif restantes >= A_CLORE:
            cloturer_session(session=session, par=session.planifiee_par, le=session.fin + timedelta(hours=20))
    en_cours = Session.objects.vivantes().filter(debut__lte=maintenant, fin__gt=minuit).order_by("pk")
    for rang, session in enumerate(en_cours):
        _raconter_en_cours(session, hasard, maintenant, matin_ouvert=rang == 0)


def _raconter_en_cours(session, hasard, maintenant: datetime, *, matin_ouvert: bool) -> None:
    """Yesterday is sealed. This morning is open in one session, to be opened in the others."""
    aujourd_hui = timezone.localdate(maintenant)
    creneaux = _creneaux(session)
    for creneau in creneaux:
        if timezone.localdate(creneau.debut) < aujourd_hui:
            _tenir(creneau, hasard)
    matin = next((creneau for creneau in creneaux if timezone.localdate(creneau.debut) == aujourd_hui), None)
    if matin and matin_ouvert:
        _ouvrir_et_signer(matin, hasard, le=max(maintenant, matin.debut - timedelta(minutes=30)))


def _creneaux(session) -> list[Creneau]:
    return list(session.creneaux.prefetch_related("interventions__formateur").order_by("debut", "pk"))


def _tenir(creneau, hasard) -> None:
    """A half-day from its opening to its seal."""
    formateur = _formateur(creneau)
    ouvert = ouvrir_emargement(creneau=creneau, par=formateur, le=creneau.debut - timedelta(minutes=10))
    for inscription in _confirmees(creneau):
        _repondre(ouvert, inscription, hasard, formateur)
    contresigner(creneau=creneau, par=formateur, le=creneau.fin + timedelta(minutes=5))


def _ouvrir_et_signer(creneau, hasard, *, le: datetime) -> None:
    """Open now: some have signed, the demonstration's animatrice has not."""
    ouvert = ouvrir_emargement(creneau=creneau, par=_formateur(creneau), le=le)
    for inscription in _confirmees(creneau):
        if inscription.utilisateur.email != ASSIDUE and hasard.random() < 0.5:
            _signer(ouvert, inscription, le=le, hasard=hasard)


def _repondre(creneau, inscription, hasard, formateur) -> None:
    sort = 0.5 if inscription.utilisateur.email == ASSIDUE else hasard.random()
    arrivee = creneau.debut + timedelta(minutes=hasard.randint(-8, 6))
    note = {"creneau": creneau, "inscription": inscription, "par": formateur}
    abandonne = inscription.ordre % 11 == 7 and creneau.debut > creneau.session.debut
    if abandonne or sort < 0.03:
        declarer_absence(le=arrivee, motif=_("Absence annoncée") if sort < 0.02 else "", **note)
    elif sort < 0.06:
        declarer_presence(minutes=creneau.minutes, le=arrivee, motif=_("Sans téléphone"), **note)
    elif sort > 0.95:
        _arriver_en_retard(creneau, inscription, hasard, note)
    else:
        _signer(creneau, inscription, le=arrivee, hasard=hasard)


def _arriver_en_retard(creneau, inscription, hasard, note) -> None:
    """A signature counts for the whole half-day: the trainer corrects it, and the sheet says why."""
    retard = hasard.choice([30, 45, 60])
    arrivee = creneau.debut + timedelta(minutes=retard)
    _signer(creneau, inscription, le=arrivee, hasard=hasard)
    motif = _("Arrivée à %(heure)s") % {"heure": heure(arrivee)}
    declarer_presence(minutes=creneau.minutes - retard, le=arrivee + timedelta(minutes=2), motif=motif, **note)


def _signer(creneau, inscription, *, le: datetime, hasard) -> None:
    signer_presence(
        creneau=creneau,
        inscription=inscription,
        code=code_de_la_salle(creneau, le),
        nom=str(inscription.utilisateur),
        moyen=Emargement.Moyen.CODE if hasard.random() < 0.3 else Emargement.Moyen.LIEN,
        le=le,
    )


def _confirmees(creneau):
    return Inscription.objects.confirmees().filter(session=creneau.session_id).select_related("utilisateur")


def _formateur(creneau):
    return next(iter(creneau.interventions.all())).formateur
