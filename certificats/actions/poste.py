"""The posts of a person: said by them, or by the référent of the structure that employs them. A post gives no right."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.actions.affectation import terminer_affectation
from academie.models import Affectation, Utilisateur
from academie.regles import Refus
from certificats.models import FichePoste, Poste
from certificats.notifications import annoncer_poste_declare
from certificats.queries.poste import rattachement_de


@transaction.atomic
def declarer_poste(*, poste: Poste, par: Utilisateur) -> Poste:
    """Add a post to a career; written by somebody else, the person is told. The same post twice is written once.

    Raises:
        Refus: no employer or two, dates that do not follow each other, or a job sheet that is a draft.
    """
    Utilisateur.objects.select_for_update().get(pk=poste.utilisateur_id)
    _verifier(poste)
    memes = Poste.objects.filter(
        utilisateur=poste.utilisateur_id,
        intitule=poste.intitule,
        structure=poste.structure,
        employeur=poste.employeur,
        debut=poste.debut,
    )
    if deja := memes.first():
        return deja
    poste.save()
    if par.pk != poste.utilisateur_id:
        annoncer_poste_declare(poste, par)
    return poste


@transaction.atomic
def corriger_poste(*, poste: Poste) -> Poste:
    """Write a post again, as corrected.

    Raises:
        Refus: as when it is declared, or another post is already the same.
    """
    Poste.objects.select_for_update().get(pk=poste.pk)
    _verifier(poste)
    memes = Poste.objects.filter(
        utilisateur=poste.utilisateur_id,
        intitule=poste.intitule,
        structure=poste.structure,
        employeur=poste.employeur,
        debut=poste.debut,
    )
    if memes.exclude(pk=poste.pk).exists():
        raise Refus(_("Ce poste est déjà dans votre parcours."), champ="intitule")
    poste.save()
    return poste


@transaction.atomic
def terminer_poste(*, poste: Poste, fin: date, quitter: bool = False) -> Poste:
    """End a post. `quitter`: the person also leaves the structure that day, which loses sight of their career. Twice is once.

    Raises:
        Refus: the end precedes the beginning, or is a year away or more.
    """
    poste = Poste.objects.select_for_update(of=("self",)).select_related("structure").get(pk=poste.pk)
    poste.fin = fin
    _verifier(poste)
    poste.save()
    rattachement = rattachement_de(poste)
    if quitter and rattachement:
        _quitter(rattachement, fin)
    return poste


@transaction.atomic
def retirer_poste(*, poste: int, utilisateur: Utilisateur) -> None:
    """Take a post, by its key, out of one's career. Twice is once."""
    Poste.objects.filter(pk=poste, utilisateur=utilisateur).delete()


def _quitter(rattachement: Affectation, fin: date) -> None:
    terminer_affectation(affectation=rattachement, fin=max(fin, rattachement.debut))


def _verifier(poste: Poste) -> None:
    if bool(poste.structure) == bool(poste.employeur):
        raise Refus(
            _(
                "Dites chez qui : choisissez une structure du réseau, ou écrivez le nom de l'employeur s'il n'en est "
                "pas. L'un des deux suffit."
            ),
            champ="structure",
        )
    if poste.fin and poste.fin < poste.debut:
        raise Refus(_("La date de fin précède la date de début."), champ="fin")
    limite = timezone.localdate().replace(day=1)
    if poste.debut.year > limite.year + 1 or (poste.fin and poste.fin.year > limite.year + 10):
        raise Refus(_("Cette date est trop loin dans l'avenir : vérifiez l'année."), champ="debut")
    if poste.fiche and poste.fiche.etat == FichePoste.Etat.BROUILLON:
        raise Refus(_("Cette fiche de poste n'est pas publiée : choisissez-en une autre."), champ="fiche")
