"""Two accounts of one person made one, and two again: every row that moves is written down with what it was."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from allauth.account.models import EmailAddress
from django.apps import apps
from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.actions.message import mettre_en_file
from academie.branchements.noms import apres_changement
from academie.francais import date_sans_jour
from academie.models import FicheAnnuaire, Fusion, MouvementFusion, Utilisateur
from academie.queries.fusion import Relation, empechements, interdictions, relations
from academie.regles import Refus, regle
from academie.regles.fusion import DEJA, PREFERENCES, PREUVE, RESTENT, SUIVENT

UTILISATEUR = Utilisateur._meta.label
PAR_LOT = 500


class _Journal:
    """Changes values and writes down what they were."""

    def __init__(self):
        self.mouvements: list[MouvementFusion] = []
        self.lot = 0

    def changer(self, modele, cles: Iterable, champ: str, avant, apres, *, meme_lot: bool = False) -> None:
        """Change `champ` of rows; raises IntegrityError, and writes nothing down, when the database refuses."""
        cles = list(cles)
        if not cles or avant == apres:
            return
        with transaction.atomic():
            modele._base_manager.filter(pk__in=cles).update(**{champ: apres})
        for cle in cles:
            self.lot += not meme_lot
            self.mouvements.append(
                MouvementFusion(
                    rang=len(self.mouvements),
                    lot=self.lot,
                    modele=modele._meta.label,
                    cle=str(cle),
                    champ=champ,
                    avant=avant,
                    apres=apres,
                )
            )


@transaction.atomic
def fusionner(
    *,
    gardee: Utilisateur,
    fermee: Utilisateur,
    par: Utilisateur,
    email: str,
    nom_de: Utilisateur,
    le: datetime | None = None,
) -> Fusion:
    """Give `gardee` everything that `fermee` has, and close `fermee`. Both addresses then sign in to `gardee`.

    Args:
        email: the main address from now on, one of the two.
        nom_de: whichever of the two has the right first and last names.

    Raises:
        Refus: facts show that they are two people, one of them is closed, or `par` may not.
    """
    gardee, fermee = _verrouiller(gardee, fermee)
    if faite := Fusion.objects.filter(gardee=gardee, fermee=fermee, defaite_le=None).first():
        return faite
    _refuser(gardee, fermee, par, email)
    fusion = Fusion.objects.create(gardee=gardee, fermee=fermee, par=par, le=le or timezone.now())
    journal, restes = _Journal(), []
    adresses = (gardee.email, fermee.email)
    _fermer(journal, gardee, fermee, email, nom_de)
    for relation in sorted(relations(), key=lambda relation: relation.nom in SUIVENT):
        restes += _deplacer(journal, relation, gardee.pk, fermee.pk)
    _choisir_l_adresse(journal, gardee.pk, email)
    _recomposer([gardee.pk, fermee.pk])
    fusion.restes = restes
    fusion.deplaces = _compter(journal.mouvements, gardee.pk)
    fusion.save()
    for mouvement in journal.mouvements:
        mouvement.fusion = fusion
    MouvementFusion.objects.bulk_create(journal.mouvements, batch_size=PAR_LOT)
    _annoncer(fusion, "faite", adresses)
    apres_changement()
    return fusion


@transaction.atomic
def defaire_fusion(*, fusion: Fusion, par: Utilisateur, le: datetime | None = None) -> Fusion:
    """Give each account back what it had. What somebody changed since stays as it is, and is listed.

    Raises:
        Refus: the delay is over.
    """
    _verrouiller(fusion.gardee, fusion.fermee)
    fusion = Fusion.objects.select_for_update(of=("self",)).select_related("gardee", "fermee").get(pk=fusion.pk)
    if fusion.defaite_le is not None:
        return fusion
    if not fusion.se_defait:
        raise Refus(
            _("Cette fusion est définitive depuis le %(jour)s : le délai pour la défaire est passé.")
            % {"jour": date_sans_jour(fusion.jusqu_au)}
        )
    if raisons := interdictions(fusion.gardee, fusion.fermee, par):
        raise Refus(" ".join(raisons))
    mouvements = list(fusion.mouvements.order_by("-rang"))
    if not mouvements:
        raise Refus(_("Ce qu'il faudrait pour défaire cette fusion est effacé."))
    touches = []
    for pareils in _groupes(mouvements):
        touches += _remettre(pareils)
    _recomposer([fusion.gardee_id, fusion.fermee_id])
    fusion.touches = [_dire(mouvement) for mouvement in touches]
    fusion.defaite_par, fusion.defaite_le = par, le or timezone.now()
    fusion.save()
    fusion.mouvements.all().delete()
    adresses = Utilisateur.objects.filter(pk__in=[fusion.gardee_id, fusion.fermee_id]).values_list("email", flat=True)
    _annoncer(fusion, "defaite", tuple(adresses))
    apres_changement()
    return fusion


def oublier_mouvements(*, le: datetime | None = None) -> None:
    """What would undo a merge is kept no longer than it may."""
    avant = (le or timezone.now()) - timedelta(days=regle("fusion.annulation"))
    MouvementFusion.objects.filter(fusion__le__lte=avant).delete()


def _verrouiller(gardee: Utilisateur, fermee: Utilisateur) -> tuple[Utilisateur, Utilisateur]:
    """Both rows, always in the same order: two merges of the same people wait for one another."""
    lus = {
        u.pk: u for u in Utilisateur.objects.select_for_update().filter(pk__in=[gardee.pk, fermee.pk]).order_by("pk")
    }
    return lus[gardee.pk], lus[fermee.pk]


def _refuser(gardee: Utilisateur, fermee: Utilisateur, par: Utilisateur, email: str) -> None:
    if gardee.pk == fermee.pk:
        raise Refus(_("C'est le même compte : choisissez-en un autre."))
    if not (gardee.is_active and fermee.is_active):
        raise Refus(_("L'un de ces comptes est déjà fermé : il n'y a plus rien à fusionner."))
    if email not in (gardee.email, fermee.email):
        raise Refus(_("Choisissez l'une des deux adresses."), champ="email")
    if raisons := empechements(gardee, fermee, par):
        raise Refus(" ".join(raisons))


def _fermer(journal: _Journal, gardee: Utilisateur, fermee: Utilisateur, email: str, nom_de: Utilisateur) -> None:
    """The closed account signs in no more: its address leads to the other one, and no mail is sent to what replaces it."""
    ancienne = fermee.email
    journal.changer(Utilisateur, [fermee.pk], "is_active", True, False)
    journal.changer(Utilisateur, [fermee.pk], "email", ancienne, f"compte-ferme-{fermee.pk}@fusion.invalid")
    if email == ancienne:
        journal.changer(Utilisateur, [gardee.pk], "email", gardee.email, email)
    if nom_de.pk == fermee.pk:
        for champ in ("prenom", "nom"):
            journal.changer(Utilisateur, [gardee.pk], champ, getattr(gardee, champ), getattr(fermee, champ))
    if gardee.territoire_id is None and fermee.territoire_id is not None:
        journal.changer(Utilisateur, [gardee.pk], "territoire_id", None, fermee.territoire_id)
    principales = EmailAddress.objects.filter(user=fermee, primary=True).values_list("pk", flat=True)
    journal.changer(EmailAddress, principales, "primary", True, False)


def _deplacer(journal: _Journal, relation: Relation, gardee: int, fermee: int) -> list[dict]:
    """Move the rows of one column; those that stay, and why."""
    modele, champ = relation.modele, relation.champ.attname
    lignes = modele._base_manager.filter(**{champ: fermee}).order_by("pk")
    if relation.nom in RESTENT:
        return []  # said once for all on the page: nobody has to do anything about them
    restes = []
    if chemin := SUIVENT.get(relation.nom):
        liees = lignes.filter(**{chemin: fermee})
        restes += [_reste(relation, cle, PREUVE) for cle in liees.values_list("pk", flat=True)]
        lignes = lignes.exclude(**{chemin: fermee})
    cles = list(lignes.values_list("pk", flat=True))
    try:
        journal.changer(modele, cles, champ, fermee, gardee)
    except IntegrityError:
        for cle in cles:
            restes += _deplacer_une(journal, relation, cle, gardee, fermee)
    return restes


def _deplacer_une(journal: _Journal, relation: Relation, cle: Any, gardee: int, fermee: int) -> list[dict]:
    modele, champ = relation.modele, relation.champ.attname
    try:
        journal.changer(modele, [cle], champ, fermee, gardee)
    except IntegrityError:
        rivale = _rivale(relation, cle, gardee)
        if rivale is not None:
            _echanger(journal, relation, cle, rivale, gardee, fermee)
        return [_reste(relation, rivale or cle, DEJA)]
    return []


def _rivale(relation: Relation, cle: Any, gardee: int) -> Any | None:
    """The row of the surviving account that must give way to row `cle`, by the table of preferences."""
    if not (preference := PREFERENCES.get(relation.nom)):
        return None
    lignes = relation.modele._base_manager.filter(**{f"{preference.champ}__in": preference.ordre})
    une = lignes.filter(pk=cle).first()
    memes = {nom: getattr(une, f"{nom}_id") for nom in preference.cles} if une else {}
    autre = lignes.filter(**{relation.champ.attname: gardee}, **memes).first() if une else None
    if une is None or autre is None:
        return None
    rangs = [preference.ordre.index(getattr(ligne, preference.champ)) for ligne in (une, autre)]
    return autre.pk if rangs[0] < rangs[1] else None


def _echanger(journal: _Journal, relation: Relation, cle: Any, rivale: Any, gardee: int, fermee: int) -> None:
    """Two rows change hands. The first waits under nobody's key meanwhile: foreign keys are checked at the end."""
    modele, champ, personne = relation.modele, relation.champ.attname, -fermee
    journal.changer(modele, [cle], champ, fermee, personne)
    journal.changer(modele, [rivale], champ, gardee, fermee, meme_lot=True)
    journal.changer(modele, [cle], champ, personne, gardee, meme_lot=True)


