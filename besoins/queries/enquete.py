from django.db.models import Count, OuterRef, Prefetch, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from besoins.models import Enquete, Invitation, Question, Reponse, Section


def enquetes_avec_chiffres(enquetes):
    """Add to each survey how many structures are invited and have answered, and how many answers came."""
    return enquetes.annotate(
        invitees=_nombre(Invitation.objects.all()),
        repondues=_nombre(Invitation.objects.filter(etat=Invitation.Etat.REPONDUE)),
        soumises=_nombre(Reponse.objects.soumises()),
    )


def questionnaire(enquete: Enquete) -> list[Section]:
    """Sections with their questions and options, in order, in three queries."""
    questions = Question.objects.order_by("ordre").prefetch_related("options")
    sections = list(enquete.sections.order_by("ordre").prefetch_related(Prefetch("questions", questions)))
    for section in sections:
        section.enquete = enquete
    return sections


def manques(enquete: Enquete) -> list[str]:
    """What a draft still needs before it may open, in sentences; empty when it is ready."""
    sections = questionnaire(enquete)
    if not sections:
        return [_("elle n'a aucune section. Ajoutez une section, puis une question.")]
    phrases = [
        _("la section « %(titre)s » n'a aucune question.") % {"titre": section.titre}
        for section in sections
        if not section.questions.all()
    ]
    return phrases + [
        _("la question « %(intitule)s » propose moins de deux réponses.") % {"intitule": question.intitule}
        for section in sections
        for question in section.questions.all()
        if question.a_des_options and len(question.options.all()) < 2
    ]


def _nombre(lignes):
    """Rows of `lignes` in each survey, by a subquery: joins would multiply them by each other."""
    par_enquete = lignes.filter(enquete=OuterRef("pk")).order_by().values("enquete").annotate(n=Count("*"))
    return Coalesce(Subquery(par_enquete.values("n")), 0)
