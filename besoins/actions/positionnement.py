"""What a person is asked at enrolment, to place them: questions of a draft."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from academie.models import Utilisateur
from academie.regles import Refus
from besoins.actions.programme import brouillon_verrouille, ranger
from besoins.actions.revision import differe, exiger_lue, modifier
from besoins.models import Objectif, QuestionPositionnement, VersionProgramme

Genre = QuestionPositionnement.Genre


@transaction.atomic
def ajouter_positionnement(
    *,
    version: VersionProgramme,
    intitule: str,
    par: Utilisateur,
    genre: str = Genre.AISANCE,
    objectif: Objectif | None = None,
) -> QuestionPositionnement:
    """Add a question at the end of a draft; the same one twice is added once.

    Raises:
        Refus: version not a draft, same wording for another question, an objective of another version.
    """
    version = brouillon_verrouille(version, par)
    _verifier(version, objectif)
    if existante := version.positionnements.filter(intitule=intitule).first():
        if not differe(existante, {"genre": genre, "objectif": objectif}):
            return existante
        raise _deja_la()
    dernier = version.positionnements.aggregate(dernier=Max("ordre"))["dernier"] or 0
    return QuestionPositionnement.objects.create(
        version=version, ordre=dernier + 1, intitule=intitule, genre=genre, objectif=objectif
    )


@transaction.atomic
def modifier_positionnement(
    *,
    question: QuestionPositionnement,
    intitule: str,
    genre: str,
    objectif: Objectif | None,
    par: Utilisateur,
    lue: int | None = None,
) -> QuestionPositionnement:
    """Correct a question of a draft.

    Raises:
        Refus: as `ajouter_positionnement`, or it was deleted.
        Perimee: somebody wrote after the revision `lue`.
    """
    version = brouillon_verrouille(question.version, par)
    question = version.positionnements.filter(pk=question.pk).first()
    if question is None:
        raise Refus(
            _("Cette question vient d'être supprimée par quelqu'un d'autre. Ajoutez-la de nouveau s'il le faut.")
        )
    _verifier(version, objectif)
    if version.positionnements.exclude(pk=question.pk).filter(intitule=intitule).exists():
        raise _deja_la()
    modifier(question, {"intitule": intitule, "genre": genre, "objectif": objectif}, lue=lue)
    return question


@transaction.atomic
def deplacer_positionnement(*, question: QuestionPositionnement, rang: int, par: Utilisateur) -> QuestionPositionnement:
    """Put a question at place `rang` (1 is first) of its draft."""
    version = brouillon_verrouille(question.version, par)
    ranger(list(version.positionnements.all()), question, rang)
    return question


@transaction.atomic
def supprimer_positionnement(
    *, version: VersionProgramme, question: int, par: Utilisateur, lue: int | None = None
) -> None:
    """Delete the question of key `question` from a draft; already gone is fine.

    Raises:
        Refus: version not a draft.
        Perimee: somebody wrote in it after the revision `lue`.
    """
    version = brouillon_verrouille(version, par)
    if (question := version.positionnements.filter(pk=question).first()) is not None:
        exiger_lue(question, lue)
        question.delete()


def _verifier(version: VersionProgramme, objectif: Objectif | None) -> None:
    if objectif is not None and objectif.version_id != version.pk:
        raise Refus(_("Une question situe par rapport à un objectif de son propre programme."), champ="objectif")


def _deja_la() -> Refus:
    return Refus(_("Cette question est déjà posée : modifiez-la, ou écrivez-en une autre."), champ="intitule")
