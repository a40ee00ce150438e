from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from academie.models import Competence, Utilisateur
from academie.regles import Refus
from besoins.actions.programme import brouillon_verrouille, ranger
from besoins.actions.revision import Perimee, modifier
from besoins.models import Besoin, Objectif, VersionProgramme

CONTENU = ("intitule", "competence", "niveau", "evaluation", "besoins")


@transaction.atomic
def ajouter_objectif(
    *,
    version: VersionProgramme,
    intitule: str,
    competence: Competence,
    niveau: int,
    evaluation: str,
    par: Utilisateur,
    besoins: list[Besoin] = (),
) -> Objectif:
    """Add an objective at the end of a draft; the same one twice is added once.

    Raises:
        Refus: same wording for another objective, level outside the framework's scale, need the version does not answer.
    """
    version = brouillon_verrouille(version, par)
    _verifier(version, competence, niveau, besoins)
    if existant := version.objectifs.filter(intitule=intitule).first():
        if (existant.competence_id, existant.niveau, existant.evaluation) == (competence.pk, niveau, evaluation):
            return existant
        raise _deja_la()
    dernier = version.objectifs.aggregate(dernier=Max("ordre"))["dernier"] or 0
    objectif = Objectif.objects.create(
        version=version,
        ordre=dernier + 1,
        intitule=intitule,
        competence=competence,
        niveau=niveau,
        evaluation=evaluation,
    )
    objectif.besoins.set(besoins)
    return objectif


@transaction.atomic
def modifier_objectif(*, objectif: Objectif, par: Utilisateur, lue: int | None = None, **contenu: Any) -> Objectif:
    """Correct an objective of a draft (`CONTENU`); what is left out stays.

    Raises:
        Refus: as `ajouter_objectif`, or it was deleted.
        Perimee: somebody wrote after the revision `lue`.
    """
    if inconnus := contenu.keys() - set(CONTENU):
        raise TypeError(inconnus)
    version = brouillon_verrouille(objectif.version, par)
    objectif = version.objectifs.select_related("competence__domaine__referentiel").filter(pk=objectif.pk).first()
    if objectif is None:
        raise Refus(_("Cet objectif vient d'être supprimé par quelqu'un d'autre. Ajoutez-le de nouveau s'il le faut."))
    _verifier(
        version,
        contenu.get("competence", objectif.competence),
        contenu.get("niveau", objectif.niveau),
        contenu.get("besoins", ()),
    )
    if version.objectifs.exclude(pk=objectif.pk).filter(intitule=contenu.get("intitule", objectif.intitule)).exists():
        raise _deja_la()
    modifier(objectif, contenu, lue=lue)
    return objectif


@transaction.atomic
def deplacer_objectif(*, objectif: Objectif, rang: int, par: Utilisateur) -> Objectif:
    """Put an objective at place `rang` (1 is first) of its draft."""
    version = brouillon_verrouille(objectif.version, par)
    ranger(list(version.objectifs.all()), objectif, rang)
    return objectif


@transaction.atomic
def supprimer_objectif(*, version: VersionProgramme, objectif: int, par: Utilisateur, lue: int | None = None) -> None:
    """Delete the objective of key `objectif` from a draft; already gone is fine.

    Raises:
        Refus: version not a draft.
        Perimee: somebody wrote in it after the revision `lue`.
    """
    version = brouillon_verrouille(version, par)
    if (objectif := version.objectifs.filter(pk=objectif).first()) is not None:
        if lue not in (None, objectif.revision):
            raise Perimee(
                objectif, _("Cet objectif a été modifié depuis que vous l'avez lu : relisez-le avant de le supprimer.")
            )
        objectif.delete()


def _verifier(version: VersionProgramme, competence: Competence, niveau: int, besoins: list[Besoin]) -> None:
    referentiel = competence.domaine.referentiel
    rangs = list(referentiel.niveaux.values_list("rang", flat=True))
    if niveau not in rangs:
        raise Refus(
            _("L'échelle de « %(referentiel)s » va de %(premier)s à %(dernier)s : indiquez un niveau de cette échelle.")
            % {"referentiel": referentiel, "premier": min(rangs, default=0), "dernier": max(rangs, default=0)},
            champ="niveau",
        )
    if {besoin.pk for besoin in besoins} - set(version.besoins.values_list("pk", flat=True)):
        raise Refus(
            _("Un objectif répond aux besoins choisis pour le programme. Ajoutez d'abord ce besoin au programme."),
            champ="besoins",
        )


def _deja_la() -> Refus:
    return Refus(
        _("Cet objectif figure déjà dans le programme : modifiez-le, ou écrivez-en un autre."), champ="intitule"
    )
