"""Reads about enrolments: who may enrol, who is in, who waits."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from academie import francais
from academie.models.utilisateur import nom_affiche
from sessions.agendas.fuseaux import a_l_heure_de
from sessions.models import Inscription
from sessions.queries.regles import candidatures, fermeture, regle_contraire
from sessions.queries.session import Deroule


def empechement(
    session,
    utilisateur,
    le: datetime | None = None,
    *,
    structure=None,
    prerequis_confirmes: bool | None = None,
    derogation: str = "",
    deroule: Deroule | None = None,
) -> str:
    """The rule that forbids `utilisateur` to enrol, as a sentence; empty when nothing does.

    Args:
        structure: in whose name, when the person is of several.
        prerequis_confirmes: None when nobody was asked.
        derogation: why a gestionnaire exceeds the rules that may be.
        deroule: the half-days of the session, when they are read already.
    """
    (candidature,) = candidatures(session, [utilisateur], le or timezone.now(), structure=structure, deroule=deroule)
    candidature.prerequis_confirmes = prerequis_confirmes
    contraire = regle_contraire(candidature, derogation=derogation)
    return contraire.phrase(candidature) if contraire else ""


@dataclass(frozen=True)
class Situation:
    """Where a reader stands before a session: one of the four is set."""

    inscription: Inscription | None = None
    empechement: str = ""
    a_connecter: bool = False
    peut_s_inscrire: bool = False


def situation(session, utilisateur, deroule: Deroule | None = None) -> Situation:
    """What the session's page offers to `utilisateur`, and why. `deroule`: its half-days, when they are read already."""
    if not utilisateur.is_authenticated:
        raison = fermeture(session)
        return Situation(empechement=raison, a_connecter=not raison)
    if inscription := inscription_active(session, utilisateur):
        return Situation(inscription=inscription)
    if "inscription.creer" not in utilisateur.permissions:
        return Situation(
            empechement=fermeture(session)
            or _(
                "L'inscription est réservée aux animatrices et animateurs, avec leur propre compte. "
                "Transmettez-leur l'adresse de cette page."
            )
        )
    raison = empechement(session, utilisateur, deroule=deroule)
    return Situation(empechement=raison, peut_s_inscrire=not raison)


def inscription_active(session, utilisateur) -> Inscription | None:
    return Inscription.objects.actives().avec_rang().filter(session=session, utilisateur=utilisateur).first()


@dataclass(frozen=True, slots=True)
class LigneDInscription:
    """An enrolment in a long list: told once here, so that the template only prints. `rang`: 0 unless the person waits."""

    url: str
    titre: str
    personne: str
    structure: str
    quand: str
    ou: str
    etat: str
    libelle: str
    rang: int
    etat_de_la_session: str


COLONNES = (
    "pk",
    "session__version__programme__titre",
    "utilisateur__prenom",
    "utilisateur__nom",
    "utilisateur__email",
    "structure__nom",
    "session__debut",
    "session__fin",
    "session__fuseau",
    "session__lieu__commune__nom",
    "etat",
    "rang",
    "session__etat",
)


def lignes(inscriptions) -> list[LigneDInscription]:
    """What a table of enrolments names, with the rank of who waits."""
    libelles = dict(Inscription.Etat.choices)
    presentees = []
    lues = inscriptions.avec_rang().values_list(*COLONNES)
    for pk, titre, prenom, nom, email, structure, debut, fin, fuseau, commune, etat, rang, etat_de_la_session in lues:
        presentees.append(
            LigneDInscription(
                url=reverse("sessions:inscription_detail", args=[pk]),
                titre=titre,
                personne=nom_affiche(prenom, nom, email),
                structure=structure or "",
                quand=francais.periode(*a_l_heure_de(fuseau, debut, fin)),
                ou=commune or _("À distance"),
                etat=etat,
                libelle=libelles[etat],
                rang=rang if etat == Inscription.Etat.EN_ATTENTE else 0,
                etat_de_la_session=etat_de_la_session,
            )
        )
    return presentees


def rang(inscription) -> int:
    """Place in the waiting list, 1 for the first."""
    return (
        Inscription.objects.en_attente().filter(session=inscription.session_id, ordre__lt=inscription.ordre).count() + 1
    )


def attente(session) -> int:
    """How many wait."""
    return Inscription.objects.en_attente().filter(session=session).count()
