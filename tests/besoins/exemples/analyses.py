from besoins.models import Question
from tests.besoins import fabriques
from tests.besoins.recolte import recolter


def matrice_lue(d):
    """A matrix answered by a few structures, beside a multiple choice."""
    faite = fabriques.brouillon(d.concepteur)
    question = fabriques.question(
        faite.besoins.section,
        Question.Genre.MATRICE,
        "Pour vos équipes ?",
        ["Accueil", "Données"],
        minimum=1,
        maximum=5,
    )
    accueil, donnees = question.options.order_by("ordre")
    recolter(
        faite.enquete,
        {question: {accueil: (5, 2), donnees: (3, 3)}, faite.besoins: [faite.option("Formation")]},
        {question: {accueil: (4, 2), donnees: (2, None)}, faite.besoins: [faite.option("Réseau")]},
    )
    return {"pk": faite.enquete.pk}


def seconde_vague(d):
    premiere, seconde = (fabriques.brouillon(d.concepteur, titre) for titre in ("Première vague", "Seconde vague"))
    for faite, combien in ((premiere, 1), (seconde, 3)):
        recolter(faite.enquete, *[{faite.besoins: [faite.option("Formation")], faite.urgence: combien}] * combien)
    seconde.enquete.precedente = premiere.enquete
    seconde.enquete.save()
    return {"pk": seconde.enquete.pk}


EXEMPLES = {
    **{f"besoins:enquete_{page}": matrice_lue for page in ("scores", "comparer")},
    "besoins:enquete_evolution": seconde_vague,
}
