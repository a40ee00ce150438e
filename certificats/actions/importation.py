"""A file of the network: kept, its columns and unknown structures settled, read whole, its duplicates decided by hand."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial
from hashlib import sha256
from itertools import islice

from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.models import Structure, Territoire, Utilisateur
from academie.queries.tableau import compter_lignes, deviner_colonnes, rangees
from academie.regles import Refus, regle
from academie.tableaux import ErreurTableau, lire_tableau
from certificats.models import ImportationReseau, LigneReseau
from certificats.queries.importation import JAMAIS_GARDEES, NOMS, comptes_de
from certificats.queries.ligne_reseau import Lecture

Etat = ImportationReseau.Etat
Verdict, Decision = LigneReseau.Verdict, LigneReseau.Decision
PAR_LOT = 1000
INCONNUES_MAXIMUM = 1000
EN_CREATION = (Etat.CHARGE, Etat.REFUSE, Etat.PRET)


@transaction.atomic
def charger_import(*, fichier: File, par: Utilisateur, le: datetime | None = None) -> ImportationReseau:
    """Keep a file and guess its columns. The same file brought again, not written yet, is the same import.

    Raises:
        Refus: it is no table, or it is written already.
    """
    somme = sha256()
    for morceau in fichier.chunks():
        somme.update(morceau)
    empreinte = somme.hexdigest()
    Utilisateur.objects.select_for_update().get(pk=par.pk)  # a double click waits
    memes = ImportationReseau.objects.filter(empreinte=empreinte).exclude(etat=Etat.ANNULE)
    if connu := memes.first():
        if connu.etat in EN_CREATION or connu.au_travail:
            return connu
        raise Refus(_("Ce fichier est déjà importé : annulez d'abord cet import pour recommencer."), champ="fichier")
    entetes, lignes = compter_lignes(
        fichier,
        lignes_maximum=regle("importation.lignes"),
        vide=_("Ce fichier n'a que des noms de colonnes : personne à importer."),
    )
    importation = ImportationReseau(
        nom=str(fichier.name)[-200:],
        empreinte=empreinte,
        entetes=entetes,
        correspondance=deviner_colonnes(entetes, NOMS),
        lignes=lignes,
        par=par,
        cree_le=le or timezone.now(),
    )
    fichier.seek(0)
    importation.fichier.save(f"{empreinte[:32]}.tableau", fichier, save=False)
    importation.save()
    return importation


@transaction.atomic
def regler_colonnes(*, importation: ImportationReseau, correspondance: Mapping[str, str]) -> ImportationReseau:
    """Say which column of the file holds what.

    Raises:
        Refus: one column given twice, nothing says who people are, or the file is at work or written.
    """
    importation = _verrouiller(importation)
    nouvelle = {cle: entete for cle, entete in correspondance.items() if entete in importation.entetes}
    if nouvelle == importation.correspondance:
        return importation
    if importation.etat not in EN_CREATION:
        raise Refus(_("Ce fichier est importé ou en train de l'être : ses colonnes ne changent plus."))
    prises: dict[str, str] = {}
    for cle, entete in nouvelle.items():
        if entete in prises:
            raise Refus(_("La colonne « %s » ne peut servir deux fois.") % entete, champ=cle)
        prises[entete] = cle
    importation.corriger(correspondance=nouvelle)
    importation.save()
    return importation


@transaction.atomic
def regler_structures(*, importation: ImportationReseau, choix: Mapping[str, str]) -> ImportationReseau:
    """Say what each unknown structure is: one of the network (its key), "creer", or "" for an employer elsewhere.

    Raises:
        Refus: to be created without a place, no such structure, or the file is at work or written.
    """
    importation = _verrouiller(importation)
    structures = {cle: dict(faits) for cle, faits in importation.structures.items()}
    connues = {str(pk) for pk in Structure.objects.values_list("pk", flat=True)}
    for cle in choix.keys() & structures.keys():
        faits, voulu = structures[cle], choix[cle]
        if voulu == "creer" and not Territoire.objects.filter(pk=faits["territoire"]).exists():
            phrase = _("Pour créer « %s », le fichier doit dire sa commune ou son code INSEE.")
            raise Refus(phrase % faits["nom"], champ=cle)
        if voulu not in ("", "creer") and voulu not in connues:
            raise Refus(_("Cette structure n'existe plus : choisissez-en une autre."), champ=cle)
        faits["choix"] = voulu
    if structures == importation.structures:
        return importation
    if importation.etat not in EN_CREATION:
        raise Refus(_("Ce fichier est importé ou en train de l'être : ses structures ne changent plus."))
    importation.structures = structures
    importation.corriger(correspondance=importation.correspondance)
    importation.save()
    return importation


@transaction.atomic
def verifier_import(*, importation: ImportationReseau, le: datetime | None = None) -> bool:
    """Ask that the whole file be read; True when that has to be done. What was decided of its lines is kept.

    Raises:
        Refus: nothing in the file says who people are.
    """
    importation = _verrouiller(importation)
    if importation.etat not in (Etat.CHARGE, Etat.REFUSE):
        return False
    if not {"email", "nom", "nom_complet"} & importation.correspondance.keys():
        raise Refus(_("Indiquez au moins la colonne de l'adresse électronique ou du nom."))
    decidees = importation.lignes_lues.exclude(decision="").values_list("numero", "decision", "personne", "lu__comme")
    importation.decisions |= {str(n): [decision, personne, ligne] for n, decision, personne, ligne in decidees}
    importation.verifier(le=le or timezone.now())
    importation.save()
    return True


def lire_import(importation_id: int) -> None:
    """Read the whole file and keep what each line becomes; begun again from the start when it was interrupted."""
    importation = ImportationReseau.objects.filter(pk=importation_id, etat=Etat.VERIFICATION).first()
    if importation is None:
        return
    importation.lignes_lues.all().delete()
    lecture = Lecture(importation)
    try:
        with importation.fichier.open("rb") as fichier:
            tableau = lire_tableau(fichier, importation.nom)
            origines: dict[int, list[str]] = {}
            lues = lecture.lire(_gardees(tableau, importation, origines))
            while lot := list(islice(lues, PAR_LOT)):
                _garder(importation, lot, origines)
                origines.clear()
    except ErreurTableau as erreur:
        return _refuser(importation_id, _("Ligne %(n)d : %(raison)s") % {"n": erreur.ligne, "raison": erreur.raison})
    with transaction.atomic():
        importation = ImportationReseau.objects.select_for_update().get(pk=importation_id)
        if importation.etat == Etat.VERIFICATION:
            plus_citees = sorted(lecture.inconnues.items(), key=lambda paire: -paire[1]["lignes"])
            importation.structures = dict(plus_citees[:INCONNUES_MAXIMUM])
            importation.approuver()
            importation.save()
    return None


def _gardees(tableau, importation: ImportationReseau, origines: dict[int, list[str]]):
    """The cells that are read, by column; the whole line is remembered until its verdict, but for what is never kept."""
    jamais = {
        tableau.entetes.index(importation.correspondance[c]) for c in JAMAIS_GARDEES if c in importation.correspondance
    }
    utiles = {cle: entete for cle, entete in importation.correspondance.items() if cle not in JAMAIS_GARDEES}
    copie = type(tableau)(tableau.entetes, _retenir(tableau.lignes, origines, jamais))
    yield from rangees(copie, utiles)


def _retenir(lignes, origines: dict[int, list[str]], jamais: set[int]):
    for numero, cellules in lignes:
        origines[numero] = ["" if rang in jamais else cellule for rang, cellule in enumerate(cellules)]
        yield numero, cellules


def _garder(importation: ImportationReseau, lot: list[LigneReseau], origines: dict[int, list[str]]) -> None:
    for ligne in lot:
        if ligne.verdict == Verdict.REFUSEE:
            ligne.origine = origines[ligne.numero]
        elif str(ligne.numero) in importation.decisions:
            _redecider(ligne, *importation.decisions[str(ligne.numero)])
    with transaction.atomic():
        LigneReseau.objects.bulk_create(lot)
        importation.traitees += len(lot)
        ImportationReseau.objects.filter(pk=importation.pk, etat=Etat.VERIFICATION).update(
            traitees=importation.traitees, avancee_le=timezone.now()
        )


def _redecider(ligne: LigneReseau, decision: str, personne: int | None, comme: int | None) -> None:
    """What was decided before still holds when the same choice is still offered."""
    if decision == Decision.MEME:
        voulu = {"ligne": comme} if comme else {"personne": personne}
        if voulu not in ligne.candidats:
            return
        ligne.personne_id = personne
        if comme:
            ligne.lu["comme"] = comme
    elif decision == Decision.AUTRE and ligne.verdict != Verdict.DOUBLON:
        return
    ligne.decision = decision


@transaction.atomic
def decider_ligne(*, importation: ImportationReseau, numero: int, choix: str) -> LigneReseau:
    """Decide one line: "personne-12" or "ligne-3" (the same person), "autre" (another one), "laisser", "reprendre".

    Raises:
        Refus: the choice is not offered for this line, or the lines do not change any more.
    """
    importation = _verrouiller(importation)
    ligne = importation.lignes_lues.select_for_update().get(numero=numero)
    if importation.etat != Etat.PRET:
        raise Refus(_("Cet import est lancé ou ses colonnes ont changé : ses lignes ne se décident plus."))
    if choix not in choix_offerts(ligne):
        raise Refus(_("Ce choix n'est pas proposé pour la ligne %(n)d.") % {"n": numero}, champ="choix")
    genre, _tiret, cle = choix.partition("-")
    ligne.lu.pop("comme", None) if ligne.verdict == Verdict.DOUBLON else None
    if ligne.verdict == Verdict.DOUBLON:
        ligne.personne_id = int(cle) if genre == "personne" else None
        ligne.lu |= {"comme": int(cle)} if genre == "ligne" else {}
    ligne.decision = {"autre": Decision.AUTRE, "laisser": Decision.LAISSEE, "reprendre": ""}.get(choix, Decision.MEME)
    ligne.save()
    return ligne


def choix_offerts(ligne: LigneReseau) -> set[str]:
    """What may be decided of a line. Without an address, nobody new can be made of it."""
    if ligne.verdict == Verdict.REFUSEE:
        return set()
    offerts = {"laisser", "reprendre"}
    if ligne.verdict == Verdict.DOUBLON:
        offerts |= {"-".join(map(str, *candidat.items())) for candidat in ligne.candidats}
        offerts |= {"autre"} if ligne.lu.get("email") else set()
    return offerts


@transaction.atomic
def laisser_les_doublons(*, importation: ImportationReseau) -> int:
    """Leave out every probable duplicate that nobody decided."""
    importation = _verrouiller(importation)
    if importation.etat != Etat.PRET:
        return 0
    reste = importation.lignes_lues.filter(verdict=Verdict.DOUBLON, decision="")
    return reste.update(decision=Decision.LAISSEE)


@transaction.atomic
def lancer_import(*, importation: ImportationReseau, inviter: bool = False, le: datetime | None = None) -> bool:
    """Ask that the lines be written; True when that has to be done.

    Raises:
        Refus: probable duplicates are still to be decided, or no line is left to write.
    """
    importation = _verrouiller(importation)
    if importation.etat != Etat.PRET:
        return False
    comptes = comptes_de(importation)
    if comptes.a_decider:
        phrase = _("%(n)d doublons probables attendent votre décision : décidez-les, ou laissez-les de côté.")
        raise Refus(phrase % {"n": comptes.a_decider})
    if not comptes.a_ecrire:
        raise Refus(_("Aucune ligne à écrire : toutes sont refusées ou laissées de côté."))
    importation.lancer(inviter=inviter, le=le or timezone.now())
    importation.bilan = {}
    importation.save()
    return True


@transaction.atomic
def abandonner_import(*, importation: ImportationReseau) -> None:
    """Forget a file of which nothing was written. Forgotten twice, forgotten once.

    Raises:
        Refus: it is written, or at work.
    """
    trouvee = ImportationReseau.objects.select_for_update().filter(pk=importation.pk).first()
    if trouvee is None:
        return
    if trouvee.etat not in EN_CREATION:
        raise Refus(_("Cet import est lancé : il ne s'abandonne plus. Une fois terminé, il peut être annulé."))
    _effacer(trouvee)


def oublier_imports(*, le: datetime | None = None) -> None:
    """Files never written, and lines of those that can no longer be undone, are not kept for ever."""
    le = le or timezone.now()
    avant = le - timedelta(days=regle("importation.conservation"))
    for importation in ImportationReseau.objects.filter(etat__in=EN_CREATION, cree_le__lt=avant):
        _effacer(importation)
    definitifs = ImportationReseau.objects.filter(
        etat__in=[Etat.FAIT, Etat.ANNULE], finie_le__lt=le - timedelta(days=regle("reseau.annulation"))
    )
    LigneReseau.objects.filter(importation__in=definitifs).delete()
    definitifs.exclude(structures={}).update(structures={}, decisions={})


def _verrouiller(importation: ImportationReseau) -> ImportationReseau:
    return ImportationReseau.objects.select_for_update().get(pk=importation.pk)


def _effacer(importation: ImportationReseau) -> None:
    if importation.fichier:
        transaction.on_commit(partial(importation.fichier.storage.delete, str(importation.fichier.name)))
    importation.delete()


@transaction.atomic
def _refuser(importation_id: int, erreur: str) -> None:
    importation = ImportationReseau.objects.select_for_update().get(pk=importation_id)
    if importation.etat == Etat.VERIFICATION:
        importation.refuser(erreur=erreur)
        importation.save()
