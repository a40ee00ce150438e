"""An import undone: what it wrote and nobody touched goes; what somebody touched stays, and why is kept."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import datetime

from allauth.account.models import EmailAddress
from django.apps import apps
from django.db import models, transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.francais import date_sans_jour
from academie.models import Doublon, Message, Structure, Utilisateur
from academie.queries.fusion import relations
from academie.regles import Refus
from certificats.actions.ecriture_reseau import empreinte
from certificats.models import ImportationReseau, LigneReseau, LotReseau

Etat = ImportationReseau.Etat
# What comes of being there, and says nothing of having used the account.
SANS_IMPORTANCE = (EmailAddress, Message, Doublon, LigneReseau)


@transaction.atomic
def annuler_import(*, importation: ImportationReseau, le: datetime | None = None) -> bool:
    """Ask that what an import wrote be removed; True when that has to be done.

    Raises:
        Refus: the delay is over, or nothing is written yet.
    """
    importation = ImportationReseau.objects.select_for_update().get(pk=importation.pk)
    if importation.etat in (Etat.ANNULATION, Etat.ANNULE):
        return False
    if not importation.s_annule:
        raise Refus(
            _("Cet import ne s'annule plus\xa0: le délai est passé le %(jour)s.")
            % {"jour": date_sans_jour(importation.annulable_jusqu_au)}
            if importation.etat == Etat.FAIT
            else _("Cet import n'est pas terminé\xa0: il n'y a encore rien à annuler.")
        )
    importation.annuler(le=le or timezone.now())
    importation.save()
    return True


def executer_annulation(importation_id: int) -> None:
    """Remove what the import wrote, lot after lot, the last things first."""
    while _retirer_un_lot(importation_id):
        pass


@transaction.atomic
def _retirer_un_lot(importation_id: int) -> bool:
    importation = ImportationReseau.objects.select_for_update().get(pk=importation_id)
    if importation.etat != Etat.ANNULATION:
        return False
    lot = importation.lots.filter(annule=False).order_by("-rang", "pk").first()
    if lot is not None:
        importation.traitees += len(lot.empreintes)
        retires = _retirer(lot)
        importation.avancee_le = timezone.now()
        importation.bilan["retires"] = importation.bilan.get("retires", 0) + retires
        importation.save()
        return True
    importation.bilan["restes"] = sum(len(lot.restes) for lot in importation.lots.all())
    importation.finir_annulation(bilan=importation.bilan)
    importation.save()
    return False


def _retirer(lot: LotReseau) -> int:
    """Remove what is as it was written; of the others, keep why they stay. How many were removed."""
    modele = apps.get_model(lot.modele)
    empreintes = {int(cle): somme for cle, somme in lot.empreintes.items()}
    objets = modele._base_manager.in_bulk(empreintes)
    raisons = _raisons(modele, empreintes, objets)
    _supprimer(modele, objets.keys() - raisons.keys(), raisons)
    if raisons:
        lot.annule, lot.restes = True, raisons
        lot.empreintes = {cle: empreintes[cle] for cle in raisons}
        lot.save()
    else:
        lot.delete()
    return len(empreintes) - len(raisons)


def _raisons(modele: type[models.Model], empreintes: dict[int, str], objets: dict) -> dict[int, str]:
    """Why some of these stay."""
    servis = _comptes_servis(objets) if modele is Utilisateur else {}
    raisons = {}
    for cle, objet in objets.items():
        if empreinte(objet) != empreintes[cle]:
            raisons[cle] = _("modifié depuis l'import")
        elif cle in servis:
            raisons[cle] = _("a servi depuis\xa0: %(quoi)s") % {"quoi": servis[cle]}
    return raisons


def _comptes_servis(personnes: Iterable[int]) -> dict[int, str]:
    """The accounts that something points to, and what: a few queries for each table, whatever the number of people."""
    servis: dict[int, str] = {}
    personnes = list(personnes)
    for relation in relations():
        if relation.modele in SANS_IMPORTANCE:
            continue
        champ = relation.champ.attname
        lignes = relation.modele._base_manager.filter(**{f"{champ}__in": personnes}).order_by()
        for personne in lignes.values_list(champ, flat=True).distinct():
            servis.setdefault(personne, relation.libelle)
    return servis


def _supprimer(modele: type[models.Model], cles: Collection[int], raisons: dict[int, str]) -> None:
    """Delete; what others rest on stays."""
    if modele is not Structure:
        modele._base_manager.filter(pk__in=cles).delete()
        return
    for cle in cles:
        try:
            with transaction.atomic():
                Structure.objects.filter(pk=cle).delete()
        except ProtectedError as erreur:
            quoi = Counter(str(objet._meta.verbose_name_plural) for objet in erreur.protected_objects)
            raisons[cle] = _("sert encore\xa0: %(quoi)s") % {"quoi": ", ".join(quoi)[:200]}
