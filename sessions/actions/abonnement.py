"""Secret addresses of private feeds: given, replaced, revoked, followed, forgotten."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.models import Structure, Utilisateur
from academie.regles import Refus, regle
from sessions.models import AbonnementAgenda
from sessions.queries.abonnement import Contenu, contenus_de, empechement_d_ouvrir, empreinte

SUIVI = timedelta(hours=1)


@transaction.atomic
def creer_abonnement(
    *, contenu: Contenu, libelle: str, secret: str, par: Utilisateur, noms: bool = False, le: datetime | None = None
) -> AbonnementAgenda:
    """Give an address to what `contenu` names. The same `secret` twice gives one.

    Raises:
        Refus: this person may not follow it, or too many addresses are in service.
    """
    _verrouiller(contenu, par)
    if deja := AbonnementAgenda.objects.filter(empreinte=empreinte(secret), cree_par=par).first():
        return deja
    if raison := empechement_d_ouvrir(contenu, par):
        raise Refus(raison)
    return AbonnementAgenda.objects.create(
        genre=contenu.genre,
        utilisateur=None if contenu.structure else par,
        structure=contenu.structure,
        libelle=libelle,
        noms=noms and contenu.structure is not None,
        empreinte=empreinte(secret),
        cree_le=le or timezone.now(),
        cree_par=par,
    )


@transaction.atomic
def remplacer_abonnement(
    *, abonnement: AbonnementAgenda, secret: str, par: Utilisateur, le: datetime | None = None
) -> AbonnementAgenda:
    """Give another address to the same feed; the one before works no more. The same `secret` twice replaces once.

    Raises:
        Refus: it is revoked already, or `par` may not follow it any more.
    """
    le = le or timezone.now()
    abonnement = _relire(abonnement)
    if deja := AbonnementAgenda.objects.filter(empreinte=empreinte(secret), cree_par=par).first():
        return deja
    if abonnement.revoque_le:
        raise Refus(_("Cette adresse est déjà révoquée. Créez un nouvel agenda privé."))
    revoquer_abonnement(abonnement=abonnement, par=par, le=le)
    contenu = next((c for c in contenus_de(par) if _est_de(abonnement, c)), None)
    if contenu is None:
        raise Refus(_("Vous n'avez plus accès à ces sessions : révoquez cette adresse."))
    nouveau = creer_abonnement(
        contenu=contenu, libelle=abonnement.libelle, noms=abonnement.noms, secret=secret, par=par, le=le
    )
    AbonnementAgenda.objects.filter(pk=abonnement.pk).update(remplace_par=nouveau)
    return nouveau


@transaction.atomic
def revoquer_abonnement(*, abonnement: AbonnementAgenda, par: Utilisateur, le: datetime | None = None) -> None:
    """The address gives nothing from now on. Twice is once."""
    AbonnementAgenda.objects.actifs().filter(pk=abonnement.pk).update(revoque_le=le or timezone.now(), revoque_par=par)


def noter_acces(*, abonnement: AbonnementAgenda, client: str, le: datetime | None = None) -> None:
    """Remember that an application came, and its family: at most once an hour, so that a poll writes nothing."""
    le = le or timezone.now()
    if abonnement.dernier_acces_le and abonnement.dernier_acces_le > le - SUIVI:
        return
    ancien = Q(dernier_acces_le=None) | Q(dernier_acces_le__lte=le - SUIVI)
    AbonnementAgenda.objects.filter(ancien, pk=abonnement.pk).update(dernier_acces_le=le, dernier_client=client)


def oublier_revoques(le: datetime | None = None) -> None:
    """What was revoked long ago is no longer known."""
    avant = (le or timezone.now()) - timedelta(days=regle("agenda.revoques"))
    AbonnementAgenda.objects.filter(revoque_le__lt=avant).delete()


def _verrouiller(contenu: Contenu, par: Utilisateur) -> None:
    """Two people of a structure who ask at once wait for each other."""
    Utilisateur.objects.select_for_update(no_key=True).get(pk=par.pk)
    if contenu.structure:
        Structure.objects.select_for_update(no_key=True).get(pk=contenu.structure.pk)


def _relire(abonnement: AbonnementAgenda) -> AbonnementAgenda:
    return AbonnementAgenda.objects.select_for_update().get(pk=abonnement.pk)


def _est_de(abonnement: AbonnementAgenda, contenu: Contenu) -> bool:
    structure = contenu.structure.pk if contenu.structure else None
    return (abonnement.genre, abonnement.structure_id) == (contenu.genre, structure)
