"""The demonstration's plans and interviews, in every state: Camille's, and those of colleagues with the same référent."""

from contextlib import suppress
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from academie.autorisations.table import Role
from academie.models import Utilisateur
from academie.regles import Refus
from certificats.actions.entretien import (
    completer_entretien,
    decliner_entretien,
    preparer_entretien,
    remplir_entretien,
    signer_entretien,
)
from certificats.actions.parcours import viser_poste
from certificats.actions.plan import (
    adopter_plan,
    ajouter_etape,
    dire_etape,
    proposer_plan,
    renvoyer_plan,
    retenir_proposition,
    reviser_plan,
)
from certificats.models import Entretien, FichePoste, PlanParcours
from certificats.queries.parcours import ecarts_ouverts

AN = timedelta(days=370)


@transaction.atomic
def raconter_plans() -> None:
    camille = Utilisateur.objects.get(email="animateur@demo.example")
    referent = Utilisateur.objects.get(email="referent@demo.example")
    equipe = Utilisateur.objects.filter(
        affectations__in=referent.affectations.get(role=Role.REFERENT)
        .structure.affectations.du_jour()
        .filter(role=Role.ANIMATEUR)
    )
    un, deux, trois = equipe.exclude(pk__in=[camille.pk, referent.pk]).order_by("pk")[:3]
    for personne in (un, deux, trois):
        viser_poste(
            utilisateur=personne, fiche=FichePoste.objects.publiees().filter(structure=None).order_by("echelon")[2]
        )
    _plan_convenu(camille, referent)
    _composer(un, "Travailler une heure par semaine avec Camille")
    renvoye = proposer_plan(plan=_composer(deux, "Lire le guide des aidants numériques"))
    renvoyer_plan(
        plan=renvoye, par=referent, mot="Ajoutez une formation avant l'été : nous pouvons vous remplacer en mai."
    )
    proposer_plan(plan=_composer(trois, "Animer un atelier à deux"))
    _entretiens(camille, [un, deux, trois], referent)


def _plan_convenu(camille: Utilisateur, referent: Utilisateur) -> None:
    """A first version, agreed and replaced; the second one agreed, a step done and another given up."""
    premier = _composer(camille, "Observer l'accueil d'un autre espace")
    adopter_plan(plan=proposer_plan(plan=premier), par=referent, mot="Bonne route.")
    plan = reviser_plan(utilisateur=camille)
    for genre, intitule in (
        ("lecture", "Étudier le guide de la médiation"),
        ("tutorat", "Préparer un atelier avec Dominique"),
    ):
        plan = ajouter_etape(utilisateur=camille, genre=genre, intitule=intitule)
    adopter_plan(plan=proposer_plan(plan=plan), par=referent)
    for genre, issue in (("lecture", "faite"), ("tutorat", "abandonnee")):
        dire_etape(etape=plan.etapes.filter(genre=genre).earliest("ordre"), issue=issue)


def _composer(personne: Utilisateur, intitule: str) -> PlanParcours:
    with suppress(Refus):  # whatever sessions are open that day
        retenir_proposition(utilisateur=personne)
    ecarts = ecarts_ouverts(personne)[1]
    return ajouter_etape(
        utilisateur=personne, genre="autre", intitule=intitule, competences=[ecart.competence for ecart in ecarts[:1]]
    )


def _entretiens(camille: Utilisateur, equipe: list[Utilisateur], referent: Utilisateur) -> None:
    """Camille's of last year, signed and added to, and this year's, which awaits her; three states more."""
    jour = timezone.localdate()
    ancien = _remplir(camille, referent, jour - AN, "Trois ateliers par semaine, l'accueil du mercredi.")
    _signer(ancien, [camille, referent], jour - AN)
    completer_entretien(
        entretien=ancien, par=referent, texte="L'atelier des aînés a repris en septembre, comme souhaité."
    )
    plan = PlanParcours.objects.adoptes().get(utilisateur=camille)
    present = _remplir(
        camille,
        referent,
        jour - timedelta(days=2),
        "Un cycle d'ateliers pour les aînés, suivi par douze personnes.",
        plan,
    )
    _signer(present, [referent], jour)
    signe, decline, prepare = equipe
    _signer(_remplir(signe, referent, jour - timedelta(days=9), "Les permanences du matin."), [signe, referent], jour)
    refuse = preparer_entretien(personne=decline, structure=present.structure, par=referent)
    decliner_entretien(entretien=refuse, motif="Je change de structure le mois prochain.")
    preparer_entretien(personne=prepare, structure=present.structure, par=prepare)


def _remplir(
    personne: Utilisateur, referent: Utilisateur, jour: date, fait: str, plan: PlanParcours | None = None
) -> Entretien:
    structure = referent.affectations.get(role=Role.REFERENT).structure
    entretien = preparer_entretien(personne=personne, structure=structure, par=personne, jour=jour)
    fiche, ecarts = ecarts_ouverts(personne)
    return remplir_entretien(
        entretien=entretien,
        par=referent,
        revision=entretien.revision,
        tenu_le=jour,
        fait=fait,
        reussites="L'accueil sans rendez-vous. Le plus difficile : les démarches qui changent souvent.",
        souhaits="Encadrer une personne en service civique ; apprendre à bâtir un budget.",
        fiche_visee=fiche,
        competences=[ecart.competence for ecart in ecarts[:3]],
        plan=plan,
        conclusions="Deux formations dans l'année, un tutorat, un point à mi-parcours.",
        mot_referent="Une année solide.",
    )


def _signer(entretien: Entretien, signataires: list[Utilisateur], jour: date) -> None:
    le = timezone.make_aware(datetime.combine(jour, time(10)))
    for personne in signataires:
        signer_entretien(entretien=entretien, par=personne, nom=str(personne), le=le)
