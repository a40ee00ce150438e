"""The results of a big survey, beside the bare SQL of the same groups: joined to their answers, as one would write it."""

from collections.abc import Callable
from functools import partial

from django.db import connection
from django.http import QueryDict

from besoins.models import Enquete, Option, Question
from besoins.queries.comptages import compter
from besoins.queries.enquete import questionnaire
from besoins.queries.filtres import Filtre
from besoins.queries.resultats import resultats

Genre = Question.Genre
GROUPES = {
    "{choix}": "select v.question_id, v.option_id, count(*) from {lignes} group by v.question_id, v.option_id",
    "{multiples}": "select v.question_id, count(distinct v.reponse_id) from {lignes} group by v.question_id",
    "{echelles}": "select v.question_id, v.nombre, count(*) from {lignes} group by v.question_id, v.nombre",
    "{matrices}": "select v.option_id, avg(v.nombre), avg(v.maitrise), count(v.nombre), count(v.maitrise) "
    "from {lignes} group by v.option_id",
    "{nombres}": "select v.question_id, v.nombre, count(*) from {lignes} group by v.question_id, v.nombre",
    "{textes}": "select v.question_id, v.texte, count(*) from {lignes} group by v.question_id, v.texte",
}
GENRES = {
    "{choix}": (*Question.A_UN_CHOIX, Genre.CHOIX_MULTIPLE),
    "{multiples}": (Genre.CHOIX_MULTIPLE, Genre.MATRICE),
    "{echelles}": (Genre.ECHELLE,),
    "{matrices}": (Genre.MATRICE,),
    "{nombres}": (Genre.NOMBRE,),
    "{textes}": (Genre.TEXTE_COURT,),
}
LIGNES = (
    "besoins_valeur v join besoins_reponse r on r.id = v.reponse_id "
    "where r.enquete_id = {enquete} and r.etat = 'soumise' and v.question_id in ({questions}) {condition}"
)


def mesures(enquete: Enquete):
    """(what is measured, its floor, the product) for the whole survey and for each kind of filter."""
    option = Option.objects.filter(question__section__enquete=enquete, question__genre=Genre.CHOIX_UNIQUE).first()
    a_choisi = (
        "and exists (select 1 from besoins_valeur w where w.reponse_id = r.id and "
        f"w.question_id = {option.question_id} and w.option_id = {option.pk})"
    )
    for nom, condition, adresse in (
        ("results", "", ""),
        ("results, by level", "and r.niveau = 'commune'", "niveau=commune"),
        ("results, by answer", a_choisi, f"{option.question.code}={option.ordre}"),
    ):
        filtre = Filtre(enquete, QueryDict(adresse))
        nu = _nu(enquete, condition)
        questions = [question for section in questionnaire(enquete) for question in section.questions.all()]
        yield f"{nom}, the aggregates", nu, partial(compter, enquete, questions, filtre, 20)
        yield f"{nom}, whole", nu, partial(resultats, enquete, filtre)


def _nu(enquete: Enquete, condition: str) -> Callable[[], None]:
    requetes = [
        requete.format(lignes=LIGNES.format(enquete=enquete.pk, questions=questions, condition=condition))
        for cle, requete in GROUPES.items()
        if (questions := _questions(enquete, GENRES[cle]))
    ]

    def executer() -> None:
        with connection.cursor() as curseur:
            for requete in requetes:
                curseur.execute(requete)
                curseur.fetchall()

    return executer


def _questions(enquete: Enquete, genres) -> str:
    pks = Question.objects.filter(section__enquete=enquete, genre__in=genres).values_list("pk", flat=True)
    return ", ".join(map(str, pks))
