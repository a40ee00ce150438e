from besoins.models import Question
from tests.besoins import fabriques
from tests.besoins.recolte import recolter


def matrice_lue(d):
    """A matrix answered by a few structures, beside a multiple choice."""
    faite = fabriques.brouillon(d.concepteur)
    question = fabriques.question(
        faite.besoins.section, Question.Genre.MATRICE, "Pour vos équipes ?", ["Accueil", "Données"], minimum=1, maximum=5
    )
    accueil, donnees = question.options.order_by("ordre")
    recolter(
        faite.enquete,
        {question: {accueil: (5, 2), donnees: (3, 3)}, faite.besoins: [faite.option("Formation")]},
        {question: {accueil: (4, 2), donnees: (2, None)}, faite.besoins: [faite.option("Réseau")]},
    )
    return {"pk": faite.enquete.pk}


EXEMPLES = {f"besoins:enquete_{page}": matrice_lue for page in ("scores", "comparer")}
