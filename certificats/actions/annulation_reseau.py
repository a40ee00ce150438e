"""An import undone: what it wrote and nobody touched goes; what somebody touched stays, and why is kept."""

from collections import Counter, defaultdict
from collections.abc import Iterable
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
from certificats.models import CreationReseau, ImportationReseau, LigneReseau

Etat = ImportationReseau.Etat
PAR_LOT = 500
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
    lot = list(importation.creations.filter(reste="").order_by("-rang", "pk")[:PAR_LOT])
    if lot:
        retirees = _retirer(lot)
        importation.traitees += len(lot)
        importation.avancee_le = timezone.now()
        importation.bilan["retires"] = importation.bilan.get("retires", 0) + retirees
        importation.save()
        return True
    importation.bilan["restes"] = importation.creations.exclude(reste="").count()
    importation.finir_annulation(bilan=importation.bilan)
    importation.save()
    return False


def _retirer(creations: list[CreationReseau]) -> int:
    """Remove what is as it was written; the others are marked with why they stay. How many were removed."""
    par_modele = defaultdict(list)
    for creation in creations:
        par_modele[creation.modele].append(creation)
    retirees: list[int] = []
    for nom, siennes in par_modele.items():
        modele = apps.get_model(nom)
        objets = modele._base_manager.in_bulk([creation.objet for creation in siennes])
        raisons = _raisons(modele, siennes, objets)
        a_retirer = [creation for creation in siennes if creation.pk not in raisons]
        retirees += _supprimer(modele, [c for c in a_retirer if c.objet in objets], raisons)
        retirees += [creation.pk for creation in a_retirer if creation.objet not in objets]
        for creation in siennes:
            creation.reste = raisons.get(creation.pk, "")
        CreationReseau.objects.bulk_update([c for c in siennes if c.reste], ["reste"])
    CreationReseau.objects.filter(pk__in=retirees).delete()
    return len(retirees)


def _raisons(modele: type[models.Model], creations: list[CreationReseau], objets: dict) -> dict[int, str]:
    """Why some of these stay."""
    servis = _comptes_servis(objets) if modele is Utilisateur else {}
    raisons = {}
    for creation in creations:
        objet = objets.get(creation.objet)
        if objet is not None and empreinte(objet) != creation.empreinte:
            raisons[creation.pk] = _("modifié depuis l'import")
        elif creation.objet in servis:
            raisons[creation.pk] = _("a servi depuis\xa0: %(quoi)s") % {"quoi": servis[creation.objet]}
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


def _supprimer(modele: type[models.Model], creations: list[CreationReseau], raisons: dict[int, str]) -> list[int]:
    """Delete; what others rest on stays."""
    if modele is not Structure:
        modele._base_manager.filter(pk__in=[creation.objet for creation in creations]).delete()
        return [creation.pk for creation in creations]
    faites = []
    for creation in creations:
        try:
            with transaction.atomic():
                Structure.objects.filter(pk=creation.objet).delete()
        except ProtectedError as erreur:
            quoi = Counter(str(objet._meta.verbose_name_plural) for objet in erreur.protected_objects)
            raisons[creation.pk] = _("sert encore\xa0: %(quoi)s") % {"quoi": ", ".join(quoi)[:200]}
        else:
            faites.append(creation.pk)
    return faites
