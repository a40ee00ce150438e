"""The weight of each answer, kept with it: counting stays one GROUP BY."""

from collections.abc import Mapping

from auditlog.models import LogEntry
from django.db import transaction
from django.utils.translation import gettext as _

from academie.regles import Refus
from besoins.models import Enquete, Question
from besoins.queries.ponderation import cible, moyenne_brute

POIDS_MAXIMUM = 1000
Mode = Enquete.Ponderation


@transaction.atomic
def ponderer(*, enquete: Enquete, ponderation: str, question: Question | None = None) -> Enquete:
    """Choose how answers weigh, and weigh those that are there.

    Raises:
        Refus: the figure would tell who answered, or no answer has it.
    """
    enquete = Enquete.objects.select_for_update().get(pk=enquete.pk)
    if ponderation in (Mode.POPULATION, Mode.MAIN) and enquete.regime != Enquete.Regime.NOMME:
        raise Refus(
            _(
                "Vous ne pouvez pas choisir ces poids : les réponses ne sont pas nommées, et un poids propre à chacune "
                "ferait reconnaître qui a répondu. Choisissez une question qui donne un nombre."
            ),
            champ="ponderation",
        )
    enquete.ponderation = ponderation
    enquete.ponderation_question = question if ponderation == Mode.QUESTION else None
    if ponderation == Mode.QUESTION and not _est_un_nombre(enquete, question):
        raise Refus(_("Choisissez une question de cette enquête qui demande un nombre."), champ="ponderation_question")
    enquete.save(update_fields=["ponderation", "ponderation_question"])
    recalculer_poids(enquete=enquete)
    return enquete


@transaction.atomic
def recalculer_poids(*, enquete: Enquete) -> None:
    """Weigh every submitted answer again, by one UPDATE: mean 1, and 1 for those that nothing weighs.

    Weights given by hand stay. Raises:
        Refus: answers are there, and none has the figure chosen.
    """
    enquete = Enquete.objects.select_for_update().get(pk=enquete.pk)
    reponses = enquete.reponses.soumises()
    if enquete.ponderation == Mode.MAIN or not reponses.exists():
        return
    if enquete.ponderation == Mode.AUCUNE:
        reponses.exclude(poids=1.0).update(poids=1.0)
        return
    moyenne = moyenne_brute(enquete)
    if not moyenne:
        raise Refus(
            _("Aucune réponse n'a de quoi être pesée ainsi. Choisissez d'autres poids, ou complétez les territoires."),
            champ="ponderation",
        )
    reponses.update(poids=cible(enquete, moyenne))


@transaction.atomic
def peser_a_la_main(*, enquete: Enquete, poids: Mapping[int, float]) -> None:
    """Give these answers (by key) these weights; each change is logged, without a name.

    Raises:
        Refus: weights are not given by hand in this survey, or one is out of bounds.
    """
    enquete = Enquete.objects.select_for_update().get(pk=enquete.pk)
    if enquete.ponderation != Mode.MAIN:
        raise Refus(_("Les poids de cette enquête ne sont pas saisis à la main. Choisissez d'abord ce mode."))
    changements = {}
    for reponse in enquete.reponses.soumises().filter(pk__in=list(poids)).order_by("pk"):
        voulu = poids[reponse.pk]
        if not 0 <= voulu <= POIDS_MAXIMUM:
            raise Refus(_("Un poids est compris entre 0 et %(maximum)s.") % {"maximum": POIDS_MAXIMUM})
        if voulu != reponse.poids:
            changements[f"poids de la réponse {reponse.pk}"] = [str(reponse.poids), str(voulu)]
            reponse.poids = voulu
            reponse.save(update_fields=["poids"])
    if changements:
        LogEntry.objects.log_create(enquete, action=LogEntry.Action.UPDATE, changes=changements)


def _est_un_nombre(enquete: Enquete, question: Question | None) -> bool:
    return (
        question is not None and question.genre == Question.Genre.NOMBRE and question.section.enquete_id == enquete.pk
    )
