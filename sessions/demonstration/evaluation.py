"""The demonstration's evaluations: past sessions answered by their people, a need found unmet, complaints in each state."""

from datetime import datetime, timedelta
from random import Random

from django.db import transaction
from django.utils import timezone

from academie.autorisations.table import Role
from academie.models import Affectation, Utilisateur
from besoins.actions.reponse import decliner_invitation, enregistrer_reponse, soumettre_reponse
from besoins.models import Question
from sessions.actions.amelioration import (
    abandonner_amelioration,
    faire_amelioration,
    prevoir_amelioration,
    verifier_amelioration,
)
from sessions.actions.evaluation import enregistrer_financeur
from sessions.actions.reclamation import (
    accuser_reception,
    clore_reclamation,
    completer_reclamation,
    deposer_reclamation,
    noter_contact,
    qualifier_reclamation,
    repondre_reclamation,
)
from sessions.actions.reouverture import rouvrir_les_besoins
from sessions.actions.sollicitation import solliciter, solliciter_financeurs
from sessions.models import (
    Amelioration,
    Evaluation,
    Financeur,
    Inscription,
    Reclamation,
    Session,
    Sollicitation,
)
from sessions.queries.modele_evaluation import PREFIXE_BESOIN, PREFIXE_OBJECTIF

Genre = Evaluation.Genre
Origine = Amelioration.Origine
JOUR = timedelta(days=1)
TEXTES = {
    "attentes": ("Être plus à l'aise devant un groupe.", "Des exercices à refaire chez nous."),
    "positif": ("Les mises en situation.", "Les échanges entre collègues.", "Le livret, clair et réutilisable."),
    "a_revoir": ("Plus de temps pour pratiquer.", "La salle était trop petite.", ""),
    "exemple": ("J'ai ouvert un atelier le mercredi.", "J'aide maintenant sur téléphone."),
    "manque": ("Du temps pour préparer.", "Un accès à du matériel récent.", ""),
    "effet": ("L'accueil renvoie moins de personnes ailleurs.", "Deux ateliers de plus par mois."),
    "suite": ("Former une deuxième personne.", ""),
    "adaptations": ("Un exercice de plus pour les plus à l'aise.", "Une pause plus longue l'après-midi."),
}


@transaction.atomic
def raconter_evaluations() -> None:
    tenues = list(Session.objects.filter(etat__in=Session.TENUES).completes().order_by("debut", "pk"))
    if not tenues or Sollicitation.objects.exists():
        return
    hasard, maintenant = Random(2013), timezone.now()
    gestionnaire = _quelqu_un(Role.GESTIONNAIRE)
    for nom, adresse in (("Conseil régional", "region@demo.example"), ("Fonds pour l'inclusion", "fonds@demo.example")):
        enregistrer_financeur(financeur=Financeur(nom=nom, email=adresse))
    premiere, derniere = tenues[0], tenues[-1]  # two are enough to read, and quick to tell
    for session in (premiere, derniere):
        _evaluer(session, Genre.POSITIONNEMENT, session.debut - 5 * JOUR, hasard)
        _evaluer(session, Genre.A_CHAUD, session.fin, hasard)
        _evaluer(session, Genre.FORMATEUR, session.fin, hasard)
    for genre in Evaluation.A_FROID:
        _evaluer(premiere, genre, min(premiere.fin + 92 * JOUR, maintenant), hasard)
    _repondre_toutes(solliciter_financeurs(le=maintenant), hasard)
    rouvrir_les_besoins(le=maintenant)
    _raconter_reclamations(tenues[-1], gestionnaire, maintenant)
    _raconter_ameliorations(tenues[-1], gestionnaire, maintenant)
    _raconter_contacts(tenues, gestionnaire)


def _evaluer(session, genre: str, le: datetime, hasard) -> None:
    _repondre_toutes(solliciter(session=session, genre=genre, le=le), hasard)


def _repondre_toutes(sollicitations, hasard) -> None:
    """Most answer, a few refuse, others stay silent."""
    questions = _questions(sollicitations)
    for sollicitation in sollicitations:
        sort = hasard.random()
        if sort > 0.9:
            decliner_invitation(invitation=sollicitation.invitation)
        elif sort < 0.8:
            le = min(sollicitation.demandee_le + timedelta(hours=hasard.randint(1, 60)), timezone.now())
            valeurs = {question: _valeur(question, sollicitation.evaluation.genre, hasard) for question in questions}
            enregistrer_reponse(invitation=sollicitation.invitation, valeurs=valeurs, le=le)
            soumettre_reponse(invitation=sollicitation.invitation, le=le)


def _questions(sollicitations) -> list[Question]:
    if not sollicitations:
        return []
    questions = Question.objects.filter(section__enquete=sollicitations[0].evaluation.enquete, conditions=None)
    return list(questions.select_related("section").prefetch_related("options"))


def _valeur(question: Question, genre: str, hasard):
    options = list(question.options.all())
    if question.code.startswith(PREFIXE_BESOIN):
        return hasard.choices(options, (2, 7, 1))
    if question.code.startswith(PREFIXE_OBJECTIF):
        poids = (3, 4, 2, 1, 0) if genre == Genre.POSITIONNEMENT else (0, 1, 2, 5, 4)
        return hasard.choices(range(5), poids)[0]
    if question.genre == Question.Genre.ECHELLE:
        return hasard.choices((2, 3, 4, 5), (1, 2, 6, 5))[0]
    if options:
        return [hasard.choice(options[:2])]
    return hasard.choice(TEXTES.get(question.code, ("",)))


