"""An anonymous survey, open to whoever holds its link, closed and published: what its pages may show, and may not."""

from datetime import timedelta
from decimal import Decimal
from random import Random

from django.utils import timezone

from academie.models import Utilisateur
from besoins.actions.enquete import creer_enquete, fermer_enquete, ouvrir_enquete
from besoins.actions.lien_ouvert import commencer_par_lien_ouvert
from besoins.actions.question import ajouter_element, ajouter_question
from besoins.actions.reponse import enregistrer_reponse, soumettre_reponse
from besoins.models import Enquete, Question, Section

TITRE = "Baromètre des animatrices et animateurs"
PRESENTATION = (
    "Trois questions, deux minutes, sans compte ni nom : dites-nous comment vous vivez votre métier. Personne ne peut "
    "retrouver qui a répondu quoi."
)
NOTE = "Enquête fictive de la démonstration : les réponses sont inventées."
REPONSES = 43
SOUTIENS = ("Des collègues avec qui échanger", "Du temps pour préparer", "Du matériel qui marche", "Être reconnu")


def raconter_barometre() -> None:
    """Told once."""
    if Enquete.objects.filter(titre=TITRE).exists():
        return
    ouverture = timezone.now() - timedelta(days=60)
    enquete = creer_enquete(
        enquete=Enquete(
            titre=TITRE,
            presentation=PRESENTATION,
            note_donnees=NOTE,
            regime=Enquete.Regime.ANONYME,
            lien_ouvert=True,
            lien_limite=200,
            resultats_publies=True,
        ),
        par=Utilisateur.objects.get(email="concepteur@demo.example"),
        le=ouverture - timedelta(days=3),
    )
    questions = _ecrire(enquete)
    ouvrir_enquete(enquete=enquete, le=ouverture)
    hasard = Random(43)
    for rang in range(REPONSES):
        le = ouverture + timedelta(days=1 + rang % 20, minutes=rang)
        invitation = commencer_par_lien_ouvert(enquete=enquete, cle=f"demonstration {rang}", le=le)
        enregistrer_reponse(invitation=invitation, valeurs=_repondre(questions, hasard), le=le)
        soumettre_reponse(invitation=invitation, le=le)
    fermer_enquete(enquete=enquete, le=ouverture + timedelta(days=21))


def _ecrire(enquete: Enquete) -> list[Question]:
    section = ajouter_element(element=Section(enquete=enquete, titre="Votre métier"))
    return [
        ajouter_question(
            question=Question(
                section=section,
                genre=Question.Genre.ECHELLE,
                intitule="Recommanderiez-vous votre métier ?",
                minimum=1,
                maximum=5,
                libelle_minimum="pas du tout",
                libelle_maximum="tout à fait",
            ),
            libelles=[],
        ),
        ajouter_question(
            question=Question(
                section=section, genre=Question.Genre.CHOIX_MULTIPLE, intitule="Qu'est-ce qui vous aiderait ?"
            ),
            libelles=list(SOUTIENS),
        ),
        ajouter_question(
            question=Question(
                section=section, genre=Question.Genre.OUI_NON, intitule="Avez-vous été formé cette année ?"
            ),
            libelles=[],
        ),
    ]


def _repondre(questions: list[Question], hasard: Random) -> dict[Question, object]:
    note, aides, forme = questions
    soutiens = [option for option in aides.options.all() if hasard.random() < 0.7 - 0.12 * option.ordre]
    return {
        note: Decimal(hasard.choice((2, 3, 4, 4, 5))),
        aides: soutiens,
        forme: [hasard.choice(list(forme.options.all()))],
    }
