"""The texts that people wrote, without their names."""

from besoins.models import Enquete, Question
from besoins.queries.filtres import Filtre

LONGUEUR_CHERCHEE = 100


def question_de_texte(enquete: Enquete, pk: int) -> Question | None:
    return Question.objects.filter(pk=pk, section__enquete=enquete, genre__in=Question.AVEC_TEXTE).first()


def verbatims(question: Question, filtre: Filtre, cherche: str = ""):
    """Texts of `question` that hold the words `cherche`, in the order they were sent."""
    valeurs = filtre.valeurs(filtre.enquete, [question.pk])
    for mot in cherche.replace("\x00", "")[:LONGUEUR_CHERCHEE].split():
        valeurs = valeurs.filter(texte__icontains=mot)
    return valeurs.order_by("reponse__soumise_le", "pk").values_list("texte", flat=True)
