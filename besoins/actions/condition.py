from django.db import transaction
from django.utils.translation import gettext as _

from academie.regles import Refus
from besoins.actions.question import refuser_incoherences, verrouiller_brouillon
from besoins.models import Condition, Question, Section
from besoins.queries.question import operateurs


@transaction.atomic
def ajouter_condition(*, condition: Condition) -> Condition:
    """Show a section or a question of a draft only when an earlier answer matches. Added twice, there once.

    Raises:
        Refus: the survey is no longer a draft, the question does not come before, or its answers cannot be so compared.
    """
    cible = condition.section or condition.question
    enquete = verrouiller_brouillon(cible.enquete)
    source = condition.source
    if condition.operateur not in operateurs(source) or (
        condition.option_id and condition.option.question_id != source.pk
    ):
        raise Refus(
            _("Cette comparaison ne convient pas à la question « %(source)s ». Choisissez-en une autre.")
            % {"source": source},
            champ="operateur",
        )
    valeurs = {
        champ: getattr(condition, champ) for champ in ("section", "question", "source", "operateur", "option", "nombre")
    }
    if jumelle := Condition.objects.filter(**valeurs).first():
        return jumelle
    condition.save()
    refuser_incoherences(enquete)
    return condition


@transaction.atomic
def retirer_condition(*, condition: Condition) -> None:
    """Remove a condition from a draft.

    Raises:
        Refus: the survey is no longer a draft.
    """
    verrouiller_brouillon((condition.section or condition.question).enquete)
    condition.delete()


@transaction.atomic
def combiner_conditions(*, element: Section | Question, combinaison: str) -> Section | Question:
    """Say whether all the conditions of an element must match, or one.

    Raises:
        Refus: the survey is no longer a draft.
    """
    verrouiller_brouillon(element.enquete)
    element.combinaison = combinaison
    element.save(update_fields=["combinaison"])
    return element
