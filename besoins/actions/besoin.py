from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.models import Utilisateur
from academie.regles import Refus
from besoins.actions.ordre import echanger, voisin
from besoins.models import Besoin, MouvementBesoin, VersionProgramme

Etat = Besoin.Etat


@transaction.atomic
def creer_besoin(*, besoin: Besoin, par: Utilisateur, le: datetime | None = None) -> Besoin:
    """Add a need at the end of the order. The same need sent twice is kept once.

    Raises:
        Refus: another need bears this title.
    """
    verrouiller_ordre()
    champs = ("description", "theme_id", "publics", "exprime_par")
    if jumeau := Besoin.objects.filter(titre=besoin.titre).first():
        if any(getattr(jumeau, champ) != getattr(besoin, champ) for champ in champs):
            raise Refus(_("Un besoin de ce titre existe déjà. Joignez-lui vos preuves."), champ="titre")
        return jumeau
    return inserer_besoin(besoin=besoin, par=par, le=le or timezone.now())


def inserer_besoin(*, besoin: Besoin, par: Utilisateur, le: datetime) -> Besoin:
    """Write a new need after the last. The order is locked by the caller."""
    besoin.rang = (Besoin.objects.aggregate(Max("rang"))["rang__max"] or 0) + 1
    besoin.save()
    MouvementBesoin.objects.create(besoin=besoin, vers=Etat.CANDIDAT, par=par, le=le)
    return besoin


@transaction.atomic
def modifier_besoin(*, besoin: Besoin) -> Besoin:
    """Correct the words of a need; its place, its evidence and its decision stay."""
    besoin.save(update_fields=["titre", "description", "theme", "publics", "exprime_par"])
    return besoin


@transaction.atomic
def deplacer_besoin(*, besoin: Besoin, sens: str, depuis: int) -> Besoin:
    """Exchange a need with the one before (`sens` is "monter") or after ("descendre").

    `depuis` is the rank that the person saw: when it has changed, the move was made already.
    """
    verrouiller_ordre()
    besoin.refresh_from_db(fields=["rang"])
    autre = voisin(Besoin.objects.all(), besoin, champ="rang", sens=sens)
    if besoin.rang == depuis and autre:
        echanger(besoin, autre, champ="rang")
    return besoin


@transaction.atomic
def retenir_besoin(*, besoin: Besoin, par: Utilisateur, motif: str = "", le: datetime | None = None) -> Besoin:
    """Retain a need: programmes may answer it. Retained twice, retained once.

    Raises:
        Refus: no evidence, or the need is rejected and must be examined again first.
    """
    besoin = _verrouiller(besoin)
    if besoin.etat == Etat.RETENU:
        return besoin
    if besoin.etat == Etat.REJETE:
        raise Refus(_("Ce besoin est rejeté. Remettez-le à l'examen avant de le retenir."))
    if not besoin.preuves.exists():
        raise Refus(
            _(
                "Vous ne pouvez pas retenir ce besoin : aucune preuve ne l'appuie. Joignez un résultat d'enquête ou un "
                "signal noté."
            )
        )
    le = le or timezone.now()
    besoin.retenir(par=par, le=le, motif=motif.strip())
    return _decider(besoin, de=Etat.CANDIDAT, par=par, le=le)


@transaction.atomic
def rejeter_besoin(*, besoin: Besoin, par: Utilisateur, motif: str, le: datetime | None = None) -> Besoin:
    """Reject a need, with a reason. Rejected twice, rejected once.

    Raises:
        Refus: no reason, or the need is retained and must be examined again first.
    """
    besoin = _verrouiller(besoin)
    if besoin.etat == Etat.REJETE:
        return besoin
    if besoin.etat == Etat.RETENU:
        raise Refus(_("Ce besoin est retenu. Remettez-le à l'examen avant de le rejeter."))
    if not motif.strip():
        raise Refus(
            _("Indiquez pourquoi le besoin est rejeté : les personnes qui l'ont exprimé le liront."), champ="motif"
        )
    le = le or timezone.now()
    besoin.rejeter(par=par, le=le, motif=motif.strip())
    return _decider(besoin, de=Etat.CANDIDAT, par=par, le=le)


@transaction.atomic
def reexaminer_besoin(*, besoin: Besoin, par: Utilisateur, le: datetime | None = None) -> Besoin:
    """Put a decided need back among those to examine.

    Raises:
        Refus: a published programme answers it.
    """
    besoin = _verrouiller(besoin)
    if besoin.etat == Etat.CANDIDAT:
        return besoin
    if version := besoin.versions.filter(etat=VersionProgramme.Etat.PUBLIEE).select_related("programme").first():
        raise Refus(
            _("Vous ne pouvez pas rouvrir l'examen : le programme publié « %(programme)s » répond à ce besoin.")
            % {"programme": version.programme.titre}
        )
    de = besoin.etat
    besoin.reexaminer()
    return _decider(besoin, de=de, par=par, le=le or timezone.now())


def verrouiller_ordre() -> None:
    """Make the deeds that give a rank wait for each other: the row that names the model stands for the whole order."""
    ContentType.objects.select_for_update().get(app_label="besoins", model="besoin")


def _verrouiller(besoin: Besoin) -> Besoin:
    return Besoin.objects.select_for_update().get(pk=besoin.pk)


def _decider(besoin: Besoin, *, de: str, par: Utilisateur, le: datetime) -> Besoin:
    besoin.save()
    MouvementBesoin.objects.create(besoin=besoin, de=de, vers=besoin.etat, motif=besoin.motif, par=par, le=le)
    return besoin