def _choisir_l_adresse(journal: _Journal, gardee: int, email: str) -> None:
    """One main address, the one that was chosen."""
    adresses = EmailAddress.objects.filter(user_id=gardee)
    autres = adresses.filter(primary=True).exclude(email=email)
    journal.changer(EmailAddress, autres.values_list("pk", flat=True), "primary", True, False)
    choisie = adresses.filter(primary=False, email=email)
    journal.changer(EmailAddress, choisie.values_list("pk", flat=True), "primary", False, True)


def _recomposer(personnes: list[int]) -> None:
    """What is found under a name follows the name."""
    for personne in Utilisateur.objects.filter(pk__in=personnes):
        personne.save(update_fields=["recherche"])
    for fiche in FicheAnnuaire.objects.filter(utilisateur__in=personnes).select_related("utilisateur"):
        fiche.save()


def _groupes(mouvements: list[MouvementFusion]):
    """Movements to undo together, the latest first: those of one swap, or alike ones that follow each other."""
    par_lot = [list(lot) for _lot, lot in groupby(mouvements, key=lambda m: m.lot)]
    seuls = groupby(par_lot, key=lambda lot: _pareil(lot[0]) if len(lot) == 1 else lot[0].lot)
    for cle, lots in seuls:
        if isinstance(cle, int):
            yield from lots
        else:
            yield [mouvement for lot in lots for mouvement in lot]


