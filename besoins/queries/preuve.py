"""What an answer of a survey says at this moment, before it is frozen as evidence."""

from django.db.models import Avg

from besoins.models import Option, Question, Reponse, Valeur


def moyennes_de_l_item(option: Option) -> dict[str, float | None]:
    """Mean importance and mean mastery of the item of a matrix, over those who gave both; nothing for another answer."""
    if option.question.genre != Question.Genre.MATRICE:
        return {}
    paires = Valeur.objects.filter(
        option=option, reponse__etat=Reponse.Etat.SOUMISE, nombre__isnull=False, maitrise__isnull=False
    )
    moyennes = paires.aggregate(importance=Avg("nombre"), maitrise=Avg("maitrise"))
    return {nom: None if valeur is None else float(valeur) for nom, valeur in moyennes.items()}
