"""The demonstration's sessions as time passes: confirmed, archived; their tasks done, or late; the trainers' files."""

from datetime import datetime, time, timedelta

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from academie.autorisations.table import Role
from academie.models import Utilisateur
from sessions.actions.formateur import (
    ajouter_titre,
    completer_fiche,
    justifier_enseignement,
    noter_entretien,
    verifier_titre,
)
from sessions.actions.tache import cocher_tache, ecarter_tache
from sessions.actions.vie import archiver_session, confirmer_session
from sessions.documents.livret import DonneesTexte, texte_pdf
from sessions.models import FicheFormateur, Session, Tache
from sessions.models.tache import Constat
from sessions.queries.documents import lire_organisme
from sessions.queries.formateur import dossier_du_formateur, formateurs
from sessions.queries.tache import taches_en_retard
from sessions.queries.vie import avec_confirmees

# Invented degrees, of real kinds.
TITRES = (
    ("Licence professionnelle médiation numérique", "Université de démonstration", 2016),
    ("Titre professionnel formateur d'adultes", "Centre de formation inventé", 2019),
    ("Certificat d'accessibilité numérique", "Institut de démonstration", 2023),
)
EN_RETARD = 2  # sessions where some tasks were left


@transaction.atomic
def raconter_vie() -> None:
    gestionnaire = Utilisateur.objects.filter(affectations__role=Role.GESTIONNAIRE).order_by("pk").first()
    if not gestionnaire or FicheFormateur.objects.exists():
        return
    _confirmer(gestionnaire)
    _archiver()
    _faire_les_taches(gestionnaire)
    for rang, formateur in enumerate(formateurs().order_by("pk")[:6]):
        _remplir_la_fiche(formateur, rang, gestionnaire)


def _confirmer(par) -> None:
    """Every second one that has its minimum, and one under it, with a word."""
    ouvertes = avec_confirmees(Session.objects.filter(etat=Session.Etat.OUVERTE).a_venir()).order_by("debut", "pk")
    suffisantes = [session for session in ouvertes if session.confirmees >= session.minimum]
    for session in suffisantes[::2]:
        confirmer_session(session=session)
    if insuffisante := next((session for session in ouvertes if 0 < session.confirmees < session.minimum), None):
        confirmer_session(session=insuffisante, par=par, motif="Le financeur tient à cette session, même petite.")


def _archiver() -> None:
    if session := Session.objects.filter(etat=Session.Etat.REALISEE).order_by("debut", "pk").first():
        archiver_session(session=session, le=timezone.now())


def _faire_les_taches(par) -> None:
    """What was due is done, but in the last sessions to come."""
    aujourd_hui = timezone.localdate()
    dues = Tache.objects.restantes().filter(constat="", echeance__lte=aujourd_hui).select_related("session")
    proches = Session.objects.ouvertes().a_venir().order_by("debut", "pk").values_list("pk", flat=True)[:EN_RETARD]
    for tache in dues.exclude(session__in=list(proches)).exclude(session__etat=Session.Etat.ARCHIVEE):
        cocher_tache(tache=tache, par=par, le=_matin(tache.echeance))
    for tache in taches_en_retard().filter(constat=Constat.EVALUATIONS_ENVOYEES, session__etat=Session.Etat.REALISEE):
        ecarter_tache(tache=tache, motif="Évaluation faite sur papier cette année-là.", par=par)
    if ecartee := dues.filter(session__in=list(proches)).order_by("echeance", "pk").first():
        ecarter_tache(tache=ecartee, motif="La salle est celle de la structure d'accueil.", par=par)


def _remplir_la_fiche(formateur, rang: int, par) -> None:
    """The first ones are complete; the last ones still lack something."""
    externe = rang % 3 == 2
    cv = texte_pdf(
        DonneesTexte(
            titre=f"CV de {formateur}",
            texte="Personne inventée pour la démonstration.",
            organisme=lire_organisme(),
            etabli_le=timezone.localdate(),
        )
    )
    completer_fiche(
        formateur=formateur,
        presentation="Dix ans d'accompagnement en espace public numérique, puis la formation de ses collègues.",
        statut="externe" if externe else "interne",
        declaration="00 00 00000 00" if externe else "",
        par=formateur,
        fichier=ContentFile(cv, "cv.pdf") if rang < 4 else None,
    )
    intitule, organisme, annee = TITRES[rang % len(TITRES)]
    titre = ajouter_titre(
        formateur=formateur,
        intitule=intitule,
        organisme=organisme,
        annee=annee,
        par=formateur,
        fichier=ContentFile(cv, "copie.pdf"),
    )
    if rang < 3:
        verifier_titre(titre=titre, par=par)
        noter_entretien(
            formateur=formateur,
            jour=timezone.localdate() - timedelta(days=40 * (rang + 1)),
            conclusion="Groupes bien menés. À renforcer : l'évaluation en fin de séance. Une formation est prévue.",
            par=par,
        )
    for session in dossier_du_formateur(formateur).sessions[: None if rang < 2 else 1]:
        justifier_enseignement(
            formateur=formateur,
            programme=session.version.programme,
            titre=titre if rang % 2 else None,
            experience="" if rang % 2 else "A animé ce sujet pendant cinq ans dans un espace public numérique.",
            par=formateur,
        )


def _matin(jour) -> datetime:
    return timezone.make_aware(datetime.combine(jour, time(9)))