def _pareil(mouvement: MouvementFusion) -> tuple:
    return mouvement.modele, mouvement.champ, str(mouvement.avant), str(mouvement.apres)


def _remettre(mouvements: list[MouvementFusion]) -> list[MouvementFusion]:
    """Undo movements: alike ones at once, those of one lot or none. Gives back those that could not be."""
    ensemble = mouvements[0].lot == mouvements[-1].lot
    try:
        with transaction.atomic():
            touches = [] if ensemble else _remettre_pareils(mouvements)
            if ensemble and not all(_remettre_un(mouvement) for mouvement in mouvements):
                raise IntegrityError
    except IntegrityError:
        return mouvements if ensemble else [m for m in mouvements if _remettre([m])]
    return touches


def _remettre_pareils(mouvements: list[MouvementFusion]) -> list[MouvementFusion]:
    premier, modele = mouvements[0], apps.get_model(mouvements[0].modele)
    lignes = modele._base_manager.filter(
        **{premier.champ: premier.apres}, pk__in=[mouvement.cle for mouvement in mouvements]
    )
    intactes = {str(cle) for cle in lignes.values_list("pk", flat=True)}
    lignes.update(**{premier.champ: premier.avant})
    return [mouvement for mouvement in mouvements if mouvement.cle not in intactes]


def _remettre_un(mouvement: MouvementFusion) -> bool:
    ligne = apps.get_model(mouvement.modele)._base_manager.filter(pk=mouvement.cle)
    return bool(ligne.filter(**{mouvement.champ: mouvement.apres}).update(**{mouvement.champ: mouvement.avant}))


def _reste(relation: Relation, cle: Any, raison) -> dict:
    return {"quoi": str(relation.modele._meta.verbose_name), "cle": str(cle), "raison": str(raison)}


def _dire(mouvement: MouvementFusion) -> dict:
    meta = apps.get_model(mouvement.modele)._meta
    champ = meta.get_field(mouvement.champ)
    return {"quoi": str(meta.verbose_name), "cle": mouvement.cle, "champ": str(champ.verbose_name)}


def _compter(mouvements: list[MouvementFusion], gardee: int) -> dict[str, int]:
    comptes = Counter(
        str(apps.get_model(mouvement.modele)._meta.verbose_name_plural)
        for mouvement in mouvements
        if mouvement.modele != UTILISATEUR and mouvement.champ != "primary" and mouvement.apres == gardee
    )
    return dict(sorted(comptes.items()))


def _annoncer(fusion: Fusion, fait: str, adresses: tuple[str, ...]) -> None:
    for adresse in dict.fromkeys(adresses):
        mettre_en_file(
            cle=f"fusion.{fait}:{fusion.pk}:{adresses.index(adresse)}",
            gabarit=f"academie/messages/fusion_{fait}.txt",
            contexte={
                "prenom": fusion.gardee.prenom,
                "adresses": adresses,
                "connexion": settings.BASE_URL + reverse("account_login"),
                "mot_de_passe": settings.BASE_URL + reverse("account_reset_password"),
                "contact": settings.CONTACT,
            },
            destinataire=adresse,
        )
