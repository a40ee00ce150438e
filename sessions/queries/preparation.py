"""What the page of an enrolment shows of its preparation, to each reader what they may read."""

from dataclasses import dataclass

from django.utils import timezone

from sessions.models import AccordEmployeur, Inscription
from sessions.queries.positionnement import ReponseLue, reponses_de


@dataclass(frozen=True)
class Preparation:
    """`lue`: this reader may read answers and adjustments, which an employer never does."""

    accord: AccordEmployeur | None
    lue: bool
    reponses: list[ReponseLue]
    completable: bool


def preparation(inscription: Inscription, utilisateur) -> Preparation:
    lue = utilisateur.has_perm("amenagement.voir", inscription)
    accords = AccordEmployeur.objects.filter(inscription=inscription).autorises(utilisateur, "accord.voir")
    return Preparation(
        accord=accords.first() if "accord.voir" in utilisateur.permissions else None,
        lue=lue,
        reponses=reponses_de(inscription) if lue else [],
        completable=inscription.utilisateur_id == utilisateur.pk
        and inscription.etat != Inscription.Etat.ANNULEE
        and inscription.session.debut > timezone.now(),
    )
