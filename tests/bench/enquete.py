"""A survey of a hundred questions answered by ten thousand people: more than a million values. One maker for every bench."""

from functools import partial
from random import Random

from django.db import transaction

from academie.models import Territoire
from besoins.actions.enquete import creer_enquete, ouvrir_enquete
from besoins.actions.question import ajouter_element, ajouter_question
from besoins.models import Enquete, Question, Reponse, Section, Valeur
from besoins.queries.enquete import questionnaire
from tests.bench.mesure import chronometrer

Genre = Question.Genre
REPONDANTS = 10_000
LOT = 200
COMPOSITION = {
    Genre.CHOIX_UNIQUE: 45,
    Genre.OUI_NON: 15,
    Genre.ECHELLE: 15,
    Genre.NOMBRE: 10,
    Genre.CHOIX_MULTIPLE: 5,
    Genre.MATRICE: 2,
    Genre.TEXTE_COURT: 8,
}
LIBELLES = {
    Genre.CHOIX_UNIQUE: ["Jamais", "Parfois", "Souvent", "Toujours"],
    Genre.CHOIX_MULTIPLE: ["Accueil", "Matériel", "Réseau", "Formation", "Sécurité"],
    Genre.MATRICE: ["Chercher", "Publier", "Protéger", "Coopérer"],
}
NIVEAUX = ["commune", "epci", "departement"]
NATURES = ["espace", "association", "collectivite"]


def grande_enquete(par, titre: str = "Grande enquête") -> Enquete:
    """Open, of named answers, without an answer yet: `remplir` gives them."""
    enquete = creer_enquete(enquete=Enquete(titre=titre), par=par)
    numero = 0
    for genre, combien in COMPOSITION.items():
        section = ajouter_element(element=Section(enquete=enquete, titre=str(genre.label)))
        bornes = {"minimum": 1, "maximum": 5} if genre in Question.AVEC_DEGRES else {}
        for _ in range(combien):
            numero += 1
            question = Question(section=section, genre=genre, intitule=f"Question {numero} ?", **bornes)
            ajouter_question(question=question, libelles=LIBELLES.get(genre, []))
    return ouvrir_enquete(enquete=enquete)


def remplir(enquete: Enquete, repondants: int = REPONDANTS) -> float:
    """Answer by bare bulk inserts; return the seconds that they alone took."""
    hasard, duree = Random(2013), 0.0
    questions = [question for section in questionnaire(enquete) for question in section.questions.all()]
    regions = list(Territoire.objects.filter(genre="region"))
    with transaction.atomic():
        for debut in range(0, repondants, LOT):
            rangs = range(debut, min(debut + LOT, repondants))
            reponses = [_reponse(enquete, rang, hasard, regions) for rang in rangs]
            duree += chronometrer(partial(Reponse.objects.bulk_create, reponses))
            valeurs = [v for reponse in reponses for question in questions for v in _valeurs(reponse, question, hasard)]
            duree += chronometrer(partial(Valeur.objects.bulk_create, valeurs))
    return duree


def _reponse(enquete: Enquete, rang: int, hasard: Random, regions: list[Territoire]) -> Reponse:
    reponse = Reponse(
        enquete=enquete,
        libelle=f"Structure {rang:05}",
        region=hasard.choice(regions),
        niveau=hasard.choice(NIVEAUX),
        nature=hasard.choice(NATURES),
        role=hasard.choice(["structure", "animateur"]),
        poids=hasard.choice([0.5, 1.0, 1.5]),
        commencee_le=enquete.ouverte_le,
    )
    reponse.soumettre(le=enquete.ouverte_le)
    return reponse


def _valeurs(reponse: Reponse, question: Question, hasard: Random) -> list[Valeur]:
    commun = {"reponse_id": reponse.pk, "question_id": question.pk}
    options = question.options.all()
    match question.genre:
        case Genre.MATRICE:
            return [
                Valeur(**commun, option_id=option.pk, nombre=hasard.randint(1, 5), maitrise=hasard.randint(1, 5))
                for option in options
            ]
        case Genre.CHOIX_MULTIPLE:
            return [Valeur(**commun, option_id=option.pk) for option in hasard.sample(list(options), 2)]
        case Genre.ECHELLE | Genre.NOMBRE:
            return [Valeur(**commun, nombre=hasard.randint(1, 5 if question.maximum else 400))]
        case Genre.TEXTE_COURT:
            return [Valeur(**commun, texte=f"besoin {hasard.randint(1, 500)}")]
    return [Valeur(**commun, option_id=hasard.choice(list(options)).pk)]
