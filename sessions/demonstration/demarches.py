"""The demonstration's steps around enrolments: an employer that is asked, what people say at entry, what is planned."""

from datetime import datetime, timedelta
from random import Random

from django.db import transaction
from django.utils import timezone

from academie.actions.structure import regler_accord
from academie.autorisations.table import Role
from academie.models import Structure, Utilisateur
from sessions.actions.accord import donner_accord, expirer_accords, refuser_accord
from sessions.actions.inscription import inscrire
from sessions.actions.positionnement import Demande, completer_demande, prevoir_amenagement
from sessions.models import AccordEmployeur, Inscription, Session
from sessions.queries.groupe import candidats
from sessions.queries.positionnement import CHOIX, questions_de

DECIDE, SUPPLEE = "direction@structure.example", "secretariat@structure.example"
QUI = "Claire Fontclaire, directrice"
SITUEES = 30
TEXTES = ("Me sentir capable d'aider sans faire à la place.", "Des exemples pour mon atelier du jeudi.", "")


@transaction.atomic
def raconter_demarches() -> None:
    referent = Utilisateur.objects.filter(email="referent@demo.example").first()
    if referent is None or AccordEmployeur.objects.exists():
        return
    maintenant = timezone.now()
    structure = Structure.objects.get(pk=referent.structures_comme(Role.REFERENT)[0])
    regler_accord(structure=structure, accord_requis=True, accord_email=DECIDE, accord_email_suppleant=SUPPLEE)
    _raconter_accords(referent, maintenant)
    _raconter_positionnements(maintenant)
    _raconter_amenagements()


def _raconter_accords(referent, maintenant: datetime) -> None:
    """One of each: late (it expires), given, refused, and two that wait."""
    jours = (12, 6, 5, 3, 1)
    accords = []
    for (session, personne), avant in zip(_places_a_prendre(referent, len(jours)), jours, strict=False):
        le = maintenant - timedelta(days=avant)
        inscription = inscrire(session=session, utilisateur=personne, par=referent, le=le)
        accords.append((inscription.accord, le + timedelta(days=1)))
    expirer_accords(maintenant)
    if len(accords) > 2:
        donner_accord(accord=accords[1][0], par=QUI, le=accords[1][1])
        refuser_accord(accord=accords[2][0], par=QUI, motif="L'atelier du mardi ne peut pas fermer.", le=accords[2][1])


def _places_a_prendre(referent, nombre: int) -> list[tuple[Session, Utilisateur]]:
    """Open sessions with a seat, and a colleague who may take it: each colleague once, when there are enough."""
    trouvees: list[tuple[Session, Utilisateur]] = []
    ouvertes = Session.objects.ouvertes().completes().filter(debut__gt=timezone.now() + timedelta(days=15))
    for session in ouvertes.order_by("debut", "pk"):
        prises = {personne.pk for _session, personne in trouvees}
        libres = [c.personne for c in candidats(session, referent) if c.choisissable and c.personne.pk not in prises]
        if libres and not session.complete and len(trouvees) < nombre:
            trouvees.append((session, libres[0]))
    return trouvees


def _raconter_positionnements(maintenant: datetime) -> None:
    hasard = Random(8)
    inscriptions = Inscription.objects.confirmees().filter(
        session__etat__in=Session.OUVERTES, session__debut__gt=maintenant, session__version__positionnements__isnull=False
    )  # fmt: skip
    for inscription in inscriptions.distinct().order_by("session__debut", "pk")[:SITUEES]:
        reponses: dict[int, int | str] = {
            question.pk: hasard.choice([degre for degre, _libelle in CHOIX[question.genre]])
            if question.genre in CHOIX
            else hasard.choice(TEXTES)
            for question in questions_de(inscription.session.version)
        }
        completer_demande(inscription=inscription, demande=Demande(prerequis_confirmes=True, reponses=reponses))


def _raconter_amenagements() -> None:
    """Two people say what to plan; one has her answer."""
    venues = (
        Inscription.objects.confirmees()
        .filter(session__etat__in=Session.OUVERTES, session__debut__gt=timezone.now())
        .order_by("session__debut", "pk")
    )
    demandes = ("Une place près de l'écran, et les supports la veille.", "Une pause toutes les heures.")
    for inscription, amenagement in zip(venues[:2], demandes, strict=False):
        completer_demande(inscription=inscription, demande=Demande(amenagement=amenagement))
    if premiere := venues.exclude(amenagement="").first():
        prevu = "Votre place est réservée au premier rang ; les supports vous sont envoyés deux jours avant."
        prevoir_amenagement(inscription=premiere, prevu=prevu)
