"""People asked, brought by a file: kept, understood column by column, read whole, then added at once or not at all."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from hashlib import sha256

from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.models import Utilisateur
from academie.queries.tableau import compter_lignes, deviner_colonnes
from academie.regles import ERREURS_MAXIMUM, ErreurImport, Refus, regle
from besoins.actions.population import ajouter_personnes, verrouiller_population
from besoins.models import Enquete, Importation, Invitation
from besoins.queries.liste import ENTETES, QUI, Lecture, Ligne, Sort, lignes_du_fichier

Etat = Importation.Etat
PAS = 2000


@transaction.atomic
def charger_liste(*, enquete: Enquete, fichier: File, par: Utilisateur, le: datetime | None = None) -> Importation:
    """Keep a file and guess its columns. The same file brought again, not imported yet, is the same importation.

    Raises:
        Refus: the survey is closed, or the file is no table of people.
    """
    enquete = verrouiller_population(enquete)
    somme = sha256()
    for morceau in fichier.chunks():
        somme.update(morceau)
    connues = enquete.importations.filter(empreinte=somme.hexdigest(), genre=Importation.Genre.POPULATION)
    if connue := connues.exclude(etat=Etat.FAIT).first():
        return connue
    entetes, lignes = compter_lignes(
        fichier,
        lignes_maximum=regle("importation.lignes"),
        vide=_("Ce fichier n'a que des noms de colonnes\xa0: personne à ajouter."),
    )
    importation = Importation(
        enquete=enquete,
        genre=Importation.Genre.POPULATION,
        nom=str(fichier.name)[-200:],
        empreinte=somme.hexdigest(),
        entetes=entetes,
        correspondance=deviner_colonnes(entetes, ENTETES),
        lignes=lignes,
        par=par,
        cree_le=le or timezone.now(),
    )
    fichier.seek(0)
    importation.fichier.save(f"{importation.empreinte[:32]}.liste", fichier, save=False)
    importation.save()
    return importation


@transaction.atomic
def regler_colonnes(*, importation: Importation, correspondance: dict[str, str]) -> Importation:
    """Say which column of the file holds what.

    Raises:
        Refus: one column given twice, or the file is being imported or is in already.
    """
    importation = Importation.objects.select_for_update().get(pk=importation.pk)
    nouvelle = {colonne: entete for colonne, entete in correspondance.items() if entete in importation.entetes}
    if nouvelle == importation.correspondance:
        return importation
    if importation.etat not in (Etat.CHARGE, Etat.REFUSE):
        raise Refus(_("Ce fichier est importé ou en train de l'être : ses colonnes ne changent plus."))
    doubles = [entete for entete in nouvelle.values() if list(nouvelle.values()).count(entete) > 1]
    if doubles:
        raise Refus(_("La colonne « %(entete)s » ne peut servir deux fois.") % {"entete": doubles[0]})
    importation.corriger(correspondance=nouvelle)
    importation.save()
    return importation


@transaction.atomic
def lancer_liste(*, importation: Importation, laisser: bool = False) -> bool:
    """Ask that the people of the file be added; True when it has to be done. `laisser`: without the wrong lines.

    Raises:
        Refus: nothing in the file says who is asked.
    """
    importation = Importation.objects.select_for_update().get(pk=importation.pk)
    if importation.etat not in (Etat.CHARGE, Etat.REFUSE):
        return False
    if not any(colonne in importation.correspondance for colonne in QUI):
        raise Refus(_("Indiquez au moins la colonne du nom, de l'adresse ou de la structure."))
    importation.verifier()
    importation.approuver(bilan={"laisser": laisser})
    importation.lancer()
    importation.save()
    return True


def executer_liste(importation_id: int, *, le: datetime | None = None) -> None:
    """Read the whole file, then add everybody, or nobody when a line is wrong and was not to be left aside."""
    importation = Importation.objects.select_related("enquete").get(pk=importation_id)
    if importation.etat != Etat.EN_COURS:
        return
    comptes, erreurs = _controler(importation)
    with transaction.atomic():
        importation = Importation.objects.select_for_update().select_related("enquete").get(pk=importation_id)
        if importation.etat != Etat.EN_COURS:
            return
        if erreurs and not importation.bilan["laisser"]:
            importation.refuser(bilan=comptes, erreurs=erreurs)
            importation.save()
            return
        try:
            comptes["ajoutees"] = ajouter_personnes(enquete=importation.enquete, personnes=_nouvelles(importation))
        except Refus as refus:
            importation.refuser(bilan=comptes, erreurs=[str(refus)])
        else:
            transaction.on_commit(partial(importation.fichier.storage.delete, str(importation.fichier.name)))
            importation.fichier = ""
            importation.finir(bilan=comptes, le=le or timezone.now())
        importation.save()


def _controler(importation: Importation) -> tuple[dict[str, int], list[str]]:
    """Count the lines by what becomes of them; the first wrong ones, in words."""
    comptes, erreurs = dict.fromkeys(Sort.values, 0), []
    for lue, ligne in enumerate(_lignes(importation), start=1):
        comptes[ligne.sort] += 1
        if ligne.raisons and len(erreurs) < ERREURS_MAXIMUM:
            colonne, raison = ligne.raisons[0]
            erreurs.append(
                str(ErreurImport(importation.nom, ligne.numero, importation.correspondance.get(colonne, ""), raison))
            )
        if lue % PAS == 0:
            Importation.objects.filter(pk=importation.pk).update(traitees=lue)
    return comptes, erreurs


def _nouvelles(importation: Importation) -> Iterator[Invitation]:
    return (ligne.invitation for ligne in _lignes(importation) if ligne.sort == Sort.NOUVELLE)


def _lignes(importation: Importation) -> Iterator[Ligne]:
    return lignes_du_fichier(importation, Lecture(importation.enquete))