def _raconter_reclamations(session, gestionnaire, maintenant: datetime) -> None:
    """Four of them: just filed, late, in progress, closed."""
    inscriptions = Inscription.objects.confirmees().filter(session=session).select_related("utilisateur")
    personnes = [inscription.utilisateur for inscription in inscriptions.order_by("pk")[:3]]
    vedette = Utilisateur.objects.filter(email="animateur@demo.example").first()
    faits = [
        (vedette or personnes[0], 1, "organisation", "Convocation reçue trop tard", "La convocation est arrivée deux jours avant la session.", None),
        (personnes[0], 12, "lieu", "Pas d'ascenseur", "La salle était au deuxième étage, sans ascenseur.", session),
        (personnes[1 % len(personnes)], 20, "pedagogie", "Trop théorique", "La première demi-journée ne laissait pas le temps de pratiquer.", session),
        (personnes[-1], 50, "organisation", "Feuille d'émargement mal remplie", "Mon nom était mal écrit sur la feuille.", session),
    ]  # fmt: skip
    deposees = [
        deposer_reclamation(
            reclamation=Reclamation(sujet=sujet, titre=titre, texte=texte, session=ou),
            par=qui,
            le=maintenant - jours * JOUR,
        )
        for qui, jours, sujet, titre, texte, ou in faits
    ]
    for rang in (2, 3):
        recue = deposees[rang].deposee_le + 2 * JOUR
        accuser_reception(reclamation=deposees[rang], par=gestionnaire, le=recue)
        qualifier_reclamation(
            reclamation=deposees[rang],
            genre=Reclamation.Genre.RECLAMATION,
            sujet=deposees[rang].sujet,
            gravite=Reclamation.Gravite.SERIEUSE if rang == 2 else Reclamation.Gravite.MINEURE,
            responsable=gestionnaire,
        )
        repondre_reclamation(
            reclamation=deposees[rang], texte="Merci de l'avoir signalé : nous regardons ce qui peut changer.", interne=False, par=gestionnaire, le=recue + JOUR,
        )  # fmt: skip
    completer_reclamation(
        reclamation=deposees[2], texte="Un exercice par heure suffirait.", par=deposees[2].deposee_par, le=maintenant - 10 * JOUR
    )  # fmt: skip
    clore_reclamation(
        reclamation=deposees[3], decision="La feuille est corrigée et vous a été renvoyée.", fondee=True, par=gestionnaire, le=maintenant - 40 * JOUR,
    )  # fmt: skip


def _raconter_ameliorations(session, gestionnaire, maintenant: datetime) -> None:
    """One of each state, one late, each with what it comes from."""
    close = Reclamation.objects.filter(etat=Reclamation.Etat.CLOSE).first()
    faits = [
        ("Vérifier l'accès des salles avant d'ouvrir une session", Origine.RECLAMATION, "Une salle au deuxième étage sans ascenseur.", -5),
        ("Donner plus de temps à la pratique", Origine.EVALUATION, "« Plus de temps pour pratiquer » revient dans les évaluations.", 30),
        ("Relire les noms avant d'imprimer la feuille", Origine.RECLAMATION, "Un nom mal écrit sur une feuille d'émargement.", -20),
        ("Rappeler la session deux jours avant", Origine.ABSENCE, "Plusieurs absences sans nouvelles.", -30),
        ("Doubler chaque session à distance", Origine.AUTRE, "Demandé par une structure.", 60),
    ]  # fmt: skip
    prevues = [
        prevoir_amelioration(
            amelioration=Amelioration(
                titre=titre,
                origine=origine,
                constat=constat,
                reclamation=close if origine == Origine.RECLAMATION else None,
                session=session if origine == Origine.EVALUATION else None,
                responsable=gestionnaire,
                echeance=timezone.localdate(maintenant) + jours * JOUR,
            ),
            par=gestionnaire,
            le=maintenant - 45 * JOUR,
        )
        for titre, origine, constat, jours in faits
    ]
    for rang in (2, 3):
        faire_amelioration(
            amelioration=prevues[rang], realisation="En place depuis la dernière session.", le=maintenant - 15 * JOUR
        )
    verifier_amelioration(
        amelioration=prevues[3], effet="Une absence sans nouvelles au lieu de quatre.", efficace=True, le=maintenant
    )
    abandonner_amelioration(amelioration=prevues[4], motif="Aucune formatrice n'est disponible.", le=maintenant)


def _raconter_contacts(tenues, gestionnaire) -> None:
    absentes = Inscription.objects.filter(session__in=tenues, emargements__absent=True).distinct().order_by("pk")
    for rang, inscription in enumerate(absentes.select_related("session")[:6]):
        noter_contact(
            inscription=inscription,
            moyen="telephone" if rang % 2 else "courriel",
            suite=("revient", "abandonne", "sans_nouvelle")[rang % 3],
            raison="" if rang % 3 == 2 else "Un remplacement à assurer à l'accueil.",
            par=gestionnaire,
            le=inscription.session.fin + JOUR,
        )


def _quelqu_un(role: str) -> Utilisateur:
    affectation = Affectation.objects.du_jour().filter(role=role).select_related("utilisateur").order_by("utilisateur")
    return affectation[0].utilisateur
