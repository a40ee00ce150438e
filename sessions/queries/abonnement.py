"""The secret addresses of private feeds: who may have one, whose each is, whether it still works."""

from dataclasses import dataclass
from hashlib import sha256

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.autorisations.table import Role
from academie.models import Affectation, Structure, Utilisateur
from academie.regles import regle
from sessions.models import AbonnementAgenda, Inscription

Genre = AbonnementAgenda.Genre
USAGE = "agenda.prive"


@dataclass(frozen=True)
class Contenu:
    """What a person may follow by a private feed."""

    genre: str
    libelle: str
    structure: Structure | None = None

    @property
    def cle(self) -> str:
        return f"{self.genre}-{self.structure.pk}" if self.structure else self.genre


def empreinte(secret: str) -> str:
    """What is kept of a secret address."""
    return sha256(secret.encode(errors="replace")).hexdigest()


def contenus_de(utilisateur: Utilisateur) -> list[Contenu]:
    """The feeds that this person may open today."""
    contenus = []
    if "inscription.creer" in utilisateur.permissions or Inscription.objects.filter(utilisateur=utilisateur).exists():
        contenus.append(Contenu(Genre.PERSONNE, _("Mes sessions : inscriptions, liste d'attente, échéances")))
    if Role.FORMATEUR in utilisateur.roles:
        contenus.append(Contenu(Genre.FORMATEUR, _("Les demi-journées que j'anime")))
    structures = Structure.objects.filter(pk__in=utilisateur.structures_comme(Role.REFERENT)).order_by("nom", "pk")
    for structure in structures:
        libelle = _("%(structure)s : places gardées, personnes inscrites, échéances") % {"structure": structure.nom}
        contenus.append(Contenu(Genre.STRUCTURE, libelle, structure))
    return contenus


def empechement_d_ouvrir(contenu: Contenu, utilisateur: Utilisateur) -> str:
    """Why this person may not have one more address for it; empty when they may."""
    siens = {"structure": contenu.structure} if contenu.structure else {"utilisateur": utilisateur}
    actifs = AbonnementAgenda.objects.actifs().filter(**siens)
    if contenu.cle not in {permis.cle for permis in contenus_de(utilisateur)}:
        return _("Vous n'avez pas accès à ces sessions : choisissez un agenda de la liste.")
    limite = regle("agenda.abonnements")
    if actifs.count() >= limite:
        return _(
            "%(limite)d adresses sont déjà en service, le plus possible. Révoquez d'abord celle qui ne sert plus, dans la "
            "liste des agendas privés."
        ) % {"limite": limite}
    return ""


def abonnements_de(utilisateur: Utilisateur) -> QuerySet[AbonnementAgenda]:
    """One's own and those of one's structures, those in service first."""
    siens = AbonnementAgenda.objects.autorises(utilisateur, "abonnement.gerer")
    return (
        _avec_habilitation(siens)
        .select_related("structure", "cree_par")
        .order_by(F("revoque_le").desc(nulls_first=True), "-cree_le", "-pk")
    )


def abonnement_du_secret(secret: str) -> AbonnementAgenda | None:
    """The subscription that an address gives, in service or not: one indexed read, whatever the address.

    `en_service` says whether it still gives a feed: not revoked, and whoever holds it still may.
    """
    lus = _avec_habilitation(AbonnementAgenda.objects.filter(empreinte=empreinte(secret)))
    return lus.select_related("utilisateur", "structure").first()


def _avec_habilitation(abonnements: QuerySet[AbonnementAgenda]) -> QuerySet[AbonnementAgenda]:
    """Annotate `en_service`."""
    postes = Affectation.objects.du_jour(timezone.localdate())
    anime = postes.filter(utilisateur=OuterRef("utilisateur"), role=Role.FORMATEUR)
    repond = postes.filter(utilisateur=OuterRef("cree_par"), role=Role.REFERENT, structure=OuterRef("structure"))
    sert = (
        Q(genre=Genre.PERSONNE, utilisateur__is_active=True)
        | (Q(genre=Genre.FORMATEUR, utilisateur__is_active=True) & Exists(anime))
        | (Q(genre=Genre.STRUCTURE, cree_par__is_active=True) & Exists(repond))
    )
    return abonnements.annotate(en_service=Case(When(sert, revoque_le=None, then=Value(True)), default=Value(False)))
