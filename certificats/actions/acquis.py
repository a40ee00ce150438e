"""What is said of competences by the person or by somebody else. Each says a level and a day; nothing is overwritten."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.models import Competence, Niveau, Utilisateur
from academie.regles import Refus
from certificats.models import Acquis
from certificats.notifications import annoncer_evaluation, annoncer_remarque
from certificats.queries.acquis import Niveaux, niveaux_actuels


@transaction.atomic
def declarer_niveaux(*, utilisateur: Utilisateur, niveaux: Mapping[int, int], le: date | None = None) -> list[Acquis]:
    """Write the levels that a person gives themselves, by competence: only those that change, or renew an old one.

    Raises:
        Refus: a competence or a level that does not exist.
    """
    Utilisateur.objects.select_for_update().get(pk=utilisateur.pk)
    le, actuels = le or timezone.localdate(), niveaux_actuels(utilisateur)
    competences = Competence.objects.select_related("domaine").in_bulk(list(niveaux))
    nouveaux = []
    for pk, niveau in niveaux.items():
        if pk not in competences:
            raise Refus(_("Cette compétence n'est plus dans le référentiel. Rechargez la page."))
        verifier_niveau(competences[pk], niveau)
        dit = actuels.get(pk, Niveaux()).declare
        if dit is None or dit.ancien or dit.niveau != niveau:
            nouveaux.append(_auto_evaluation(utilisateur, pk, niveau, le))
    return Acquis.objects.bulk_create(nouveaux)


@transaction.atomic
def evaluer_competence(
    *,
    personne: Utilisateur,
    par: Utilisateur,
    competence: Competence,
    niveau: int,
    faits: str,
    observe_le: date | None = None,
) -> Acquis:
    """Say the level that one saw somebody hold, and the facts. The person is told. The same twice is said once.

    Raises:
        Refus: oneself, no fact, a day to come, or a level that the framework does not have.
    """
    if personne.pk == par.pk:
        raise Refus(_("Vous ne pouvez pas vous évaluer comme une autre personne : utilisez l'auto-évaluation."))
    if not faits.strip():
        raise Refus(_("Dites ce que vous avez vu : la personne le lira."), champ="faits")
    observe_le = observe_le or timezone.localdate()
    if observe_le > timezone.localdate():
        raise Refus(_("Cette date est à venir : indiquez le jour où vous l'avez vu."), champ="observe_le")
    verifier_niveau(competence, niveau)
    Utilisateur.objects.select_for_update().get(pk=personne.pk)
    acquis, nouveau = Acquis.objects.get_or_create(
        utilisateur=personne,
        par=par,
        competence=competence,
        nature=Acquis.Nature.TIERS,
        niveau=niveau,
        commentaire=faits.strip(),
        obtenu_le=observe_le,
    )
    if nouveau:
        annoncer_evaluation(acquis)
    return acquis


@transaction.atomic
def remarquer(*, acquis: Acquis, remarque: str) -> Acquis:
    """The person answers an assessment, once. Whoever made it is told.

    Raises:
        Refus: nothing is said, nobody else said this level, or it is answered already.
    """
    acquis = Acquis.objects.select_for_update(of=("self",)).get(pk=acquis.pk)
    remarque = remarque.strip()
    if acquis.nature != Acquis.Nature.TIERS:
        raise Refus(_("Seule l'évaluation faite par une autre personne appelle une remarque."))
    if not remarque:
        raise Refus(_("Écrivez votre remarque."), champ="remarque")
    if acquis.remarque == remarque:
        return acquis
    if acquis.remarque:
        raise Refus(_("Votre remarque est déjà enregistrée : elle ne change plus."), champ="remarque")
    acquis.remarque, acquis.remarque_le = remarque, timezone.now()
    acquis.save(update_fields=["remarque", "remarque_le"])
    annoncer_remarque(acquis)
    return acquis


def verifier_niveau(competence: Competence, niveau: int) -> None:
    """0, or a level of the competence's own framework.

    Raises:
        Refus: it has no such level.
    """
    if niveau and not Niveau.objects.filter(referentiel=competence.domaine.referentiel_id, rang=niveau).exists():
        raise Refus(_("Ce niveau n'est pas sur l'échelle du référentiel de cette compétence."), champ="niveau")


def _auto_evaluation(utilisateur: Utilisateur, competence: int, niveau: int, le: date) -> Acquis:
    return Acquis(
        utilisateur=utilisateur,
        competence_id=competence,
        niveau=niveau,
        nature=Acquis.Nature.AUTO_EVALUATION,
        obtenu_le=le,
    )
