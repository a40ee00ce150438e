"""Answers collected elsewhere: a file is kept, understood, checked whole, then taken in one transaction or not at all."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from functools import partial
from hashlib import sha256
from itertools import islice

from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.francais import date_longue
from academie.models import Utilisateur
from academie.regles import Refus, regle
from academie.tableaux import ErreurTableau
from besoins.actions.regime import couper_les_liens
from besoins.models import Enquete, Importation, Reponse, Valeur
from besoins.queries.colonne import a_apporter, deviner
from besoins.queries.enquete import questionnaire
from besoins.queries.importation import Lecture, Ligne, base_de, base_gardee, lire, montrer, ouvrir
from besoins.queries.valeur import valeurs_de

Etat = Importation.Etat
LOT = 100
PAS = 500
MONTREES = 10
OCTETS = 1 << 20


class _Incomplete(Exception):
    """Something in the file is wrong: what was written is undone."""


@transaction.atomic
def charger_importation(
    *, enquete: Enquete, fichier: File, par: Utilisateur, le: datetime | None = None
) -> Importation:
    """Keep a file and guess its columns. The same file brought again is the same importation.

    Raises:
        Refus: the survey is a draft, the file is no table, or it is in already.
    """
    enquete = _verrouiller(enquete.pk)
    if enquete.etat == Enquete.Etat.BROUILLON:
        raise Refus(_("L'enquête est encore un brouillon : ouvrez-la avant d'y importer des réponses."))
    nom, empreinte = str(fichier.name), _empreinte(fichier)
    if connue := enquete.importations.filter(empreinte=empreinte, genre=Importation.Genre.REPONSES).first():
        if connue.etat == Etat.FAIT:
            raise Refus(
                _("Ce fichier a déjà été importé dans cette enquête, le %(jour)s : ses réponses y sont.")
                % {"jour": date_longue(connue.finie_le or connue.cree_le)},
                champ="fichier",
            )
        return connue
    try:
        tableau = lire(fichier, nom)
        lignes = sum(1 for _ligne in tableau.lignes)
    except ErreurTableau as erreur:
        ou = _("Ligne %(ligne)d : ") % {"ligne": erreur.ligne} if erreur.ligne else _("Fichier refusé : ")
        raise Refus(f"{ou}{erreur.raison}", champ="fichier") from erreur
    if not lignes:
        raise Refus(_("Ce fichier n'a que des noms de colonnes : aucune réponse à importer."), champ="fichier")
    importation = Importation(
        enquete=enquete,
        nom=nom[-200:],
        empreinte=empreinte,
        entetes=tableau.entetes,
        lignes=lignes,
        correspondance=deviner(tableau.entetes, questionnaire(enquete), base_gardee(enquete)),
        par=par,
        cree_le=le or timezone.now(),
    )
    fichier.seek(0)
    importation.fichier.save(f"{empreinte[:32]}{_suffixe(nom)}", fichier, save=False)
    importation.save()
    return importation


@transaction.atomic
def corriger_correspondance(*, importation: Importation, correspondance: dict[str, str]) -> Importation:
    """Say which column of the file brings which column of the survey; an empty name takes it off.

    Raises:
        Refus: no such column in the file, one column given twice, or the importation is at work or done.
    """
    importation = Importation.objects.select_for_update().select_related("enquete").get(pk=importation.pk)
    attendues = _attendues(importation.enquete)
    nouvelle = {**importation.correspondance, **correspondance}
    nouvelle = {colonne: entete for colonne, entete in nouvelle.items() if entete and colonne in attendues}
    if nouvelle == importation.correspondance:
        return importation
    _refuser_au_travail(importation)
    prises: dict[str, str] = {}
    for colonne, entete in nouvelle.items():
        if entete not in importation.entetes:
            raise Refus(
                _("Le fichier n'a pas de colonne « %s » : choisissez-la dans la liste.") % entete, champ=colonne
            )
        if entete in prises:
            double = {"entete": entete, "autre": prises[entete]}
            raise Refus(_("La colonne « %(entete)s » sert déjà à « %(autre)s ».") % double, champ=colonne)
        prises[entete] = colonne
    importation.corriger(correspondance=nouvelle)
    importation.save()
    return importation


@transaction.atomic
def verifier_importation(*, importation: Importation) -> bool:
    """Ask that the whole file be checked; True when the checking has to be queued.

    Raises:
        Refus: no question is recognised in the file.
    """
    importation = Importation.objects.select_for_update().select_related("enquete").get(pk=importation.pk)
    if importation.etat not in (Etat.CHARGE, Etat.REFUSE):
        return False
    if not set(importation.correspondance) - base_de():
        raise Refus(_("Aucune question n'est reconnue : indiquez au moins la colonne d'une question."))
    importation.verifier()
    importation.save()
    return True


def controler_importation(importation_id: int) -> None:
    """Read the whole file and write nothing but what was understood of it."""
    importation = Importation.objects.select_related("enquete").get(pk=importation_id)
    if importation.etat != Etat.VERIFICATION:
        return
    lecture, apercu, comprises = _lecture(importation), [], 0
    with ouvrir(importation) as tableau:
        for comprises, ligne in enumerate(lecture.lignes(tableau), start=1):
            if comprises <= MONTREES:
                apercu.append(montrer(ligne))
            if comprises % PAS == 0:
                Importation.objects.filter(pk=importation_id).update(traitees=ligne.numero)
    with transaction.atomic():
        importation = Importation.objects.select_for_update().get(pk=importation_id)
        if importation.etat == Etat.VERIFICATION:
            importation.traitees = importation.lignes
            _conclure(importation, lecture, {"reponses": comprises, "apercu": apercu})


@transaction.atomic
def lancer_importation(*, importation: Importation) -> bool:
    """Ask that the answers of a file that was checked be taken; True when this has to be queued."""
    importation = Importation.objects.select_for_update().get(pk=importation.pk)
    if importation.etat != Etat.PRET:
        return False
    importation.lancer()
    importation.save()
    return True


def executer_importation(importation_id: int, *, le: datetime | None = None) -> None:
    """Take every answer of the file, or none."""
    le = le or timezone.now()
    try:
        with transaction.atomic():
            importation = Importation.objects.select_for_update().get(pk=importation_id)
            if importation.etat != Etat.EN_COURS:
                return
            _ecrire_tout(importation, le)
    except _Incomplete as refus:
        with transaction.atomic():
            importation = Importation.objects.select_for_update().get(pk=importation_id)
            _conclure(importation, refus.args[0], {})


@transaction.atomic
def echouer_importation(importation_id: int) -> None:
    """An unforeseen error stopped the work: the file may be tried again."""
    importation = Importation.objects.select_for_update().get(pk=importation_id)
    if importation.etat in Importation.AU_TRAVAIL:
        raison = _("la lecture s'est arrêtée sur une erreur imprévue. Réessayez ; si elle revient, écrivez-nous.")
        importation.refuser(bilan={}, erreurs=[f"{importation.nom} : {raison}"])
        importation.save()


@transaction.atomic
def abandonner_importation(*, enquete: Enquete, importation: int) -> None:
    """Forget a file whose answers were not taken. Forgotten twice, forgotten once.

    Raises:
        Refus: its answers were taken.
    """
    deposee = enquete.importations.select_for_update().filter(pk=importation).first()
    if deposee is None:
        return
    if deposee.etat == Etat.FAIT:
        raise Refus(_("Les réponses de ce fichier sont déjà importées : elles restent dans l'enquête."))
    _effacer_fichier(deposee)
    deposee.delete()


def oublier_importations(*, le: datetime | None = None) -> None:
    """Files that nobody took in are not kept for ever."""
    avant = (le or timezone.now()) - timedelta(days=regle("importation.conservation"))
    for importation in Importation.objects.exclude(etat=Etat.FAIT).filter(cree_le__lt=avant).select_related("enquete"):
        abandonner_importation(enquete=importation.enquete, importation=importation.pk)


def _verrouiller(pk: int) -> Enquete:
    """Nobody closes it meanwhile; people go on answering it."""
    return Enquete.objects.select_for_update(no_key=True).get(pk=pk)


def _ecrire_tout(importation: Importation, le: datetime) -> None:
    enquete = _verrouiller(importation.enquete_id)
    lecture, ecrites = _lecture(importation), 0
    with ouvrir(importation) as tableau:
        lignes = lecture.lignes(tableau)
        while lot := list(islice(lignes, LOT)):
            if not lecture.erreurs:
                _ecrire(enquete, lot, le)
            ecrites += len(lot)
    if lecture.erreurs:
        raise _Incomplete(lecture)
    if enquete.regime != Enquete.Regime.NOMME:
        couper_les_liens(enquete=enquete)
    _effacer_fichier(importation)
    importation.fichier = ""
    importation.finir(bilan={"reponses": ecrites, "ignorees": lecture.ignorees}, le=le)
    importation.save()


def _ecrire(enquete: Enquete, lignes: list[Ligne], le: datetime) -> None:
    reponses = [_reponse(enquete, ligne.base, le) for ligne in lignes]
    Reponse.objects.bulk_create(reponses)
    Valeur.objects.bulk_create(list(_valeurs(reponses, lignes)))


def _valeurs(reponses: list[Reponse], lignes: list[Ligne]) -> Iterator[Valeur]:
    for reponse, ligne in zip(reponses, lignes, strict=True):
        for question, donnee in ligne.donnees.items():
            for valeur in valeurs_de(question, donnee):
                valeur.reponse_id = reponse.pk
                yield valeur


def _reponse(enquete: Enquete, base: dict, le: datetime) -> Reponse:
    profil = {champ: base[champ] for champ in ("region", "departement", "niveau", "nature", "role") if champ in base}
    jour = timezone.make_aware(datetime.combine(base.get("jour") or timezone.localdate(le), time()))
    reponse = Reponse(
        enquete=enquete,
        libelle=base.get("libelle", ""),
        poids=base.get("poids", 1.0),
        commencee_le=jour,
        **profil,
    )
    reponse.soumettre(le=jour)
    return reponse


def _conclure(importation: Importation, lecture: Lecture, bilan: dict) -> None:
    bilan |= {"colonnes": lecture.colonnes, "ignorees": lecture.ignorees, "fausses": lecture.fausses}
    if lecture.erreurs:
        importation.refuser(bilan=bilan, erreurs=[str(erreur) for erreur in lecture.erreurs])
    elif not bilan.get("reponses"):
        raison = _("aucune réponse envoyée dans ce fichier")
        importation.refuser(bilan=bilan, erreurs=[f"{importation.nom} : {raison}"])
    else:
        importation.approuver(bilan=bilan)
    importation.save()


def _lecture(importation: Importation) -> Lecture:
    return Lecture(importation.enquete, importation.nom, importation.entetes, importation.correspondance)


def _attendues(enquete: Enquete) -> set[str]:
    questions = [question for section in questionnaire(enquete) for question in section.questions.all()]
    colonnes = [*base_gardee(enquete), *(colonne for question in questions for colonne in a_apporter(question))]
    return {colonne.entete for colonne in colonnes}


def _refuser_au_travail(importation: Importation) -> None:
    if importation.etat in Importation.AU_TRAVAIL:
        raise Refus(_("Ce fichier est en cours de lecture : attendez qu'elle se termine."))
    if importation.etat == Etat.FAIT:
        raise Refus(_("Les réponses de ce fichier sont déjà importées : ses colonnes ne changent plus."))


def _effacer_fichier(importation: Importation) -> None:
    if importation.fichier:
        transaction.on_commit(partial(importation.fichier.storage.delete, str(importation.fichier.name)))


def _empreinte(fichier: File) -> str:
    fichier.seek(0)
    somme = sha256()
    for morceau in iter(partial(fichier.read, OCTETS), b""):
        somme.update(morceau)
    fichier.seek(0)
    return somme.hexdigest()


def _suffixe(nom: str) -> str:
    return next((suffixe for suffixe in (".xlsx", ".json") if nom.lower().endswith(suffixe)), ".csv")
