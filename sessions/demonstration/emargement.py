"""The demonstration's attendance: past sessions signed, countersigned and closed; this morning's half-day open."""

from datetime import datetime, time, timedelta
from random import Random
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.francais import heure
from sessions.actions.cloture import cloturer_session
from sessions.actions.declaration import (
    Suivi,
    corriger_presence,
    declarer_absence,
    declarer_presence,
    retenir_presences,
)
from sessions.actions.emargement import contresigner, ouvrir_emargement, signer_presence, signer_sur_appareil
from sessions.actions.piece import joindre_piece, justifier_absence
from sessions.documents.feuille import feuille_emargement_pdf
from sessions.models import Creneau, Emargement, Inscription, Session
from sessions.queries.cloture import sessions_a_clore
from sessions.queries.emargement import code_de_la_salle
from sessions.queries.feuille import donnees_de_la_feuille

PAPIER = 13  # one half-day in so many had its sheet of paper
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
        if creneau.debut.date() < aujourd_hui:
            _tenir(creneau, hasard)
    matin = next((creneau for creneau in creneaux if creneau.debut.date() == aujourd_hui), None)
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
    _completer_par_le_papier(ouvert, formateur)
    contresigner(creneau=creneau, par=formateur, le=creneau.fin + timedelta(minutes=5))
    _corriger_apres_coup(creneau)


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
    elif sort < 0.1 and creneau.pk % PAPIER == 0:
        pass  # on the sheet of paper
    elif sort < 0.16:
        _signer_sur_tablette(creneau, inscription, hasard, formateur, le=arrivee)
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
        trace=_dessin(hasard) if hasard.random() < 0.4 else "",
        le=le,
    )


def _signer_sur_tablette(creneau, inscription, hasard, formateur, *, le: datetime) -> None:
    """The network was cut: the signature came with the break."""
    signer_sur_appareil(
        creneau=creneau,
        inscription=inscription,
        par=formateur,
        nom=str(inscription.utilisateur),
        cle=UUID(int=hasard.getrandbits(128), version=4),
        trace=_dessin(hasard),
        appareil_le=le,
        le=le + timedelta(minutes=90),
    )


def _dessin(hasard) -> str:
    """A flourish: strokes as our pages record them."""
    traits = []
    for debut in (40, 320):
        y, points = hasard.randint(60, 140), []
        for x in range(debut, debut + 240, 20):
            y = min(190, max(10, y + hasard.randint(-60, 60)))
            points.append(f"{x},{y}")
        traits.append(" ".join(points))
    return ";".join(traits)


def _completer_par_le_papier(creneau, formateur) -> None:
    """Some half-days had a sheet too: photographed, attached, read by the trainer."""
    if creneau.pk % PAPIER:
        return
    feuille = feuille_emargement_pdf(donnees_de_la_feuille(creneau.session, creneau=creneau, vide=True))
    fichier, le = ContentFile(feuille, "feuille.pdf"), creneau.fin - timedelta(minutes=5)
    joindre_piece(creneau=creneau, nature="feuille", fichier=fichier, par=formateur, le=le)
    restantes = _confirmees(creneau).exclude(emargements__creneau=creneau)
    suivis = [(inscription, Suivi(creneau.minutes)) for inscription in restantes]
    retenir_presences(creneau=creneau, suivis=suivis, moyen=Emargement.Moyen.PAPIER, par=formateur, le=le)


def _corriger_apres_coup(creneau) -> None:
    """Weeks later a reason arrives, a mistake is found: both are added to the register."""
    if creneau.pk % PAPIER:
        return
    gestionnaire, le = creneau.session.planifiee_par, creneau.fin + timedelta(days=2)
    reponses = Emargement.objects.filter(creneau=creneau).select_related("inscription__utilisateur").order_by("pk")
    if absence := reponses.filter(absent=True).first():
        fichier = ContentFile(b"%PDF-1.4\n% Convocation\n%%EOF\n", "convocation.pdf")
        justifier_absence(
            creneau=creneau,
            inscription=absence.inscription,
            fichier=fichier,
            par=gestionnaire,
            motif=_("Convocation"),
            le=le,
        )
    if presence := reponses.filter(absent=False, moyen=Emargement.Moyen.PAPIER).first():
        corriger_presence(
            creneau=creneau, inscription=presence.inscription, par=gestionnaire, minutes=creneau.minutes - 45,
            motif=_("Départ avant la fin, oublié sur la feuille"), le=le,
        )  # fmt: skip


def _confirmees(creneau):
    return Inscription.objects.confirmees().filter(session=creneau.session_id).select_related("utilisateur")


def _formateur(creneau):
    return next(iter(creneau.interventions.all())).formateur
